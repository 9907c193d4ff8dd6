"""Cells and ranges by their names: ``C7``, ``A1:F1``."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product
from string import ascii_uppercase

from attrs import frozen

from kpicore import column_letters

ROWS = 1_048_576
COLUMNS = 16_384
"""What a worksheet may have, in Excel and everywhere else."""

_RANGE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")


@frozen
class Range:
    """A rectangle of cells: rows counted from 1, columns from 0, both ends within."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        return f"{cell(self.left, self.top)}:{cell(self.right, self.bottom)}"


@cache
def letters(column: int) -> str:
    """The letters of a column counted from 0."""
    return column_letters(column + 1)


@cache
def columns() -> dict[str, int]:
    """Every column, counted from 0, by its letters."""
    names = ("".join(each) for length in (1, 2, 3) for each in product(ascii_uppercase, repeat=length))
    return {name: column for column, name in enumerate(islice(names, COLUMNS))}


def cell(column: int, row: int) -> str:
    """The name of a cell."""
    return f"{letters(column)}{row}"


def parse_range(text: str) -> Range | None:
    """The range of that name, or None where it is none on a worksheet."""
    if not (match := _RANGE.fullmatch(text)):
        return None
    left, top, right, bottom = match.groups()
    right, bottom = right or left, bottom or top
    known = columns()
    if left not in known or right not in known:
        return None
    found = Range(int(top), known[left], int(bottom), known[right])
    return found if found.top <= found.bottom <= ROWS and found.left <= found.right else None
