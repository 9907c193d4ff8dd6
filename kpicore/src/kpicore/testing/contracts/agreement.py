"""Whether a rule is the same computed on a frame as in exact fractions, for people who were drawn or given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpicore.render import exact, frame
from kpicore.rule import TOLERANCE, Column, Node
from kpicore.testing.contracts.people import People


def exactly(rules: Mapping[str, Node], people: People) -> Mapping[str, exact.Values]:
    """Every column of these people in exact fractions."""
    return exact.evaluate(rules, people.exact)


def on_a_frame(columns: Sequence[Column], people: People, non_negative: Sequence[str] = ()) -> Mapping[str, list[Any]]:
    """The same as an engine for data frames computes it."""
    computed: dict[str, list[Any]] = frame.evaluate(columns, people.frame, None, non_negative).to_dict(as_series=False)
    return computed


def disagreements(expected: exact.Values, got: Sequence[Any], people: People) -> dict[str, tuple[str, str]]:
    """For whom the two differ, with what is exact and what came out."""
    return {
        str(people.person(number)): (_shown(wanted), str(cell))
        for number, (wanted, cell) in enumerate(zip(expected, got, strict=True))
        if not _agrees(wanted, cell)
    }


def outside(values: exact.Values, full: Decimal, people: People) -> dict[str, str]:
    """Who gets less than nothing, or more than the full marks."""
    slack = Fraction(TOLERANCE)
    return {
        str(people.person(number)): _shown(value)
        for number, value in enumerate(values)
        if isinstance(value, Fraction) and not -slack <= value <= Fraction(full) + slack
    }


def otherwise_than(expected: exact.Values, values: exact.Values) -> dict[int, tuple[str, str]]:
    """Which of the people, counted from 0, get something else than was worked out: that, and what they get."""
    return {
        number: (_shown(wanted), _shown(value))
        for number, (wanted, value) in enumerate(zip(expected, values, strict=True))
        if value != wanted
    }


def _agrees(wanted: exact.Value, cell: object) -> bool:
    if not isinstance(wanted, Fraction):
        return wanted == cell
    return isinstance(cell, float | int) and float(wanted) == float(cell)


def _shown(value: exact.Value) -> str:
    if not isinstance(value, Fraction):
        return str(value)
    return f"{round(Decimal(value.numerator) / Decimal(value.denominator), 6):f}"
