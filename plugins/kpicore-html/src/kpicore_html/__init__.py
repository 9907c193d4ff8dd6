"""Results as pages: a report that a department hands round, and cards that each person understands.

A hook returns classes; it imports them inside, so that `kpi --help` never waits for a plugin.
"""

from __future__ import annotations

from kpicore import hookimpl

__version__ = "0.1.0"


@hookimpl
def kpicore_exporters() -> list[type]:
    from kpicore_html.exporter import HtmlExporter

    return [HtmlExporter]
