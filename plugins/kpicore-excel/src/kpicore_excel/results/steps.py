"""Which steps of each stage are live in the workbook, and which of them are figures of a group of people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from attrs import define, evolve, field

from kpicore import (
    Aggregate,
    Column,
    Compare,
    If,
    Lang,
    Lit,
    Node,
    OneOf,
    Rank,
    Ref,
    Results,
    StageResults,
    evaluated,
    lift,
    references,
    sheet_steps,
    text_columns,
    walk,
)
from kpicore_excel.results.groups import MOST_GROUPS, Figure, Key, found_groups

MOST_LIVE = 10_000
"""With more people a stage's sheet holds values only."""

MOST_RANKED = 3_000
"""With more people ranks, and what follows from them, are values: live ranks are quadratic."""


Reason = Literal["ranks", "stage", "groups", "length"]
"""Why a column is a value: live ranks are quadratic; the earlier stage cannot be followed; too many groups; the formula
would be longer or deeper than a spreadsheet takes."""


@define
class StageSteps:
    """The live steps of a stage, in an order in which each reads only earlier ones.

    `taken` says, by column, which figure of which table of groups it is. `values` are columns that a formula could give
    and that are values all the same, with the reason. `marks` are what later stages count here.
    """

    stage: StageResults
    steps: list[Column]
    texts: set[str]
    values: dict[str, Reason] = field(factory=dict)
    taken: dict[str, tuple[Key, Figure]] = field(factory=dict)
    marks: dict[str, Node] = field(factory=dict)

    @property
    def name(self) -> str:
        return self.stage.name


def live_steps(results: Results) -> dict[str, StageSteps]:
    """The steps of every stage that is small enough to be live, by stage."""
    live = {name: _own_steps(stage) for name, stage in results.stages.items() if stage.people <= MOST_LIVE}
    for stage in live.values():
        for column, aggregate in _over_earlier_stages(stage):
            earlier = live.get(aggregate.stage or "")
            if earlier is None or not _can_follow(aggregate, stage, earlier):
                stage.values[column] = "stage"
            else:
                stage.taken[column] = (earlier.name, aggregate.by), _figure(aggregate, column, stage, earlier)
    frames = {name: stage.frame for name, stage in results.stages.items()}
    for stage in live.values():
        stage.steps += sheet_steps(lift(stage.marks))
        stage.texts = text_columns(stage.steps, stage.texts)
        _take_own_figures(stage)
        lacking = [step for step in stage.steps if step.name not in stage.stage.frame.columns]
        if lacking:
            stage.stage = evolve(stage.stage, frame=evaluated(lacking, stage.stage.frame, frames))
    return live


def _own_steps(stage: StageResults) -> StageSteps:
    scheme = stage.scheme
    given = {"employee", "name", "team", *scheme.groups, *(f"detail.{id}" for id in scheme.details)}
    given |= {f"metric.{id}" for id, metric in scheme.metrics.items() if metric.is_text}
    steps = list(sheet_steps(stage.columns))
    fixed: dict[str, Reason] = {}
    if stage.people > MOST_RANKED:
        for step in steps:
            if isinstance(step.node, Rank) or not fixed.keys().isdisjoint(references(step.node)):
                fixed[step.name] = "ranks"
    kept = [step for step in steps if step.name not in fixed]
    return StageSteps(stage, kept, text_columns(steps, given), values=fixed)


def _over_earlier_stages(stage: StageSteps) -> Iterator[tuple[str, Aggregate]]:
    """The columns that are a figure over an earlier stage: metrics that it gave, and steps."""
    for column, aggregate in stage.stage.from_stages.items():
        metric = stage.stage.scheme.metrics.get(column.removeprefix("metric."))
        if metric is not None and metric.min_n is None and column in stage.stage.frame.columns:
            yield column, aggregate
    for step in stage.steps:
        if isinstance(step.node, Aggregate) and step.node.stage is not None:
            yield step.name, step.node


def _can_follow(aggregate: Aggregate, stage: StageSteps, earlier: StageSteps) -> bool:
    """Whether both sheets hold the columns that join them, and not too many groups."""
    both = {*stage.stage.frame.columns} & {*earlier.stage.frame.columns}
    return both.issuperset(aggregate.by) and len(found_groups(earlier.stage.frame, aggregate.by)) <= MOST_GROUPS


def _figure(aggregate: Aggregate, column: str, stage: StageSteps, earlier: StageSteps) -> Figure:
    """The figure as one of a column of the earlier stage: of one that is there, or of one that is added to it."""
    body = aggregate.body
    if isinstance(body, Ref) and body.column in earlier.stage.frame.columns:
        return Figure(aggregate.kind, body.column, body.column in earlier.texts)
    mark = If(body, Lit(1), Lit(0)) if isinstance(body, Compare | OneOf) else body
    known = next((name for name, node in earlier.marks.items() if node == mark), None)
    name = known or f"_{column}@{stage.name}"  # no id holds an @, so that nothing else is called so
    earlier.marks[name] = mark
    return Figure(aggregate.kind, name)


def _take_own_figures(stage: StageSteps) -> None:
    """Notes every step that is a figure over a group of the stage itself."""
    for step in stage.steps:
        match step.node:
            case Aggregate(kind=kind, body=Ref(column=column), by=by, stage=None):
                if len(found_groups(stage.stage.frame, by)) > MOST_GROUPS:
                    stage.values[step.name] = "groups"
                else:
                    stage.taken[step.name] = (stage.name, by), Figure(kind, column, column in stage.texts)
            case Rank(by=by) if by and len(found_groups(stage.stage.frame, by)) > MOST_GROUPS:
                stage.values[step.name] = "groups"


def worded_groups(stage: StageSteps, joined_by: Collection[str], lang: Lang) -> dict[str, dict[str, str]]:
    """What the sheet says for the values of the stage's groups: their labels, by group and value.

    A group that a rule reads as a text of its own, or by which another stage is joined (`joined_by`), keeps its values.
    """
    read_as_text = {node.column for step in stage.steps for node in walk(step.node) if isinstance(node, Ref)}
    labels = {
        id: {value: label.in_(lang) for value, label in group.values.items()}
        for id, group in stage.stage.scheme.groups.items()
        if id not in read_as_text and id not in joined_by
    }
    return {id: words for id, words in labels.items() if len({*words.values()}) == len(words)}
