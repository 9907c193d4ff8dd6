"""What a rule cannot do without: the columns whose absence leaves it without a value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from kpicore.rule.nodes import (
    Aggregate,
    Arithmetic,
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
    Steps,
    Test,
    Total,
)

Columns = frozenset[str]


def needs(node: Node) -> Columns:
    """The columns each of which has to be there for the node to have a value, whatever the others hold.

    Where a rule differs by group, these are the columns that it needs in every group. A figure of other people counts
    as there.
    """
    match node:
        case Ref(column=column):
            return frozenset({column})
        case Par() | Lit() | Aggregate():
            return frozenset()
        case Arithmetic(left=left, right=right):
            return needs(left) | needs(right)
        case Clip(body=body) | Round(body=body) | Rank(body=body) | Say(body=body):
            return needs(body)
        case If(test=test, then=then, otherwise=otherwise):
            return _tested(test) | (needs(then) & needs(otherwise))
        case Steps(body=body, table=table, otherwise=otherwise):
            values = [row.value for row in table] + ([] if otherwise is None else [otherwise])
            return needs(body) | _in_all(values)
        case Lookup(body=body, table=table):
            return needs(body) | _in_all(value for _, value in table)
        case Default(body=body, value=value):
            return needs(body) & needs(value)
        case Total(parts=parts, need="all"):
            return frozenset[str]().union(*map(needs, parts))
        case Total(parts=parts):
            return _in_all(parts)
        case _:
            assert_never(node)


def _in_all(nodes: Iterable[Node]) -> Columns:
    every = [needs(node) for node in nodes]
    return frozenset[str].intersection(*every) if every else frozenset()


def _tested(test: Test) -> Columns:
    match test:
        case Compare(left=left, right=right):
            return needs(left) | needs(right)
        case OneOf(body=body):
            return needs(body)
