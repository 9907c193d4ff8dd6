"""The row of headings: where it is, and what stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import islice, pairwise

from attrs import evolve

from kpicore import Place, Problem, Refused
from kpicore_excel.messages import source as messages
from kpicore_excel.reading.references import Range, cell, letters
from kpicore_excel.reading.worksheet import Worksheet

ROW = "_row"
LOOKED_AT = 50
"""Rows from the first filled one on among which the headings are looked for, to name them in a message."""
_CHINESE = 0x2E80
"""From here on characters are written without spaces between them."""


def heading_row(sheet: Worksheet, declared: int | None, place: Place) -> int:
    """The row of the headings: the declared one, or the first that holds something.

    An empty row, and one that looks like a title while none is declared, is `Refused`, naming the row that was meant.
    """
    filled = {row: len(cells) - cells.count(None) for row, cells in islice(sheet.rows.items(), LOOKED_AT)}
    if not filled:
        raise Refused(messages.SHEET_EMPTY.at(place))
    if declared is not None:
        if declared in sheet.rows or any(each.top <= declared <= each.bottom for each in sheet.merged):
            return declared
        raise Refused(messages.HEADER_EMPTY.at(evolve(place, cell=f"A{declared}"), row=declared, first=min(filled)))
    first, width = min(filled), max(filled.values())
    over_several = any(each.top == first and each.left < each.right for each in sheet.merged)
    if filled[first] < width and (filled[first] == 1 or over_several):
        meant = next((row for row, count in filled.items() if row > first and count >= max(2, width / 2)), None)
        if meant is not None:
            column = next(column for column, text in enumerate(sheet.rows[first]) if text)
            raise Refused(messages.TITLE.at(evolve(place, cell=cell(column, first)), row=first, meant=meant))
    return first


def headings_in(sheet: Worksheet, row: int, place: Place) -> dict[int, str]:
    """The heading of every column that has one. A merged cell is the heading of its first column, down to its end."""
    found = {column: text for column, text in enumerate(sheet.rows.get(row, ())) if text}
    for each in merged_over(sheet, row, place):
        text = sheet.value(each.top, each.left)
        for column in range(each.left, each.right + 1):
            found.pop(column, None)
        if text:
            found[each.left] = text
    return {column: in_one_line(found[column]) for column in sorted(found)}


def merged_over(sheet: Worksheet, row: int, place: Place) -> list[Range]:
    """The merged ranges that a row runs through, from left to right. Where two overlap, the sheet is `Refused`."""
    over = sorted(
        (each for each in sheet.merged if each.top <= row <= each.bottom), key=lambda each: (each.left, each.right)
    )
    for before, each in pairwise(over):
        if each.left <= before.right:
            raise Refused(messages.MERGED_TWICE.at(evolve(place, cell=cell(each.left, row)), range=each))
    return over


def in_one_line(text: str) -> str:
    """A heading of several lines as one: Chinese closes up, other words keep a space between them."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    joined = "".join(lines[:1])
    for line in lines[1:]:
        closed = ord(joined[-1]) >= _CHINESE or ord(line[0]) >= _CHINESE
        joined += line if closed else f" {line}"
    return joined


def wrong_headings(headings: Mapping[int, str], row: int, place: Place) -> Iterator[Problem]:
    """A problem for each heading that stands over several columns, or is reserved."""
    columns = defaultdict(list)
    for column, heading in headings.items():
        columns[heading].append(column)
    for heading, where in columns.items():
        at = evolve(place, cell=cell(where[-1], row))
        if heading == ROW:
            yield messages.HEADING_RESERVED.at(at, heading=heading)
        if len(where) > 1:
            yield messages.HEADING_TWICE.at(at, heading=heading, columns=", ".join(map(letters, where)))
