"""Whoever is assessed, every column is what the policy gives when it is worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.schemes import drawn
from tests.schemes.both_ways import People, assert_same, either_way
from tests.schemes.drawn import MARK, Cell
from tests.schemes.service_management import by_hand

MANAGER = "service-management/manager"
EDGES = Cell(("0", "0.02", "0.06", "60", "60.17", "60.18", "86.5", "86.62", "59.96", "100", *MARK.telling), (0, 100), 2)
CELLS = {metric: EDGES for criteria in by_hand.CRITERIA.values() for metric in criteria}


@either_way
@settings(max_examples=80)
@given(people=drawn.people(CELLS))
def test_managers_get_what_the_policy_gives(scored_by: Any, people: People) -> None:
    assert_same(scored_by(MANAGER, people), by_hand.managers(people))


@either_way
@pytest.mark.parametrize("size", [1, 7, 1500])
def test_any_number_of_managers_get_what_the_policy_gives(scored_by: Any, size: int) -> None:
    people = drawn.crowd(CELLS, size, seed=size)
    assert_same(scored_by(MANAGER, people), by_hand.managers(people))


@either_way
@pytest.mark.parametrize(
    ("mark", "total", "grade"), [("90", 90, "A"), ("80", 80, "B"), ("70", 70, "C"), ("60", 60, "D")]
)
def test_the_same_mark_everywhere_is_the_total(scored_by: Any, mark: str, total: int, grade: str) -> None:
    on, under = dict.fromkeys(CELLS, mark), dict.fromkeys(CELLS, mark) | {"leader_satisfaction": str(total - 0.04)}
    first, second = scored_by(MANAGER, [on, under])
    assert (first["total"], first["grade"], first["rank"]) == (total, grade, 1)
    assert (float(second["total"]), second["rank"]) == (total - 0.01, 2)
    assert second["grade"] > grade
