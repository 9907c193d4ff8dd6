"""Whoever is scored, every column is what the policy gives when it is worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.schemes import drawn
from tests.schemes.both_ways import assert_same, either_way
from tests.schemes.service_staff.people import CELLS, FOUR, WORKED

each_standard = pytest.mark.parametrize("id", CELLS)


@either_way
@each_standard
@settings(max_examples=50)
@given(data=st.data())
def test_everybody_gets_what_the_policy_gives(scored_by: Any, id: str, data: st.DataObject) -> None:
    people = data.draw(drawn.people(CELLS[id]))
    if id == FOUR:
        for metric in ("tickets_per_day", "handling_time"):
            assume(any(float(person[metric]) for person in people))
    assert_same(scored_by(id, people), WORKED[id](people))


@either_way
@each_standard
@pytest.mark.parametrize("size", [7, 1500])
def test_whole_departments_get_what_the_policy_gives(scored_by: Any, id: str, size: int) -> None:
    people = drawn.crowd(CELLS[id], size, seed=size)
    assert_same(scored_by(id, people), WORKED[id](people))


@either_way
@pytest.mark.parametrize("metric", ["tickets_per_day", "handling_time"])
def test_a_figure_that_nobody_has_leaves_everybody_without_a_total(scored_by: Any, metric: str) -> None:
    someone = dict.fromkeys(CELLS[FOUR], "1")
    for row in scored_by(FOUR, [{**someone, metric: "0"}] * 2):
        assert (row[metric], row["total"], row["rank"], row["grade"]) == (None, None, None, None)
