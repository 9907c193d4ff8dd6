"""The sheet `about`: what was scored by what, from which files, and what the policies do not say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from attrs import evolve

from kpicore import SchemeOrigin, Text
from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import Book
from kpicore_excel.results.cells import Page
from kpicore_excel.results.formats import HEADS, Formats
from kpicore_excel.results.stage_sheet import limits
from kpicore_excel.width import lines_needed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "about"

WIDTHS = (24, 34, 26, 30, 70)

Line = tuple[Text | str, ...]


def write_about(worksheet: Worksheet, book: Book, formats: Formats) -> None:
    """Short tables, one below the other."""
    page = Page(worksheet, formats, book.lang)
    worksheet.hide_gridlines(2)
    for column, width in enumerate(WIDTHS):
        worksheet.set_column(column, column, width)
    worksheet.set_row(0, 30)
    page.line(0, 0, book.results.title, bold=True, font_size=16, font_color=HEADS["person"])
    page.line(1, 0, messages.ABOUT_PERIOD.fill(period=book.results.period))
    page.line(2, 0, messages.ABOUT_LIVE, font_color="#555555")
    row = 4
    tables: list[tuple[Text, Line, Iterator[Line]]] = [
        (messages.ABOUT_SCHEMES, messages.ABOUT_SCHEME_COLUMNS, _schemes(book)),
        (messages.ABOUT_INPUTS, messages.ABOUT_INPUT_COLUMNS, _inputs(book)),
        (messages.ABOUT_ASSUMED, messages.ABOUT_ASSUMED_COLUMNS, _not_stated(book)),
        (messages.ABOUT_WARNINGS, messages.ABOUT_WARNING_COLUMNS, _warnings(book)),
        (messages.ABOUT_LIMITS, messages.ABOUT_WARNING_COLUMNS, _limits(book)),
    ]
    for heading, columns, found in tables:
        if lines := list(found):
            row = _write_table(page, row, heading, columns, lines)
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(page.said(messages.PAGE))


def _write_table(page: Page, row: int, heading: Text, columns: Line, lines: list[Line]) -> int:
    """A table in as many columns as it has headings, the last one as wide as what is left; gives the next free row."""
    last = len(columns) - 1
    page.line(row, 0, heading, bold=True, font_size=12, font_color=HEADS["metric"])
    for at, line in enumerate([columns, *lines], start=row + 1):
        texts = [page.said(text) for text in line]
        widths = [*WIDTHS[:last], sum(WIDTHS[last:])]
        page.worksheet.set_row(at, 16 * max(map(lines_needed, texts, widths)))
        for column, text in enumerate(texts):
            is_wide = column == last and last < len(WIDTHS) - 1
            if at == row + 1:
                page.head(at, column, text, *([len(WIDTHS) - 1] if is_wide else []))
            else:
                page.text(at, column, text, *([len(WIDTHS) - 1] if is_wide else []))
    return row + len(lines) + 3


def _schemes(book: Book) -> Iterator[Line]:
    """The scheme of each stage; below an overlay the documents that it is made of, each with the hash of its own."""
    for sheet in book.sheets:
        scheme, origin = sheet.stage.scheme, sheet.stage.origin or SchemeOrigin("")
        policy = scheme.policy or scheme.title
        yield sheet.stage.name, f"{scheme.id} {scheme.version}", policy, _whence(origin), origin.sha256
        for layer in origin.layers:
            yield "", f"{layer.id} {layer.version}", messages.ABOUT_LAYER, _whence(layer.origin), layer.origin.sha256


def _whence(origin: SchemeOrigin) -> str:
    return f"{origin.distribution} {origin.version}".strip() or without_machine(origin.file)


def _inputs(book: Book) -> Iterator[Line]:
    for record in book.results.inputs:
        names = {id: name.in_(book.lang) for id, name in messages.ABOUT_FACTS.items()}
        facts = ", ".join(f"{names.get(id, id)} {fact}" for id, fact in record.facts.items())
        yield without_machine(record.path), facts, record.sha256


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
            place = problem.place
            file = place.file and without_machine(place.file)
            yield stage, problem.code, str(evolve(place, file=file)), problem.message


def without_machine(path: str) -> str:
    """The path as a document has it; of a path from the machine's root only the name."""
    windows = PureWindowsPath(path)
    return windows.name if windows.anchor or PurePosixPath(path).is_absolute() else path


def _limits(book: Book) -> Iterator[Line]:
    for sheet in book.sheets:
        for said in limits(sheet):
            yield sheet.stage.name, "", "", said
