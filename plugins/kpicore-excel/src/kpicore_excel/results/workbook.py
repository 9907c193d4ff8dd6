"""The whole results workbook."""

from __future__ import annotations

import io
from datetime import datetime
from functools import partial
from typing import IO

from xlsxwriter import Workbook

from kpicore import Lang, Results, tell
from kpicore_excel.results.formats import FONT, Formats
from kpicore_excel.results.group_sheet import write_groups
from kpicore_excel.results.groups import SHEET as GROUPS
from kpicore_excel.results.package import Rows, package
from kpicore_excel.results.parameter_sheet import write_parameters
from kpicore_excel.results.parameters import SHEET as PARAMETERS
from kpicore_excel.results.plan import StageSheet, plan
from kpicore_excel.results.rows import rows, styles_of
from kpicore_excel.results.stage_sheet import write_stage

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 — a workbook knows no zones
"""Every workbook says so: the same input gives the same bytes. The run record knows when it was made."""


def write_workbook(results: Results, lang: Lang, file: IO[bytes]) -> None:
    """Writes the results of a run into `file`."""
    book = plan(results, lang)
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(written, {**options, "default_format_properties": FONT})
    workbook.set_properties({"title": results.title, "created": CREATED, "author": "kpicore"})
    workbook.set_calc_mode("auto")
    formats = Formats(workbook)
    sheets: dict[int, tuple[int, Rows]] = {}
    for sheet in book.sheets:
        worksheet = workbook.add_worksheet(sheet.name)
        told = {id: words.said() for id, words in tell(sheet.stage, lang).items()}
        write_stage(worksheet, sheet, told, formats, lang)
        sheets[len(workbook.worksheets())] = sheet.last, partial(_rows, sheet)
    write_parameters(workbook.add_worksheet(PARAMETERS), book, formats)
    groups = workbook.add_worksheet(GROUPS)
    write_groups(groups, book)
    groups.hide()
    workbook.close()
    package(written.getvalue(), sheets, file)


def _rows(sheet: StageSheet, pattern: str):
    return rows(sheet, styles_of(pattern))
