"""The exporter ``kind = "html"``."""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from kpicore import ExportTarget, Lang, Results


@frozen
class HtmlExporter:
    """Writes results as pages that need nothing else, no network and no other file::

        [exports.report]
        kind = "html"
        path = "report.html"

    `lang` is the language of the pages. `audience` says who may read them: ``department`` is one file with everybody.
    """

    kind: ClassVar[str] = "html"
    shows_findings: ClassVar[bool] = True

    path: str = "report.html"
    lang: Lang = "zh"
    audience: Literal["department"] = "department"

    def export(self, results: Results, target: ExportTarget) -> None:
        """Opens one file."""
        from kpicore_html.content import department
        from kpicore_html.page import page

        with target.open_text(self.path) as file:
            file.write(page(department(results, self.lang)))
