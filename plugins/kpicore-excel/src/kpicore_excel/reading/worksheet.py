"""A worksheet's cells as text, its hidden rows and its merged ranges, in one pass over its XML."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from kpicore_excel.messages import source as messages
from kpicore_excel.reading.found import UNCALCULATED, Found
from kpicore_excel.reading.markup import DEPTH, Characters, End, Start, parse, tags
from kpicore_excel.reading.references import COLUMNS, Range, columns
from kpicore_excel.reading.strings import LONGEST_TEXT
from kpicore_excel.reading.values import Shown, shown_by
from kpicore_excel.reading.workbook import Sheet, Workbook

MOST_KEPT = 16_384
"""Numbers of one format whose text is kept at hand; most stand in many cells."""

_TAGS = tags("worksheet", "sheetData", "row", "c", "v", "f", "t", "rPh", "mergeCell")


@frozen
class Worksheet:
    """What stands in a worksheet.

    `rows` holds every row with something in it by its number, ascending: the texts of its cells from column A to the
    last filled one, None where a cell is empty. `hidden` are those of them that nobody sees.
    """

    name: str
    rows: Mapping[int, list[str | None]]
    hidden: frozenset[int]
    merged: tuple[Range, ...]
    totals: Mapping[int, str]
    """Rows that begin with a formula over the rows above, such as ``=SUM(D2:D20)`` in column D, and that formula."""

    def value(self, row: int, column: int) -> str | None:
        """The text of one cell."""
        cells = self.rows.get(row, ())
        return cells[column] if column < len(cells) else None


def read_worksheet(workbook: Workbook, sheet: Sheet) -> Worksheet:
    """All cells of the sheet. What no spreadsheet program writes, or is too much, is `Refused` with its cell."""
    found = Found(workbook, sheet.part)
    parse(workbook.package, sheet.part, _TAGS, *_handlers(found))
    if not found.has_data:
        raise workbook.package.damaged(messages.NO_SHEET, sheet.part)
    return Worksheet(sheet.name, found.settled(), frozenset(found.hidden), tuple(found.merged), found.totals)


def _converters(workbook: Workbook) -> dict[str | None, Shown]:
    """How numbers read by the format that their cell names; a cell that names none has the first."""
    by_format = {
        each: lru_cache(MOST_KEPT)(shown_by(each, from_1904=workbook.from_1904)) for each in set(workbook.formats)
    }
    numbered: dict[str | None, Shown] = {str(n): by_format[each] for n, each in enumerate(workbook.formats)}
    return {**numbered, None: numbered["0"]}


def _handlers(found: Found) -> tuple[Start, End, Characters]:
    """What the parser calls, some millions of times: variables instead of attributes, the commonest cases first."""
    texts, converters, known = found.workbook.texts, _converters(found.workbook), columns()
    names = list(known)
    depth = row_depth = cell_depth = spoken = 0
    number, digits, column = 0, "", -1
    row: list[str | None] = []
    kind: str | None = None
    style: str | None = None
    stored: str | None = None
    formula: str | None = None
    text = rich = inside = ""

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth, text, column, kind, style, stored, formula, rich, inside
        depth += 1
        text = ""
        if depth == cell_depth and tag == "<c":
            kind, style, reference = attributes.get("t"), attributes.get("s"), attributes.get("r")
            stored = formula = None
            rich = ""
            column += 1
            if column == COLUMNS or (reference is not None and reference != names[column] + digits):
                column = placed(reference)
        elif depth == 5:
            inside = tag
        elif depth < 5:
            start_around(tag, attributes)
        else:
            start_inside(tag)

    def placed(reference: str | None) -> int:
        """The column of a cell that does not follow the one before."""
        name = (reference or "").rstrip("0123456789")
        place = known.get(name, -1) if reference == name + digits else -1
        if place < column:
            raise found.damaged(messages.CELL_ORDER, number, column - 1, found=str(reference)[:20])
        return place

    def heard(piece: str) -> None:
        nonlocal text
        text += piece
        if len(text) > LONGEST_TEXT:
            raise found.damaged(messages.LONG_TEXT, number, column)

    def end(tag: str) -> None:
        nonlocal depth, stored
        depth -= 1
        if tag == "<v" and depth == 4:
            if stored is not None:
                raise found.damaged(messages.BAD_CELL, number, column)
            stored = text
        elif depth == 3 and tag == "<c" and cell_depth:
            try:
                if kind == "s":
                    value = texts[int(stored) if stored.isdecimal() else len(texts)] if stored else None
                elif kind is None or kind == "n":
                    value = converters[style](stored) if stored else None
                else:
                    value = found.value(kind, stored, rich)
            except (ValueError, LookupError):
                raise found.damaged(messages.BAD_CELL, number, column) from None
            if formula is not None:
                value = found.result(formula, stored, value, number, column, not row)
            if value:
                if gap := column - len(row):
                    row.extend([None] * gap)
                row.append(value)
        elif depth == 2 and row_depth:
            found.end_row(number, row)
        else:
            end_other(tag)

    def start_around(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row_depth, cell_depth, number, digits, column, row
        if depth == row_depth:
            number = found.start_row(tag, attributes, number)
            digits, column, row = str(number), -1, []
        elif depth == 2 and tag == "<sheetData":
            found.has_data, row_depth, cell_depth = True, 3, 4
        elif depth == 3 and tag == "<mergeCell":
            found.merge(attributes.get("ref", ""))
        elif depth == 1 and tag != "<worksheet":
            raise found.workbook.package.damaged(messages.NO_SHEET, found.part)

    def start_inside(tag: str) -> None:
        nonlocal spoken
        if depth > DEPTH:
            raise found.workbook.package.unsafe(messages.TOO_DEEP, found.part)
        if depth == 6 and inside in ("<v", "<f"):
            raise found.damaged(messages.BAD_CELL, number, column)
        if tag == "<rPh" and not spoken:
            spoken = depth

    def end_other(tag: str) -> None:
        nonlocal formula, rich, spoken, row_depth, cell_depth
        if tag == "<f" and depth == 4:
            formula = f"={text}" if text else UNCALCULATED
        elif tag == "<t" and not spoken:
            rich += text
            if len(rich) > LONGEST_TEXT:
                raise found.damaged(messages.LONG_TEXT, number, column)
        elif depth < spoken:
            spoken = 0
        elif depth == 1:
            row_depth = cell_depth = 0

    return start, end, heard
