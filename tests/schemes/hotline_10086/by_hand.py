"""The hotline's policy in plain Python and fractions, written from its text and knowing nothing of kpicore.

Nothing is shared with what is tested: no rule tree, no scheme document, no binary floating point. People are tables of
text as a CSV file has them, the figures of a leader's or guide's team are fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

Person = Mapping[str, str | Fraction]

Card = dict[str, Any]
"""Scores, adjustments and total are fractions, the rank is an int, the grade a letter."""

NONE, ALL = Fraction(0), Fraction(1)

TIE = Fraction(1, 10**10)
"""A value this close to half a cent counts as half a cent."""


def operators(people: Sequence[Person]) -> list[Card]:
    """The card of each operator: every indicator, total, rank and grade."""
    calls: dict[str | Fraction, list[Fraction]] = {}
    for person in people:
        calls.setdefault(person["skill_group"], []).append(number(person, "calls"))
    cards = [_operator(person, mean(calls[person["skill_group"]])) for person in people]
    _give_ranks(cards)
    for card in cards:
        card["grade"] = _by_quota(Fraction(card["rank"] - 1, len(cards)))
    return cards


def _operator(person: Person, mean_of_calls: Fraction) -> Card:
    ivr_none, ivr_all = {"ordinary": ("0.031", "0.019"), "vip": ("0.042", "0.023")}[str(person["skill_group"])]
    attendance = 15 - number(person, "late_events") - 2 * number(person, "leave_days")
    attendance -= 5 * number(person, "absent_days") + 2 * number(person, "discipline_breaches")
    return _totalled(
        {
            "process_norm": cents(15 * number(person, "qa_process") / 100),
            "answer_accuracy": cents(15 * number(person, "qa_accuracy") / 100),
            "quarterly_exam": cents(10 * way(person, "exam_score", "60", "90")),
            "call_volume": cents(15 * min(number(person, "calls") / (mean_of_calls * Fraction("1.2")), ALL)),
            "hangup_satisfaction": cents(10 * way(person, "hangup_satisfaction", "0.97", "0.99")),
            "satisfaction_trigger": cents(5 * way(person, "satisfaction_trigger", "0.25", "0.34")),
            "first_contact_resolution": cents(5 * number(person, "first_contact_resolution")),
            "ivr_transfer": cents(5 * way(person, "ivr_transfer_rate", ivr_none, ivr_all)),
            "seat_transfer": cents(5 * way(person, "seat_transfer_rate", "0.02", "0.008")),
            "attendance_discipline": cents(max(attendance, NONE)),
        }
    )


def shift_leaders(people: Sequence[Person]) -> list[Card]:
    """The card of each shift leader, the figures of the team among what is known of the person."""
    cards = []
    for person in people:
        taken_for_attendance = (
            number(person, "late_events") + 2 * number(person, "leave_days") + 5 * number(person, "absent_days")
        )
        card = {
            **_team_exam_and_culture(person),
            "data_reporting": cents(max(5 - 2 * number(person, "reporting_errors"), NONE)),
            "team_management": cents(max(5 - number(person, "management_lapses"), NONE)),
            "production_management": cents(max(10 - 2 * number(person, "production_record_errors"), NONE)),
            "other_work": cents(-number(person, "other_work_lapses")),
            "attendance": cents(-taken_for_attendance),
            "site_management": cents(-2 * number(person, "site_lapses")),
        }
        cards.append(_totalled(card))
    return _ranked_and_cut_off(cards)


def business_guides(people: Sequence[Person]) -> list[Card]:
    """The card of each business guide, the figures of the team among what is known of the person."""
    cards = [
        _totalled({**_team_exam_and_culture(person), "key_work": cents(20 * number(person, "key_work_rating") / 100)})
        for person in people
    ]
    return _ranked_and_cut_off(cards)


def _team_exam_and_culture(person: Person) -> Card:
    """What shift leaders and business guides have in common."""
    return {
        "team_average": cents(40 * number(person, "team_mean_total") / 100),
        "team_ab_share": cents(20 * min(number(person, "team_share_ab") / Fraction("0.5"), ALL)),
        "team_de_share": cents(10 * max(1 - number(person, "team_share_de") / Fraction("0.3"), NONE)),
        "quarterly_exam": cents(5 * way(person, "exam_score", "70", "90")),
        "activity_participation": cents(Fraction("2.5") * number(person, "activity_participation")),
        "activity_quality": cents(Fraction("2.5") * number(person, "activity_quality") / 100),
    }


def team_figures(people: Iterable[Person], cards: Iterable[Card]) -> dict[str, Person]:
    """What each team's operators give their leader and guides: the mean of their totals, and their shares of grades."""
    teams: dict[str, list[Card]] = {}
    for person, card in zip(people, cards, strict=True):
        teams.setdefault(str(person["team"]), []).append(card)
    return {
        team: {
            "team_mean_total": mean([card["total"] for card in members]),
            "team_share_ab": Fraction(sum(card["grade"] in ("A", "B") for card in members), len(members)),
            "team_share_de": Fraction(sum(card["grade"] in ("D", "E") for card in members), len(members)),
        }
        for team, members in teams.items()
    }


def number(person: Person, metric: str) -> Fraction:
    """The number in a cell, exactly."""
    return Fraction(person[metric])


def mean(values: Sequence[Fraction]) -> Fraction:
    """The mean, not rounded."""
    return sum(values, NONE) / len(values)


def way(person: Person, metric: str, none: str, all_: str) -> Fraction:
    """How far the metric has come from where there are no points (0) to where there are all (1), not beyond either."""
    come = (number(person, metric) - Fraction(none)) / (Fraction(all_) - Fraction(none))
    return min(max(come, NONE), ALL)


def cents(value: Fraction) -> Fraction:
    """Rounded to two places, half away from zero."""
    whole = int((abs(value) + TIE) * 100 + Fraction(1, 2))
    return Fraction(-whole if value < 0 else whole, 100)


def _totalled(card: Card) -> Card:
    return {**card, "total": max(sum(card.values(), NONE), NONE)}


def _ranked_and_cut_off(cards: list[Card]) -> list[Card]:
    _give_ranks(cards)
    for card in cards:
        card["grade"] = _by_cutoffs(card["total"])
    return cards


def _give_ranks(cards: Sequence[Card]) -> None:
    """The best is 1; equals share the better place."""
    place: dict[Fraction, int] = {}
    for here, total in enumerate(sorted((card["total"] for card in cards), reverse=True), start=1):
        place.setdefault(total, here)
    for card in cards:
        card["rank"] = place[card["total"]]


def _by_quota(better: Fraction) -> str:
    """The grade of someone who has this part of all people before them: A 20 %, B 30 %, C 35 %, D 10 %, E 5 %."""
    for grade, reaches in (("A", 20), ("B", 50), ("C", 85), ("D", 95)):
        if better < Fraction(reaches, 100):
            return grade
    return "E"


def _by_cutoffs(total: Fraction) -> str:
    for grade, edge in (("A", 90), ("B", 80), ("C", 70), ("D", 60)):
        if total >= edge:
            return grade
    return "E"
