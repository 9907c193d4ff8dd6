"""Who stands behind the figures of groups that cards show: prepared once, for every reader to be asked about.

A card shows figures of groups beside a person's own: the mean of everybody in each item, and what the person is
measured by, such as the mean of the skill group. Figures that rest on the same metric are taken for one, because one
may follow from the other: they are a family, in which all groups are weighed together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import polars as pl
from attrs import evolve, frozen

from kpicore import (
    Aggregate,
    Compare,
    If,
    Lit,
    Node,
    OneOf,
    Ref,
    StageResults,
    evaluated,
    lift,
    metric_column,
    own_points,
    references,
)

Group: TypeAlias = tuple[Hashable, ...]
"""What the people of a group share."""

NOBODY: Group = (None,)
"""Where people lack what the others share: no figure is made of them."""

COUNTED = "_counted"


class Cell(NamedTuple):
    """What people have in common: team, group in each grouping of a family, and in which of its figures they count."""

    team: str | None
    groups: tuple[Group, ...]
    counts: tuple[bool, ...]


@frozen
class Grouping:
    """Figures of the same groups in some `columns` of the cards: of the people of the stage `people` who share `by`.

    `asked` are the groups of which each person with a card is told, in their order; None where that is not known.
    """

    people: str
    by: tuple[str, ...]
    columns: tuple[str, ...]
    asked: Sequence[Group] | None


@frozen
class Family:
    """Figures that may follow from each other: of everybody in `items`, and of groups in `groupings`.

    `cells` are those of the people of whom they are made, in the order of their stage, `counted` says how many are in
    each. A cell counts in the items first, then in the columns of all groupings.
    """

    items: tuple[str, ...]
    groupings: tuple[Grouping, ...]
    cells: Sequence[Cell]
    counted: Mapping[Cell, int]


@frozen
class Crowd:
    """The people of a stage, in its order.

    `items` says by item who has points that stand on figures of their own: what the scheme's word on missing figures
    gives is no secret. `scored` says who has a total, `odd` whose total is not the sum of their points: there is none,
    or it makes up for an item that is left out. `borrowed` are, by earlier stage, the figures made of its people, and
    `borrowers` the items that rest on them.
    """

    name: str
    employees: Sequence[str]
    teams: Sequence[str | None]
    scored: Sequence[bool]
    items: Mapping[str, Sequence[bool]]
    odd: Sequence[bool]
    families: tuple[Family, ...]
    borrowed: Mapping[str, Family]
    borrowers: Mapping[str, frozenset[str]]

    @property
    def is_one_family(self) -> bool:
        """Whether all items are of one family, so that totals belong to it."""
        return any(len(family.items) == len(self.items) for family in self.families)


def crowd(
    stage: StageResults, shown: Collection[str], earlier: Mapping[str, StageResults], crowds: Mapping[str, Crowd]
) -> Crowd:
    """Who stands behind the figures of groups in the columns `shown`. Of `earlier` stages, the `crowds` are known."""
    frame: pl.DataFrame = stage.frame
    steps = {column.name: column.node for column in stage.columns}
    figures = {name: node for name, node in steps.items() if isinstance(node, Aggregate) and name in shown}
    figures |= {name: node for name, node in stage.from_stages.items() if node.by != ("employee",)}
    figures = {name: node for name, node in figures.items() if name in frame.columns and not _is_headcount(node)}
    own = {name: node for name, node in figures.items() if node.stage is None}
    read = {id: _read(steps, id) for id in [*stage.scheme.items, *own]}
    items = {id: frame[own_points(stage.columns, id)].is_not_null().to_list() for id in stage.scheme.items}
    teams = frame["team"].to_list() if "team" in frame.columns else [None] * len(frame)
    families = []
    for ids in _related(read):
        if measured := {name: node for name, node in own.items() if name in ids}:
            together = {id: counts for id, counts in items.items() if id in ids}
            families.append(_family(together, measured, frame, stage, teams, ()))
    borrowed, borrowers = {}, {}
    for name in dict.fromkeys(node.stage for node in figures.values() if node.stage is not None):
        measured = {column: node for column, node in figures.items() if node.stage == name}
        also = [grouping for family in crowds[name].families for grouping in family.groupings]
        borrowed[name] = _family({}, measured, frame, earlier[name], crowds[name].teams, also)
        borrowers[name] = frozenset(id for id in items if not measured.keys().isdisjoint(read[id]))
    scored = frame["total"].is_not_null().to_list()
    left_out = frame.select(pl.any_horizontal(pl.col(*items).is_null())).to_series().to_list()
    has_points = [any(counts) for counts in zip(*items.values(), strict=True)]
    return Crowd(
        name=stage.name,
        employees=frame["employee"].to_list(),
        teams=teams,
        scored=scored,
        items=items,
        odd=[left_out[at] if is_scored else has_points[at] for at, is_scored in enumerate(scored)],
        families=tuple(families),
        borrowed=borrowed,
        borrowers=borrowers,
    )


def _family(
    items: Mapping[str, Sequence[bool]],
    figures: Mapping[str, Aggregate],
    cards: pl.DataFrame,
    made_of: StageResults,
    teams: Sequence[str | None],
    also: Sequence[Grouping],
) -> Family:
    """The family of `items` and `figures`, which `cards` show and the people of a stage make; `also` are groupings of
    the same people that other cards show."""
    groupings = []
    for by in dict.fromkeys(node.by for node in figures.values()):
        asked = _groups(cards, by) if {*cards.columns}.issuperset(by) else None
        groupings.append(
            Grouping(made_of.name, by, tuple(name for name, node in figures.items() if node.by == by), asked)
        )
    groupings += [evolve(one, columns=()) for one in also if all(one.by != known.by for known in groupings)]
    frame: pl.DataFrame = made_of.frame
    columns = [column for grouping in groupings for column in grouping.columns]
    counts = [*items.values(), *(_counts(figures[column], frame) for column in columns)]
    groups = [_groups(frame, grouping.by) for grouping in groupings]
    cells = [
        Cell(team, groups_of, counts_of)
        for team, groups_of, counts_of in zip(teams, zip(*groups, strict=True), zip(*counts, strict=True), strict=True)
    ]
    return Family(tuple(items), tuple(groupings), cells, Counter(cells))


def _groups(frame: pl.DataFrame, by: Sequence[str]) -> list[Group]:
    if not by:
        return [()] * len(frame)
    return [NOBODY if None in group else group for group in frame.select(by).rows()]


def _counts(figure: Aggregate, frame: pl.DataFrame) -> list[bool]:
    """Who has a value that goes into the figure."""
    body = If(figure.body, Lit(1), Lit(0)) if isinstance(figure.body, Compare | OneOf) else figure.body
    found: pl.DataFrame = evaluated(lift({COUNTED: body}), frame)
    return found[COUNTED].is_not_null().to_list()


def _is_headcount(figure: Aggregate) -> bool:
    """Whether it only says how many people there are, which is no secret."""
    return figure.kind == "count" and isinstance(figure.body, Ref)


def _read(steps: Mapping[str, Node], column: str) -> set[str]:
    """All columns that a column rests on, itself included; of earlier stages only by the column that holds theirs."""
    seen: set[str] = set()
    waiting = [column]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += references(steps[name]) if name in steps else []
    return seen


def _related(read: Mapping[str, set[str]]) -> Iterator[set[str]]:
    """Items and figures of groups, put together where common metrics join them."""
    metrics = {id: {name for name in columns if name.startswith(metric_column(""))} for id, columns in read.items()}
    left = list(metrics)
    while left:
        found, rests = {left[0]}, metrics[left[0]]
        while more := {id for id in left if id not in found and not rests.isdisjoint(metrics[id])}:
            found |= more
            rests = rests.union(*(metrics[id] for id in more))
        left = [id for id in left if id not in found]
        yield found
