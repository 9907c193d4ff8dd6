"""A worksheet's cells as text, its hidden rows and its merged ranges, in one pass over its XML.

Nothing is reserved for what a file declares: a row costs what stands in it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from functools import lru_cache

from attrs import define, field, frozen

from kpicore import Refused, Text
from kpicore_excel.messages import source as messages
from kpicore_excel.reading.markup import DEPTH, Characters, End, Start, parse, tags
from kpicore_excel.reading.references import COLUMNS, ROWS, Range, columns, letters, parse_range
from kpicore_excel.reading.strings import LONGEST_TEXT, MOST_CHARACTERS, unescaped
from kpicore_excel.reading.values import Shown, iso, shown_by
from kpicore_excel.reading.workbook import Sheet, Workbook, is_true

MOST_CELLS = 2_500_000
"""With something in them: 100,000 people with 25 columns."""
SPREAD = 4
ALWAYS_SPREAD = 5_000_000
"""The area over which cells may be spread out: so much, and so many times more than there are cells."""
MOST_MERGED = 50_000
MOST_KEPT = 16_384
"""Numbers of one format whose text is kept at hand; most stand in many cells."""
UNCALCULATED = "=…"
"""A formula without a result, where the formula itself is not at hand."""

_TAGS = tags("worksheet", "sheetData", "row", "c", "v", "f", "t", "rPh", "mergeCell")
_TOTAL = re.compile(
    r"=SUBTOTAL\(|=(?:SUM|AVERAGE|COUNTA?|MAX|MIN)\(\$?([A-Z]{1,3})\$?[0-9]+:\$?\1\$?[0-9]+\)", re.IGNORECASE
)
_LONGEST_TOTAL = 60
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


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
    found = _Found(workbook, sheet.part)
    parse(workbook.package, sheet.part, _TAGS, *_handlers(found))
    if not found.has_data:
        raise workbook.package.damaged(messages.NO_SHEET, sheet.part)
    if workbook.is_uncalculated and not found.is_calculated:
        for place in found.zeros:
            number, column = divmod(place, COLUMNS)
            found.rows[number][column] = UNCALCULATED
    return Worksheet(sheet.name, found.rows, frozenset(found.hidden), tuple(found.merged), found.totals)


@define
class _Found:
    """What has been found in a worksheet so far, and what of it is looked at rarely enough to be done by methods."""

    workbook: Workbook
    part: str
    rows: dict[int, list[str | None]] = field(factory=dict)
    hidden: set[int] = field(factory=set)
    merged: list[Range] = field(factory=list)
    totals: dict[int, str] = field(factory=dict)
    zeros: array[int] = field(factory=lambda: array("Q"))
    """Cells, counted row by row, with formulas whose stored result is 0: some writers mean "not calculated yet"."""
    is_calculated: bool = False
    """Whether any formula has another result."""
    has_data: bool = False
    cells: int = 0
    area: int = 0
    characters: int = 0

    def start_row(self, tag: str, attributes: Mapping[str, str], before: int) -> int:
        """The number of the row that begins here, after the row `before`."""
        digits = attributes.get("r") or str(before + 1)
        number = int(digits) if len(digits) < 8 and digits.isdecimal() else 0
        if tag != "<row" or not before < number <= ROWS or digits != str(number):
            raise self.workbook.package.damaged(messages.ROW_ORDER, self.part, found=digits[:20], before=before)
        if is_true(attributes.get("hidden")):
            self.hidden.add(number)
        return number

    def end_row(self, number: int, row: list[str | None]) -> None:
        """Keeps a row that has something in it."""
        if not row:
            self.hidden.discard(number)
            return
        package = self.workbook.package
        self.rows[number] = row
        self.cells += len(row) - row.count(None)
        self.area += len(row)
        if self.cells > MOST_CELLS:
            raise package.too_large(messages.CELLS, MOST_CELLS)
        if self.area > ALWAYS_SPREAD + SPREAD * self.cells:
            raise package.refused(messages.SPREAD_OUT)

    def merge(self, reference: str) -> None:
        """Keeps a merged range."""
        if (merged := parse_range(reference)) is None:
            raise self.workbook.package.damaged(messages.BAD_RANGE, self.part, found=reference[:20])
        if len(self.merged) >= MOST_MERGED:
            raise self.workbook.package.too_large(messages.RANGES, MOST_MERGED)
        self.merged.append(merged)

    def value(self, kind: str, stored: str | None, rich: str) -> str | None:
        """The text of a cell that is neither a number nor a shared text. ValueError, LookupError: it is broken."""
        if kind == "inlineStr":
            return self.written(rich)
        if stored is None:
            return None
        match kind:
            case "str":
                return self.written(stored)
            case "b":
                return _TRUTHS[stored.strip()] if stored else None
            case "e":
                return stored.strip() or None
            case "d":
                return iso(stored) if stored else None
            case _:
                raise ValueError(kind)

    def result(
        self, formula: str, stored: str | None, text: str | None, row: int, column: int, is_first: bool
    ) -> str | None:
        """What a formula came to, or the formula itself where nobody has calculated it."""
        if is_first and (match := _TOTAL.match(formula)) and match[1] in (None, letters(column)):
            self.totals[row] = formula[:_LONGEST_TOTAL]
        if text is None:
            return self.written(formula)
        if stored == "0":
            self.zeros.append(row * COLUMNS + column)
        else:
            self.is_calculated = True
        return text

    def written(self, text: str) -> str:
        """A text that stands in the cell itself."""
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            raise self.workbook.package.too_large(messages.CHARACTERS, MOST_CHARACTERS)
        return unescaped(text)

    def damaged(self, what: Text, row: int, column: int, **facts: object) -> Refused:
        """The refusal of a cell."""
        where = f"{self.part}, {letters(min(max(column, 0), COLUMNS - 1))}{row}"
        return self.workbook.package.damaged(what, where, **facts)


def _converters(workbook: Workbook) -> dict[str | None, Shown]:
    """How numbers read by the format that their cell names; a cell that names none has the first."""
    by_format = {
        each: lru_cache(MOST_KEPT)(shown_by(each, from_1904=workbook.from_1904)) for each in set(workbook.formats)
    }
    numbered: dict[str | None, Shown] = {str(n): by_format[each] for n, each in enumerate(workbook.formats)}
    return {**numbered, None: numbered["0"]}


def _handlers(found: _Found) -> tuple[Start, End, Characters]:
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
