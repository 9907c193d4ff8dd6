"""Whoever is rated, every column is what the form gives when it is worked out by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings

from tests.schemes import drawn
from tests.schemes.both_ways import People, assert_same, either_way
from tests.schemes.drawn import Cell
from tests.schemes.manager_base60 import by_hand

MANAGER = "manager-base60/manager"
LETTER = Cell(by_hand.LETTERS)
POINTS = Cell(("0", "-0", "-0.01", "0.005", "-0.005", "1.005", "-1.0049", "5.5", "-10", "10", "-60.01"), (-30, 30), 3)
CELLS = {
    **dict.fromkeys(by_hand.COLUMNS, LETTER),
    **{f"{kind}_points": POINTS for kind in by_hand.ENTERED},
}


@either_way
@settings(max_examples=80)
@given(people=drawn.people(CELLS))
def test_managers_get_what_the_form_gives(scored_by: Any, people: People) -> None:
    assert_same(scored_by(MANAGER, people), by_hand.managers(people))


@either_way
@pytest.mark.parametrize("size", [1, 7, 1500])
def test_any_number_of_managers_get_what_the_form_gives(scored_by: Any, size: int) -> None:
    people = drawn.crowd(CELLS, size, seed=size)
    assert_same(scored_by(MANAGER, people), by_hand.managers(people))


@either_way
def test_every_letter_just_on_its_cut_off_and_a_hundredth_to_either_side(scored_by: Any) -> None:
    nothing = {f"{kind}_points": "0" for kind in by_hand.ENTERED}
    people = [
        {**dict.fromkeys(by_hand.COLUMNS, letter), **nothing, "other_points": points}
        for letter, points in product(by_hand.LETTERS, ("-0.01", "-0.005", "-0.0049", "0", "0.01"))
    ]
    scored = scored_by(MANAGER, people)
    assert_same(scored, by_hand.managers(people))
    below = dict(zip(by_hand.LETTERS, (*by_hand.LETTERS[1:], "D"), strict=True))
    assert [row["grade"] for row in scored] == [
        grade for letter in by_hand.LETTERS for grade in (*[below[letter]] * 2, *[letter] * 3)
    ]
