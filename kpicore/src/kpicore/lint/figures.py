"""A rule as a function of its figures: what each may be, and what the rule gives. Exact throughout.

What a rule takes from other people (a mean of the peers, a place) is a figure like any other here: it is held at a
middling value while the person's own metrics vary.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

from attrs import field, frozen

from kpicore.render import exact
from kpicore.rule import (
    Aggregate,
    If,
    Lookup,
    Node,
    OneOf,
    Rank,
    Ref,
    Say,
    rebuild,
    references,
    walk,
)
from kpicore.scheme import Metric, Scheme, metric_column

Bound: TypeAlias = Fraction | float
"""An exact number, or infinity of either sign."""
Held: TypeAlias = Mapping[str, Fraction | str]
"""A value for each figure of a rule."""

PEERS = "peers."
FAR = 1000


@frozen
class Span:
    """The numbers a figure may be, ends included where they are finite."""

    low: Bound
    high: Bound
    whole: bool = False

    def holds(self, number: Fraction) -> bool:
        """Whether a person can have this number."""
        return self.low <= number <= self.high and (not self.whole or number.denominator == 1)

    @property
    def middle(self) -> Fraction:
        if isinstance(self.low, Fraction) and isinstance(self.high, Fraction):
            return (self.low + self.high) / 2
        return self.low + 1 if isinstance(self.low, Fraction) else Fraction(1)

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """Its ends; where one is open, a number far out."""
        low = self.low if isinstance(self.low, Fraction) else Fraction(-FAR)
        return low, self.high if isinstance(self.high, Fraction) else low + FAR


Domain: TypeAlias = Span | tuple[str, ...]


@frozen
class Curve:
    """A rule over one of its figures: pairs of the figure and the value there, from low to high; at each bend or jump
    the value towards it, at it, and from it."""

    path: tuple[tuple[Bound, Bound], ...]

    @property
    def goes_up(self) -> bool:
        """Whether the value grows anywhere."""
        values = [value for _, value in self.path]
        return any(first < second for first, second in pairwise(values))

    @property
    def goes_down(self) -> bool:
        """Whether the value falls anywhere."""
        values = [value for _, value in self.path]
        return any(first > second for first, second in pairwise(values))


@frozen
class Freed:
    """A rule whose aggregates are figures of their own, and what each figure may be (texts: the ones that matter).

    `peers` says what each of these figures stands for; `drawn` keeps the curves that were asked for.
    """

    rule: Node
    figures: Mapping[str, Domain]
    peers: Mapping[str, Aggregate | Rank]
    drawn: dict[tuple[Fraction | str, ...], Curve] = field(factory=dict, eq=False, repr=False)

    @property
    def own(self) -> list[str]:
        """The columns of the person's own metrics and groups."""
        return [column for column in self.figures if column not in self.peers]


def freed(rule: Node, scheme: Scheme) -> Freed:
    """The rule as a function of its figures."""
    peers: dict[str, Aggregate | Rank] = {}

    def change(node: Node) -> Node:
        match node:
            case Aggregate() | Rank():
                for name, known in peers.items():
                    if known == node:
                        return Ref(name)
                peers[f"{PEERS}{len(peers)}"] = node
                return Ref(f"{PEERS}{len(peers) - 1}")
            case Say(body=body):
                return change(body)
            case _:
                return rebuild(node, change)

    body = change(rule)
    figures = {column: _domain(column, body, scheme, peers) for column in references(body)}
    return Freed(body, figures, {name: node for name, node in peers.items() if name in figures})


def _domain(column: str, rule: Node, scheme: Scheme, peers: Mapping[str, Aggregate | Rank]) -> Domain:
    if column in peers:
        return _peer_span(peers[column], scheme)
    metrics = {metric_column(id): metric for id, metric in scheme.metrics.items()}
    if column in metrics and not metrics[column].is_text:
        return span(metrics[column])
    if column in scheme.groups:
        return tuple(scheme.groups[column].values)
    texts: dict[str, None] = {}
    for node in walk(rule):
        match node:
            case Lookup(body=Ref(column=read), table=table) if read == column:
                texts |= dict.fromkeys(key for key, _ in table)
            case If(test=OneOf(body=Ref(column=read), values=values)) if read == column:
                texts |= dict.fromkeys(values)
    return tuple(texts) or ("1",)


def span(metric: Metric) -> Span:
    """The values a metric that is a number may have."""
    low, high = metric.bounds
    return Span(-math.inf if low is None else Fraction(low), math.inf if high is None else Fraction(high), metric.whole)


def _peer_span(node: Aggregate | Rank, scheme: Scheme) -> Span:
    match node:
        case Aggregate(kind="share"):
            return Span(Fraction(0), Fraction(1))
        case Aggregate(kind="mean" | "min" | "max", body=Ref(column=column)):
            for id, metric in scheme.metrics.items():
                if metric_column(id) == column and not metric.is_text:
                    return span(metric)
    return Span(Fraction(1), math.inf)


def starts(rule: Freed) -> list[dict[str, Fraction | str]]:
    """Two ways to hold all figures: everything at its low end, and everything at its high end."""

    def held(end: int) -> dict[str, Fraction | str]:
        values: dict[str, Fraction | str] = {}
        for column, domain in rule.figures.items():
            if isinstance(domain, Span):
                values[column] = domain.middle if column in rule.peers else domain.ends[end]
            else:
                values[column] = domain[-1 if end else 0]
        return values

    return [held(0), held(1)]


def values(node: Node, column: str, at: Sequence[Fraction | str], held: Held) -> list[Fraction | None]:
    """The node's value for each value of one figure, the others held."""
    people: dict[str, exact.Values] = {other: [value] * len(at) for other, value in held.items()}
    people[column] = at
    results = exact.render(node, people, {})
    return [value if isinstance(value, Fraction) else None for value in results]
