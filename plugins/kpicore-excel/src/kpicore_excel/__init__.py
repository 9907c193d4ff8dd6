"""Excel workbooks for kpicore: metrics from forms and foreign workbooks, results as live formulas, forms to fill in.

A hook returns classes; it imports them inside, so that `kpi --help` never waits for a plugin.
"""

from __future__ import annotations

from kpicore import hookimpl

__version__ = "0.1.0"


@hookimpl
def kpicore_metric_sources() -> list[type]:
    from kpicore_excel.source import ExcelSource

    return [ExcelSource]


@hookimpl
def kpicore_forms() -> list[type]:
    from kpicore_excel.form import ExcelForm

    return [ExcelForm]


@hookimpl
def kpicore_exporters() -> list[type]:
    from kpicore_excel.exporter import ExcelExporter

    return [ExcelExporter]
