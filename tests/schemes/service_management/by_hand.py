"""The management indicators in plain fractions, written from the policy's table and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Sequence

from tests.schemes.arithmetic import A_TO_D, NONE, Card, Person, cents, cut_off, give_ranks, mean, number

CRITERIA = {
    "customer_analysis": ("analysis_reports", "research_adoption"),
    "sales_statistics": ("statistics_completeness", "statistics_timeliness", "statistics_accuracy"),
    "enquiries_complaints": ("answer_quality", "record_completeness", "reporting_up"),
    "daily_affairs": ("leader_satisfaction",),
}


def managers(people: Sequence[Person]) -> list[Card]:
    """The card of each manager: 25 points a row, in proportion to the plain mean of its criteria."""
    cards = [_card(person) for person in people]
    give_ranks(cards)
    for card in cards:
        card["grade"] = cut_off(card["total"], A_TO_D, below="E")
    return cards


def _card(person: Person) -> Card:
    rows = {
        row: cents(25 * mean([number(person, criterion) for criterion in criteria]) / 100)
        for row, criteria in CRITERIA.items()
    }
    return {**rows, "total": sum(rows.values(), NONE)}
