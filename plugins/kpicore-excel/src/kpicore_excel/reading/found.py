"""What has been found in a worksheet while it is read, and what is seldom enough there to be done by methods.

Nothing is reserved for what a file declares: a row costs what stands in it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping

from attrs import define, field

from kpicore import Refused, Text
from kpicore_excel.messages import source as messages
from kpicore_excel.reading.references import COLUMNS, ROWS, Range, letters, parse_range
from kpicore_excel.reading.strings import MOST_CHARACTERS, unescaped
from kpicore_excel.reading.values import iso
from kpicore_excel.reading.workbook import Workbook, is_true

MOST_CELLS = 2_500_000
"""With something in them: 100,000 people with 25 columns."""
SPREAD = 4
ALWAYS_SPREAD = 5_000_000
"""The area over which cells may be spread out: so much, and so many times more than there are cells."""
MOST_MERGED = 50_000
UNCALCULATED = "=…"
"""A formula without a result, where the formula itself is not at hand."""

_TOTAL = re.compile(
    r"=SUBTOTAL\(|=(?:SUM|AVERAGE|COUNTA?|MAX|MIN)\(\$?([A-Z]{1,3})\$?[0-9]+:\$?\1\$?[0-9]+\)", re.IGNORECASE
)
_LONGEST_TOTAL = 60
_TRUTHS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}


@define
class Found:
    """What has been found in a worksheet so far."""

    workbook: Workbook
    part: str
    rows: dict[int, list[str | None]] = field(factory=dict)
    hidden: set[int] = field(factory=set)
    merged: list[Range] = field(factory=list)
    totals: dict[int, str] = field(factory=dict)
    zeros: array[int] = field(factory=lambda: array("Q"))
    empties: array[int] = field(factory=lambda: array("Q"))
    """Cells, counted row by row, with formulas whose stored result is 0, or an empty text: by either some writers mean
    "not calculated yet" in a workbook that says so."""
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
        if not self.workbook.is_uncalculated:
            return text
        if stored == "0":
            self.zeros.append(row * COLUMNS + column)
        elif not text:
            self.empties.append(row * COLUMNS + column)
            return UNCALCULATED
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

    def settled(self) -> dict[int, list[str | None]]:
        """The rows, now that it is known whether anybody has calculated the formulas whose results are 0 or empty."""
        if not self.is_calculated:
            for place in self.zeros:
                self.rows[place // COLUMNS][place % COLUMNS] = UNCALCULATED
            return self.rows
        for place in self.empties:
            self.rows[place // COLUMNS][place % COLUMNS] = None
        return {number: row for number, row in self.rows.items() if any(row)} if self.empties else self.rows
