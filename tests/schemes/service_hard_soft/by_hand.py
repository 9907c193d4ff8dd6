"""The hard and soft indicators in plain fractions, written from the policy's text and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.schemes.arithmetic import A_TO_D, NONE, Card, Person, at_most_all, cents, cut_off, give_ranks, mean, number


def specialists(people: Sequence[Person]) -> list[Card]:
    """The card of each specialist."""
    counted = ("customers_received", "problems_solved", "questions_answered", "handling_time")
    means = {metric: mean([number(person, metric) for person in people]) for metric in counted}
    return _ranked([_specialist(person, means) for person in people])


def _specialist(person: Person, means: Mapping[str, Fraction]) -> Card:
    return {
        "customers_received": cents(10 * at_most_all(_to_mean(person, "customers_received", means))),
        "problems_solved": cents(10 * at_most_all(_to_mean(person, "problems_solved", means))),
        "questions_answered": cents(10 * at_most_all(_to_mean(person, "questions_answered", means))),
        "handling_time": cents(5 * at_most_all(2 - _to_mean(person, "handling_time", means))),
        "customer_satisfaction": cents(10 * number(person, "customer_satisfaction")),
        "leader_satisfaction": _marked(5, person, "leader_satisfaction"),
        "payment_collection": cents(5 * number(person, "payment_collection")),
        "attendance": _attendance(person),
        "work_attitude": _marked(10, person, "work_attitude"),
        "warmth": _marked(5, person, "warmth"),
        "adaptability": _marked(5, person, "adaptability"),
        "customer_relations": _marked(10, person, "customer_relations"),
        "time_planning": _marked(5, person, "time_planning"),
    }


def supervisors(people: Sequence[Person]) -> list[Card]:
    """The card of each supervisor."""
    means = {"team_customers_received": mean([number(person, "team_customers_received") for person in people])}
    return _ranked([_supervisor(person, means) for person in people])


def _supervisor(person: Person, means: Mapping[str, Fraction]) -> Card:
    return {
        "team_customers_received": cents(10 * at_most_all(_to_mean(person, "team_customers_received", means))),
        "hard_cases_solved": cents(10 * number(person, "hard_cases_solved")),
        "customer_satisfaction": cents(10 * number(person, "customer_satisfaction")),
        "member_performance": _marked(5, person, "member_performance"),
        "attendance": _attendance(person),
        "member_management": _marked(5, person, "member_management"),
        "team_performance": _marked(5, person, "team_performance"),
        "assigned_tasks": cents(10 * number(person, "assigned_tasks")),
        "work_attitude": _marked(5, person, "work_attitude"),
        "member_relations": _marked(10, person, "member_relations"),
        "task_allocation": _marked(10, person, "task_allocation"),
        "adaptability": _marked(5, person, "adaptability"),
        "bridge": _marked(5, person, "bridge"),
    }


def _to_mean(person: Person, metric: str, means: Mapping[str, Fraction]) -> Fraction:
    """The metric as a multiple of its mean over the same position."""
    return number(person, metric) / means[metric]


def _marked(points: int, person: Person, metric: str) -> Fraction:
    """In proportion to a mark out of 100."""
    return cents(points * number(person, metric) / 100)


def _attendance(person: Person) -> Fraction:
    return max(10 - number(person, "attendance_events"), NONE)


def _ranked(cards: list[Card]) -> list[Card]:
    for card in cards:
        card["total"] = sum(card.values(), NONE)
    give_ranks(cards)
    for card in cards:
        card["grade"] = cut_off(card["total"], A_TO_D, below="E")
    return cards
