"""Grades: shares that do not add up, cut-offs out of order, grades that nobody gets, totals that get no grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kpicore.builtin.grade_mappers import Cutoffs, Quota
from kpicore.errors import Problem
from kpicore.lint.curves import reach
from kpicore.lint.figures import Bound
from kpicore.lint.finding import Policy, between, said
from kpicore.messages import lint as messages
from kpicore.messages import lint_rules


def check(policy: Policy) -> Iterator[Problem]:
    """The grade mapper, where it is one of ours."""
    match policy.scheme.grades and policy.scheme.grades.mapper:
        case Cutoffs() as cutoffs:
            yield from _cutoffs(policy, cutoffs)
            yield from _stated(policy, cutoffs)
        case Quota() as quota:
            yield from _quota(policy, quota)


def unfilled(shares: Mapping[str, Decimal], people: int) -> list[str]:
    """The grades of a quota that nobody among so many people can get, whatever their totals, short of equal ones."""
    empty, passed = [], Fraction(0)
    for letter, share in shares.items():
        first = -((-passed * people) // 1)  # the least number of people strictly better who lead to this grade
        passed += Fraction(share)
        if share and first / people >= passed:
            empty.append(letter)
    return empty


def _quota(policy: Policy, quota: Quota) -> Iterator[Problem]:
    total = sum(quota.shares.values())
    if total != 1:
        yield policy.found(messages.QUOTA_SUM, ("grades", "shares"), total=said(Decimal(total), "ratio"))
    for letter, share in quota.shares.items():
        if not share:
            path = ("grades", "shares", letter)
            yield policy.found(messages.GRADE_UNREACHABLE, path, letter=letter, reason=messages.NO_SHARE)


def _cutoffs(policy: Policy, cutoffs: Cutoffs) -> Iterator[Problem]:
    edges = {letter: edge for letter, edge in cutoffs.edges.items() if isinstance(edge, Decimal)}
    rest = [letter for letter, edge in cutoffs.edges.items() if not isinstance(edge, Decimal)]
    letters = list(edges)
    for before, letter in pairwise(letters):
        if edges[letter] > edges[before]:
            facts = {"letter": letter, "edge": said(edges[letter])}
            above = {"before": before, "above": said(edges[before])}
            yield policy.found(messages.CUTOFFS_OUT_OF_ORDER, ("grades", letter), **facts, **above)
    most = _most(policy)
    for index, letter in enumerate(letters):
        same = [other for other in letters[:index] if edges[other] == edges[letter]]
        if same:
            reason = messages.SAME_EDGE.fill(other=same[0])
        elif edges[letter] > most:
            reason = messages.ABOVE_MOST.fill(most=said(most))
        else:
            continue
        yield policy.found(messages.GRADE_UNREACHABLE, ("grades", letter), letter=letter, reason=reason)
    if not edges:
        return
    lowest = min(edges, key=lambda letter: edges[letter])
    if rest and edges[lowest] <= 0:
        reason = messages.ALWAYS_BETTER.fill(other=lowest)
        yield policy.found(messages.GRADE_UNREACHABLE, ("grades", rest[0]), letter=rest[0], reason=reason)
    if not rest and edges[lowest] > 0:
        yield policy.found(messages.NO_LOWEST_GRADE, ("grades", lowest), edge=said(edges[lowest]))


def _most(policy: Policy) -> Bound:
    """The highest total there can be: full marks and the most of each adjustment."""
    best: dict[str, Bound] = {}
    for ruling in policy.rulings:
        if ruling.points is None and (ends := reach(ruling.freed)) is not None:
            best[ruling.id] = max(best.get(ruling.id, Fraction(0)), ends[1])
    return sum(best.values(), Fraction(policy.scheme.full))


def _stated(policy: Policy, cutoffs: Cutoffs) -> Iterator[Problem]:
    """The grades in the policy's words: each from one total to another, both included."""
    bands = sorted(((min(ends), max(ends), letter) for letter, ends in cutoffs.stated.items()), reverse=True)
    if not bands:
        return
    (_, end, letter), path = bands[0], ("grades", "stated")
    full = policy.scheme.full
    if end < full:
        facts = {"letter": letter, "edge": said(end), "full": said(full)}
        yield policy.found(messages.NO_GRADE_FOR_BEST, (*path, letter), **facts)
    for (high, above, other), (_, end, letter) in pairwise(bands):
        inside = _total_between(end, high, policy.scheme.rounding.digits)
        if end >= high:
            now = _graded(cutoffs, min(end, above))
            facts = {"letter": letter, "other": other, "where": between(high, min(end, above)), "now": now}
            yield policy.found(messages.CUTOFFS_OVERLAP, (*path, letter), **facts)
        elif inside is not None:
            facts = {"letter": letter, "other": other, "low": said(end), "high": said(high)}
            now = _graded(cutoffs, inside)
            yield policy.found(messages.CUTOFFS_GAP, (*path, letter), **facts, inside=said(inside), now=now)
    if bands[-1][0] > 0 and "otherwise" not in [
        cutoffs.edges[name] for name in cutoffs.edges if name not in cutoffs.stated
    ]:
        yield policy.found(messages.NO_GRADE_FOR_WORST, (*path, bands[-1][2]), edge=said(bands[-1][0]))
    for start, _, letter in bands:
        edge = cutoffs.edges[letter]
        if isinstance(edge, Decimal) and edge != start:
            facts = {"name": letter, "used": said(edge), "stated": said(start)}
            yield policy.found(lint_rules.STATED_DIFFERS, (*path, letter), **facts)


def _total_between(low: Decimal, high: Decimal, digits: int) -> Decimal | None:
    """A recorded total between two others."""
    step = Decimal(1).scaleb(-digits)
    middle = (low + (high - low) / 2).quantize(step)
    return next((total for total in (middle, middle - step, middle + step) if low < total < high), None)


def _graded(cutoffs: Cutoffs, total: Decimal) -> str:
    """The grade of a total."""
    reached = {letter: edge for letter, edge in cutoffs.edges.items() if isinstance(edge, Decimal) and edge <= total}
    if reached:
        return max(reached, key=lambda letter: reached[letter])
    return next((letter for letter, edge in cutoffs.edges.items() if not isinstance(edge, Decimal)), "—")
