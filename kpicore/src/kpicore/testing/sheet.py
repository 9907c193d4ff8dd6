"""The values of a workbook: cells, rows, records, and how they differ from those of another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeGuard

from attrs import field, frozen

from kpicore.messages import testing as messages


@frozen
class CellError:
    """An error as a cell shows it: ``#DIV/0!``. A text that only looks like one is a `str`."""

    code: str

    def __str__(self) -> str:
        return self.code


Value = float | str | bool | CellError | None
"""What a cell holds: a number, a text, a truth value, an error, or None where it is empty.

Excel knows one kind of number, so whole numbers are floats too. A formula that gives ``""`` is a text without
characters, not empty.
"""


@frozen
class Sheet:
    """One worksheet: `cells` has the value of each cell that is not empty by row and column, both counted from 1."""

    name: str
    cells: Mapping[tuple[int, int], Value] = field(repr=False)

    def __getitem__(self, cell: str) -> Value:
        """The value of `cell`, such as ``F3``. ValueError where that is no cell."""
        return self.cells.get(coordinates(cell))

    @property
    def height(self) -> int:
        """The last row in which something stands."""
        return max((row for row, _ in self.cells), default=0)

    @property
    def width(self) -> int:
        """The last column in which something stands."""
        return max((column for _, column in self.cells), default=0)

    def rows(self, first: int = 1) -> list[tuple[Value, ...]]:
        """The rows from `first` to the last one in which something stands, each as wide as the sheet."""
        columns = range(1, self.width + 1)
        return [tuple(self.cells.get((row, column)) for column in columns) for row in range(first, self.height + 1)]

    def column(self, letters: str, first: int = 1) -> list[Value]:
        """The values of one column, such as ``F``, from row `first` to the sheet's last."""
        _, column = coordinates(f"{letters}{first}")
        return [self.cells.get((row, column)) for row in range(first, self.height + 1)]

    def records(self, header: int = 1, first: int | None = None) -> list[dict[str, Value]]:
        """One dict per row from `first` on (the row below `header` where not said): heading → value.

        Columns without a heading are left out. ValueError where two have the same one.
        """
        headings: dict[str, int] = {}
        for column in range(1, self.width + 1):
            if (heading := self.cells.get((header, column))) not in (None, ""):
                if str(heading) in headings:
                    raise ValueError(messages.SAME_HEADING.fill(row=header, heading=heading).en)
                headings[str(heading)] = column
        return [
            {heading: self.cells.get((row, column)) for heading, column in headings.items()}
            for row in range(header + 1 if first is None else first, self.height + 1)
        ]


Sheets = dict[str, Sheet]
"""The sheets of a workbook by name, in their order: ``sheets["operators"]["F3"]``."""


@frozen
class Difference:
    """A cell in which two workbooks differ."""

    sheet: str
    cell: str
    found: Value
    expected: Value

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.found!r}, expected {self.expected!r}"


def same(found: Value, expected: Value, tolerance: float = 1e-9) -> bool:
    """Whether two values are the same to a reader: of one kind, numbers no further apart than `tolerance`.

    A text without characters is the same as an empty cell: engines and writers change one into the other.
    """
    if found in (None, "") and expected in (None, ""):
        return True
    if _is_number(found) and _is_number(expected):
        return abs(found - expected) <= tolerance
    return type(found) is type(expected) and found == expected


def differences(found: Sheets, expected: Sheets, tolerance: float = 1e-9) -> list[Difference]:
    """The cells that are not the `same` in both, by sheet, row and column; a sheet that one lacks is empty there."""
    unlike: list[Difference] = []
    for name in {**expected, **found}:
        here, there = (sheets[name].cells if name in sheets else {} for sheets in (found, expected))
        unlike += (
            Difference(name, address(*place), here.get(place), there.get(place))
            for place in sorted({**here, **there})
            if not same(here.get(place), there.get(place), tolerance)
        )
    return unlike


def coordinates(cell: str) -> tuple[int, int]:
    """Row and column, counted from 1, of a cell such as ``F3``; ValueError where that is none."""
    if not (parts := re.fullmatch(r"([A-Za-z]{1,3})([1-9][0-9]*)", cell)):
        raise ValueError(messages.NOT_A_CELL.fill(cell=cell).en)
    column = 0
    for letter in parts[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(parts[2]), column


def address(row: int, column: int) -> str:
    """The cell in `row` and `column`, counted from 1: ``F3``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def gathered(name: str, values: Iterable[tuple[tuple[int, int], Value]]) -> Sheet:
    """The sheet with these values, without the empty ones."""
    return Sheet(name, {place: value for place, value in values if value is not None})


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
