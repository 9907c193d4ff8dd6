"""Cards for signature for kpicore: a PDF with a page for each person.

A hook returns classes; it imports them inside, so that `kpi --help` never waits for a plugin.
"""

from __future__ import annotations

from kpicore import hookimpl

__version__ = "0.1.0"


@hookimpl
def kpicore_exporters() -> list[type]:
    from kpicore_pdf.exporter import PdfExporter

    return [PdfExporter]
