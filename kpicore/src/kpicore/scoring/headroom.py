"""Headroom: what the next point would take of a person, and what the next grade.

Solved from the pieces of the rules (`kpicore.render.pieces`), not by trial. Everybody else's figures are held fixed,
and with them the means that a person is measured by, although the person's own figure is part of these: somebody who
takes more calls would raise the mean a little too.

How much effort a change is, is measured as the share of the figure's own band that it covers: of what lies between no
points and all of them (full − zero), or of the metric's range where the points change at one figure only. So a tenth
of a per cent in a band of two per cent compares with sixty calls in a band of three thousand. The measure knows nothing
of what is hard in practice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from fractions import Fraction
from typing import Literal, TypeAlias

import polars as pl
from attrs import evolve, frozen

from kpicore.scheme import Frame, Indicator, StageResults, metric_column
from kpicore.scoring.improvement import Improvement, improvement, most_points
from kpicore.scoring.next_grade import NextGrades
from kpicore.scoring.peers import SMALLEST_GROUP, hidden_steps, peer_counts
from kpicore.scoring.person import Person, Rules

WAYS = 3
"""How many ways to the next grade are listed."""


@frozen
class NextStep:
    """What the next point of an item takes: one recorded point more, or what there is left to get.

    `to_full` is the change of the same figure that gives all points, None where it cannot alone. `metrics` are all that
    the item rests on for this person. `is_among_peers` says that other people's figures are part of the rule.
    """

    change: Improvement
    to_full: Improvement | None
    metrics: tuple[str, ...]
    is_among_peers: bool


Found: TypeAlias = Literal["best", "one", "several", "out-of-reach", "edge", "hidden", "unknown"]


@frozen
class Headroom:
    """What it takes to get from `grade` to the next `better` one, which begins at the recorded total `edge`.

    Where grades go by place, `is_by_place`, the edge is the total of the last person with a better grade: with the same
    total one shares it. `found` says what `ways` are: ``one`` change is enough, the cheapest first; ``several`` are
    needed, chosen greedily, the most points for its share of the band first; ``out-of-reach`` although everything were
    at its best; ``edge`` that nobody looked for ways. ``best`` is the best grade that there is; ``hidden`` means
    fewer people than may be shown, ``unknown`` that the scheme grades nobody, or not by pieces.
    """

    found: Found
    grade: str | None = None
    better: str | None = None
    edge: Fraction | None = None
    lacking: Fraction | None = None
    is_by_place: bool = False
    ways: tuple[Improvement, ...] = ()


def next_steps(
    results: StageResults,
    employee: str,
    smallest_group: int = SMALLEST_GROUP,
    earlier: Mapping[str, Frame] | None = None,
) -> dict[str, NextStep]:
    """The next step of each item that has one, by id.

    Of several metrics the one is named whose change is the smallest share of its band. Items at their full marks have
    none, nor have those whose rule is no straight pieces, nor those measured by a group of fewer than `smallest_group`
    people: the step would tell their mean. `earlier` holds earlier stages' frames.
    """
    person = _person(results, employee)
    hidden = hidden_steps(results, person.figures, smallest_group, earlier)
    steps = {}
    for id in _open_items(person, hidden):
        found = [step for metric in person.metrics(id) if (step := _next_step(person, id, metric))]
        if found:
            steps[id] = max(found, key=lambda step: (min(step.change.points, 1), -_cost(step.change)))
    return steps


def headroom(
    results: StageResults,
    employee: str,
    smallest_group: int = SMALLEST_GROUP,
    earlier: Mapping[str, Frame] | None = None,
) -> Headroom:
    """The person's cheapest ways to the next grade, single changes where one is enough."""
    person = _person(results, employee)
    edges = NextGrades.among(results, smallest_group)
    return _headroom(person, edges, hidden_steps(results, person.figures, smallest_group, earlier))


def headrooms(
    results: StageResults, smallest_group: int = SMALLEST_GROUP, earlier: Mapping[str, Frame] | None = None
) -> Iterator[Headroom]:
    """What `headroom` says of each person, in the population's order: about a millisecond for each item of a person."""
    rules, edges = Rules.of(results), NextGrades.among(results, smallest_group)
    counts = peer_counts(results, smallest_group, earlier)
    for row in results.frame.iter_rows(named=True):
        hidden = {name for name, group in counts.of(row).items() if not group.are_shown}
        yield _headroom(Person.of(rules, row), edges, hidden)


def next_edges(results: StageResults, smallest_group: int = SMALLEST_GROUP) -> Iterator[Headroom]:
    """How far the next grade is for each person, in the population's order; nobody looks for ways there.

    `found` is ``edge`` where there is a next grade that may be told of.
    """
    rules, edges = Rules.of(results), NextGrades.among(results, smallest_group)
    for row in results.frame.select("grade", "total", *edges.groups).iter_rows(named=True):
        person = Person.of(rules, row)
        grade, total = person.figures["grade"], person.figures["total"]
        if not isinstance(grade, str) or not isinstance(total, Fraction):
            yield Headroom("unknown")
        else:
            yield _next_edge(grade, total, *edges.of(person, grade, total))


