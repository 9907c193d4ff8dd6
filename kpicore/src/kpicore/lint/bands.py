"""Bands: ends outside the metric's range, words that do not meet the figures, wrong directions."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpicore.builtin.calculators import Linear, Proportional, StatedBand
from kpicore.errors import Problem
from kpicore.lint.curves import curve
from kpicore.lint.figures import Curve, Span, starts
from kpicore.lint.finding import Policy, Ruling, range_of, said
from kpicore.messages import lint_rules as messages
from kpicore.scheme import Metric


def check(policy: Policy) -> Iterator[Problem]:
    """Every rule."""
    for ruling in policy.rulings:
        match ruling.calculator:
            case Linear(metric=metric, zero=Decimal() as zero, full=Decimal() as full, stated=stated):
                unit = policy.scheme.metrics[metric].unit
                yield from _ends(policy, ruling, policy.scheme.metrics[metric], metric, {"zero": zero, "full": full})
                if stated is not None:
                    yield from _stated(policy, ruling, zero, full, stated, unit)
            case Proportional(metric=metric, full=Decimal() as full):
                yield from _ends(policy, ruling, policy.scheme.metrics[metric], metric, {"full": full})
            case Linear(metric=metric, points=points):
                yield from _knots(policy, ruling, policy.scheme.metrics[metric], metric, [x for x, _ in points])
        yield from _direction(policy, ruling)


def _ends(policy: Policy, ruling: Ruling, metric: Metric, id: str, ends: dict[str, Decimal]) -> Iterator[Problem]:
    said_of = {"zero": messages.ZERO_OUTSIDE_RANGE, "full": messages.FULL_OUTSIDE_RANGE}
    for option, value in ends.items():
        if not _inside(value, metric):
            facts = {"value": said(value, metric.unit), "metric": id, "range": range_of(metric)}
            yield policy.found(said_of[option], ruling.option(option), **facts)


def _knots(policy: Policy, ruling: Ruling, metric: Metric, id: str, knots: list[Decimal]) -> Iterator[Problem]:
    for index, value in enumerate(knots):
        if not _inside(value, metric):
            facts = {"edge": said(value, metric.unit), "metric": id, "range": range_of(metric)}
            yield policy.found(messages.ROW_UNREACHABLE, ruling.option("points", index, 0), **facts)


def _inside(value: Decimal, metric: Metric) -> bool:
    low, high = metric.bounds
    return (low is None or low <= value) and (high is None or value <= high)


def _stated(
    policy: Policy, ruling: Ruling, zero: Decimal, full: Decimal, stated: StatedBand, unit: str
) -> Iterator[Problem]:
    """The parts of the band in the policy's words: all points at `full`, none at `zero`, a line between two values."""
    used = {"zero": said(zero, unit), "full": said(full, unit)}
    for name, value in (("zero", zero), ("full", full)):
        if getattr(stated, name) != value:
            facts = {"name": name, "used": used[name], "stated": said(getattr(stated, name), unit)}
            yield policy.found(messages.STATED_DIFFERS, ruling.option("stated", name), **facts)
    rises = stated.zero < stated.full
    near_zero, near_full = sorted((stated.from_, stated.to), reverse=not rises)
    for outer, inner in ((stated.zero, near_zero), (near_full, stated.full)):
        if outer == inner:
            continue
        message = messages.STATED_GAP if (outer < inner) == rises else messages.STATED_OVERLAP
        start, end = sorted((outer, inner))
        path = ruling.option("stated", "from" if stated.from_ in (outer, inner) else "to")
        yield policy.found(message, path, start=said(start, unit), end=said(end, unit), **used)


def _direction(policy: Policy, ruling: Ruling) -> Iterator[Problem]:
    """Against what the metric declares to be better, or now up, now down."""
    for column in ruling.freed.own:
        domain = ruling.freed.figures[column]
        if not isinstance(domain, Span):
            continue
        id = column.removeprefix("metric.")
        drawn = [curve(ruling.freed, column, held) for held in starts(ruling.freed)]
        up, down = any(line.goes_up for line in drawn), any(line.goes_down for line in drawn)
        better = policy.scheme.metrics[id].better if id in policy.scheme.metrics else None
        if _turns(drawn):
            yield policy.found(messages.UP_AND_DOWN, ruling.option(), metric=id)
        elif better is not None and (down if better == "higher" else up):
            direction = messages.HIGHER if better == "higher" else messages.LOWER
            yield policy.found(messages.AGAINST_BETTER, ruling.option(), metric=id, direction=direction)


def _turns(drawn: list[Curve]) -> bool:
    return any(line.goes_up for line in drawn) and any(line.goes_down for line in drawn)
