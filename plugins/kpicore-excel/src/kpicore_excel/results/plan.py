"""The plan of a results workbook: which column of which sheet holds what, and by which formula.

Sheets refer to each other both ways (people to parameters and groups, groups to people, leaders to members), so all
places are settled before the first formula is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from attrs import evolve

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
    references,
)
from kpicore_excel.results.book import FIRST, Book, Formula, StageSheet, key_column
from kpicore_excel.results.columns import step_column, visible_columns
from kpicore_excel.results.groups import (
    MOST_GROUPS,
    Figure,
    GroupTable,
    Key,
    found_groups,
    numbers,
    placed,
    possible_groups,
)
from kpicore_excel.results.parameters import addresses, parameters, told_apart
from kpicore_excel.results.steps import Reason, StageSteps, live_steps, worded_groups


def plan(results: Results, lang: Lang) -> Book:
    """The workbook of a run. Nothing is written here."""
    results = evolve(results, stages={name: told_apart(stage) for name, stage in results.stages.items()})
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
        choices = _choices(live[name].stage, worded[name])
        groups = possible_groups(frames[name], by, [choices.get(column, ()) for column in by])
        tables[name, by] = GroupTable(name, by, groups, tuple(figures))
    return tables


def _choices(stage: StageResults, worded: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """What may stand in the columns of the scheme's groups, in the words of the sheet."""
    return {
        id: tuple(worded.get(id, {}).get(value, value) for value in group.values)
        for id, group in stage.scheme.groups.items()
    }


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
    values = _with_dependents(steps.values | too_long, steps)
    live = {name: found for name, found in formulas.items() if name not in values}
    return StageSheet(steps.stage, columns, frame, True, live, values, _choices(steps.stage, worded))


def _with_dependents(values: Mapping[str, Reason], steps: StageSteps) -> dict[str, Reason]:
    """The values, and what is computed from a hidden one: a score that moves with half of its rule would mislead."""
    found = dict(values)
    for step in steps.steps:
        hidden = [name for name in references(step.node) if name in found and name.startswith("_")]
        if hidden and step.name not in found:
            found[step.name] = found[hidden[0]]
    return found


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
    """What each grade recommends, the best grade first, in whatever order the document has them."""
    grades = stage.scheme.grades
    letters = grades.mapper.letters if grades is not None else ()
    return {letter: grades.outcomes[letter].in_(lang) for letter in letters if grades and letter in grades.outcomes}


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
