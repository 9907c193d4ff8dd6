"""The sheet with all problems of a workbook, each with a link to its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink

from kpicore import Lang, Problem
from kpicore_excel.marking.cells import COLOUR, Spot, plain
from kpicore_excel.messages import marking as messages
from kpicore_excel.own_sheets import PROBLEMS
from kpicore_excel.width import lines_needed

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

HEADER = 3
_WIDTHS = (6, 26, 24, 56, 56)
_LINE = 15
_LINK = "FF0563C1"


def add_summary(workbook: Workbook, problems: Sequence[Problem], spots: Mapping[Problem, Spot], lang: Lang) -> None:
    """Adds the sheet in front, and opens the workbook there."""
    name = messages.SUMMARY.in_(lang)
    sheet = workbook.create_sheet(name, 0)
    sheet["A1"] = messages.FOUND.fill(count=len(problems)).in_(lang)
    sheet["A1"].font = Font(bold=True)
    headings = (messages.NUMBER, messages.WHERE, messages.COLUMN, messages.PROBLEM, messages.ADVICE)
    for column, (heading, width) in enumerate(zip(headings, _WIDTHS, strict=True), start=1):
        cell = sheet.cell(HEADER, column, heading.in_(lang))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor=COLOUR)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, problem in enumerate(problems, start=1):
        _write(sheet, HEADER + number, number, problem, spots.get(problem), lang)
    sheet.freeze_panes = sheet.cell(HEADER + 1, 1)
    sheet.auto_filter.ref = f"A{HEADER}:{get_column_letter(len(headings))}{HEADER + len(problems)}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight = True, 0
    sheet.print_title_rows = f"{HEADER}:{HEADER}"
    # Sheets that are selected together are changed together.
    for other in workbook.worksheets:
        other.sheet_view.tabSelected = other is sheet
    workbook.active = 0


def remove_summary(workbook: Workbook) -> None:
    """Takes the sheets away that earlier copies had."""
    names = [name for name in workbook.sheetnames if name in PROBLEMS]
    if len(names) < len(workbook.sheetnames):
        for name in names:
            del workbook[name]


def _write(sheet: Worksheet, row: int, number: int, problem: Problem, spot: Spot | None, lang: Lang) -> None:
    place = problem.place
    where = f"{spot.sheet}!{spot.cell}" if spot else "!".join(part for part in (place.sheet, place.cell) if part)
    column = (spot.heading if spot else None) or place.key
    hint = problem.hint.in_(lang) if problem.hint else ""
    texts = (where or messages.WHOLE_FILE.in_(lang), column, problem.message.in_(lang), hint)
    # Wrapped text does not make a row taller unless a spreadsheet program looks at it first.
    lines = max(lines_needed(text, width - 2) for text, width in zip(texts, _WIDTHS[1:], strict=True))
    sheet.row_dimensions[row].height = _LINE * lines
    sheet.cell(row, 1, number).alignment = Alignment(vertical="top")
    for number, text in enumerate(texts, start=2):
        cell = sheet.cell(row, number, plain(text))
        cell.data_type = "s"  # also where it begins like a formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if spot:
        cell = sheet.cell(row, 2)
        cell.hyperlink = Hyperlink(cell.coordinate, location=f"{quote_sheetname(spot.sheet)}!{spot.cell}")
        cell.font = Font(color=_LINK, underline="single")
