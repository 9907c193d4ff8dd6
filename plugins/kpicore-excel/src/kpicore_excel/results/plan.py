"""The plan of a results workbook: which column of which sheet holds what, and by which formula.

Sheets refer to each other both ways (people to parameters and groups, groups to people, leaders to members), so all
places are settled before the first formula is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from attrs import Factory, frozen

from kpicore import (
    Aggregate,
    Cells,
    Lang,
    Rank,
    Results,
    StageResults,
    column_letters,
    fits,
    formula,
    quoted,
    rank_formula,
)
from kpicore_excel.results.columns import SheetColumn, step_column, visible_columns
from kpicore_excel.results.groups import (
    MOST_GROUPS,
    Figure,
    GroupTable,
    Key,
    figure_formula,
    figure_values,
    found_groups,
    numbers,
    placed,
)
from kpicore_excel.results.parameters import Parameter, addresses, parameters
from kpicore_excel.results.steps import Reason, StageSteps, live_steps, worded_groups

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
    that a formula could give and that hold values all the same, with the reason.
    """

    stage: StageResults
    columns: tuple[SheetColumn, ...]
    frame: pl.DataFrame
    is_live: bool
    formulas: Mapping[str, Formula]
    values: Mapping[str, Reason] = Factory(dict)

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


def plan(results: Results, lang: Lang) -> Book:
    """The workbook of a run. Nothing is written here."""
    live = live_steps(results)
    rows = [row for stage in results.stages.values() for row in parameters(stage)]
    cells_of = addresses(rows)
    joined = _joined_by(live)
    worded = {name: worded_groups(steps, joined.get(name, set()), lang) for name, steps in live.items()}
    frames = {name: _worded(steps.stage.frame, worded[name]) for name, steps in live.items()}
    tables = placed(_tables(live, frames, worded) | _teams_of_values(results, live))
    sheets = [
        _live_sheet(live[name], frames[name], tables, cells_of.get(name, {}), worded[name], lang)
        if name in live
        else _values_only(stage, lang)
        for name, stage in results.stages.items()
    ]
    return Book(results, lang, tuple(sheets), tables, tuple(rows))


def key_column(key: Key, stage: str) -> str:
    """The column of a stage's sheet with the number of each person's group in a table of groups."""
    of, by = key
    return "_".join(["_group", *([] if of == stage else [of]), *by])


def sheet_name(stage: str) -> str:
    """The name of a stage's sheet."""
    return stage[:31]


def reference(sheet: str) -> str:
    """The name of a sheet as formulas write it."""
    return "'" + sheet.replace("'", "''") + "'"


def _joined_by(live: Mapping[str, StageSteps]) -> dict[str, set[str]]:
    """The columns by which stages are joined to each other, by stage."""
    joined: dict[str, set[str]] = {}
    for name, stage in live.items():
        for (of, by), _ in stage.taken.values():
            if of != name:
                joined.setdefault(of, set()).update(by)
                joined.setdefault(name, set()).update(by)
    return joined


def _worded(frame: pl.DataFrame, worded: Mapping[str, Mapping[str, str]]) -> pl.DataFrame:
    return frame.with_columns(pl.col(id).replace(dict(words)) for id, words in worded.items() if id in frame.columns)


def _tables(
    live: Mapping[str, StageSteps],
    frames: Mapping[str, pl.DataFrame],
    worded: Mapping[str, Mapping[str, Mapping[str, str]]],
) -> dict[Key, GroupTable]:
    """Every table that a step takes a figure from, that a rank is counted within, or that the summary tells of."""
    wanted: dict[Key, dict[Figure, None]] = {}
    for name, stage in live.items():
        if "team" in frames[name].columns and len(found_groups(frames[name], ("team",))) <= MOST_GROUPS:
            wanted.setdefault((name, ("team",)), {})
        for step in stage.steps:
            if isinstance(step.node, Rank) and step.node.by and step.name not in stage.values:
                wanted.setdefault((name, step.node.by), {})
        for key, figure in stage.taken.values():
            wanted.setdefault(key, {})[figure] = None
    tables = {}
    for (name, by), figures in wanted.items():
        group = live[name].stage.scheme.groups.get(by[0]) if len(by) == 1 else None
        words = worded[name].get(by[0], {}) if group is not None else {}
        known = [words.get(value, value) for value in group.values] if group is not None else []
        tables[name, by] = GroupTable(name, by, found_groups(frames[name], by, known), tuple(figures))
    return tables


