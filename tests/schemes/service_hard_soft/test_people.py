"""Whoever is scored, every column is what the policy gives when it is worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings

from tests.schemes import drawn
from tests.schemes.both_ways import People, assert_same, either_way
from tests.schemes.drawn import RATIO
from tests.schemes.service_hard_soft import by_hand
from tests.schemes.service_hard_soft.people import CELLS

SPECIALIST, SUPERVISOR = "service-hard-soft/specialist", "service-hard-soft/supervisor"
COUNTED = ("customers_received", "problems_solved", "questions_answered", "handling_time")

FEW = settings(max_examples=40)


def somebody_has(people: People, *metrics: str) -> bool:
    return all(any(float(person[metric]) for person in people) for metric in metrics)


@either_way
@FEW
@given(people=drawn.people(CELLS[SPECIALIST]))
def test_specialists_get_what_the_policy_gives(scored_by: Any, people: People) -> None:
    assume(somebody_has(people, *COUNTED))
    assert_same(scored_by(SPECIALIST, people), by_hand.specialists(people))


@either_way
@FEW
@given(people=drawn.people(CELLS[SUPERVISOR]))
def test_supervisors_get_what_the_policy_gives(scored_by: Any, people: People) -> None:
    assume(somebody_has(people, "team_customers_received"))
    assert_same(scored_by(SUPERVISOR, people), by_hand.supervisors(people))


@either_way
@pytest.mark.parametrize("size", [1, 7, 800])
def test_whole_departments_get_what_the_policy_gives(scored_by: Any, size: int) -> None:
    staff, leaders = (drawn.crowd(CELLS[id], size, seed=size) for id in (SPECIALIST, SUPERVISOR))
    assert_same(scored_by(SPECIALIST, staff), by_hand.specialists(staff))
    assert_same(scored_by(SUPERVISOR, leaders), by_hand.supervisors(leaders))


@either_way
def test_a_count_that_nobody_has_leaves_everybody_without_a_total(scored_by: Any) -> None:
    someone = dict.fromkeys(CELLS[SPECIALIST], "1")
    for row in scored_by(SPECIALIST, [{**someone, "problems_solved": "0"}] * 2):
        assert (row["problems_solved"], row["total"], row["rank"], row["grade"]) == (None, None, None, None)
        assert row["customers_received"] == 10


@either_way
@pytest.mark.parametrize("id", [SPECIALIST, SUPERVISOR])
def test_totals_just_on_the_cut_offs_and_a_hundredth_under_get_the_policys_grades(scored_by: Any, id: str) -> None:
    best = {metric: "1" if cell is RATIO else "100" for metric, cell in CELLS[id].items()} | {"attendance_events": "0"}
    last = {SPECIALIST: {"customer_relations": "0"}, SUPERVISOR: {"task_allocation": "0"}}[id]
    third = {SPECIALIST: {"work_attitude": "0"}, SUPERVISOR: {"member_relations": "0"}}[id]
    people: list[dict[str, str]] = []
    off: dict[str, str] = {}
    for ten_points in ({"attendance_events": "10"}, {"customer_satisfaction": "0"}, third, last):
        off |= ten_points
        people += [{**best, **off}, {**best, **off, "adaptability": "99.8"}]
    assert [(float(row["total"]), row["grade"]) for row in scored_by(id, people)] == [
        *((90, "A"), (89.99, "B"), (80, "B"), (79.99, "C")),
        *((70, "C"), (69.99, "D"), (60, "D"), (59.99, "E")),
    ]
