"""The five positions in plain fractions, written from the policy's text and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.schemes.arithmetic import A_TO_D, NONE, Card, Person, cents, cut_off, give_ranks, number

POINTS: Mapping[str, Mapping[str, int]] = {
    "reception": {
        "professional_knowledge": 20,
        "expression": 20,
        "problem_solving": 20,
        "service_attitude": 20,
        "customer_satisfaction": 20,
    },
    "technical-support": {
        "technical_knowledge": 20,
        "problem_analysis": 20,
        "teamwork": 20,
        "resolution_efficiency": 20,
        "support_quality": 20,
    },
    "complaint-handling": {
        "complaint_handling": 25,
        "communication": 25,
        "handling_efficiency": 25,
        "handling_quality": 25,
    },
    "after-sales": {
        "service_knowledge": 25,
        "problem_solving": 25,
        "relationship_management": 25,
        "service_quality": 25,
    },
    "data-analysis": {"data_analysis": 34, "report_writing": 33, "problem_solving": 33},
}


def cards(position: str, people: Sequence[Person]) -> list[Card]:
    """The card of everybody in the position: each item in proportion to a rating out of 100."""
    scored: list[Card] = [
        {item: cents(points * number(person, item) / 100) for item, points in POINTS[position].items()}
        for person in people
    ]
    for card in scored:
        card["total"] = sum(card.values(), NONE)
    give_ranks(scored)
    for card in scored:
        card["grade"] = cut_off(card["total"], A_TO_D, below="E")
    return scored
