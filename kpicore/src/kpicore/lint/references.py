"""What figures rest on: metrics nobody uses or of another unit, defaults that cannot be, figures without a reason."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kpicore.builtin.calculators import Deduct, Entered, PerEvent, Rating
from kpicore.document import KeyPath
from kpicore.errors import Problem
from kpicore.lint.figures import span
from kpicore.lint.finding import Policy, listed, range_of, said
from kpicore.messages import lint as messages
from kpicore.rule import references
from kpicore.scheme import Adjustment, Grades, Indicator, metric_column


def check(policy: Policy) -> Iterator[Problem]:
    """Metrics, their use, and the status of every figure."""
    yield from _unused(policy)
    yield from _units(policy)
    yield from _defaults(policy)
    for ruling in policy.rulings:
        yield from _letters(policy, ruling.id, ruling.calculator)
    for path, item in _figures(policy):
        yield from _notes(policy, path, item)


def _unused(policy: Policy) -> Iterator[Problem]:
    used = {column for ruling in policy.rulings for column in references(ruling.rule)}
    for id in policy.scheme.metrics:
        if metric_column(id) not in used:
            yield policy.found(messages.METRIC_UNUSED, ("metrics", id))


def _units(policy: Policy) -> Iterator[Problem]:
    """Rules that take events take counts, and what is entered as points is points."""
    for ruling in policy.rulings:
        match ruling.calculator:
            case Deduct(metrics=metrics) | PerEvent(metrics=metrics):
                needed = {id: ("count", messages.EVENTS, ruling.option("metrics", id)) for id in metrics}
            case Entered(metric=id):
                needed = {id: ("points", messages.SIGNED_POINTS, ruling.option("metric"))}
            case _:
                continue
        for id, (unit, words, path) in needed.items():
            metric = policy.scheme.metrics[id]
            if metric.unit != unit:
                facts = {"metric": id, "unit": metric.unit, "kind": ruling.calculator.kind, "needed": words}
                yield policy.found(messages.METRIC_UNIT, path, **facts)


def _defaults(policy: Policy) -> Iterator[Problem]:
    for id, metric in policy.scheme.metrics.items():
        path = ("metrics", id, "default")
        if not isinstance(metric.default, Decimal):
            continue
        domain = span(metric)
        value = said(metric.default, metric.unit)
        if not domain.low <= metric.default <= domain.high:
            yield policy.found(messages.DEFAULT_OUTSIDE_RANGE, path, value=value, range=range_of(metric))
        elif metric.whole and metric.default % 1:
            yield policy.found(messages.DEFAULT_NOT_WHOLE, path, value=value)


def _letters(policy: Policy, item: str, calculator: object) -> Iterator[Problem]:
    """A default letter that a table of this metric does not know."""
    match calculator:
        case Rating(metric=id, table=table):
            default = policy.scheme.metrics[id].default
            if default is not None and default not in table:
                facts = {"value": default, "item": item, "letters": listed(list(table))}
                yield policy.found(messages.DEFAULT_NO_LETTER, ("metrics", id, "default"), **facts)


def _figures(policy: Policy) -> Iterator[tuple[KeyPath, Indicator | Adjustment | Grades]]:
    for table, items in (("indicators", policy.scheme.indicators), ("adjustments", policy.scheme.adjustments)):
        for id, item in items.items():
            yield (table, id), item
    if policy.scheme.grades is not None:
        yield ("grades",), policy.scheme.grades


def _notes(policy: Policy, path: KeyPath, item: Indicator | Adjustment | Grades) -> Iterator[Problem]:
    has_note = item.note is not None and item.note.zh.strip() and item.note.en.strip()
    if item.status != "stated" and not has_note:
        yield policy.found(messages.NO_NOTE, (*path, "status"), status=item.status)
    if item.status == "stated" and item.assumed:
        yield policy.found(messages.STATED_BUT_ASSUMED, (*path, "assumed"))
