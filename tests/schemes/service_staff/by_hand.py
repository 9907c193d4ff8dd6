"""The three standards in plain fractions, written from the policies' text and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.schemes.arithmetic import A_TO_D, NONE, Card, Person, at_most_all, cents, cut_off, give_ranks, mean, number


def staff(people: Sequence[Person]) -> list[Card]:
    """Four indicators of 25 points, and a recommendation instead of a letter."""
    return _ranked(
        [_staff(person) for person in people], {"excellent": "90", "qualified": "60", "unqualified": "40"}, "severe"
    )


def _staff(person: Person) -> Card:
    def of(*metrics: str) -> Fraction:
        return mean([number(person, metric) for metric in metrics])

    survey = of("survey_attitude", "survey_competence", "survey_efficiency", "survey_communication")
    return {
        "customer_satisfaction": cents(25 * survey / 100),
        "service_standard": cents(25 * of("answer_accuracy_rate", "timeliness_rate", "communication_rate")),
        "problem_resolution": cents(25 * number(person, "resolution_rate")),
        "initiative": cents(25 * of("initiative_attitude", "initiative_drive", "initiative_self_motivation") / 100),
    }


def four_dimension(people: Sequence[Person]) -> list[Card]:
    """Efficiency, quality of service, teamwork, development: 25 points each."""
    tickets = mean([number(person, "tickets_per_day") for person in people])
    time = mean([number(person, "handling_time") for person in people])
    return _ranked([_four_dimension(person, tickets, time) for person in people])


def _four_dimension(person: Person, tickets: Fraction, time: Fraction) -> Card:
    return {
        "tickets_per_day": cents(10 * at_most_all(number(person, "tickets_per_day") / tickets)),
        "handling_time": cents(10 * at_most_all(2 - number(person, "handling_time") / time)),
        "customer_satisfaction": cents(5 * number(person, "customer_satisfaction")),
        "satisfaction_rating": _marked(10, person, "satisfaction_rating"),
        "complaint_handling_rate": cents(5 * number(person, "complaint_handling_rate")),
        "qa_score": _marked(10, person, "qa_score"),
        "collaboration": _marked(10, person, "collaboration"),
        "team_goal": cents(5 * number(person, "team_goal")),
        "team_review": _marked(10, person, "team_review"),
        "training": cents(10 * number(person, "training")),
        "skill_mastery": _marked(10, person, "skill_mastery"),
        "growth_plan": cents(5 * number(person, "growth_plan")),
    }


MARKED = {
    "work_speed": 10,
    "problem_efficiency": 5,
    "problem_analysis": 5,
    "problem_solving": 5,
    "collaboration": 5,
    "team_awareness": 5,
    "learning": 4,
    "professionalism": 3,
    "self_improvement": 3,
    "service_attitude": 5,
    "communication": 5,
    "problem_attitude": 5,
}


def csat_core(people: Sequence[Person]) -> list[Card]:
    """Satisfaction first, from 60 % to 100 %; the rest marked from 0 to 100."""
    return _ranked([_csat_core(person) for person in people])


def _csat_core(person: Person) -> Card:
    satisfied = at_most_all((number(person, "customer_satisfaction") - Fraction("0.6")) / Fraction("0.4"))
    return {
        "customer_satisfaction": cents(40 * satisfied),
        **{item: _marked(points, person, item) for item, points in MARKED.items()},
    }


def _marked(points: int, person: Person, metric: str) -> Fraction:
    """In proportion to a mark out of 100."""
    return cents(points * number(person, metric) / 100)


def _ranked(cards: list[Card], edges: Mapping[str, str] = A_TO_D, below: str = "E") -> list[Card]:
    for card in cards:
        card["total"] = sum(card.values(), NONE)
    give_ranks(cards)
    for card in cards:
        card["grade"] = cut_off(card["total"], edges, below)
    return cards
