"""What a rule needs: held against the rule computed with the figure gone."""

from fractions import Fraction
from itertools import product

import pytest

from kpicore import Text
from kpicore.render.exact import Value, evaluate
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
    needs,
)

A, B, LETTER = Ref("a"), Ref("b"), Ref("letter")
CASES: list[tuple[Node, set[str]]] = [
    (Par("points", 5), set()),
    (A, {"a"}),
    (A + B, {"a", "b"}),
    (Clip(A, Lit(0), Par("points", 5)), {"a"}),
    (Round(A * 2, Lit(2)), {"a"}),
    (If(Compare(A, ">", Lit(0)), B, Lit(0)), {"a"}),
    (If(Compare(A, ">", Lit(0)), B, B * 2), {"a", "b"}),
    (If(OneOf(LETTER, ("S",)), A, Lit(0)), {"letter"}),
    (Steps(A, [Step(Lit(1), Par("points", 5))], Lit(0)), {"a"}),
    (Steps(A, [Step(Lit(0), B)]), {"a", "b"}),
    (Lookup(LETTER, {"S": Lit(3), "A": Lit(1)}), {"letter"}),
    (Lookup(LETTER, {"S": A, "A": A + B}), {"letter", "a"}),
    (Default(A, Lit(0)), set()),
    (Default(A, B), set()),
    (Default(A, A * 2), {"a"}),
    (Total([A, B]), {"a", "b"}),
    (Total([A, B], "skip"), set()),
    (Total([A * B, B], "skip"), {"b"}),
    (Aggregate("mean", A), set()),
    (A / Aggregate("mean", A), {"a"}),
    (Rank(A), {"a"}),
    (Say(A, Text("{b}", "{b}"), {"b": B}), {"a"}),
]


@pytest.mark.parametrize(("rule", "needed"), CASES)
def test_a_rule_has_no_value_without_what_it_needs_and_one_without_anything_else(rule: Node, needed: set[str]) -> None:
    assert needs(rule) == needed
    # The second person lacks nothing, so that means and ranks have something to look at.
    figures: dict[str, list[list[Value]]] = {
        "a": [[Fraction(1), Fraction(1)], [Fraction(0), Fraction(1)], [None, Fraction(1)]],
        "b": [[Fraction(1), Fraction(1)], [None, Fraction(1)]],
        "letter": [["S", "S"], ["A", "S"], [None, "S"]],
    }
    seen: dict[str, bool] = dict.fromkeys(figures, False)
    for values in product(*figures.values()):
        people = dict(zip(figures, values, strict=True))
        missing = {column for column, value in people.items() if value[0] is None}
        has_value = evaluate({"rule": rule}, people)["rule"][0] is not None
        if missing & needed:
            assert not has_value
        for column in missing:
            seen[column] |= has_value
    assert {column for column, is_spared in seen.items() if not is_spared} == needed
