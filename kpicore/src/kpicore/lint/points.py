"""Points: sums that do not come out, full marks nobody reaches, deductions larger than what they are taken from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from kpicore.builtin.calculators import Deduct
from kpicore.errors import Problem
from kpicore.lint.curves import outcomes, reach
from kpicore.lint.figures import Span, starts
from kpicore.lint.finding import Policy, Ruling, listed, said
from kpicore.messages import lint_rules as messages
from kpicore.scheme import Indicator


def check(policy: Policy) -> Iterator[Problem]:
    """Sums of the scheme, then what each rule can give."""
    yield from _sums(policy)
    yield from _unsaid(policy)
    for ruling in policy.rulings:
        yield from _deductions(policy, ruling)
        yield from _reach(policy, ruling)


def _sums(policy: Policy) -> Iterator[Problem]:
    scheme = policy.scheme
    total = sum((indicator.points for indicator in scheme.indicators.values()), Decimal(0))
    if total != scheme.full:
        yield policy.found(messages.POINTS_SUM, ("full",), total=said(total), full=said(scheme.full))
    for id, section in scheme.sections.items():
        inside = [indicator.points for indicator in scheme.indicators.values() if indicator.section == id]
        if not inside:
            yield policy.found(messages.EMPTY_SECTION, ("sections", id))
        elif section.points is not None and sum(inside) != section.points:
            path = ("sections", id, "points")
            yield policy.found(
                messages.SECTION_SUM, path, points=said(section.points), total=said(Decimal(sum(inside)))
            )


def _unsaid(policy: Policy) -> Iterator[Problem]:
    """What the policy's own weights leave of full marks. A policy without any weight has nothing to add up."""
    scheme = policy.scheme
    sections = {id: section.points for id, section in scheme.sections.items() if section.points is not None}
    loose = {id: indicator for id, indicator in scheme.indicators.items() if indicator.section not in sections}
    stated = {id: indicator.points for id, indicator in loose.items() if _states_points(indicator)}
    total = sum([*sections.values(), *stated.values()], Decimal(0))
    if not sections and not stated:
        return
    facts = {"said": said(total), "full": said(scheme.full)}
    if total > scheme.full:
        yield policy.found(messages.OVER_SAID_POINTS, ("full",), **facts)
    elif total < scheme.full:
        unsaid = [
            messages.LABEL_AND_POINTS.fill(label=indicator.label, points=said(indicator.points))
            for id, indicator in loose.items()
            if id not in stated
        ]
        rest = said(scheme.full - total)
        yield policy.found(messages.UNSAID_POINTS, ("full",), rest=rest, items=listed(unsaid), **facts)


def _states_points(indicator: Indicator) -> bool:
    if indicator.status == "stated":
        return True
    return bool(indicator.assumed) and "points" not in indicator.assumed


def _deductions(policy: Policy, ruling: Ruling) -> Iterator[Problem]:
    if not isinstance(ruling.calculator, Deduct) or ruling.points is None:
        return
    for metric, amount in ruling.calculator.metrics.items():
        path = ruling.option("metrics", metric)
        if amount > ruling.points:
            facts = {"amount": said(amount), "points": said(ruling.points)}
            yield policy.found(messages.DEDUCTION_TOO_LARGE, path, **facts)
        elif amount < 0:
            yield policy.found(messages.DEDUCTION_ADDS, path, amount=said(amount))


def _reach(policy: Policy, ruling: Ruling) -> Iterator[Problem]:
    ends = reach(ruling.freed)
    if ends is None:
        return
    lowest, highest = ends
    path = ruling.option()
    if lowest == highest and ruling.points != 0:
        yield policy.found(messages.RESULT_NEVER_CHANGES, path, value=said(lowest))
    elif ruling.points != 0:
        yield from _without_effect(policy, ruling)
    if ruling.points is None:
        return
    facts = {"points": said(ruling.points), "highest": said(highest), "lowest": said(lowest)}
    if highest < Fraction(ruling.points):
        yield policy.found(messages.FULL_MARKS_UNREACHABLE, path, **facts)
    if highest > Fraction(ruling.points):
        yield policy.found(messages.OVER_FULL_MARKS, path, **facts)
    if lowest < 0:
        yield policy.found(messages.UNDER_ZERO, path, **facts)


def _without_effect(policy: Policy, ruling: Ruling) -> Iterator[Problem]:
    for column in ruling.freed.own:
        if all(len({value for _, value in outcomes(ruling.freed, column, held)}) < 2 for held in _holds(ruling)):
            name = column.removeprefix("metric.")
            yield policy.found(messages.METRIC_WITHOUT_EFFECT, _use(ruling, name), metric=name)


def _holds(ruling: Ruling) -> Iterator[dict[str, Fraction | str]]:
    """Everything low, everything high, everything between."""
    yield from starts(ruling.freed)
    between = dict(starts(ruling.freed)[0])
    for column, domain in ruling.freed.figures.items():
        if isinstance(domain, Span):
            between[column] = domain.middle
    yield between


def _use(ruling: Ruling, metric: str) -> tuple[str | int, ...]:
    """Where the calculator names the metric."""
    for option in ("metrics", "weights"):
        named = getattr(ruling.calculator, option, None)
        if isinstance(named, dict) and metric in named:
            return ruling.option(option, metric)
        if isinstance(named, tuple) and metric in named:
            return ruling.option(option, named.index(metric))
    return ruling.option()
