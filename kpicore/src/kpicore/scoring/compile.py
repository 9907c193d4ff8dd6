"""Compiling: from a scheme to the named columns that compute its scores, totals, ranks and grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import evolve, frozen

from kpicore.rule import (
    Clip,
    Column,
    Default,
    Lit,
    Lookup,
    Node,
    Par,
    Rank,
    Ref,
    Round,
    Total,
    lift,
    rebuild,
    references,
    walk,
)
from kpicore.scheme import Adjustment, Indicator, Item, Scheme, metric_column

SCALE = "_scale"
"""The column with full ÷ (full − points left out), where a scheme may leave indicators out."""

TOTAL = Ref("total")


@frozen
class Program:
    """A scheme as named columns, in an order in which each reads only earlier ones.

    `non_negative` names input columns that are never negative. `rules` holds the public rules before lifting, for
    renderers that need no named columns.
    """

    scheme: Scheme
    rules: Mapping[str, Node]
    columns: tuple[Column, ...]
    non_negative: tuple[str, ...]

    @property
    def inputs(self) -> list[str]:
        """The columns of the population that the rules read: ``metric.ID``, groups, ``team``."""
        read = dict.fromkeys(name for rule in self.rules.values() for name in references(rule))
        return [name for name in read if name not in self.rules]

    def item_inputs(self, item: str) -> list[str]:
        """The columns of the population that an indicator or adjustment reads."""
        return references(self.rules.get(exact_name(item), self.rules[item]))

    @property
    def letters(self) -> dict[str, list[str]]:
        """The letters that every table over a rating knows, by input column."""
        known: dict[str, list[str]] = {}
        for rule in self.rules.values():
            for node in walk(rule):
                if isinstance(node, Lookup) and node.body.column.startswith("metric."):
                    letters = [letter for letter, _ in node.table]
                    before = known.setdefault(node.body.column, letters)
                    known[node.body.column] = [letter for letter in before if letter in letters]
        return known


def compile_scheme(scheme: Scheme) -> Program:
    """The columns that compute the scheme: its indicators and adjustments in order, then ``base_total`` to ``grade``.

    There is no ``grade`` where the scheme grades nobody.
    """
    digits = Par("rounding.digits", Decimal(scheme.rounding.digits))
    rules: dict[str, Node] = {}
    for id, item in scheme.items.items():
        rule = item_rule(scheme, id)
        if scheme.rounding.of == "total":
            rules[exact_name(id)] = _without_gaps(rule, item, id)
            rules[id] = Round(Ref(exact_name(id)), digits)
        else:
            rules[id] = _without_gaps(Round(rule, digits), item, id, digits)
    rules |= _totals(scheme, digits)
    rules["rank"] = Rank(TOTAL)
    if scheme.grades is not None:
        rules["grade"] = _named("grades", scheme.grades.mapper.rule(TOTAL))
    non_negative = tuple(
        metric_column(id)
        for id, metric in scheme.metrics.items()
        if metric.bounds[0] is not None and metric.bounds[0] >= 0
    )
    return Program(scheme, rules, lift(rules, non_negative), non_negative)


def item_rule(scheme: Scheme, id: str) -> Node:
    """The rule of an indicator or adjustment, its numbers named ``ID.KEY.PATH``."""
    item = scheme.items[id]
    points = item.points if isinstance(item, Indicator) else None
    return _named(id, item.calculator.rule(Item(id, points, scheme.metrics)))


def exact_name(item: str) -> str:
    """The column of an item's exact points, where only the total is rounded."""
    return f"_exact_{item}"


def own_points(columns: Sequence[Column], item: str) -> str:
    """The column with the points of an item's own rule, before the scheme's word on missing figures fills gaps."""
    nodes = {column.name: column.node for column in columns}
    column = exact_name(item) if exact_name(item) in nodes else item
    match nodes[column]:
        case Default(body=Ref(column=own)):
            return own
        case _:
            return column


def _named(prefix: str, node: Node) -> Node:
    if isinstance(node, Par):
        return evolve(node, name=f"{prefix}.{node.name}")
    return rebuild(node, lambda child: _named(prefix, child))


def _without_gaps(rule: Node, item: Indicator | Adjustment, id: str, digits: Par | None = None) -> Node:
    """The rule with what the scheme says of a missing score, rounded to `digits` where scores are recorded rounded."""
    match item:
        case Indicator(missing="zero"):
            return Default(rule, Lit(Decimal(0)))
        case Indicator(missing="full", points=points):
            full_marks = Par(f"{id}.points", points)
            return Default(rule, full_marks if digits is None else Round(full_marks, digits))
        case _:
            return rule


def _totals(scheme: Scheme, digits: Par) -> dict[str, Node]:
    """Base total and total; each adds what is recorded, or, where only the total is rounded, the exact points."""
    is_exact = scheme.rounding.of == "total"

    def points(ids: Sequence[str]) -> list[Node]:
        return [Ref(exact_name(id) if is_exact else id) for id in ids]

    excludable = [id for id, indicator in scheme.indicators.items() if indicator.missing == "exclude"]
    required = [id for id in scheme.indicators if id not in excludable]
    columns: dict[str, Node] = {}
    if not excludable:
        base: Node = Total(points(required))
    else:
        there: Node = Total(points(excludable), "skip")
        base = Total(points(required)) + Default(there, Lit(Decimal(0))) if required else there
        columns[SCALE] = _scale(scheme, excludable)
        base = base * Ref(SCALE)
    if is_exact:
        columns[exact_name("base_total")] = base
        base = Ref(exact_name("base_total"))
    columns["base_total"] = Round(base, digits)
    whole = Round(Total([base, *points(list(scheme.adjustments))]), digits) if is_exact else _recorded(scheme, digits)
    columns["total"] = Clip(whole, low=Lit(Decimal(0)))
    return columns


def _recorded(scheme: Scheme, digits: Par) -> Node:
    base = Ref("base_total")
    return Round(Total([base, *map(Ref, scheme.adjustments)]), digits) if scheme.adjustments else base


def _scale(scheme: Scheme, excludable: Sequence[str]) -> Node:
    """Full ÷ (full − points left out), a number for each person."""
    full = Par("total.full", scheme.full)
    points = {id: Par(f"{id}.points", scheme.indicators[id].points) for id in excludable}
    there = Total([Ref(id) * 0 + points[id] for id in excludable], "skip")
    left_out = Total(list(points.values())) - Default(there, Lit(Decimal(0)))
    return full / (full - left_out)
