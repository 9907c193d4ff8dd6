"""Constants and rounding, as decimal arithmetic does them."""

from fractions import Fraction

import pytest

from kpicore import Text
from kpicore.rule import Clip, Lit, Node, Par, Ref, Round, Say
from kpicore.rule.constant import calculate, clip, constant, places_of, round_half_away


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        ("1.005", 2, "1.01"),
        ("1.0049", 2, "1"),
        ("-1.005", 2, "-1.01"),
        ("-1.0049", 2, "-1"),
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("0.00499999999", 2, "0.01"),  # 1e-11 below the tie counts as on it
        ("0.0049999", 2, "0"),
        ("-0.004", 2, "0"),
        ("1234.56785", 4, "1234.5679"),
        ("2/3", 2, "0.67"),
    ],
)
def test_rounding_is_half_away_from_zero(value: str, places: int, rounded: str) -> None:
    assert round_half_away(Fraction(value), places) == Fraction(rounded)


def test_nothing_rounds_to_nothing() -> None:
    assert round_half_away(None, 2) is None


@pytest.mark.parametrize(
    ("left", "operator", "right", "result"),
    [
        ("0.1", "+", "0.2", "0.3"),
        ("0.1", "-", "0.2", "-0.1"),
        ("-3", "*", "0.5", "-1.5"),
        ("1", "/", "3", "1/3"),
        ("1", "/", "0", None),
        ("1", "/", "1e-11", None),  # beside zero is zero
        ("1", "/", "1e-9", "1000000000"),
        (None, "+", "1", None),
        ("1", "*", None, None),
    ],
)
def test_arithmetic_is_exact_and_gives_nothing_for_nothing(
    left: str | None, operator: str, right: str | None, result: str | None
) -> None:
    numbers = [None if text is None else Fraction(text) for text in (left, right, result)]
    assert calculate(operator, numbers[0], numbers[1]) == numbers[2]


@pytest.mark.parametrize(
    ("low", "high", "clipped"), [(0, 1, 1), (3, 4, 3), (None, 1, 1), (3, None, 3), (None, None, 2), (3, 1, 3)]
)
def test_of_two_bounds_that_cross_the_lower_wins(low: int | None, high: int | None, clipped: int) -> None:
    bounds = [None if bound is None else Fraction(bound) for bound in (low, high)]
    assert clip(Fraction(2), *bounds) == clipped


@pytest.mark.parametrize(
    ("node", "value"),
    [
        (Par("calculator.full", "0.99") - Par("calculator.zero", "0.97"), "0.02"),
        (Lit(1) / Lit(0), None),
        (Round(Lit(1) / Lit(3), Lit(2)), "0.33"),
        (Clip(Lit(5), Lit(0), Lit(1)), "1"),
        (Say(Lit(7), Text("七", "seven")), "7"),
    ],
)
def test_a_constant_is_worked_out_exactly(node: Node, value: str | None) -> None:
    assert constant(node) == (None if value is None else Fraction(value))


def test_what_depends_on_a_person_is_no_constant() -> None:
    with pytest.raises(TypeError, match="not a constant"):
        constant(Ref("metric.a"))


def test_places_are_whole() -> None:
    assert places_of(Par("rounding.digits", 2)) == 2
    with pytest.raises(TypeError, match="not a number of places"):
        places_of(Lit(1) / Lit(2))
