"""Walking a rule: what it reads, and whether it is the same for everybody."""

import pytest

from kpicore import Text
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
    children,
    is_constant,
    rebuild,
    references,
    walk,
)

A, B, C = Ref("metric.a"), Ref("metric.b"), Ref("metric.c")
EVERY_NODE: list[Node] = [
    A + B,
    Clip(A, Lit(0), Par("points", 5)),
    Round(A, Lit(2)),
    If(Compare(A, ">", B), C, Lit(0)),
    If(OneOf(Ref("letter"), ("S",)), C, Lit(0)),
    Steps(A, [Step(Lit(1), B)], C),
    Steps(A, [Step(Lit(1), B)]),
    Lookup(Ref("group"), {"x": A, "y": B}),
    Default(A, B),
    Total([A, B, C]),
    Aggregate("mean", A, ("team",)),
    Aggregate("share", Compare(A, ">", B)),
    Rank(A, ("team",)),
    Say(A, Text("{b}", "{b}"), {"b": B}),
]


@pytest.mark.parametrize("node", EVERY_NODE, ids=lambda node: type(node).__name__)
def test_rebuilding_with_nothing_changed_gives_an_equal_rule(node: Node) -> None:
    assert rebuild(node, lambda child: child) == node


@pytest.mark.parametrize("node", EVERY_NODE, ids=lambda node: type(node).__name__)
def test_rebuilding_reaches_every_number(node: Node) -> None:
    def renamed(part: Node) -> Node:
        return Ref(f"{part.column}!") if isinstance(part, Ref) else rebuild(part, renamed)

    def metrics(rule: Node) -> list[str]:
        return [name for name in references(rule) if name.startswith("metric.")]

    assert metrics(node)
    assert metrics(renamed(node)) == [f"{name}!" for name in metrics(node)]


def test_children_stand_in_the_order_of_the_rule() -> None:
    assert children(If(Compare(A, ">", B), C, Lit(0))) == [A, B, C, Lit(0)]
    assert list(walk(A + B * C)) == [A + B * C, A, B * C, B, C]


def test_a_rule_reads_what_its_groups_are_formed_by() -> None:
    rule = A / Aggregate("mean", A, ("skill_group", "team")) + Lookup(Ref("letter"), {"S": B})
    assert references(rule) == ["metric.a", "skill_group", "team", "letter", "metric.b"]


def test_of_an_earlier_stage_a_rule_reads_here_only_what_it_is_joined_on() -> None:
    assert references(Aggregate("mean", Ref("total"), ("team",), "operators")) == ["team"]


def test_only_numbers_of_the_policy_and_the_rule_are_constants() -> None:
    assert is_constant(Clip(Par("a", 1) / Lit(3), Lit(0)))
    assert not any(map(is_constant, EVERY_NODE))
    assert not is_constant(Aggregate("count", Lit(1)))
