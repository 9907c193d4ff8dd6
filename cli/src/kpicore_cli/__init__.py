"""The command kpi."""

__version__ = "0.1.0"
