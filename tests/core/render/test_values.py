"""What each node computes, worked out by hand: in exact fractions, and as columns of a frame."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import polars as pl
import pytest

from kpicore import Text
from kpicore.render import exact, frame
from kpicore.rule import (
    Aggregate,
    Clip,
    Compare,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    OneOf,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Step,
    Steps,
    Total,
    lift,
)

N = None
PEOPLE: dict[str, Sequence[float | str | None]] = {
    "score": [60.0, 75.0, 90.0, N],
    "rate": [0.97, 0.985, 0.99, 0.5],
    "signed": [-1.0, 0.0, 2.0, -0.005],
    "team": ["早班", "早班", "晚班", "晚班"],
    "letter": ["S", "A", "X", N],
}
score, rate, signed, letter = Ref("score"), Ref("rate"), Ref("signed"), Ref("letter")
BOTH = [score, signed]


def band(*rows: tuple[str, str, str]) -> list[Step]:
    return [Step(Par("edge", edge), Lit(value), "above" if how == "above" else "from") for how, edge, value in rows]


CASES: list[tuple[str, Node, list[float | str | None]]] = [
    ("a column", score, [60, 75, 90, N]),
    ("a number of the policy", Par("points", "15"), [15, 15, 15, 15]),
    ("missing makes missing", score + signed, [59, 75, 92, N]),
    ("a product", signed * 3, [-3, 0, 6, -0.015]),
    ("a quotient", score / 100, [0.6, 0.75, 0.9, N]),
    ("a division by zero", score / signed, [-60, N, 45, N]),
    ("a constant division by zero", score / Lit(0), [N, N, N, N]),
    ("a constant division beside zero", score / (Lit(1) - Par("p", "0.99999999999")), [N, N, N, N]),
    ("both bounds", Clip(signed, Lit(0), Lit(1)), [0, 0, 1, 0]),
    ("the lower bound", Clip(signed, low=Lit(0)), [0, 0, 2, 0]),
    ("the upper bound", Clip(score, high=Par("points", 80)), [60, 75, 80, N]),
    ("bounds that cross", Clip(score, Lit(80), Lit(70)), [80, 80, 80, N]),
    ("half a cent", Round(signed, Lit(2)), [-1, 0, 2, -0.01]),
    ("places of none", Round(rate * 50, Lit(0)), [49, 49, 50, 25]),
    ("a tie that binary numbers miss", Round(rate * 1, Lit(2)), [0.97, 0.99, 0.99, 0.5]),
    ("nothing from below has no sign", Round(signed / 10, Lit(1)), [-0.1, 0, 0.2, 0]),
    ("at an edge", If(rate >= Par("edge", "0.985"), Lit(1), Lit(0)), [0, 1, 1, 0]),
    ("just above an edge", If(rate > Par("edge", "0.985"), Lit(1), Lit(0)), [0, 0, 1, 0]),
    ("under an edge", If(rate < Par("edge", "0.97"), Lit(1), Lit(0)), [0, 0, 0, 1]),
    ("not above an edge", If(rate <= Par("edge", "0.97"), Lit(1), Lit(0)), [1, 0, 0, 1]),
    ("equal", If(Compare(rate * 100, "=", Lit(97)), Lit(1), Lit(0)), [1, 0, 0, 0]),
    ("a test on nothing", If(score >= 75, Lit(1), Lit(0)), [0, 1, 1, N]),
    ("one of several", If(OneOf(letter, ("S", "A")), Lit(1), Lit(0)), [1, 1, 0, N]),
    ("steps", Steps(score, band(("above", "75", "A"), ("from", "75", "B")), Lit("C")), ["C", "B", "A", N]),
    ("steps without a rest", Steps(score, band(("from", "75", "B"))), [N, "B", "B", N]),
    ("a table of letters", Lookup(letter, {"S": Par("S", 18), "A": Par("A", 15)}), [18, 15, N, N]),
    ("a case for each team", Lookup(Ref("team"), {"早班": score, "晚班": signed}), [60, 75, 2, -0.005]),
    ("a default", Default(score, Lit(0)), [60, 75, 90, 0]),
    ("a default letter", Default(letter, Lit("C")), ["S", "A", "X", "C"]),
    ("the sum of all", Total(BOTH), [59, 75, 92, N]),
    ("the sum of what is there", Total(BOTH, "skip"), [59, 75, 92, -0.005]),
    ("the sum of nothing", Total([score], "skip"), [60, 75, 90, N]),
    ("a mean leaves out what is missing", Aggregate("mean", score), [75, 75, 75, 75]),
    ("a mean by team", Aggregate("mean", score, ("team",)), [67.5, 67.5, 90, 90]),
    ("a sum", Aggregate("sum", score, ("team",)), [135, 135, 90, 90]),
    ("a sum of nothing is nothing", Aggregate("sum", score / Lit(0)), [N, N, N, N]),
    ("a count", Aggregate("count", score, ("team",)), [2, 2, 1, 1]),
    ("a count of nothing is 0", Aggregate("count", score / Lit(0)), [0, 0, 0, 0]),
    ("the lowest", Aggregate("min", signed), [-1, -1, -1, -1]),
    ("the highest", Aggregate("max", signed, ("team",)), [0, 0, 2, 2]),
    ("a share of those who can be told", Aggregate("share", score >= 75, ("team",)), [0.5, 0.5, 1, 1]),
    ("a share of letters", Aggregate("share", OneOf(letter, ("S",))), [1 / 3] * 4),
    ("places", Rank(score), [3, 2, 1, N]),
    ("places where little is best", Rank(score, best="lowest"), [1, 2, 3, N]),
    ("places in each team", Rank(score, ("team",)), [2, 1, 1, N]),
    ("equals share the better place", Rank(Clip(rate, low=Lit(0), high=Par("p", "0.985"))), [3, 1, 1, 4]),
    ("noise breaks no tie", Rank(Lookup(letter, {"S": rate * 3, "A": Par("p", "2.91")})), [1, 1, N, N]),
    ("a phrase computes as its body", Say(score * 2, Text("两倍", "twice")), [120, 150, 180, N]),
]  # fmt: skip

table = pytest.mark.parametrize(("rule", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])


@table
def test_exact_fractions(rule: Node, expected: list[float | str | None]) -> None:
    people: exact.People = {
        name: [Fraction(repr(value)) if isinstance(value, float) else value for value in values]
        for name, values in PEOPLE.items()
    }
    values = exact.render(rule, people, {})
    assert [float(value) if isinstance(value, Fraction) else value for value in values] == expected


@table
def test_columns_of_a_frame(rule: Node, expected: list[float | str | None]) -> None:
    scored = frame.evaluate(lift({"x": rule}), pl.DataFrame(PEOPLE))
    got = scored["x"].to_list()
    assert [_nearly(value) for value in got] == [_nearly(value) for value in expected]
    assert not isinstance(rule, Round) or "-0.0" not in map(str, got)


def _nearly(value: float | str | None) -> float | str | None:
    """Without the last bits: what no rule rounds may carry the noise of binary numbers."""
    return round(value, 12) if isinstance(value, float) else value


def test_figures_over_an_earlier_stage_join_on_the_columns_of_by() -> None:
    rules: dict[str, Node] = {
        "mean": Aggregate("mean", Ref("total"), ("team",), "operators"),
        "everybody": Aggregate("count", Ref("total"), (), "operators"),
        "double": Aggregate("mean", Ref("total") * 2, ("team",), "operators") + 1,
    }
    teams = ["早班", "早班", "晚班", "夜班"]
    operators = {"total": [80.0, 90.0, None, 70.0], "team": teams}
    leaders = {"team": ["早班", "晚班", "无人"]}
    expected = {"mean": [85, None, None], "everybody": [3, 3, 3], "double": [171, None, None]}
    scored = frame.evaluate(lift(rules), pl.DataFrame(leaders), {"operators": pl.DataFrame(operators)})
    in_order = pl.DataFrame(leaders).join(scored, on="team", how="left", maintain_order="left")
    assert {name: in_order[name].to_list() for name in rules} == expected
    earlier: exact.People = {"total": [Fraction(80), Fraction(90), None, Fraction(70)], "team": teams}
    values = exact.evaluate(rules, {"team": leaders["team"]}, {"operators": earlier})
    assert {name: values[name] for name in rules} == expected


def test_what_was_not_lifted_is_no_expression() -> None:
    with pytest.raises(TypeError, match="not lifted"):
        frame.render(Rank(score * 2))


def test_exact_fractions_take_no_text_for_a_number() -> None:
    with pytest.raises(TypeError, match="a number is needed"):
        exact.render(letter + 1, {"letter": ["S"]}, {})
