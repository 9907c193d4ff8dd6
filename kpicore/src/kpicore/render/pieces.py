"""Rules as functions of one column: straight pieces in exact fractions, everything else about the person held fixed.

Where the exact renderer says what a person gets, this one says what they would get for any value of one figure. What
the peers did is held fixed, and so is every aggregate, even one that the person's own figure is part of: the mean of a
group does not move while the figure does. Edges are taken as the policy writes them, without the tolerance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, TypeAlias, assert_never

from attrs import frozen

from kpicore.rule import (
    Aggregate,
    Arithmetic,
    Clip,
    Compare,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Steps,
    Test,
    Total,
    references,
)
from kpicore.rule.constant import EXACT_TOLERANCE, constant, places_of, round_half_away

Figure: TypeAlias = Fraction | str | None
Cut: TypeAlias = tuple[Fraction, int]
"""Where a piece begins: at a number (0), or just above it (1)."""


class NotInPieces(ValueError):
    """The rule is no straight line between edges in this column: it multiplies it by itself, divides by it, rounds it
    or ranks it."""


@frozen
class Line:
    """``intercept + slope × x``."""

    intercept: Fraction
    slope: Fraction = Fraction(0)

    def at(self, x: Fraction) -> Fraction:
        return self.intercept + self.slope * x


Value: TypeAlias = Line | str | int | None
"""A line or a text that a rule gives, nothing, the outcome of a test, or a sign."""


@frozen
class Pieces:
    """A function of one number: `values` has one piece more than there are `cuts`, each from its cut to the next."""

    cuts: tuple[Cut, ...]
    values: tuple[Value, ...]

    def at(self, x: Fraction) -> Figure:
        """What the rule gives at `x`."""
        match self.values[bisect_right(self.cuts, (x, 0))]:
            case Line() as line:
                return line.at(x)
            case str() as text:
                return text
            case _:
                return None

    def is_level(self, cut: Cut) -> bool:
        """Whether the piece from `cut` on is the same all along."""
        value = self.values[bisect_right(self.cuts, cut)]
        return not (isinstance(value, Line) and value.slope)

    def mirrored(self) -> Pieces:
        """The function of −x."""
        cuts = [(-x, 1 - side) for x, side in reversed(self.cuts)]
        values = [Line(v.intercept, -v.slope) if isinstance(v, Line) else v for v in reversed(self.values)]
        return Pieces(tuple(cuts), tuple(values))

    def _from(self, cut: Cut | None) -> Value:
        return self.values[0 if cut is None else bisect_right(self.cuts, cut)]


def render(node: Node, column: str, person: Mapping[str, Figure], steps: Mapping[str, Node]) -> Pieces:
    """The node as a function of `column`; `NotInPieces` where it is none of straight pieces.

    `person` holds the person's other figures, aggregates and ranks under the names of their steps; `steps` are the
    named columns of the rule (`kpicore.rule.lift`).
    """

    def pieces(part: Node) -> Pieces:
        return render(part, column, person, steps)

    match node:
        case Ref(column=name) if name == column:
            return always(Line(Fraction(0), Fraction(1)))
        case Ref(column=name) if name in steps:
            step = steps[name]
            if isinstance(step, Rank) and _reads(step, column, steps):
                raise NotInPieces(name)
            return _fixed(person[name]) if isinstance(step, Aggregate | Rank) else pieces(step)
        case Ref(column=name):
            return _fixed(person[name])
        case Par(value=number):
            return always(Line(Fraction(number)))
        case Lit(value=literal):
            return always(literal if isinstance(literal, str) else Line(Fraction(literal)))
        case Arithmetic(operator=operator, left=left, right=right):
            return together(lambda one, other: _calculate(operator, one, other), pieces(left), pieces(right))
        case Clip(body=body, low=low, high=high):
            bounded = pieces(body)
            for bound, sign in ((high, ">"), (low, "<")):
                if bound is not None and (limit := constant(bound)) is not None:
                    edge = always(Line(limit))
                    bounded = _chosen(_compared(bounded, sign, edge), edge, bounded)
            return bounded
        case Round(body=body, places=places):
            digits = places_of(places)
            return together(lambda value: _rounded(value, digits), pieces(body))
        case If(test=test, then=then, otherwise=otherwise):
            return _chosen(_tested(test, pieces), pieces(then), pieces(otherwise))
        case Steps(body=body, table=table, otherwise=otherwise):
            reached = pieces(body)
            value = together(
                lambda body, rest: None if body is None else rest,
                reached,
                always(None) if otherwise is None else pieces(otherwise),
            )
            for row in reversed(table):
                if (limit := constant(row.edge)) is not None:
                    sign = ">=" if row.reach == "from" else ">"
                    value = _chosen(_compared(reached, sign, always(Line(limit))), pieces(row.value), value)
            return value
        case Lookup(body=body, table=table):
            case_met = pieces(body).values[0]  # a letter or a group, the same for any value of the figure
            return next((pieces(value) for key, value in table if key == case_met), always(None))
        case Default(body=body, value=value_node):
            return together(lambda body, default: default if body is None else body, pieces(body), pieces(value_node))
        case Total(parts=parts, need=need):
            return together(lambda *values: _total(values, need), *map(pieces, parts))
        case Say(body=body):
            return pieces(body)
        case Aggregate() | Rank():
            raise NotInPieces("not lifted into a column of its own")
        case _:
            assert_never(node)


def always(value: Value) -> Pieces:
    """The same everywhere."""
    return Pieces((), (value,))


def together(work: Callable[..., Value], *functions: Pieces) -> Pieces:
    """What `work` makes of the functions' values, piece by piece."""
    cuts = sorted({cut for function in functions for cut in function.cuts})
    kept: list[Cut] = []
    values = [work(*(function.values[0] for function in functions))]
    for cut in cuts:
        value = work(*(function._from(cut) for function in functions))
        if value != values[-1] or type(value) is not type(values[-1]):
            kept.append(cut)
            values.append(value)
    return Pieces(tuple(kept), tuple(values))


