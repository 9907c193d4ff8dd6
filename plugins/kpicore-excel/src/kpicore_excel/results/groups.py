"""Tables of groups: a row per group of people, its number, and the figures that formulas in people's rows take there.

A mean of a group stands once in its table instead of once in everybody's row: less to read, and not quadratic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import prod
from typing import Any

import polars as pl
from attrs import evolve, frozen

from kpicore import AggregateKind, column_letters, figure, group_number, is_array, texts_counted

SHEET = "_groups"
MOST_GROUPS = 2_000
"""With more groups nothing is taken from a table: finding a group in it would be quadratic."""

MOST_COMBINED = 500
"""Combinations of several columns that a table has beforehand, for people who are moved."""

Key = tuple[str, tuple[str, ...]]
"""A stage, and the columns by which its people are grouped."""


@frozen
class Figure:
    """One column of a table: a figure of the column `column` of the stage's sheet; of texts only the count."""

    kind: AggregateKind
    column: str
    is_text: bool = False


@frozen
class GroupTable:
    """The groups of a stage by some of its columns; without any, one group of everybody.

    `groups` holds the texts of each group, in the order in which the table has them. `first` is the row of the first
    group in the sheet of all tables.
    """

    stage: str
    by: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    figures: tuple[Figure, ...] = ()
    first: int = 0

    @property
    def key(self) -> Key:
        return self.stage, self.by

    @property
    def last(self) -> int:
        """The row of the last group."""
        return self.first + len(self.groups) - 1

    @property
    def number_position(self) -> int:
        """The column with the groups' numbers, 1 is the first."""
        return len(self.by) + 1

    def position(self, wanted: Figure) -> int:
        """The column in which a figure stands."""
        return self.number_position + 1 + self.figures.index(wanted)

    def range(self, position: int) -> str:
        """The cells of all groups in a column."""
        letters = column_letters(position)
        return f"{SHEET}!${letters}${self.first}:${letters}${self.last}"

    def number_of(self, cells: Sequence[str]) -> str:
        """The array formula with the number of the group that a person's cells name, 0 where it is none of these."""
        lists = [self.range(position) for position in range(1, len(self.by) + 1)]
        return group_number(cells, lists, self.range(self.number_position))

    def taken(self, wanted: Figure, key: str) -> str:
        """The formula that takes the figure of the group with the number in the cell `key`; empty where that is 0."""
        column = self.range(self.position(wanted))
        return f'IF({key}>0,INDEX({column},{key}),"")' if self.by else column.partition(":")[0]


def found_groups(frame: pl.DataFrame, by: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The groups that people of the frame are in, as they first appear.

    People without a value in one of the columns are in no group.
    """
    return tuple(frame.select(by).drop_nulls().unique(maintain_order=True).rows()) if by else ((),)


def possible_groups(
    frame: pl.DataFrame, by: tuple[str, ...], known: Sequence[Sequence[str]]
) -> tuple[tuple[str, ...], ...]:
    """The groups that people of the frame are in, or could be moved to by changing a cell.

    `known` has the values of each column beside those that are there. Combinations of several columns are left out
    where there are too many.
    """
    found = found_groups(frame, by)
    values = [dict.fromkeys([*more, *frame[column].drop_nulls()]) for column, more in zip(by, known, strict=True)]
    if len(by) > 1 and prod(map(len, values)) > MOST_COMBINED:
        return found
    return tuple(dict.fromkeys([*(found if len(by) > 1 else ()), *product(*values)]))


def numbers(table: GroupTable, frame: pl.DataFrame) -> pl.Series:
    """The number of each person's group, 0 where it is none of the table's."""
    known = {group: number for number, group in enumerate(table.groups, start=1)}
    return pl.Series([known.get(row, 0) for row in frame.select(table.by).rows()], dtype=pl.Int64)


def figure_formula(table: GroupTable, wanted: Figure, values: str, keys: str | None, group: int) -> tuple[str, bool]:
    """The formula of a figure for the group in position `group` (from 0), and whether it is an array formula.

    `values` and `keys` are the ranges of the stage's sheet with the figure's column and with the people's numbers.
    """
    key = f"${column_letters(table.number_position)}${table.first + group}"
    of_group = keys if table.by else None
    if wanted.is_text:
        return texts_counted(values, of_group, key), False
    return figure(wanted.kind, values, of_group, key), is_array(wanted.kind, of_group)


def figure_values(table: GroupTable, wanted: Figure, frame: pl.DataFrame) -> list[Any]:
    """The figure of each group, as the formulas give it."""
    column = pl.col(wanted.column)
    whole = {
        "mean": column.mean(),
        "share": column.mean(),
        "sum": column.sum(),
        "count": column.count(),
        "min": column.min(),
        "max": column.max(),
    }[wanted.kind]
    shown = whole if wanted.kind == "count" else pl.when(column.count() > 0).then(whole)
    if not table.by:
        return [frame.select(shown).item()]
    rows = frame.group_by(table.by).agg(shown.alias("figure")).rows()
    by_group = {tuple(group): value for *group, value in rows}
    return [by_group.get(group, 0 if wanted.kind == "count" else None) for group in table.groups]


def placed(tables: Mapping[Key, GroupTable]) -> dict[Key, GroupTable]:
    """The tables with their rows in the sheet: each below the one before, under two rows of headings."""
    found: dict[Key, GroupTable] = {}
    row = 3
    for key, table in tables.items():
        found[key] = evolve(table, first=row)
        row = found[key].last + 4
    return found
