"""Checks of a scheme's worked examples: they give what is declared and expect what there will be, in the right type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from attrs import frozen

from kpicore.document.expected import found, short
from kpicore.document.mistakes import Finding, value_at
from kpicore.document.positions import KeyPath
from kpicore.document.rule_checks import names
from kpicore.document.syntax import RawTable
from kpicore.errors import Message, Text, did_you_mean
from kpicore.messages import document as messages
from kpicore.scheme import Metric, Scheme, Value


@frozen
class Column:
    """What a column of an example may hold: a number, a text, one of `values`; None where its metric is unreadable."""

    type: type[Decimal] | type[str] | None
    values: tuple[str, ...] = ()


def check_examples(scheme: Scheme, raw: RawTable) -> Iterator[Finding]:
    """All examples; `raw` is the whole document, so that nothing is unknown that only could not be read."""
    given, expected = _given(scheme, raw), _expected(scheme, raw)
    for index, example in enumerate(scheme.examples):
        is_one = isinstance(value_at(raw, ("examples", index, "given")), dict)
        for person, (facts, results) in enumerate(zip(example.people, example.expect, strict=True)):
            path: KeyPath = ("examples", index)
            facts_path, results_path = (*path, "given"), (*path, "expect")
            if not is_one:
                facts_path, results_path = (*path, "people", person), (*results_path, person)
            yield from _check(facts, given, messages.EXAMPLE_UNKNOWN_GIVEN, facts_path)
            yield from _check(results, expected, messages.EXAMPLE_UNKNOWN_EXPECT, results_path)


def _given(scheme: Scheme, raw: RawTable) -> Mapping[str, Column]:
    columns: dict[str, Column] = {}
    for metric in names(raw, "metrics"):
        columns[metric] = _metric(scheme.metrics.get(metric))
        if value_at(raw, ("metrics", metric, "min_n")) is not None:
            columns[f"{metric}_n"] = Column(Decimal)
    for group in names(raw, "groups"):
        values = value_at(raw, ("groups", group, "values"))
        columns[group] = Column(str, tuple(values) if isinstance(values, dict) else ())
    return {**columns, "team": Column(str)}


def _metric(metric: Metric | None) -> Column:
    if metric is None:
        return Column(None)
    return Column(str if metric.is_text else Decimal)


def _expected(scheme: Scheme, raw: RawTable) -> Mapping[str, Column]:
    numbers = [*names(raw, "indicators"), *names(raw, "adjustments"), "base_total", "total", "rank"]
    columns = {name: Column(Decimal) for name in numbers}
    if "grades" in raw:
        columns["grade"] = Column(str, _letters(scheme))
    return columns


def _letters(scheme: Scheme) -> tuple[str, ...]:
    try:
        return tuple(scheme.grades.mapper.letters) if scheme.grades else ()
    except Exception:  # the check of the grades says so
        return ()


def _check(
    row: Mapping[str, Value], columns: Mapping[str, Column], unknown: Message, path: KeyPath
) -> Iterator[Finding]:
    for name, value in row.items():
        column = columns.get(name)
        if column is None:
            yield Finding(unknown.at(name=name, near=did_you_mean(name, columns)), (*path, name), "key")
        elif column.type is not None and not isinstance(value, column.type):
            yield Finding(messages.WRONG_TYPE.at(expected=_said(column), found=found(value)), (*path, name))
        elif column.values and value not in column.values:
            near = did_you_mean(str(value), column.values)
            yield Finding(messages.NOT_ONE_OF.at(value=short(str(value)), near=near), (*path, name))


def _said(column: Column) -> Text:
    return messages.TEXT if column.type is str else messages.NUMBER