def _fixed(figure: Figure) -> Pieces:
    return always(Line(figure) if isinstance(figure, Fraction) else figure)


def _reads(node: Node, column: str, steps: Mapping[str, Node]) -> bool:
    return any(name == column or (name in steps and _reads(steps[name], column, steps)) for name in references(node))


def _line(value: Value) -> Line | None:
    if value is None or isinstance(value, Line):
        return value
    raise TypeError(f"a number is needed, not {value!r}")


def _calculate(operator: str, left: Value, right: Value) -> Line | None:
    one, other = _line(left), _line(right)
    if one is None or other is None:
        return None
    match operator:
        case "+":
            return Line(one.intercept + other.intercept, one.slope + other.slope)
        case "-":
            return Line(one.intercept - other.intercept, one.slope - other.slope)
        case "*" if not other.slope:
            return Line(one.intercept * other.intercept, one.slope * other.intercept)
        case "*" if not one.slope:
            return _calculate("*", other, one)
        case "/" if not other.slope:
            if abs(other.intercept) < EXACT_TOLERANCE:
                return None
            return Line(one.intercept / other.intercept, one.slope / other.intercept)
        case _:
            raise NotInPieces(operator)


def _rounded(value: Value, places: int) -> Line | None:
    line = _line(value)
    if line is None:
        return None
    if line.slope:
        raise NotInPieces("rounding")
    rounded = round_half_away(line.intercept, places)
    return None if rounded is None else Line(rounded)


def _total(values: tuple[Value, ...], need: str) -> Line | None:
    lines = [line for value in values if (line := _line(value)) is not None]
    if not lines or (need == "all" and len(lines) < len(values)):
        return None
    zero = Fraction(0)
    return Line(sum((line.intercept for line in lines), zero), sum((line.slope for line in lines), zero))


def _tested(test: Test, pieces: Callable[[Node], Pieces]) -> Pieces:
    if isinstance(test, Compare):
        return _compared(pieces(test.left), test.operator, pieces(test.right))
    known = test.values
    return together(lambda value: None if value is None else value in known, pieces(test.body))


_HOLDS: Mapping[str, tuple[int, ...]] = {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (1, 0), "=": (0,)}


def _compared(left: Pieces, operator: str, right: Pieces) -> Pieces:
    signs = _signs(together(lambda one, other: _calculate("-", one, other), left, right))
    return together(lambda sign: None if sign is None else sign in _HOLDS[operator], signs)


def _signs(function: Pieces) -> Pieces:
    """−1, 0 or 1, piece by piece: a line that crosses zero has three signs."""
    cuts: list[Cut] = []
    values: list[Any] = []
    starts = [None, *function.cuts]
    for start, end, value in zip(starts, [*function.cuts, None], function.values, strict=True):
        if start is not None:
            cuts.append(start)
        line = _line(value)
        if line is None:
            values.append(None)
        elif not line.slope:
            values.append(0 if abs(line.intercept) < EXACT_TOLERANCE else 1 if line.intercept > 0 else -1)
        else:
            up = 1 if line.slope > 0 else -1
            root = -line.intercept / line.slope
            crossing = [(root, 0), (root, 1)]
            inside = [cut for cut in crossing if (start is None or cut > start) and (end is None or cut < end)]
            values.append(-up if start is None or start < (root, 0) else 0 if start == (root, 0) else up)
            for cut in inside:
                cuts.append(cut)
                values.append(0 if cut[1] == 0 else up)
    return Pieces(tuple(cuts), tuple(values))


def _chosen(test: Pieces, then: Pieces, otherwise: Pieces) -> Pieces:
    return together(lambda holds, one, other: None if holds is None else one if holds else other, test, then, otherwise)
