"""JSON over HTTPS: metrics from CRMs and other services."""

from __future__ import annotations

from kpicore import hookimpl

__version__ = "0.1.0"


@hookimpl
def kpicore_metric_sources() -> list[type]:
    """The source of ``kind = "http"``."""
    from kpicore_http.source import Http

    return [Http]
