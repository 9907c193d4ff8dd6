"""Asterisk's queue log: metrics of each agent, from its files or from its database table."""

from __future__ import annotations

from kpicore import hookimpl

__version__ = "0.1.0"


@hookimpl
def kpicore_metric_sources() -> list[type]:
    """The source of ``kind = "queue-log"``."""
    from kpicore_asterisk.source import QueueLog

    return [QueueLog]
