"""Whoever is scored, every column is what the policy gives when it is worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any

import polars as pl
import pytest
from hypothesis import assume, given, settings

from kpicore.document import find_scheme
from kpicore.plugin import load_plugins
from kpicore.render import exact
from kpicore.scoring.compile import Program, compile_scheme
from kpicore.scoring.score import score
from tests.schemes.hotline_10086 import by_hand, drawn

People = Sequence[Mapping[str, str]]

PEOPLE = settings(max_examples=150)


@cache
def program(position: str) -> Program:
    return compile_scheme(find_scheme(f"hotline-10086/{position}", None, None, load_plugins()).scheme)


def by_frame(position: str, people: People) -> list[dict[str, Any]]:
    columns: dict[str, list[Any]] = {"employee": [str(number) for number in range(len(people))]}
    for name in people[0]:
        is_group = name == "skill_group"
        cells = [person[name] for person in people]
        columns[name if is_group else f"metric.{name}"] = cells if is_group else [float(cell) for cell in cells]
    return [dict(row) for row in score(program(position), pl.DataFrame(columns)).iter_rows(named=True)]


def by_fractions(position: str, people: People) -> list[dict[str, Any]]:
    columns: dict[str, exact.Values] = {}
    for name in people[0]:
        is_group = name == "skill_group"
        cells = [person[name] for person in people]
        columns[name if is_group else f"metric.{name}"] = cells if is_group else [Fraction(cell) for cell in cells]
    scored = exact.evaluate(program(position).rules, columns)
    return [{column: values[i] for column, values in scored.items()} for i in range(len(people))]


def recorded(value: Any) -> Any:
    """A number as it is printed, exactly; a grade as it is."""
    return value if isinstance(value, str) else Fraction(repr(value) if isinstance(value, float) else value)


def assert_same(scored: list[dict[str, Any]], expected: list[by_hand.Card]) -> None:
    assert [{column: recorded(row[column]) for column in expected[0]} for row in scored] == expected


either_way = pytest.mark.parametrize("scored_by", [by_frame, by_fractions])


@either_way
@PEOPLE
@given(people=drawn.people(drawn.OPERATOR, groups=("ordinary", "vip")))
def test_operators_get_what_the_policy_gives(scored_by: Any, people: People) -> None:
    somebody_called = {person["skill_group"] for person in people if Fraction(person["calls"])}
    assume(somebody_called == {person["skill_group"] for person in people})
    assert_same(scored_by("operator", people), by_hand.operators(people))


@either_way
@PEOPLE
@given(people=drawn.people({**drawn.TEAM, **drawn.SHIFT_LEADER}))
def test_shift_leaders_get_what_the_policy_gives(scored_by: Any, people: People) -> None:
    assert_same(scored_by("shift-leader", people), by_hand.shift_leaders(people))


@either_way
@PEOPLE
@given(people=drawn.people({**drawn.TEAM, **drawn.BUSINESS_GUIDE}))
def test_business_guides_get_what_the_policy_gives(scored_by: Any, people: People) -> None:
    assert_same(scored_by("business-guide", people), by_hand.business_guides(people))


@either_way
def test_a_group_in_which_nobody_took_a_call_has_no_call_volume(scored_by: Any) -> None:
    someone = dict.fromkeys(drawn.OPERATOR, "1")
    idle, busy = {**someone, "skill_group": "vip", "calls": "0"}, {**someone, "skill_group": "ordinary"}
    first, second, third = scored_by("operator", [idle, busy, idle])
    assert (first["call_volume"], first["total"], first["rank"], first["grade"]) == (None, None, None, None)
    assert (recorded(second["call_volume"]), second["rank"], second["grade"]) == (Fraction("12.5"), 1, "A")
    assert third["total"] is None


@either_way
@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 10, 19, 20, 21, 40, 100, 220])
def test_quotas_cut_where_the_policy_cuts_them_whatever_the_size(scored_by: Any, size: int) -> None:
    someone = dict.fromkeys(drawn.OPERATOR, "0") | {"skill_group": "ordinary", "calls": "1"}
    people = [{**someone, "qa_process": str(number * 0.25)} for number in range(size)]
    assert_same(scored_by("operator", people), by_hand.operators(people))
