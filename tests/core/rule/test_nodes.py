"""Rules are written like their policies: with the operators of arithmetic, and tables as mappings."""

from decimal import Decimal

import pytest

from kpicore.rule import Arithmetic, Compare, Lit, Lookup, Node, Par, Ref, Total
from kpicore.rule.nodes import Operator

A, B = Ref("a"), Ref("b")
TWO = Lit(Decimal(2))


@pytest.mark.parametrize(
    ("written", "operator", "left", "right"),
    [
        (A + B, "+", A, B),
        (A - 2, "-", A, TWO),
        (2 * A, "*", TWO, A),
        (2 + A, "+", TWO, A),
        (2 - A, "-", TWO, A),
        (A / B, "/", A, B),
        (Decimal(2) / A, "/", TWO, A),
    ],
)
def test_operators_build_arithmetic(written: Node, operator: Operator, left: Node, right: Node) -> None:
    assert written == Arithmetic(operator, left, right)


def test_comparisons_build_tests() -> None:
    assert [A < 2, A <= B, A > 2, A >= B] == [
        Compare(A, "<", TWO),
        Compare(A, "<=", B),
        Compare(A, ">", TWO),
        Compare(A, ">=", B),
    ]


def test_equal_rules_are_equal_values() -> None:
    assert Ref("a") + Ref("b") == A + B
    assert len({A + B, Ref("a") + Ref("b")}) == 1


def test_a_table_may_be_a_mapping_or_pairs() -> None:
    assert Lookup(A, {"x": TWO}) == Lookup(A, [("x", TWO)])
    assert Total([A, B]).parts == (A, B)


def test_a_number_of_the_policy_is_a_decimal_whatever_it_was_written_as() -> None:
    assert Par("calculator.full", "0.97").value == Decimal("0.97")
    assert Lit(3).value == Decimal(3)
    assert Lit("A").value == "A"
