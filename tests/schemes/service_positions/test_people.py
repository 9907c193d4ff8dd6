"""Whoever is scored, every column is what the policy gives when it is worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.schemes import drawn
from tests.schemes.both_ways import assert_same, either_way
from tests.schemes.drawn import Cell
from tests.schemes.service_positions import by_hand

RATING = Cell(
    (
        "0",
        "0.015",
        "0.02",
        "0.025",
        "0.024",
        "59.95",
        "60",
        "79.97",
        "80",
        "86.22",
        "86.225",
        "86.25",
        "86.5",
        "90",
        "100",
    ),
    (0, 100),
    2,
)
CELLS: Mapping[str, Mapping[str, Cell]] = {
    position: dict.fromkeys(points, RATING) for position, points in by_hand.POINTS.items()
}

each_position = pytest.mark.parametrize("position", CELLS)


@either_way
@each_position
@settings(max_examples=40)
@given(data=st.data())
def test_everybody_gets_what_the_policy_gives(scored_by: Any, position: str, data: st.DataObject) -> None:
    people = data.draw(drawn.people(CELLS[position]))
    assert_same(scored_by(f"service-positions/{position}", people), by_hand.cards(position, people))


@either_way
@each_position
@pytest.mark.parametrize("size", [1, 7, 1500])
def test_whole_departments_get_what_the_policy_gives(scored_by: Any, position: str, size: int) -> None:
    people = drawn.crowd(CELLS[position], size, seed=size)
    assert_same(scored_by(f"service-positions/{position}", people), by_hand.cards(position, people))
