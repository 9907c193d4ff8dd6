"""The exporter ``kind = "excel"``."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from kpicore import ExportTarget, InvalidOption, Lang, Results
from kpicore_excel.messages import results as messages


@frozen
class ExcelExporter:
    """Writes all stages into one workbook whose scores, totals, ranks and grades are live formulas::

        [exports.workbook]
        kind = "excel"
        path = "scorecards.xlsx"

    A sheet per stage; ``parameters`` with every number that the policies set, ``summary``, ``scorecard`` and ``about``.
    `path`, below the run's output folder, ends in ``.xlsx``. `lang` is the language of headings and texts.
    """

    kind: ClassVar[str] = "excel"

    path: str = "scorecards.xlsx"
    lang: Lang = "zh"

    def __attrs_post_init__(self) -> None:
        if not self.path.lower().endswith(".xlsx"):
            raise InvalidOption(messages.PATH_OPTION, "path")

    def export(self, results: Results, target: ExportTarget) -> None:
        """Opens one file. Stages whose sheets would have one name, or one that a sheet cannot have, are `Refused`."""
        from kpicore_excel.results.workbook import write_workbook

        with target.open_binary(self.path) as file:
            write_workbook(results, self.lang, file)
