"""The managers' rating form in plain fractions, written from the form and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from tests.schemes.arithmetic import NONE, Card, Person, cents, cut_off, give_ranks, number

LETTERS = ("S", "A", "B+", "B", "B-", "C", "D")
COLUMNS = {
    "work_performance": ("18", "15", "12", "10.5", "9", "6", "3"),
    "coordination": ("18", "15", "12", "10.5", "9", "6", "3"),
    "work_attitude": ("9", "7.5", "6", "5", "4.5", "3", "1.5"),
    "work_discipline": ("9", "7.5", "6", "5", "4.5", "3", "1.5"),
    "cost_awareness": ("6", "5", "4", "3.5", "3", "2", "1"),
}
ENTERED = ("late", "early_leave", "personal_leave", "reward", "penalty", "other")


def managers(people: Sequence[Person]) -> list[Card]:
    """The card of each manager."""
    cards = [_card(person) for person in people]
    give_ranks(cards)
    for card in cards:
        card["grade"] = cut_off(card["total"], _cut_offs(), below="D")
    return cards


def _card(person: Person) -> Card:
    items = {item: Fraction(points[LETTERS.index(person[item])]) for item, points in COLUMNS.items()}
    entered = {kind: cents(number(person, f"{kind}_points")) for kind in ENTERED}
    base = sum(items.values(), NONE)
    total = max(base + sum(entered.values(), NONE), NONE)
    return {**items, **entered, "base_total": base, "total": total}


def _cut_offs() -> dict[str, str]:
    """Each letter's column sum, from the best; the last letter takes whoever is below."""
    columns = zip(*COLUMNS.values(), strict=True)
    sums = [str(sum(map(Fraction, column))) for column in columns]
    return dict(zip(LETTERS[:-1], sums[:-1], strict=True))
