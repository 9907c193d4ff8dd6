"""Walking a rule tree: children, rebuilding, and what it refers to. The one place that knows every node's shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from attrs import evolve

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


def rebuild(node: Node, change: Callable[[Node], Node]) -> Node:
    """The node with `change` applied to each child, the words of a `Say` included."""
    match node:
        case Ref() | Par() | Lit():
            return node
        case Arithmetic(left=left, right=right):
            return evolve(node, left=change(left), right=change(right))
        case Clip(body=body, low=low, high=high):
            return evolve(node, body=change(body), low=low and change(low), high=high and change(high))
        case Round(body=body, places=places):
            return evolve(node, body=change(body), places=change(places))
        case If(test=test, then=then, otherwise=otherwise):
            return If(rebuild_test(test, change), change(then), change(otherwise))
        case Steps(body=body, table=table, otherwise=otherwise):
            rows = [evolve(row, edge=change(row.edge), value=change(row.value)) for row in table]
            return Steps(change(body), rows, otherwise and change(otherwise))
        case Lookup(table=table):
            return evolve(node, table=[(key, change(value)) for key, value in table])
        case Default(body=body, value=value):
            return Default(change(body), change(value))
        case Total(parts=parts):
            return evolve(node, parts=[change(part) for part in parts])
        case Aggregate(body=body):
            return evolve(node, body=rebuild_test(body, change) if isinstance(body, Compare | OneOf) else change(body))
        case Rank(body=body):
            return evolve(node, body=change(body))
        case Say(body=body, slots=slots):
            return evolve(node, body=change(body), slots=[(name, change(slot)) for name, slot in slots])
        case _:
            assert_never(node)


def rebuild_test(test: Test, change: Callable[[Node], Node]) -> Test:
    """The test with `change` applied to its operands."""
    match test:
        case Compare(left=left, right=right):
            return evolve(test, left=change(left), right=change(right))
        case OneOf(body=body):
            return evolve(test, body=change(body))


def children(node: Node) -> list[Node]:
    """The nodes directly below, in the order of the rule."""
    below: list[Node] = []

    def keep(child: Node) -> Node:
        below.append(child)
        return child

    rebuild(node, keep)
    return below


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    for child in children(node):
        yield from walk(child)


def references(node: Node) -> list[str]:
    """The columns of this stage that the node reads, each once: its `Ref`, and what its groups are formed by."""
    seen: dict[str, None] = {}

    def read(part: Node) -> None:
        match part:
            case Aggregate(by=by) | Rank(by=by):
                seen.update(dict.fromkeys(by))
            case Lookup(body=Ref(column=column)) | Ref(column=column):
                seen[column] = None
        if not (isinstance(part, Aggregate) and part.stage is not None):  # its body reads the earlier stage
            for child in children(part):
                read(child)

    read(node)
    return list(seen)


def is_constant(node: Node) -> bool:
    """Whether the node has the same value for everybody: only numbers of the policy and of the rule."""
    return all(isinstance(part, Par | Lit | Arithmetic | Clip | Round | Say) for part in walk(node))
