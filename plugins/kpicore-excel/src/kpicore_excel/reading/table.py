"""From a worksheet to a table: the rows below the headings, without anything that is no person's row."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from kpicore import Place, Problem, Refused
from kpicore_excel.messages import source as messages
from kpicore_excel.reading.headings import heading_row, headings_in, merged_over, wrong_headings
from kpicore_excel.reading.references import Range, cell, letters, parse_range
from kpicore_excel.reading.worksheet import Worksheet

MergedCells: TypeAlias = Literal["error", "fill"]
HiddenRows: TypeAlias = Literal["error", "read", "skip"]
Rows: TypeAlias = dict[int, list[str | None]]

MOST_CELLS = 8_000_000
"""Filled or not: 250,000 rows under 32 headings."""
MOST_NAMED = 10
"""Ranges or rows that one message names."""

_LOOKED_AT = 200
"""Characters of a row's first cell."""
_NO_PERSON = re.compile(
    r".{0,12}(合计|总计|小计|共计)([:：]?|[(（].*)|(.{0,6}[班组队部室科区体员])?平均(值|分|数|成绩)?[:：]?|均值|汇总|总和"
    r"|(grand|sub)?-?total:?|average:?|mean:?|sum:?"
    r"|(备?注|说明|制表人?|填表人?|审核人?|复核人?|审批人?|负责人|签字|签名|.{0,2}日期|数据来源|notes?|remarks?|source)[:：].*"
)
"""What the first cell of a row says, white space left out, that holds totals or closes the table."""


@frozen
class Layout:
    """Where the table is, and what to do with what spreadsheets hold beside it.

    `header` is the row of the headings and `first` that of the first person, `headings` are names of columns that are
    known otherwise than by reading them. `stop` is how the first cell begins of the row at which the table has ended.
    """

    header: int | None = None
    first: int | None = None
    headings: Mapping[int, str] = field(factory=dict)
    stop: str | None = None
    merged_cells: MergedCells = "error"
    hidden_rows: HiddenRows = "error"


@frozen
class Table:
    """Rows of a worksheet under headings: `numbers` says which they are.

    `headings` are by their column, counted from 0; `columns` holds under each of these a text or None for every row.
    """

    headings: Mapping[int, str]
    numbers: Sequence[int]
    columns: Mapping[int, list[str | None]]


def read_table(sheet: Worksheet, layout: Layout, place: Place) -> Table:
    """The table in the sheet. Blank rows, and columns with neither heading nor content, are passed over.

    Raises `Refused` with every heading, row and merged range that leaves a doubt, each at its cell.
    """
    header = heading_row(sheet, layout.header, place)
    headings = dict(sorted({**headings_in(sheet, header, place), **layout.headings}.items()))
    rows = dict(_rows(sheet, layout.first or header + 1, layout.stop))
    problems = [*wrong_headings(headings, header, place)]
    hidden = sorted(rows.keys() & sheet.hidden)
    if hidden and layout.hidden_rows == "error":
        problems.append(_hidden(hidden, place))
    if layout.hidden_rows == "skip":
        rows = {number: cells for number, cells in rows.items() if number not in sheet.hidden}
    problems += [
        *_nameless(rows, headings, merged_over(sheet, header, place), header, place),
        *_no_person(rows, sheet, place),
    ]
    merged = _over(sheet.merged, list(headings), list(rows))
    problems += _merged(merged, header, layout.merged_cells, place)
    if len(headings) * len(rows) > MOST_CELLS:
        problems.append(messages.SPREAD_OUT.at(place))
    if problems:
        raise Refused(*sorted(problems, key=_spot))
    columns = {
        column: [cells[column] if column < len(cells) else None for cells in rows.values()] for column in headings
    }
    table = Table(headings, list(rows), columns)
    _fill(table, merged, sheet, place)
    return table


def _spot(problem: Problem) -> tuple[int, int]:
    """Row and column of the problem's cell."""
    found = parse_range(problem.place.cell or "")
    return (found.top, found.left) if found else (0, 0)


def _rows(sheet: Worksheet, first: int, stop: str | None) -> Iterator[tuple[int, list[str | None]]]:
    """The rows from `first` on that hold something, up to the one that begins with `stop`."""
    until = _compact(stop).casefold() if stop else None
    for number, cells in sheet.rows.items():
        if number < first:
            continue
        if until:
            begins = (_beginning(cells)[1], sheet.totals.get(number, ""))
            if any(text.casefold().startswith(until) for text in begins):
                return
        yield number, cells


