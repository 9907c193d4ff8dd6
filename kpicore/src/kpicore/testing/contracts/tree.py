"""The rule that a calculator or grade mapper returns, looked at as a tree: its nodes, its numbers, what it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from attrs import frozen

from kpicore.document.rule_checks import foreign_parts
from kpicore.errors import InvalidOption
from kpicore.messages import contracts as messages
from kpicore.rule import Lit, Node, Par, lift, references, walk
from kpicore.testing.contracts.said import leave_out, said

Build = Callable[[], Any]
"""Asks the extension for its rule."""


@frozen
class Numbers:
    """The numbers of a rule: of the policy by name, with all values that a name has, and of the rule itself."""

    named: Mapping[str, frozenset[Decimal]]
    literals: tuple[Decimal, ...]


def check_tree(build: Build) -> None:
    """Fails unless the rule is a tree of nodes that can be computed."""
    try:
        rule = build()
    except Exception as error:
        raise AssertionError(said(messages.RULE_FAILED, error=_told(error))) from error
    foreign = list(foreign_parts(rule))
    assert foreign == [], said(messages.NO_TREE, found=", ".join(dict.fromkeys(foreign)))
    try:
        lift({"rule": rule})
    except Exception as error:
        raise AssertionError(said(messages.RULE_FAILED, error=_told(error))) from error


def tree(build: Build) -> Node:
    """The rule, for tests that are not about whether it is one: they are skipped where it is not."""
    try:
        rule: Node = build()
        is_sound = not list(foreign_parts(rule))
    except Exception as error:
        leave_out(messages.NO_RULE, error=_told(error))
    if not is_sound:
        leave_out(messages.NO_RULE, error=type(rule).__name__)
    return rule


def check_repeatable(build: Build) -> None:
    """Fails unless the rule is the same each time it is asked for."""
    first = tree(build)
    again = [tree(build) for _ in range(4)]
    differing = [part for other in again for part in _differences(first, other)][:1]
    assert differing == [], said(messages.RULE_CHANGES)


def numbers(rule: Node) -> Numbers:
    """All numbers of the rule."""
    named: dict[str, set[Decimal]] = {}
    literals = []
    for node in walk(rule):
        match node:
            case Par(name=name, value=value):
                named.setdefault(name, set()).add(value)
            case Lit(value=Decimal() as value):
                literals.append(value)
    return Numbers({name: frozenset(values) for name, values in named.items()}, tuple(sorted(literals)))


def unknown_columns(rule: Node, known: set[str]) -> list[str]:
    """Columns that the rule reads and nobody declares."""
    return [column for column in references(rule) if column not in known]


def _differences(one: Node, other: Node) -> Iterator[tuple[object, object]]:
    if one == other:
        return
    for left, right in zip(walk(one), walk(other), strict=False):
        if type(left) is not type(right) or (isinstance(left, Par | Lit) and left != right):
            yield left, right
            return
    yield one, other


def _told(error: Exception) -> str:
    return str(error) if isinstance(error, InvalidOption) else f"{type(error).__name__}: {error}"
