"""CSV files for kpicore: a source that reads metrics, and an exporter that writes one file per stage."""

from kpicore import hookimpl
from kpicore_csv.exporter import CsvExporter
from kpicore_csv.source import CsvSource

__version__ = "0.1.0"


@hookimpl
def kpicore_metric_sources() -> list[type[CsvSource]]:
    """The source of ``kind = "csv"``."""
    return [CsvSource]


@hookimpl
def kpicore_exporters() -> list[type[CsvExporter]]:
    """The exporter of ``kind = "csv"``."""
    return [CsvExporter]
