"""Tables of steps: rows that nobody reaches, out of order, apart or over each other, and ends without a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from kpicore.builtin.calculators import StepRow, StepTable
from kpicore.errors import Problem
from kpicore.lint.figures import Span, span
from kpicore.lint.finding import Policy, Ruling, between, range_of, said
from kpicore.messages import lint_rules as messages
from kpicore.scheme import Metric


def check(policy: Policy) -> Iterator[Problem]:
    """Every table of steps."""
    for ruling in policy.rulings:
        if isinstance(ruling.calculator, StepTable):
            table = ruling.calculator
            metric = policy.scheme.metrics[table.metric]
            yield from _order(policy, ruling, table, metric)
            yield from _unreached(policy, ruling, table, metric)
            yield from _joints(policy, ruling, table, metric)
            yield from _ends(policy, ruling, table, metric)


def _order(policy: Policy, ruling: Ruling, table: StepTable, metric: Metric) -> Iterator[Problem]:
    edges = [row.edge for row in table.table]
    pairs = list(pairwise(edges))
    rises = sum(first < second for first, second in pairs) > sum(first > second for first, second in pairs)
    for index, (before, edge) in enumerate(pairs, start=1):
        if before != edge and (before < edge) != rises:
            facts = {"edge": said(edge, metric.unit), "before": said(before, metric.unit)}
            yield policy.found(messages.ROWS_OUT_OF_ORDER, ruling.option("table", index), **facts)


def _unreached(policy: Policy, ruling: Ruling, table: StepTable, metric: Metric) -> Iterator[Problem]:
    domain = span(metric)
    seen: set[tuple[Decimal, bool]] = set()
    for index, row in enumerate(table.table):
        path, edge = ruling.option("table", index), said(row.edge, metric.unit)
        key = (row.edge, row.above is not None)
        is_beyond = row.edge > domain.high or (row.edge == domain.high and row.above is not None)
        if is_beyond or (row.edge < domain.low and _covered(row, table.table, domain)):
            facts = {"edge": edge, "metric": table.metric, "range": range_of(metric)}
            yield policy.found(messages.ROW_UNREACHABLE, path, **facts)
        elif key in seen:
            yield policy.found(messages.ROW_TWICE, path, edge=edge)
        seen.add(key)


def _covered(row: StepRow, table: Sequence[StepRow], domain: Span) -> bool:
    """Whether another row takes the lowest value there is before this one does."""
    return any(row.edge < other.edge <= domain.low and other.above is None for other in table)


def _joints(policy: Policy, ruling: Ruling, table: StepTable, metric: Metric) -> Iterator[Problem]:
    """Where a row, by the policy's words, ends before or after the next one begins."""
    rows = _from_the_bottom(table)
    for (index, row), (_, following) in pairwise(rows):
        end = row.to if row.to is not None else row.below
        if end is None:
            continue
        path = ruling.option("table", index, "to" if row.to is not None else "below")
        start = following.edge
        ends = {"start": said(min(end, start), metric.unit), "end": said(max(end, start), metric.unit)}
        if end == start and row.to is None and following.above is not None:
            yield policy.found(messages.ROWS_GAP_AT, path, start=ends["start"])
        elif end < start:
            inside = _value_between(end, start, row.to is not None, following.above is not None, metric)
            if inside is not None:
                facts = {"inside": said(inside, metric.unit), "bound": _toml(start)}
                yield policy.found(messages.ROWS_GAP, path, **ends, **facts)
        elif end > start or (row.to is not None and following.above is None):
            yield policy.found(messages.ROWS_OVERLAP, path, where=between(start, end, metric.unit))


def _value_between(end: Decimal, start: Decimal, has_end: bool, without_start: bool, metric: Metric) -> Fraction | None:
    """A value that the metric can have after one row and before the next; whole metrics may have none."""
    first, last = Fraction(end), Fraction(start)
    if not metric.whole:
        return (first + last) / 2
    whole = first.__ceil__() if first.denominator > 1 or not has_end else first.numerator + 1
    return Fraction(whole) if whole < last or (whole == last and without_start) else None


def _ends(policy: Policy, ruling: Ruling, table: StepTable, metric: Metric) -> Iterator[Problem]:
    rows, domain = _from_the_bottom(table), span(metric)
    (lowest_at, lowest), (highest_at, highest) = rows[0], rows[-1]
    starts_later = lowest.edge > domain.low or (lowest.edge == domain.low and lowest.above is not None)
    if starts_later and not policy.is_written(ruling.option("otherwise")):
        is_worst = lowest.points >= table.otherwise if metric.better is None else metric.better == "higher"
        message = messages.NO_ROW_FOR_WORST if is_worst else messages.NO_ROW_FOR_BEST
        side = messages.BELOW.fill(edge=said(lowest.edge, metric.unit), points=said(table.otherwise))
        yield policy.found(message, ruling.option("table", lowest_at), side=side)
    end = highest.to if highest.to is not None else highest.below
    if end is not None and (end < domain.high or (end == domain.high and highest.below is not None)):
        is_best = highest.points >= lowest.points if metric.better is None else metric.better == "higher"
        message = messages.NO_ROW_FOR_BEST if is_best else messages.NO_ROW_FOR_WORST
        side = messages.BEYOND.fill(edge=said(end, metric.unit), points=said(highest.points))
        yield policy.found(message, ruling.option("table", highest_at), side=side)


def _from_the_bottom(table: StepTable) -> list[tuple[int, StepRow]]:
    return sorted(enumerate(table.table), key=lambda row: (row[1].edge, row[1].above is not None))


def _toml(number: Decimal) -> str:
    return f"{number:f}"
