"""Which source of a stage gives each column that its scheme reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from kpicore.errors import NOWHERE, Place, Problem, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.messages import sources as source_messages
from kpicore.scheme import CONVERTED_TO, GivenIn, Metric, detail_column, source_column
from kpicore.scoring.compile import Program
from kpicore.scoring.source_frame import SourceFrame

CARRIED = ("employee", "name", "team")
"""Columns of the population that go into every result where they exist."""


def input_columns(program: Program, sources: Sequence[SourceFrame]) -> tuple[dict[str, SourceFrame], list[Problem]]:
    """Which source gives each input column, and what is wrong: nobody gives it, or two do."""
    given_by: dict[str, SourceFrame] = {}
    problems = []
    names = ", ".join(source.name for source in sources)
    groups = [group for group in program.scheme.groups if group not in program.inputs]
    for column in [*program.inputs, *groups, *map(detail_column, program.scheme.details)]:
        name = source_column(column)
        givers = [source for source in sources if _gives(source, name, source is sources[0])]
        if len(givers) > 1:
            place = givers[1].place(name)
            both = ", ".join(giver.name for giver in givers)
            problems.append(messages.COLUMN_TWICE.at(place, column=name, sources=both))
        elif givers:
            given_by[column] = givers[0]
            problems += _count_problems(program, column, givers[0])
        elif not _may_be_absent(program, column, sources):
            known = [shown for source in sources for shown in source.columns]
            label = _label(program, column)
            said = {"scheme": program.scheme.id, "column": name, "label": label, "sources": names}
            place = evolve(sources[0].here if len(sources) == 1 else NOWHERE, key=name)
            problems.append(messages.MISSING_METRIC_COLUMN.at(place, near=did_you_mean(name, known), **said))
    return given_by, problems


def _gives(source: SourceFrame, column: str, is_first: bool) -> bool:
    """Whether the source gives the column: keys and what is carried along come from the first source only."""
    return column in source.frame.columns and (is_first or column not in (*CARRIED, source.source.by))


def _count_problems(program: Program, column: str, giver: SourceFrame) -> list[Problem]:
    """A problem where a metric asks for a number of cases and its source has no column with it."""
    metric = metric_of(program, column)
    count = f"{column.removeprefix('metric.')}_n"
    if metric is None or metric.min_n is None or count in giver.frame.columns:
        return []
    near = did_you_mean(count, giver.columns)
    return [messages.MISSING_COUNT.at(giver.place(count), column=count, label=metric.label, near=near)]


def _may_be_absent(program: Program, column: str, sources: Sequence[SourceFrame]) -> bool:
    """Whether no source has to give the column: a detail, a figure with a default, one whose readers have another."""
    if column.startswith("detail."):
        return True
    metric = metric_of(program, column)
    if metric is None or not metric.optional:
        return metric is not None and metric.default is not None
    given = {f"metric.{name}" for source in sources for name in source.frame.columns}
    readers = [inputs for id in program.scheme.items if column in (inputs := program.item_inputs(id))]
    return all(not given.isdisjoint(inputs) for inputs in readers)


def metric_of(program: Program, column: str) -> Metric | None:
    """The metric that an input column ``metric.ID`` holds; None for other columns."""
    return program.scheme.metrics[column.removeprefix("metric.")] if column.startswith("metric.") else None


def conversion(metric: Metric, id: str, giver: SourceFrame | None) -> GivenIn | None:
    """In what its source gives the metric, where that is another unit and can be converted to its own."""
    given = giver.source.units.get(id) if giver else None
    return given if given is not None and CONVERTED_TO[given] == metric.unit else None


def unit_problems(program: Program, given_by: Mapping[str, SourceFrame]) -> list[Problem]:
    """A problem for each unit, stated by the source or declared, that is not and cannot become that of the metric, or
    whose column is none.
    """
    problems = []
    for column, giver in given_by.items():
        id = source_column(column)
        metric = metric_of(program, column)
        stated = giver.source.gives.get(giver.source.columns.get(id, id))
        if stated is not None and metric is not None and metric.unit != stated:
            said = {"source": giver.name, "label": metric.label, "unit": metric.unit, "stated": stated}
            problems.append(source_messages.STATED_UNIT.at(giver.place(id), **said))
        for name in (id, f"{id}_n"):
            given = giver.source.units.get(name)
            if given is None:
                continue
            place = Place(key=f"sources.{giver.name}.units.{name}")
            if stated is not None:
                problems.append(source_messages.UNIT_IS_STATED.at(place, source=giver.name, stated=stated))
            elif metric is None or name != id:
                problems.append(source_messages.NO_FIGURES.at(place, column=name))
            elif CONVERTED_TO[given] != metric.unit:
                said = {"label": metric.label, "unit": metric.unit, "given": given}
                problems.append(source_messages.OTHER_UNIT.at(place, **said))
    return problems


def _label(program: Program, column: str) -> object:
    metric = metric_of(program, column)
    group = program.scheme.groups.get(column)
    return metric.label if metric else group.label if group else column
