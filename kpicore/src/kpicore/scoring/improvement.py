"""Improving one figure: the least change that gives so many points, solved from the pieces of the rule."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from kpicore.render.pieces import Cut, Figure, Line, NotInPieces, Pieces
from kpicore.rule import Lookup, Node, walk
from kpicore.scheme import Metric
from kpicore.scoring.person import Person

LEEWAY = Fraction(1, 10)
"""How much of the way to a figure may be added to it, so that it can be said as a round one."""

JUST = Fraction(1, 10**9)
"""How far past an edge a figure certainly lies beyond it."""

SHOWN_PLACES = 4
"""Decimal places to which a figure is shown at most."""


@frozen
class Improvement:
    """What a change of one figure gives an item, all else the same.

    `now` is the person's figure and `at` the one that gives `points` more recorded points; where it `is_beyond`, not
    `at` itself does but what lies past it, such as `reached`. `at` is a round number no less than `least`, the exact
    one from which on as many points as were asked for are recorded. `share` is the change as a part of the figure's
    band: of what lies between the outermost figures at which the item's points change (for a rating the better letters
    passed ÷ all but one), None where that has no end.
    """

    item: str
    metric: str
    now: Figure
    at: Fraction | str
    is_beyond: bool
    least: Fraction | str
    points: Fraction
    share: Fraction | None
    reached: Fraction | str


def improvement(person: Person, item: str, metric: str, floor: Fraction) -> Improvement | None:
    """The least change of a metric from which on `item` has at least `floor` unrounded points; None where there is none
    that can be said, or the person has no such figure or as many points already."""
    declared = person.scheme.metrics[metric]
    now = person.figures[f"metric.{metric}"]
    recorded = person.recorded(person.exact_points(item))
    if recorded is None or now is None:
        return None
    if isinstance(now, str):
        return _better_letter(person, item, metric, floor)
    try:
        rule = person.points(item, f"metric.{metric}")
    except NotInPieces:
        return None
    here = rule.at(now)
    # Beside an edge, within the tolerance, the pieces and what is recorded can differ: then nothing is promised.
    if not isinstance(here, Fraction) or person.recorded(here) != recorded or here >= floor:
        return None
    ways = [_one_way(person, declared, rule, now, floor, direction) for direction in (1, -1)]
    found = [way for way in ways if way is not None]
    if not found:
        return None
    at, least, reached, points = min(found, key=lambda way: abs(way[1] - now))
    band = _band(rule, declared, now)
    share = abs(at - now) / band if band else None
    return Improvement(item, metric, now, at, reached != at, least, points - recorded, share, reached)


def most_points(person: Person, item: str, metric: str) -> Fraction | None:
    """The most unrounded points that the metric alone can give the item, None where there is no end to them."""
    now = person.figures[f"metric.{metric}"]
    if isinstance(now, str):
        return max((points for _, points in _letters(person, item, metric)), default=None)
    try:
        rule = person.points(item, f"metric.{metric}")
    except NotInPieces:
        return None
    low, high = _bounds(person.scheme.metrics[metric])
    ends: list[Fraction] = []
    for start, end, value in _spans(rule):
        if not isinstance(value, Line):
            continue
        first = max((x for x in (start and start[0], low) if x is not None), default=None)
        last = min((x for x in (end and end[0], high) if x is not None), default=None)
        if first is not None and last is not None and first > last:
            continue
        if (value.slope > 0 and last is None) or (value.slope < 0 and first is None):
            return None
        ends += [value.at(x) for x in (first, last) if x is not None] or [value.intercept]
    return max(ends, default=None)


def _one_way(
    person: Person, metric: Metric, rule: Pieces, now: Fraction, floor: Fraction, direction: int
) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
    """The figure to say, the least one, one that gives the points, and these as recorded: going up (1) or down (−1)."""
    low, high = _bounds(metric)
    ahead, end = (rule, high) if direction == 1 else (rule.mirrored(), None if low is None else -low)
    found = least(ahead, direction * now, end, floor, metric.whole)
    if found is None:
        return None
    x, side = found
    if side == 1 and ahead.is_level(found) and _is_shown(x, metric):
        figures = iter([(x, x + JUST)])
    elif metric.whole:
        figures = iter([(x, x)])
    else:
        figures = ((at, at) for at in _round_figures(ahead, found, direction * now, metric))
    for at, reached in figures:
        points = ahead.at(reached)
        if isinstance(points, Fraction) and points >= floor and (end is None or reached <= end):
            recorded = person.recorded(points)
            if recorded is not None:
                return direction * at, direction * x, direction * reached, recorded
    return None


def least(rule: Pieces, now: Fraction, end: Fraction | None, floor: Fraction, is_whole: bool) -> Cut | None:
    """The least figure from `now` on, up to `end`, with at least `floor` points, or just above which they begin."""
    for start, stop, value in _spans(rule):
        if not isinstance(value, Line) or (stop is not None and stop <= (now, 0)):
            continue
        cut = max(start or (now, 0), (now, 0))
        if value.slope > 0:
            cut = max(cut, ((floor - value.intercept) / value.slope, 0))
        if is_whole:
            cut = (Fraction(-(-cut[0] // 1) if cut[1] == 0 else cut[0] // 1 + 1), 0)
        points = value.at(cut[0])
        is_reached = points >= floor if cut[1] == 0 or not value.slope else points > floor
        if is_reached and (stop is None or cut < stop) and (end is None or cut <= (end, 0)):
            return cut
    return None


def _round_figures(rule: Pieces, least: Cut, now: Fraction, metric: Metric) -> Iterator[Fraction]:
    """Figures from the least one on that can be shown as they are, the best to say first: edges of the rule and round
    numbers that lie not much further than the least, then the nearest that can be shown at all."""
    x, _ = least
    furthest = x + (x - now) * LEEWAY
    if metric.unit != "count":  # what is counted comes whole, where whole numbers are near enough
        yield from (
            edge for edge, _ in rule.cuts if least <= (edge, 0) and edge <= furthest and _is_shown(edge, metric)
        )
    for places in range(SHOWN_PLACES + 1):
        at = _rounded_up(x, places, metric)
        if at <= furthest:
            yield at
    at = _rounded_up(x, SHOWN_PLACES, metric)
    yield at
    yield at + 1 / _scale(SHOWN_PLACES, metric)


def _scale(places: int, metric: Metric) -> Fraction:
    return Fraction(10) ** (places + (2 if metric.unit == "ratio" else 0))


def _rounded_up(x: Fraction, places: int, metric: Metric) -> Fraction:
    scale = _scale(places, metric)
    return Fraction(-(-x * scale // 1)) / scale


def _is_shown(x: Fraction, metric: Metric) -> bool:
    """Whether a figure can be shown as it is."""
    return _rounded_up(x, SHOWN_PLACES, metric) == x


def _band(rule: Pieces, metric: Metric, now: Fraction) -> Fraction:
    """The length of what lies between the outermost figures at which the points change, 0 where it has no end.

    Where points change at one figure only, it is the metric's range; to where there is no end, it goes from 0.
    """
    low, high = _bounds(metric)
    edges = [edge for edge, _ in rule.cuts if (low is None or edge >= low) and (high is None or edge <= high)]
    first, last = rule.values[0], rule.values[-1]
    begins = low if isinstance(first, Line) and first.slope else min(edges, default=low)
    ends = high if isinstance(last, Line) and last.slope else max(edges, default=high)
    if begins == ends:
        begins, ends = low, high
    begins = min(now, Fraction(0)) if begins is None else begins
    ends = max(now, begins) if ends is None else ends
    return ends - begins


def _better_letter(person: Person, item: str, metric: str, floor: Fraction) -> Improvement | None:
    """The next letter with at least `floor` points."""
    letters = _letters(person, item, metric)
    now = person.figures[f"metric.{metric}"]
    here = person.rule_points(item)
    better = sorted((points, letter) for letter, points in letters if points >= floor)
    before = person.recorded(here)
    if not better or here is None or before is None or here >= floor:
        return None
    points, letter = better[0]
    after = person.recorded(points)
    levels = sorted({points for _, points in letters})
    share = Fraction(levels.index(points) - levels.index(here), len(levels) - 1) if here in levels else None
    return (
        None if after is None else Improvement(item, metric, now, letter, False, letter, after - before, share, letter)
    )


def _letters(person: Person, item: str, metric: str) -> list[tuple[str, Fraction]]:
    """What the item gives for each letter that its tables know."""
    column = f"metric.{metric}"
    known = dict.fromkeys(
        letter
        for node in _nodes(person, item)
        if isinstance(node, Lookup) and node.body.column == column
        for letter, _ in node.table
    )
    given = ((letter, person.changed({column: letter}).rule_points(item)) for letter in known)
    return [(letter, points) for letter, points in given if points is not None]


def _nodes(person: Person, item: str) -> Iterator[Node]:
    for name in person.below(person.own[item]):
        if name in person.steps:
            yield from walk(person.steps[name])


def _bounds(metric: Metric) -> tuple[Fraction | None, Fraction | None]:
    low, high = metric.bounds
    return None if low is None else Fraction(low), None if high is None else Fraction(high)


def _spans(rule: Pieces) -> Iterator[tuple[Cut | None, Cut | None, object]]:
    """Each piece with the cut it begins at and the cut the next begins at."""
    yield from zip([None, *rule.cuts], [*rule.cuts, None], rule.values, strict=True)
