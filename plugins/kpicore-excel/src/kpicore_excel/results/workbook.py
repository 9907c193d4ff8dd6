"""The whole results workbook."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import IO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from kpicore import Lang, Results, tell
from kpicore_excel.results import about, groups, items, parameters, scorecard, summary
from kpicore_excel.results.about import write_about
from kpicore_excel.results.book import Book, StageSheet
from kpicore_excel.results.formats import FONT, Formats
from kpicore_excel.results.group_sheet import write_groups
from kpicore_excel.results.items import directory, write_items
from kpicore_excel.results.package import Rows, package
from kpicore_excel.results.parameter_sheet import write_parameters
from kpicore_excel.results.plan import plan
from kpicore_excel.results.rows import rows, styles_of
from kpicore_excel.results.scorecard import write_scorecard
from kpicore_excel.results.sheets import check_sheets
from kpicore_excel.results.stage_sheet import write_stage
from kpicore_excel.results.summary import write_summary

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 — a workbook knows no zones
"""Every workbook says so: the same input gives the same bytes. The run record knows when it was made."""


def write_workbook(results: Results, lang: Lang, file: IO[bytes]) -> None:
    """Writes the results of a run into `file`. `Refused` where a stage cannot have a sheet."""
    check_sheets(results)
    book = plan(results, lang)
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = Workbook(written, {**options, "default_format_properties": dict(FONT)})
    workbook.set_properties({"title": results.title, "created": CREATED, "author": "kpicore"})
    formats = Formats(workbook)
    write_summary(workbook.add_worksheet(summary.SHEET), book, formats)
    sheets = dict(_write_stages(workbook, book, formats))
    found = directory(book)
    write_scorecard(workbook.add_worksheet(scorecard.SHEET), book, found, formats)
    write_parameters(workbook.add_worksheet(parameters.SHEET), book, formats)
    write_about(workbook.add_worksheet(about.SHEET), book, formats)
    write_groups(_hidden(workbook, groups.SHEET), book)
    write_items(_hidden(workbook, items.SHEET), found)
    workbook.close()
    package(written.getvalue(), sheets, file)


def _write_stages(workbook: Workbook, book: Book, formats: Formats) -> Iterator[tuple[int, tuple[int, Rows]]]:
    """Everything of the stages' sheets but people; gives what makes their rows, by the sheet's number."""
    for sheet in book.sheets:
        told = {id: words.said() for id, words in tell(sheet.stage, book.lang).items()}
        write_stage(workbook.add_worksheet(sheet.name), sheet, told, formats, book)
        yield len(workbook.worksheets()), (sheet.last, partial(_rows, sheet))


def _hidden(workbook: Workbook, name: str) -> Worksheet:
    worksheet: Worksheet = workbook.add_worksheet(name)
    worksheet.hide()
    return worksheet


def _rows(sheet: StageSheet, pattern: str) -> Iterator[bytes]:
    return rows(sheet, styles_of(pattern))