def _teams_of_values(results: Results, live: Mapping[str, StageSteps]) -> dict[Key, GroupTable]:
    """The teams of stages without formulas, for the summary to tell of."""
    tables: dict[Key, GroupTable] = {}
    for name, stage in results.stages.items():
        if name not in live and "team" in stage.frame.columns:
            tables[name, ("team",)] = GroupTable(name, ("team",), found_groups(stage.frame, ("team",)))
    return tables


def _live_sheet(
    steps: StageSteps,
    frame: pl.DataFrame,
    tables: Mapping[Key, GroupTable],
    addresses: Mapping[str, str],
    worded: Mapping[str, Mapping[str, str]],
    lang: Lang,
) -> StageSheet:
    visible = visible_columns(steps.stage)
    shown = {column.name for column in visible}
    own = [key for key in tables if key[0] == steps.name and key[1]]
    keys = {key_column(key, steps.name): tables[key] for key in [*own, *_keys(steps)]}
    hidden = [step_column(name) for name in keys]
    hidden += [step_column(step.name, step.name in steps.texts) for step in steps.steps if step.name not in shown]
    columns = (*visible, *hidden)
    frame = frame.with_columns(numbers(table, frame).alias(name) for name, table in keys.items())
    frame = _with_outcomes(frame, steps.stage, lang)
    letters = {column.name: column_letters(i) for i, column in enumerate(columns, start=1)}
    cells = Cells(letters, addresses, steps.texts, worded, FIRST, FIRST + max(len(frame), 1) - 1)
    formulas = {
        name: Formula(table.number_of([cells.cell(column) for column in table.by]), True)
        for name, table in keys.items()
    }
    formulas |= dict(_step_formulas(steps, cells, tables))
    if "outcome" in letters and "grade" in formulas:
        formulas["outcome"] = Formula(_outcome(steps.stage, cells, lang))
    too_long: dict[str, Reason] = {name: "length" for name, found in formulas.items() if not fits(found.text)}
    live = {name: found for name, found in formulas.items() if name not in too_long}
    return StageSheet(steps.stage, columns, frame, True, live, steps.values | too_long)


def _keys(steps: StageSteps) -> Iterator[Key]:
    return (key for key, _ in steps.taken.values() if key[1])


def _step_formulas(steps: StageSteps, cells: Cells, tables: Mapping[Key, GroupTable]) -> Iterator[tuple[str, Formula]]:
    for name, (key, figure) in steps.taken.items():
        number = cells.cell(key_column(key, steps.name)) if key[1] else ""
        yield name, Formula(_or_default(tables[key].taken(figure, number), name, steps.stage))
    for step in steps.steps:
        if step.name in steps.taken or step.name in steps.values:
            continue
        match step.node:
            case Aggregate():
                raise TypeError(f"taken from no table: {step.name}")
            case Rank(by=by) if by:
                yield step.name, Formula(rank_formula(step.node, cells, key_column((steps.name, by), steps.name)))
            case _:
                yield step.name, Formula(formula(step.node, cells))


def _or_default(taken: str, column: str, stage: StageResults) -> str:
    """What is taken, or a metric's default where there is nothing."""
    metric = stage.scheme.metrics.get(column.removeprefix("metric."))
    if metric is None or metric.default is None or not column.startswith("metric."):
        return taken
    return f"IF(ISNUMBER({taken}),{taken},{metric.default})"


def _outcomes(stage: StageResults, lang: Lang) -> dict[str, str]:
    outcomes = stage.scheme.grades.outcomes if stage.scheme.grades is not None else {}
    return {grade: outcome.in_(lang) for grade, outcome in outcomes.items()}


def _outcome(stage: StageResults, cells: Cells, lang: Lang) -> str:
    text = '""'
    for grade, said in reversed(_outcomes(stage, lang).items()):
        text = f"IF(EXACT({cells.cell('grade')},{quoted(grade)}),{quoted(said)},{text})"
    return text


def _with_outcomes(frame: pl.DataFrame, stage: StageResults, lang: Lang) -> pl.DataFrame:
    said = pl.col("grade").replace_strict(_outcomes(stage, lang), default=None, return_dtype=pl.String)
    return frame.with_columns(said.alias("outcome"))


def _values_only(stage: StageResults, lang: Lang) -> StageSheet:
    labels = {
        id: {value: label.in_(lang) for value, label in group.values.items()}
        for id, group in stage.scheme.groups.items()
    }
    frame = _with_outcomes(_worded(stage.frame, labels), stage, lang)
    return StageSheet(stage, tuple(visible_columns(stage)), frame, False, {})
