"""The sheet `about`: what was scored by what, from which files, and what the policies do not say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpicore import Text
from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import Book, StageSheet
from kpicore_excel.results.cells import Page
from kpicore_excel.results.formats import HEADS, Formats
from kpicore_excel.results.stage_sheet import limits

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "about"

Line = tuple[Text | str, ...]


def write_about(worksheet: Worksheet, book: Book, formats: Formats) -> None:
    """Short tables, one below the other."""
    page = Page(worksheet, formats, book.lang)
    worksheet.hide_gridlines(2)
    for column, width in enumerate((24, 34, 20, 70)):
        worksheet.set_column(column, column, width)
    page.line(0, 0, book.results.title, bold=True, font_size=16, font_color=HEADS["person"])
    page.line(1, 0, messages.ABOUT_PERIOD.fill(period=book.results.period))
    page.line(2, 0, messages.ABOUT_LIVE, font_color="#555555")
    row = 4
    tables: list[tuple[Text, Line, list[Line]]] = [
        (messages.ABOUT_SCHEMES, messages.ABOUT_SCHEME_COLUMNS, [_scheme(sheet) for sheet in book.sheets]),
        (
            messages.ABOUT_INPUTS,
            messages.ABOUT_INPUT_COLUMNS,
            list(_inputs(book)),
        ),
        (messages.ABOUT_ASSUMED, messages.ABOUT_ASSUMED_COLUMNS, list(_not_stated(book))),
        (messages.ABOUT_WARNINGS, messages.ABOUT_WARNING_COLUMNS, list(_warnings(book))),
        (messages.ABOUT_LIMITS, messages.ABOUT_WARNING_COLUMNS, list(_limits(book))),
    ]
    for heading, columns, lines in tables:
        if lines:
            row = _write_table(page, row, heading, columns, lines)
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(page.said(messages.PAGE))


def _write_table(page: Page, row: int, heading: Text, columns: Line, lines: list[Line]) -> int:
    page.line(row, 0, heading, bold=True, font_size=12, font_color=HEADS["metric"])
    for column, text in enumerate(columns):
        page.head(row + 1, column, text)
    for at, line in enumerate(lines, start=row + 2):
        for column, text in enumerate(line):
            page.cell(at, column, page.said(text), text_wrap=True)
    return row + len(lines) + 3


def _scheme(sheet: StageSheet) -> Line:
    scheme, origin = sheet.stage.scheme, sheet.stage.origin
    whence = "" if origin is None else f"{origin.distribution} {origin.version}".strip() or origin.file
    sha256 = "" if origin is None else origin.sha256
    return (
        sheet.stage.name,
        f"{scheme.id} {scheme.version}",
        scheme.policy or scheme.title,
        f"{whence}  sha256 {sha256}",
    )


def _inputs(book: Book) -> Iterator[Line]:
    for record in book.results.inputs:
        facts = ", ".join(f"{name} {fact}" for name, fact in record.facts.items())
        yield record.path, facts, "", f"sha256 {record.sha256}"


def _not_stated(book: Book) -> Iterator[Line]:
    """Every indicator, adjustment and grading that the policy does not state as it is scored, with what is known."""
    for sheet in book.sheets:
        scheme = sheet.stage.scheme
        for item in scheme.items.values():
            if item.status != "stated":
                yield sheet.stage.name, item.label, messages.STATUS_NAMES[item.status], item.note or ""
        if scheme.grades is not None and scheme.grades.status != "stated":
            status = messages.STATUS_NAMES[scheme.grades.status]
            yield sheet.stage.name, messages.COLUMNS["grade"], status, scheme.grades.note or ""


def _warnings(book: Book) -> Iterator[Line]:
    for stage, problems in [*((s.stage.name, s.stage.warnings) for s in book.sheets), ("", book.results.warnings)]:
        for problem in problems:
            yield stage, problem.code, str(problem.place), problem.message


def _limits(book: Book) -> Iterator[Line]:
    for sheet in book.sheets:
        for said in limits(sheet):
            yield sheet.stage.name, "", "", said
