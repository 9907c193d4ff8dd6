"""Scorecards: a person's result, item by item, that explains itself in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from kpicore.errors import Lang, Text
from kpicore.messages import words as phrases
from kpicore.render.said import Peers, Words
from kpicore.render.words import Vocabulary, render
from kpicore.rule import Default, Node, Ref, Round
from kpicore.scheme import Frame, Indicator, StageResults, Status, detail_column, metric_column
from kpicore.scoring.compile import SCALE, exact_name, own_points
from kpicore.scoring.peers import SMALLEST_GROUP, PeerCounts, peer_counts


@frozen
class ScoreLine:
    """An indicator or adjustment on a card: its points (None: left out), its full marks, and why."""

    id: str
    label: Text
    points: float | None
    full: float | None
    section: Text | None
    rule: str
    why: str
    status: Status
    clause: str
    note: Text | None
    assumed: tuple[str, ...]
    is_filled: bool
    """Whether the points come from the scheme's word on missing figures, not from a figure."""


@frozen
class CardDetail:
    """A text of the input that the scheme carries to the card."""

    id: str
    label: Text
    text: str


@frozen
class Scorecard:
    """One person's result in one stage. `scale` is full ÷ what was scored, where items were left out."""

    stage: str
    employee: str
    name: str | None
    team: str | None
    details: tuple[CardDetail, ...]
    scores: tuple[ScoreLine, ...]
    adjustments: tuple[ScoreLine, ...]
    base_total: float | None
    scale: float | None
    total: float | None
    rank: int | None
    people: int
    grade: str | None
    outcome: Text | None
    grade_rule: str


def scorecards(
    results: StageResults,
    lang: Lang,
    smallest_group: int = SMALLEST_GROUP,
    earlier: Mapping[str, Frame] | None = None,
) -> Iterator[Scorecard]:
    """Each person's card, in the population's order.

    Figures of a group are said with the number of its people, and not at all where these are fewer than
    `smallest_group`. `earlier` holds the frames of earlier stages, to count the groups there.
    """
    told = tell(results, lang)
    counts = peer_counts(results, smallest_group, earlier)
    ranked = results.frame["rank"].count()
    for person in results.frame.iter_rows(named=True):
        yield _card(results, told, person, counts, ranked)


def scorecard(
    results: StageResults,
    employee: str,
    lang: Lang,
    smallest_group: int = SMALLEST_GROUP,
    earlier: Mapping[str, Frame] | None = None,
) -> Scorecard | None:
    """One person's card as `scorecards` gives it; None where the stage does not know the employee."""
    found = results.frame.filter(results.frame["employee"] == employee)
    if found.is_empty():
        return None
    counts = peer_counts(results, smallest_group, earlier)
    return _card(results, tell(results, lang), found.row(0, named=True), counts, results.frame["rank"].count())


def tell(results: StageResults, lang: Lang) -> dict[str, Words]:
    """The rule of every item, and of the grade, in words."""
    names = vocabulary(results)
    told: dict[str, Words] = {}
    steps = {column.name: column.node for column in results.columns}
    for id in [*results.scheme.items, "grade"]:
        node = steps.get(exact_name(id), steps.get(id))
        if node is not None:
            told[id] = render(_bare(node, names), names, lang)
    return told


def vocabulary(results: StageResults) -> Vocabulary:
    """What the columns of a stage are called."""
    scheme = results.scheme
    return Vocabulary(
        labels={
            "employee": phrases.EMPLOYEE,
            "team": phrases.TEAM,
            "total": phrases.TOTAL,
            "grade": phrases.GRADE,
            "rank": phrases.RANK,
            **{id: item.label for id, item in scheme.items.items()},
            **{id: group.label for id, group in scheme.groups.items()},
            **{metric_column(id): metric.label for id, metric in scheme.metrics.items()},
        },
        units={metric_column(id): metric.unit for id, metric in scheme.metrics.items()},
        values={id: group.values for id, group in scheme.groups.items()},
        steps={column.name: column.node for column in results.columns if column.is_helper},
    )


def _bare(node: Node, names: Vocabulary) -> Node:
    """The rule itself, without the rounding and the word on missing figures that every item has."""
    match node:
        case Round(body=body) | Default(body=body):
            return _bare(body, names)
        case Ref(column=column) if column in names.steps:
            return _bare(names.steps[column], names)
        case _:
            return node


def _card(
    results: StageResults, told: dict[str, Words], person: dict[str, Any], counts: PeerCounts, ranked: int
) -> Scorecard:
    scheme = results.scheme
    peers = counts.of(person)
    grade = person["grade"]
    rank = person["rank"]
    scale = person.get(SCALE)
    return Scorecard(
        stage=results.name,
        employee=person["employee"],
        name=person.get("name"),
        team=person.get("team"),
        details=tuple(
            CardDetail(id, detail.label, text)
            for id, detail in scheme.details.items()
            if (text := person.get(detail_column(id)))
        ),
        scores=tuple(_line(results, id, told[id], person, peers) for id in scheme.indicators),
        adjustments=tuple(_line(results, id, told[id], person, peers) for id in scheme.adjustments),
        base_total=person["base_total"],
        scale=scale if scale is not None and scale != 1 else None,
        total=person["total"],
        rank=None if rank is None else int(rank),
        people=ranked,
        grade=grade,
        outcome=scheme.grades.outcomes.get(grade) if scheme.grades and grade is not None else None,
        grade_rule=told["grade"].said() if "grade" in told else "",
    )


def _line(results: StageResults, id: str, told: Words, person: dict[str, Any], peers: Mapping[str, Peers]) -> ScoreLine:
    scheme = results.scheme
    item = scheme.items[id]
    section = scheme.sections[item.section].label if isinstance(item, Indicator) and item.section else None
    return ScoreLine(
        id=id,
        label=item.label,
        points=person[id],
        full=float(item.points) if isinstance(item, Indicator) else None,
        section=section,
        rule=told.said(),
        why=told.said_of(person, peers),
        status=item.status,
        clause=item.clause,
        note=item.note,
        assumed=item.assumed,
        is_filled=person[id] is not None and person[own_points(results.columns, id)] is None,
    )
