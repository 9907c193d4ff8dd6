"""One person's figures in a scored stage, and what other figures would give: in exact fractions, peers held fixed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from kpicore.render import pieces
from kpicore.render.pieces import Figure, NotInPieces, Pieces
from kpicore.rule import Aggregate, Lit, Lookup, Node, Rank, Ref, Round, rebuild, references
from kpicore.rule.constant import EXACT_TOLERANCE, round_half_away
from kpicore.scheme import Indicator, Scheme, StageResults, metric_column
from kpicore.scoring.compile import exact_name, own_points

NOTHING = Lit(Decimal(0))

Changes = Mapping[str, Figure]
"""Other figures, by column."""


@frozen
class Rules:
    """The rules of a stage, and what has been found out about them, so that it is not found out for each person again.

    `own` leads from an item to the column with the points of its own rule, `reads` to all columns whose values decide
    them. `functions` holds an item's points as a function of one column, by the values of the others; a rule that is
    none of straight pieces as the error that says so. `rests` holds what a column rests on, by people's groups.
    """

    scheme: Scheme
    steps: Mapping[str, Node]
    own: Mapping[str, str]
    reads: Mapping[str, tuple[str, ...]]
    functions: dict[tuple[object, ...], Pieces | NotInPieces] = field(factory=dict, eq=False, repr=False)
    rests: dict[tuple[object, ...], list[str]] = field(factory=dict, eq=False, repr=False)

    @classmethod
    def of(cls, results: StageResults) -> Rules:
        """The rules of a scored stage."""
        steps = {column.name: column.node for column in results.columns}
        own = {id: own_points(results.columns, id) for id in results.scheme.items}
        return cls(results.scheme, steps, own, {id: _reads(column, steps) for id, column in own.items()})


@frozen
class Person:
    """A row of a stage's frame: its `figures` in fractions, and the stage's `rules` over them.

    Whatever depends on other people (means, ranks) stays as it is, also where the person's own figure is part of it.
    """

    rules: Rules
    figures: Mapping[str, Figure]
    _exact: dict[str, Fraction | None] = field(factory=dict, eq=False, repr=False)
    _added: dict[str, Fraction | None] = field(factory=dict, eq=False, repr=False)

    @classmethod
    def of(cls, rules: Rules, row: Mapping[str, Any]) -> Person:
        """The person of a row of the stage's frame."""
        return cls(rules, {name: _figure(value) for name, value in row.items()})

    @property
    def scheme(self) -> Scheme:
        return self.rules.scheme

    @property
    def steps(self) -> Mapping[str, Node]:
        return self.rules.steps

    @property
    def own(self) -> Mapping[str, str]:
        return self.rules.own

    @property
    def digits(self) -> int:
        return self.scheme.rounding.digits

    @property
    def is_added_exactly(self) -> bool:
        """Whether the total adds exact points, and not the recorded ones."""
        return self.scheme.rounding.of == "total"

    def changed(self, changes: Changes) -> Person:
        """The same person with other figures."""
        same = [item for item, columns in self.rules.reads.items() if changes.keys().isdisjoint(columns)]
        return Person(
            self.rules,
            {**self.figures, **changes},
            {item: self._exact[item] for item in same if item in self._exact},
            {item: self._added[item] for item in same if item in self._added},
        )

    def metrics(self, item: str) -> list[str]:
        """The metrics that an item's points rest on, in the order of the rule."""
        columns = self.below(self.own[item])
        return [id for id in self.scheme.metrics if metric_column(id) in columns]

    def aggregates(self, item: str) -> list[str]:
        """The named steps of an item that look at other people."""
        return [name for name in self.below(self.own[item]) if isinstance(self.steps.get(name), Aggregate)]

    def below(self, column: str) -> list[str]:
        """The column and all that it rests on for this person: of rules that differ by group, the person's own."""
        groups = (column, *(self.figures.get(group) for group in self.scheme.groups))
        if groups not in self.rules.rests:
            self.rules.rests[groups] = self._below(column)
        return self.rules.rests[groups]

    def _below(self, column: str) -> list[str]:
        seen: dict[str, None] = {}

        def read(name: str) -> None:
            if name not in seen:
                seen[name] = None
                for other in references(self._met(self.steps[name])) if name in self.steps else ():
                    read(other)

        read(column)
        return list(seen)

    def _met(self, node: Node) -> Node:
        match node:
            case Lookup(body=Ref(column=group), table=table) if group in self.scheme.groups:
                return next((self._met(rule) for value, rule in table if value == self.figures[group]), NOTHING)
            case _:
                return rebuild(node, self._met)

    def points(self, item: str, column: str = "") -> Pieces:
        """The item's unrounded points as a function of one column. Raises `NotInPieces`."""
        others = tuple(self.figures[name] for name in self.rules.reads[item] if name != column)
        known = self.rules.functions.get((item, column, others))
        if known is None:
            known = self.rules.functions[item, column, others] = self._points(item, column)
        if isinstance(known, NotInPieces):
            raise known
        return known

    def _points(self, item: str, column: str) -> Pieces | NotInPieces:
        node = self.steps[self.own[item]]
        if isinstance(node, Round) and not self.is_added_exactly:
            node = node.body  # what is recorded is rounded, whatever the rule
        elif isinstance(node, Aggregate):
            node = Ref(self.own[item])
        try:
            return pieces.render(node, column, self.figures, self.steps)
        except NotInPieces as error:
            return error

    def rule_points(self, item: str) -> Fraction | None:
        """The item's unrounded points by its own rule, with these figures."""
        for column in (*map(metric_column, self.metrics(item)), ""):
            figure = self.figures[column] if column else Fraction(0)
            if isinstance(figure, Fraction):
                try:
                    found = self.points(item, column).at(figure)
                except NotInPieces:
                    continue
                return found if isinstance(found, Fraction) else None
        return None

    def exact_points(self, item: str) -> Fraction | None:
        """The item's unrounded points with these figures; what the scheme gives instead where they are missing."""
        if item not in self._exact:
            self._exact[item] = self._exact_points(item)
        return self._exact[item]

    def _exact_points(self, item: str) -> Fraction | None:
        found = self.rule_points(item)
        if found is not None:
            return found
        column = exact_name(item) if self.is_added_exactly else item
        filled = self.figures[column]
        return filled if isinstance(filled, Fraction) else None

    def recorded(self, points: Fraction | None) -> Fraction | None:
        """Points as they are recorded."""
        return round_half_away(points, self.digits)

    def total(self) -> Fraction | None:
        """The recorded total with these figures."""
        scores = [self.added(id) for id, item in self.scheme.items.items() if isinstance(item, Indicator)]
        added = [self.added(id) for id in self.scheme.adjustments]
        if all(score is None for score in scores) or None in added:
            return None
        base = self.scale * sum((score for score in scores if score is not None), Fraction(0))
        if not self.is_added_exactly:
            base = round_half_away(base, self.digits) or Fraction(0)
        whole = round_half_away(base + sum((one for one in added if one is not None), Fraction(0)), self.digits)
        return None if whole is None else max(Fraction(0), whole)

    def points_for(self, item: str, total: Fraction) -> Fraction:
        """The unrounded points of `item` from which on the recorded total is at least `total`, all else the same."""
        grid = Fraction(10) ** self.digits
        half = 1 / (2 * grid)
        others = {id: points for id in self.scheme.items if id != item and (points := self.added(id)) is not None}
        scores = sum((points for id, points in others.items() if id in self.scheme.indicators), Fraction(0))
        added = sum((points for id, points in others.items() if id in self.scheme.adjustments), Fraction(0))
        if self.is_added_exactly:
            if item in self.scheme.adjustments:
                return total - half - self.scale * scores
            return (total - half - added) / self.scale - scores
        if item in self.scheme.adjustments:
            return self.to_record(total - (round_half_away(self.scale * scores, self.digits) or Fraction(0)))
        needed = (total - added - half) / self.scale - scores
        return self.to_record(-(-needed * grid // 1) / grid)

    def to_record(self, points: Fraction) -> Fraction:
        """The unrounded points from which on `points` are recorded, which is a number of the recorded places."""
        half = 1 / (2 * Fraction(10) ** self.digits)
        # Half a cent is rounded away from zero: up where points are positive, down where they are taken off.
        return points - half if points > 0 else points - half + 2 * EXACT_TOLERANCE

    @property
    def scale(self) -> Fraction:
        """Full ÷ (full − the points left out)."""
        left_out = [
            item.points
            for id, item in self.scheme.indicators.items()
            if item.missing == "exclude" and self.added(id) is None
        ]
        rest = self.scheme.full - sum(left_out, Decimal(0))
        return Fraction(self.scheme.full) / Fraction(rest) if left_out and rest else Fraction(1)

    def added(self, item: str) -> Fraction | None:
        """What the item adds to the total: its recorded points, or the unrounded ones where only totals are rounded."""
        if item not in self._added:
            points = self.exact_points(item)
            self._added[item] = points if self.is_added_exactly else self.recorded(points)
        return self._added[item]


def _reads(column: str, steps: Mapping[str, Node]) -> tuple[str, ...]:
    """The columns that decide a step: what is given, and what other people decide."""
    read: dict[str, None] = {}

    def follow(name: str) -> None:
        step = steps.get(name)
        if step is None or isinstance(step, Aggregate | Rank):
            read[name] = None
        else:
            for other in references(step):
                follow(other)

    follow(column)
    return tuple(read)


def _figure(value: Any) -> Figure:
    match value:
        case bool() | None:
            return None
        case float() | int():
            return Fraction(Decimal(repr(value)))
        case _:
            return str(value)
