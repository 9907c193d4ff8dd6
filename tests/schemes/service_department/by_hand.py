"""The department's rules in plain fractions, written from the policy's text and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.schemes.arithmetic import A_TO_D, NONE, Card, Person, cents, cut_off, give_ranks, mean

POINTS: Mapping[str, str] = {
    "assigned_tasks": "9",
    "needs_analysis": "8",
    "reports_on_time": "8",
    "response_time": "6.25",
    "service_quality": "6.25",
    "reception_skill": "6.25",
    "emergency_handling": "6.25",
    "courtesy": "6.25",
    "warmth": "6.25",
    "complaint_handling": "6.25",
    "responsibility": "6.25",
    "product_knowledge": "9",
    "communication": "8",
    "advice": "8",
}
WEIGHTS: Mapping[str, str] = {"superior": "0.7", "peer": "0.3"}

Rating = Mapping[str, str]
"""One person's rating of another: `employee`, `rater`, `relation`, `item`, `score`."""


def rated(people: Sequence[str], ratings: Sequence[Rating]) -> list[dict[str, str]]:
    """What each relation says of each of the people on each item: the mean of its ratings, or an empty cell."""
    scores: dict[tuple[str, str, str], list[Fraction]] = {}
    for rating in ratings:
        key = (rating["employee"], rating["item"], rating["relation"])
        scores.setdefault(key, []).append(Fraction(rating["score"]))
    return [
        {
            f"{item}_{relation}": str(mean(found)) if (found := scores.get((person, item, relation))) else ""
            for item in POINTS
            for relation in WEIGHTS
        }
        for person in people
    ]


def cards(people: Sequence[Person]) -> list[Card]:
    """The card of everybody, from what each relation says of them on each item."""
    scored = [_card(person) for person in people]
    return _ranked(scored)


def _card(person: Person) -> Card:
    card: Card = {}
    for item, points in POINTS.items():
        given = {relation: person[f"{item}_{relation}"] for relation in WEIGHTS if person[f"{item}_{relation}"]}
        weight = sum((Fraction(WEIGHTS[relation]) for relation in given), NONE)
        weighed = sum((Fraction(WEIGHTS[relation]) * Fraction(score) for relation, score in given.items()), NONE)
        card[item] = cents(Fraction(points) * weighed / weight / 100)
    return {**card, "total": sum(card.values(), NONE)}


def cycle(totals: Mapping[str, Sequence[Fraction]]) -> list[Card]:
    """The card of everybody for a longer period, from the totals they have: their mean, rounded once."""
    return _ranked([{"total": cents(mean(recorded))} for recorded in totals.values()])


def _ranked(scored: list[Card]) -> list[Card]:
    give_ranks(scored)
    for card in scored:
        card["grade"] = cut_off(card["total"], A_TO_D, below="E")
    return scored
