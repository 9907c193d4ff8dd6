"""A rule over one of its figures: where it bends, how far it reaches, which way it goes. Exact throughout."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kpicore.lint.figures import Bound, Curve, Freed, Held, Span, starts, values
from kpicore.rule import Arithmetic, Clip, Compare, If, Node, Steps, children, is_constant, references
from kpicore.rule.constant import constant


def curve(rule: Freed, column: str, held: Held) -> Curve:
    """The rule over one figure that is a number, the others held. What the rule gives nothing for is left out."""
    key = (column, *(value for other, value in held.items() if other != column))
    if key not in rule.drawn:
        rule.drawn[key] = _drawn(rule, column, held)
    return rule.drawn[key]


def _drawn(rule: Freed, column: str, held: Held) -> Curve:
    domain = rule.figures[column]
    assert isinstance(domain, Span)
    found = set(_bends(rule.rule, column, domain, held))
    ends = [end for end in (domain.low, domain.high) if isinstance(end, Fraction)]
    bends = tuple(sorted(found.union(ends)))
    path: list[tuple[Bound, Bound]] = []
    at = dict(zip(bends, values(rule.rule, column, bends, held), strict=True))
    for start, end in _pieces(bends, domain):
        if isinstance(start, Fraction) and (value := at[start]) is not None:
            path.append((start, value))
        if (limits := _limits(rule.rule, column, start, end, held)) is not None:
            path += [(start, limits[0]), (end, limits[1])]
    if isinstance(domain.high, Fraction) and (value := at[domain.high]) is not None:
        path.append((domain.high, value))
    return Curve(tuple(path))


def outcomes(rule: Freed, column: str, held: Held) -> list[tuple[Bound | str, Bound]]:
    """What one figure leads to: pairs of its value and the rule's, enough to know the best and the worst."""
    domain = rule.figures[column]
    if isinstance(domain, Span):
        return list(curve(rule, column, held).path)
    results = zip(domain, values(rule.rule, column, domain, held), strict=True)
    return [(text, value) for text, value in results if value is not None]


def reach(rule: Freed) -> tuple[Bound, Bound] | None:
    """The least and the most the rule gives to anybody; None where it never gives anything.

    Each figure is moved to where it does most, in turn, from either end: exact for rules that are monotone in each.
    """
    if not rule.figures:
        always = constant(rule.rule) if is_constant(rule.rule) else None
        return None if always is None else (always, always)
    lows = [value for start in starts(rule) if (value := _furthest(rule, start, -1)) is not None]
    highs = [value for start in starts(rule) if (value := _furthest(rule, start, 1)) is not None]
    return (min(lows), max(highs)) if lows and highs else None


def _furthest(rule: Freed, start: Held, sign: int) -> Bound | None:
    held = dict(start)
    best: Bound | None = None
    for column in [*rule.figures, *rule.figures]:
        for value, result in outcomes(rule, column, held):
            if best is None or sign * result > sign * best:
                best = result
                if not isinstance(value, float):
                    held[column] = value
    return best


def _bends(node: Node, column: str, domain: Span, held: Held) -> Iterator[Fraction]:
    """Where the node, or what it is made of, may bend or jump over the figure."""
    if column not in references(node):
        return
    below = sorted({bend for child in children(node) for bend in _bends(child, column, domain, held)})
    yield from below
    for body, edge in edges(node):
        yield from crossings(body, edge, column, domain, held, below)
    if isinstance(node, Arithmetic) and node.operator == "/":
        yield from crossings(node.right, Fraction(0), column, domain, held, below)


def edges(node: Node) -> Iterator[tuple[Node, Fraction]]:
    """The values at which the node itself, not what is below, treats a body differently."""
    match node:
        case Clip(body=body, low=low, high=high):
            limits = [constant(limit) for limit in (low, high) if limit is not None]
            yield from ((body, limit) for limit in limits if limit is not None)
        case Steps(body=body, table=table):
            limits = [constant(row.edge) for row in table]
            yield from ((body, limit) for limit in limits if limit is not None)
        case If(test=Compare(left=left, right=right)):
            yield left - right, Fraction(0)


def solve(rule: Freed, edge: Fraction, column: str, held: Held) -> list[Fraction]:
    """Where, over one figure that is a number, the rule crosses `edge`; from the lowest up."""
    domain = rule.figures[column]
    assert isinstance(domain, Span)
    bends = sorted(set(_bends(rule.rule, column, domain, held)))
    return sorted(set(crossings(rule.rule, edge, column, domain, held, bends)))


def crossings(
    body: Node, edge: Fraction, column: str, domain: Span, held: Held, bends: Sequence[Fraction]
) -> Iterator[Fraction]:
    """Where, over the figure, the body is just `edge` without staying there. `bends` are the body's own."""
    if column not in references(body):
        return
    inside = [bend for bend in bends if domain.low <= bend <= domain.high]
    ends = [end for end in (domain.low, domain.high) if isinstance(end, Fraction)]
    for start, end in _pieces(sorted({*inside, *ends}), domain):
        first, second = _probes(start, end)
        low, high = values(body, column, [first, second], held)
        if low is None or high is None or low == high:
            continue
        at = first + (edge - low) * (second - first) / (high - low)
        if start <= at <= end:
            yield at


def _pieces(bends: Sequence[Fraction], domain: Span) -> list[tuple[Bound, Bound]]:
    """The open intervals between the bends, from end to end of the domain."""
    ends: list[Bound] = [*bends]
    if not ends or ends[0] != domain.low:
        ends.insert(0, domain.low)
    if ends[-1] != domain.high:
        ends.append(domain.high)
    return list(pairwise(ends))


def _probes(start: Bound, end: Bound) -> tuple[Fraction, Fraction]:
    """Two numbers inside an interval, as far from each other as from its finite ends."""
    match start, end:
        case Fraction(), Fraction():
            third = (end - start) / 3
            return start + third, end - third
        case Fraction(), _:
            return start + 1, start + 2
        case _, Fraction():
            return end - 2, end - 1
        case _:
            return Fraction(0), Fraction(1)


def _limits(node: Node, column: str, start: Bound, end: Bound, held: Held) -> tuple[Bound, Bound] | None:
    """The value towards either end of an interval on which the node is straight."""
    probes = _probes(start, end)
    first, second = values(node, column, probes, held)
    if first is None or second is None:
        return None
    rise = second - first
    left: Bound = first - rise if isinstance(start, Fraction) else first if not rise else -math.inf * _sign(rise)
    right: Bound = second + rise if isinstance(end, Fraction) else second if not rise else math.inf * _sign(rise)
    return left, right


def _sign(number: Fraction) -> int:
    return 1 if number > 0 else -1
