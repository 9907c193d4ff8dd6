"""Lifting: turns freely nested rules into named columns that every renderer can write in one step each.

Engines refuse nested windows, and a workbook wants a column for each step. So every aggregate and rank, whatever they
look at, and every operand that a renderer would have to write twice (under rounding, steps, tests, totals, defaults and
as a divisor) becomes a column of its own, named ``_OWNER_N`` after the public column that needed it first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from attrs import evolve, frozen

from kpicore.rule.constant import RANKED_PLACES, places_of
from kpicore.rule.nodes import (
    Aggregate,
    Arithmetic,
    Clip,
    Compare,
    Default,
    If,
    Lit,
    Node,
    OneOf,
    Rank,
    Ref,
    Round,
    Say,
    Steps,
    Test,
    Total,
)
from kpicore.rule.sign import never_negative
from kpicore.rule.walk import is_constant, rebuild, rebuild_test


@frozen
class Column:
    """A named step: its `node` reads only metrics, groups and columns before it. Helpers begin with ``_``."""

    name: str
    node: Node

    @property
    def is_helper(self) -> bool:
        return self.name.startswith("_")


def lift(rules: Mapping[str, Node], non_negative: Collection[str] = ()) -> tuple[Column, ...]:
    """The columns that compute `rules`, helpers before their first use; equal steps are shared.

    `rules` holds the public columns in an order in which each reads only earlier ones. `non_negative` names the input
    columns that are never negative.
    """
    columns: dict[str, Node] = {}
    names: dict[Node, str] = {}
    positive = set(non_negative)

    def name_it(node: Node, owner: str) -> Ref:
        if node not in names:
            number = sum(1 for name in names.values() if name.startswith(f"_{owner}_")) + 1
            keep(f"_{owner}_{number}", node)
            names[node] = f"_{owner}_{number}"
        return Ref(names[node])

    def keep(name: str, node: Node) -> None:
        columns[name] = node
        if never_negative(node, positive):
            positive.add(name)

    def named(node: Node, owner: str) -> Node:
        """The node itself where it is short enough to write twice, else a column for it."""
        return node if isinstance(node, Ref) or is_constant(node) else name_it(node, owner)

    def step(node: Node, owner: str) -> Node:
        """The node with everything below it lifted; itself still in place."""
        if isinstance(node, Aggregate) and node.stage is not None:
            return node  # computed in the earlier stage, whose columns are named already
        node = rebuild(node, lambda child: below(child, owner))
        match node:
            case Aggregate(kind="share", body=Compare() | OneOf() as test):
                marks = If(named_test(test, owner), Lit(1), Lit(0))
                return evolve(node, kind="mean", body=name_it(marks, owner))
            case Aggregate(body=body):
                if isinstance(body, Compare | OneOf):
                    raise TypeError(f"only a share looks at a test, not {node.kind}")
                return evolve(node, body=column(body, owner))
            case Rank(body=body) if _is_rounded(body, columns):
                return evolve(node, body=column(body, owner))
            case Rank(body=body):
                return evolve(node, body=column(step(Round(body, Lit(RANKED_PLACES)), owner), owner))
            case Round(body=body) if not never_negative(body, positive):
                return evolve(node, body=named(body, owner))
            case Steps(body=body):
                return evolve(node, body=named(body, owner))
            case Arithmetic(operator="/", right=right):
                return evolve(node, right=named(right, owner))
            case If(test=test):
                return evolve(node, test=named_test(test, owner))
            case Default(body=body):
                return evolve(node, body=named(body, owner))
            case Total(parts=parts):
                return evolve(node, parts=[named(part, owner) for part in parts])
            case _:
                return node

    def below(node: Node, owner: str) -> Node:
        lifted = step(node, owner)
        return name_it(lifted, owner) if _is_figure(lifted) else lifted

    def named_test(test: Test, owner: str) -> Test:
        return rebuild_test(test, lambda operand: named(operand, owner))

    def column(node: Node, owner: str) -> Node:
        return node if isinstance(node, Ref) else name_it(node, owner)

    for name, rule in rules.items():
        lifted = step(rule, name)
        keep(name, lifted)
        names.setdefault(lifted, name)
    return tuple(Column(name, node) for name, node in columns.items())


def _is_figure(node: Node) -> bool:
    """Whether the node is a figure that people are told: what a group gives, or what a phrase names as one."""
    return isinstance(node, Aggregate | Rank) or (isinstance(node, Say) and node.unit is not None)


def _is_rounded(node: Node, columns: Mapping[str, Node]) -> bool:
    match node:
        case Round(places=places):
            return places_of(places) <= RANKED_PLACES
        case Ref(column=column):
            return column in columns and _is_rounded(columns[column], columns)
        case Say(body=body) | Clip(body=body):
            return _is_rounded(body, columns)
        case Default(body=body, value=value):
            return _is_rounded(body, columns) and (is_constant(value) or _is_rounded(value, columns))
        case _:
            return False
