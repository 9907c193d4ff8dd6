"""SQL for kpicore: a source that has a database, or DuckDB over files, work metrics out.

A hook returns classes; it imports them inside, so that `kpi --help` never waits for a plugin.
"""

from __future__ import annotations

from kpicore import hookimpl

__version__ = "0.1.0"


@hookimpl
def kpicore_metric_sources() -> list[type]:
    from kpicore_sql.source import SqlSource

    return [SqlSource]
