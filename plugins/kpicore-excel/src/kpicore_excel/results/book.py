"""The results workbook as a value: its sheets, their columns and formulas, and the names of what formulas refer to."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
from attrs import Factory, frozen

from kpicore import Lang, Results, StageResults, column_letters
from kpicore_excel.results.columns import SheetColumn
from kpicore_excel.results.groups import Figure, GroupTable, Key, figure_formula, figure_values
from kpicore_excel.results.parameters import Parameter
from kpicore_excel.results.steps import Reason

FIRST = 3
"""The row of the first person."""


@frozen
class Formula:
    """The formula of a cell, without ``=``; that of a column holds `kpicore.ROW` for the row of the person."""

    text: str
    is_array: bool = False


@frozen
class StageSheet:
    """The sheet of a stage: its columns from A on, the values of all of them, and the formulas of those that have one.

    `frame` has a column for each of `columns`, by its `name`, with what the cells show. `values` are the names of those
    that a formula could give and that hold values all the same, with the reason. `choices` has what may stand in the
    columns of the scheme's groups.
    """

    stage: StageResults
    columns: tuple[SheetColumn, ...]
    frame: pl.DataFrame
    is_live: bool
    formulas: Mapping[str, Formula]
    values: Mapping[str, Reason] = Factory(dict)
    choices: Mapping[str, tuple[str, ...]] = Factory(dict)

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return sheet_name(self.stage.name)

    @property
    def last(self) -> int:
        """The row of the last person."""
        return FIRST + max(len(self.frame), 1) - 1

    def letters(self, column: str) -> str:
        """The letters of a column, by its name."""
        return column_letters(next(i for i, each in enumerate(self.columns, 1) if each.name == column))

    def has(self, column: str) -> bool:
        """Whether the sheet has a column of this name."""
        return any(each.name == column for each in self.columns)

    def range(self, column: str) -> str:
        """Everybody's cells of a column, as other sheets name them."""
        letters = self.letters(column)
        return f"{reference(self.name)}!${letters}${FIRST}:${letters}${self.last}"


@frozen
class Book:
    """All that stands in the workbook in `lang`: a sheet per stage, the tables of groups, the policies' numbers."""

    results: Results
    lang: Lang
    sheets: tuple[StageSheet, ...]
    groups: Mapping[Key, GroupTable]
    parameters: tuple[Parameter, ...]

    def sheet(self, stage: str) -> StageSheet:
        """The sheet of a stage, by the stage's name."""
        return next(sheet for sheet in self.sheets if sheet.stage.name == stage)

    def figure(self, table: GroupTable, wanted: Figure, group: int) -> Formula:
        """The formula of a figure of a group, the groups counted from 0."""
        sheet = self.sheet(table.stage)
        keys = sheet.range(key_column(table.key, table.stage)) if table.by else None
        return Formula(*figure_formula(table, wanted, sheet.range(wanted.column), keys, group))

    def figure_values(self, table: GroupTable, wanted: Figure) -> list[float | None]:
        """A figure of all groups of a table, as the formulas give it."""
        return figure_values(table, wanted, self.sheet(table.stage).frame)


def key_column(key: Key, stage: str) -> str:
    """The column of a stage's sheet with the number of each person's group in a table of groups: ``_group:team``, of
    another stage ``_group:team@operators``. No id holds these signs, so that the name is that of one table only.
    """
    of, by = key
    return f"_group:{','.join(by)}" + ("" if of == stage else f"@{of}")


def sheet_name(stage: str) -> str:
    """The name of a stage's sheet."""
    return stage[:31]


def reference(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"
