"""Lifting: which steps become columns of their own, what they are called, and which are shared."""

import pytest

from kpicore import Text
from kpicore.rule import (
    Aggregate,
    Clip,
    Compare,
    Default,
    If,
    Lit,
    Node,
    Rank,
    Ref,
    Round,
    Say,
    Step,
    Steps,
    Total,
    lift,
)

A, B = Ref("metric.a"), Ref("metric.b")
ZERO, ONE, TWO = Lit(0), Lit(1), Lit(2)
SUM = A + B


def lifted(**rules: Node) -> dict[str, Node]:
    return {column.name: column.node for column in lift(rules)}


@pytest.mark.parametrize(
    ("rule", "columns"),
    [
        (A * 2 + B, {"x": A * 2 + B}),
        (Clip(A / TWO, ZERO, ONE), {"x": Clip(A / TWO, ZERO, ONE)}),
        (A / SUM, {"_x_1": SUM, "x": A / Ref("_x_1")}),
        (A / B, {"x": A / B}),
        (Round(SUM, TWO), {"_x_1": SUM, "x": Round(Ref("_x_1"), TWO)}),
        (Round(Clip(SUM, ZERO), TWO), {"x": Round(Clip(SUM, ZERO), TWO)}),  # is never negative: no look at its sign
        (Steps(SUM, [Step(ONE, A)]), {"_x_1": SUM, "x": Steps(Ref("_x_1"), [Step(ONE, A)])}),
        (Default(SUM, ZERO), {"_x_1": SUM, "x": Default(Ref("_x_1"), ZERO)}),
        (Total([SUM, A]), {"_x_1": SUM, "x": Total([Ref("_x_1"), A])}),
        (If(SUM > 1, A, B), {"_x_1": SUM, "x": If(Ref("_x_1") > 1, A, B)}),
        (A / Aggregate("mean", A), {"_x_1": Aggregate("mean", A), "x": A / Ref("_x_1")}),
        (
            Aggregate("mean", Aggregate("mean", SUM)),
            {"_x_1": SUM, "_x_2": Aggregate("mean", Ref("_x_1")), "x": Aggregate("mean", Ref("_x_2"))},
        ),
        (
            Aggregate("share", SUM > 1),
            {"_x_1": SUM, "_x_2": If(Ref("_x_1") > 1, ONE, ZERO), "x": Aggregate("mean", Ref("_x_2"))},
        ),
        (Rank(Round(A, TWO)), {"_x_1": Round(A, TWO), "x": Rank(Ref("_x_1"))}),
        (Rank(A), {"_x_1": Round(A, Lit(9)), "x": Rank(Ref("_x_1"))}),  # noise must not break a tie
        (
            Rank(Default(Round(A, TWO), B)),
            {
                "_x_1": Round(A, TWO),
                "_x_2": Default(Ref("_x_1"), B),
                "_x_3": Round(Ref("_x_2"), Lit(9)),
                "x": Rank(Ref("_x_3")),
            },
        ),
        (
            Aggregate("mean", Ref("total"), ("team",), "operators") * 2,
            {"_x_1": Aggregate("mean", Ref("total"), ("team",), "operators"), "x": Ref("_x_1") * 2},
        ),
    ],
)
def test_what_would_be_written_twice_or_nested_becomes_a_column(rule: Node, columns: dict[str, Node]) -> None:
    assert lifted(x=rule) == columns
    assert list(lifted(x=rule)) == list(columns)  # each before its first use


def test_equal_steps_are_shared_and_named_after_the_first_that_needs_them() -> None:
    columns = lifted(first=A / SUM, second=B / SUM)
    assert columns == {"_first_1": SUM, "first": A / Ref("_first_1"), "second": B / Ref("_first_1")}


def test_a_step_that_is_a_public_column_already_is_read_there() -> None:
    columns = lifted(place=Rank(Round(A, TWO)), standing=Rank(Round(A, TWO)) - 1)
    assert columns["standing"] == Ref("place") - 1


def test_columns_known_to_be_never_negative_are_rounded_in_one_step() -> None:
    (column,) = lift({"x": Round(A * 2, TWO)}, non_negative=["metric.a"])
    assert column.node == Round(A * 2, TWO)
    assert not column.is_helper


def test_only_a_share_may_look_at_a_test() -> None:
    with pytest.raises(TypeError, match="only a share"):
        lift({"x": Aggregate("mean", Compare(A, ">", B))})


def test_a_figure_that_a_phrase_names_is_one_column_for_rule_and_words() -> None:
    ratio = Say(A / B, Text("比", "ratio"), unit="ratio")
    columns = lifted(x=Say(Clip(ratio, ZERO, ONE), Text("{ratio}", "{ratio}"), {"ratio": ratio}))
    assert columns["_x_1"] == ratio
    assert columns["x"] == Say(Clip(Ref("_x_1"), ZERO, ONE), Text("{ratio}", "{ratio}"), {"ratio": Ref("_x_1")})
