"""People scored by data frame and by exact fractions, to hold both against a policy worked by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import polars as pl
import pytest

from kpicore.document import find_scheme
from kpicore.plugin import Registry, load_plugins
from kpicore.render import exact
from kpicore.scheme import Scheme
from kpicore.scoring.compile import Program, compile_scheme
from kpicore.scoring.score import score

People = Sequence[Mapping[str, str]]
Rows = list[dict[str, Any]]
Number = TypeVar("Number", float, Fraction)


@cache
def registry() -> Registry:
    """Everything installed here."""
    return load_plugins()


@cache
def scheme(id: str) -> Scheme:
    """An installed scheme."""
    return find_scheme(id, None, None, registry()).scheme


@cache
def program(id: str) -> Program:
    """An installed scheme, compiled."""
    return compile_scheme(scheme(id))


def by_frame(id: str, people: People) -> Rows:
    """Every column of every person, by polars."""
    columns: dict[str, Any] = {"employee": [str(number) for number in range(len(people))]}
    for metric, is_text in _metrics(id, people):
        cells = [person[metric] for person in people]
        columns[f"metric.{metric}"] = (
            cells if is_text else pl.Series([_or_none(float, cell) for cell in cells], dtype=pl.Float64)
        )
    return [dict(row) for row in score(program(id), pl.DataFrame(columns)).iter_rows(named=True)]


def by_fractions(id: str, people: People) -> Rows:
    """Every column of every person, by exact fractions."""
    columns: dict[str, exact.Values] = {}
    for metric, is_text in _metrics(id, people):
        cells = [person[metric] for person in people]
        columns[f"metric.{metric}"] = cells if is_text else [_or_none(Fraction, cell) for cell in cells]
    scored = exact.evaluate(program(id).rules, columns)
    return [{column: values[i] for column, values in scored.items()} for i in range(len(people))]


def _or_none(read: Callable[[str], Number], cell: str) -> Number | None:
    """The number in a cell; an empty one is missing."""
    return read(cell) if cell else None


def _metrics(id: str, people: People) -> list[tuple[str, bool]]:
    return [(metric, scheme(id).metrics[metric].is_text) for metric in people[0]]


def recorded(value: Any) -> Any:
    """A number as it is printed, exactly; a grade and nothing as they are."""
    if value is None or isinstance(value, str):
        return value
    return Fraction(repr(value) if isinstance(value, float) else value)


def assert_same(scored: Rows, cards: Sequence[Mapping[str, Any]]) -> None:
    """Everything on the cards is what was scored."""
    assert [{column: recorded(row[column]) for column in cards[0]} for row in scored] == cards


either_way = pytest.mark.parametrize("scored_by", [by_frame, by_fractions])
