"""What holds for every scheme that digests a policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from kpicore import Text
from kpicore.document import read_scheme, write_scheme
from kpicore.scheme import Adjustment, Grades, Indicator, Scheme
from kpicore.scoring.examples import check_examples
from tests.schemes.arithmetic import Card, Person
from tests.schemes.both_ways import registry

Worked = Callable[[Sequence[Person]], list[Card]]
"""A policy worked by hand: people to cards."""


def items(scheme: Scheme) -> list[tuple[str, str, Decimal, str]]:
    """Each indicator as the policy lists it: id, Chinese label, points, status."""
    return [(id, item.label.zh, item.points, item.status) for id, item in scheme.indicators.items()]


def listed(table: str, status: str) -> list[tuple[str, str, Decimal, str]]:
    """The same from a table of lines `id label points`."""
    rows = [line.split() for line in table.split("\n") if line.strip()]
    return [(id, label, Decimal(points), status) for id, label, points in rows]


def assert_sections_add_up(scheme: Scheme, stated: dict[str, int | None]) -> None:
    """The sections have the points the policy states, their indicators add up to them, and all to the full marks."""
    assert {section.label.zh: section.points for section in scheme.sections.values()} == stated
    inside = dict.fromkeys(scheme.sections, Decimal(0))
    for item in scheme.indicators.values():
        assert item.section is not None
        inside[item.section] += item.points
    assert sum(inside.values()) == scheme.full
    for id, section in scheme.sections.items():
        assert section.points in (None, inside[id])


def assert_figures_explained(scheme: Scheme) -> None:
    """Every figure cites the policy, and what the policy does not state says so in two languages."""
    assert scheme.grades is not None
    figures: dict[str, Indicator | Adjustment | Grades] = {**scheme.items, "grades": scheme.grades}
    for id, item in figures.items():
        assert item.clause.startswith(scheme.policy), id
        assert item.status == "stated" or (item.note and item.note.zh and item.note.en), id
        assert item.status != "stated" or item.assumed == (), id


def assert_described(scheme: Scheme) -> None:
    """Metrics, indicators and adjustments are described in two languages."""
    described: dict[str, Text | None] = {id: metric.description for id, metric in scheme.metrics.items()}
    described |= {f"items.{id}": item.description for id, item in scheme.items.items()}
    assert [id for id, text in described.items() if text is None or not (text.zh and text.en)] == []


def assert_written_and_read_again(scheme: Scheme) -> None:
    """A scheme written and read again is the same."""
    assert read_scheme(write_scheme(scheme).encode(), "written.toml", registry()).scheme == scheme


def assert_examples_come_out(scheme: Scheme, worked: Worked, elsewhere: Person) -> None:
    """At least four worked examples: as the scheme scores them, and as the policy does by hand.

    `elsewhere` fills the metrics that an example leaves out, because what it expects does not rest on them.
    """
    assert len(scheme.examples) >= 4
    assert check_examples(scheme) == []
    for example in scheme.examples:
        people = [{**elsewhere, **{name: str(value) for name, value in person.items()}} for person in example.people]
        for card, expected in zip(worked(people), example.expect, strict=True):
            exactly = {id: Fraction(value) if isinstance(value, Decimal) else value for id, value in expected.items()}
            assert {id: card[id] for id in exactly} == exactly, example.note


def assert_examples_cover(scheme: Scheme) -> None:
    """Worked examples have every indicator, with all of its points, every adjustment and every grade."""
    assert scheme.grades is not None
    expected = [person for example in scheme.examples for person in example.expect]
    assert {*scheme.items, "total", "rank", "grade"} <= {id for person in expected for id in person}
    assert {person["grade"] for person in expected if "grade" in person} == set(scheme.grades.mapper.letters)
    for id, item in scheme.indicators.items():
        assert item.points in {person.get(id) for person in expected}, id
