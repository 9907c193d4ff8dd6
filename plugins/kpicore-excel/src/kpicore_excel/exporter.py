"""The exporter ``kind = "excel"``."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from kpicore import ExportTarget, Lang, Results


@frozen
class ExcelExporter:
    """Writes all stages into one workbook whose scores, totals, ranks and grades are live formulas::

        [exports.workbook]
        kind = "excel"
        path = "scorecards.xlsx"

    A sheet per stage; ``parameters`` with every number that the policies set, ``summary``, ``scorecard`` and ``about``.
    `lang` is the language of headings and texts.
    """

    kind: ClassVar[str] = "excel"

    path: str = "scorecards.xlsx"
    lang: Lang = "zh"

    def export(self, results: Results, target: ExportTarget) -> None:
        """Opens one file. Stages whose sheets would have one name, or one that a sheet cannot have, are `Refused`."""
        from kpicore_excel.results.workbook import write_workbook

        with target.open_binary(self.path) as file:
            write_workbook(results, self.lang, file)