def _headroom(person: Person, edges: NextGrades, hidden: Set[str]) -> Headroom:
    grade, total = person.figures["grade"], person.figures["total"]
    if not isinstance(grade, str) or not isinstance(total, Fraction) or person.total() != total:
        return Headroom("unknown")
    next_edge = _next_edge(grade, total, *edges.of(person, grade, total))
    if next_edge.edge is None:
        return next_edge
    items = list(_open_items(person, hidden))
    ways = _singles(person, items, next_edge.edge)
    found: Found = "one" if ways else "several"
    if not ways:
        ways = _greedily(person, items, next_edge.edge)
        found = "several" if ways else "out-of-reach"
    return evolve(next_edge, found=found, ways=tuple(ways[:WAYS] if found == "one" else ways))


def _next_edge(grade: str, total: Fraction, better: str | None, edge: Fraction | None, is_by_place: bool) -> Headroom:
    if better is None:
        return Headroom("best", grade)
    if edge is None:
        return Headroom("hidden", grade, is_by_place=True)
    return Headroom("edge", grade, better, edge, edge - total, is_by_place)


def _person(results: StageResults, employee: str) -> Person:
    row = results.frame.row(by_predicate=pl.col("employee") == employee, named=True)
    return Person.of(Rules.of(results), row)


def _open_items(person: Person, hidden: Set[str]) -> Iterator[str]:
    """The items that could give more points, as far as this may be told."""
    for id, item in person.scheme.items.items():
        recorded = person.recorded(person.exact_points(id))
        if recorded is None or recorded != person.figures[id] or not hidden.isdisjoint(person.aggregates(id)):
            continue
        full = person.recorded(Fraction(item.points)) if isinstance(item, Indicator) else None
        if full is None or recorded < full:
            yield id


def _next_step(person: Person, item: str, metric: str) -> NextStep | None:
    declared = person.scheme.items[item]
    recorded = person.recorded(person.exact_points(item)) or Fraction(0)
    full = Fraction(declared.points) if isinstance(declared, Indicator) else None
    goal = recorded + 1 if full is None else min(recorded + 1, person.recorded(full) or full)
    change = _up_to(person, item, metric, goal, full)
    if change is None:
        most = most_points(person, item, metric)
        there_is = person.recorded(most)
        if most is None or there_is is None or not recorded < there_is < goal:
            return None
        change = _up_to(person, item, metric, there_is, most)
    if change is None:
        return None
    to_full = None if full is None else improvement(person, item, metric, full)
    return NextStep(change, to_full, tuple(person.metrics(item)), bool(person.aggregates(item)))


def _up_to(person: Person, item: str, metric: str, goal: Fraction, most: Fraction | None) -> Improvement | None:
    """The change that gets `goal` points recorded; said as the one that gives `most` where these are the same."""
    change = improvement(person, item, metric, person.to_record(goal))
    if change is None or most is None or goal != person.recorded(most):
        return change
    whole = improvement(person, item, metric, most)
    return change if whole is None else evolve(whole, least=change.least)


def _singles(person: Person, items: list[str], edge: Fraction) -> list[Improvement]:
    """For each item the cheapest change that gives the edge alone; the cheapest items first."""
    found = []
    for id in items:
        changes = [
            change
            for metric in person.metrics(id)
            if (change := improvement(person, id, metric, person.points_for(id, edge))) is not None
            and (reached := _with(person, change).total()) is not None
            and reached >= edge  # another item may rest on the same figure
        ]
        if measured := [change for change in changes if change.share is not None]:
            found.append(min(measured, key=_cost))
    return sorted(found, key=_cost)


def _greedily(person: Person, items: list[str], edge: Fraction) -> list[Improvement]:
    """Changes that give the edge together: one after the other the figure that gives most points for its share of the
    band, up to its best, until a single change is enough for the rest. Nothing where all of them are not enough."""
    taken: list[Improvement] = []
    while True:
        if rest := _singles(person, items, edge):
            return [*taken, rest[0]]
        changes = [
            change
            for id in items
            for metric in person.metrics(id)
            if (most := most_points(person, id, metric)) is not None
            and (change := improvement(person, id, metric, most)) is not None
            and change.share
        ]
        total = person.total()
        useful = [change for change in changes if (_with(person, change).total() or Fraction(0)) > (total or 0)]
        if not useful:
            return []
        taken.append(max(useful, key=lambda change: change.points / (change.share or 1)))
        person = _with(person, taken[-1])


def _with(person: Person, change: Improvement) -> Person:
    return person.changed({metric_column(change.metric): change.reached})


def _cost(change: Improvement) -> Fraction:
    return Fraction(10**9) if change.share is None else change.share
