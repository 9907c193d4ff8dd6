"""The command kpi."""