def _beginning(cells: Sequence[str | None]) -> tuple[int, str]:
    """The first filled cell: its column, and how its text begins, in one line and without white space."""
    return next((column, _compact(text[:_LOOKED_AT])) for column, text in enumerate(cells) if text)


def _compact(text: str) -> str:
    """Without white space, which Chinese headings and totals are often spaced out with."""
    return "".join(text.split())


def _nameless(
    rows: Rows, headings: Mapping[int, str], over_header: Sequence[Range], header: int, place: Place
) -> Iterator[Problem]:
    """A problem for each column that holds something under no heading, at the first cell that does."""
    last = max(headings, default=-1)
    gaps = [column for column in range(last) if column not in headings]
    found: dict[int, int] = {}
    for number, cells in rows.items():
        for column in [*gaps[: bisect_left(gaps, len(cells))], *range(last + 1, len(cells))]:
            if cells[column]:
                found.setdefault(column, number)
    shared = {column: each for each in over_header for column in range(each.left, each.right + 1)}
    for column, number in sorted(found.items()):
        at = evolve(place, cell=cell(column, number))
        if column in shared:
            yield messages.HEADING_SHARED.at(at, column=letters(column), range=shared[column])
        else:
            yield messages.HEADING_EMPTY.at(at, column=letters(column), row=header)


def _hidden(numbers: Sequence[int], place: Place) -> Problem:
    return messages.HIDDEN_ROWS.at(evolve(place, cell=f"A{numbers[0]}"), rows=_some(numbers), count=len(numbers))


def _no_person(rows: Rows, sheet: Worksheet, place: Place) -> Iterator[Problem]:
    """A problem for each row of totals, by its word or its formula, and for each footnote."""
    for number, cells in rows.items():
        column, text = _beginning(cells)
        formula = sheet.totals.get(number)
        if formula or _NO_PERSON.fullmatch(text.lower()):
            stop = formula.partition("(")[0] if formula else re.split("[:：(（]", text)[0]
            yield messages.NO_PERSON.at(evolve(place, cell=cell(column, number)), row=number, stop=stop)


def _over(merged: Sequence[Range], columns: Sequence[int], numbers: Sequence[int]) -> list[Range]:
    """The merged ranges that cover cells of the table, from top to bottom."""
    if not numbers:
        return []
    over = [
        each
        for each in merged
        if each.bottom >= numbers[0]
        and each.top <= numbers[-1]
        and bisect_left(columns, each.left) < bisect_right(columns, each.right)
    ]
    return sorted(over, key=lambda each: (each.top, each.left))


def _merged(merged: Sequence[Range], header: int, merged_cells: MergedCells, place: Place) -> Iterator[Problem]:
    """A problem for each range that joins headings with people, and one for all others where they are not filled."""
    for each in merged:
        if each.top <= header:
            at = evolve(place, cell=cell(each.left, each.top))
            yield messages.MERGED_HEADING.at(at, range=each, row=each.bottom)
    below = [each for each in merged if each.top > header]
    if below and merged_cells == "error":
        at = evolve(place, cell=cell(below[0].left, below[0].top))
        yield messages.MERGED.at(at, ranges=_some(below), count=len(below))


def _some(things: Sequence[object]) -> str:
    return ", ".join(map(str, things[:MOST_NAMED])) + (" …" if len(things) > MOST_NAMED else "")


def _fill(table: Table, merged: Sequence[Range], sheet: Worksheet, place: Place) -> None:
    """Puts the value of each merged range into all of its cells in the table."""
    places, numbers = list(table.headings), table.numbers
    done = {column: bytearray(len(numbers)) for column in places} if merged else {}
    for each in merged:
        value = sheet.value(each.top, each.left)
        top, bottom = bisect_left(numbers, each.top), bisect_right(numbers, each.bottom)
        for column in places[bisect_left(places, each.left) : bisect_right(places, each.right)]:
            if any(done[column][top:bottom]):
                raise Refused(messages.MERGED_TWICE.at(evolve(place, cell=cell(each.left, each.top)), range=each))
            done[column][top:bottom] = b"\1" * (bottom - top)
            table.columns[column][top:bottom] = [value] * (bottom - top)
