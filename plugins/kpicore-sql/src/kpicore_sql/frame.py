"""From the rows that a driver hands over to a frame, every value with its digits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import polars as pl

from kpicore_sql import messages
from kpicore_sql.failed import Failed

ROW = "_row"
MOST_ROWS = 1_000_000
MOST_CELLS = 8_000_000
BATCH = 4_096
"""Rows that are asked for at a time."""

_NUMBERS = {int, float, Decimal}
_TEXTS = {str, UUID, date, datetime, time}
_INT64 = range(-(2**63), 2**63)
_INT128 = range(-(2**127), 2**127)


def collected(names: Sequence[str], batches: Iterable[Sequence[Sequence[Any]]]) -> pl.DataFrame:
    """A column per name: whole numbers, decimals as the nearest Float64, truths, or texts, dates and times as ISO text.

    NULL is null. Raises `Failed` for names that cannot be columns, for values that are none of these, for employee ids
    that are numbers, and as soon as there are more rows than a table of people has.
    """
    _check(names)
    most = min(MOST_ROWS, MOST_CELLS // max(len(names), 1))
    columns: list[list[Any]] = [[] for _ in names]
    for rows in batches:
        for column, values in zip(columns, zip(*rows, strict=True), strict=False):
            column += values
        if columns and len(columns[0]) > most:
            raise Failed(messages.TOO_MANY_ROWS, most=f"{most:,}")
    return pl.DataFrame([_series(name, values) for name, values in zip(names, columns, strict=True)])


def _check(names: Sequence[str]) -> None:
    for name in names:
        if not name.strip() or name == "?column?":
            raise Failed(messages.NAMELESS_COLUMN, number=list(names).index(name) + 1)
        if names.count(name) > 1:
            raise Failed(messages.COLUMN_TWICE, column=name)
        if name == ROW:
            raise Failed(messages.RESERVED_COLUMN, column=name)


def _series(name: str, values: list[Any]) -> pl.Series:
    types = {type(value) for value in values} - {type(None)}
    if name == "employee" and types & _NUMBERS:
        raise Failed(messages.EMPLOYEE_NUMBER, column=name)
    if not types:
        return pl.Series(name, values, pl.Null)
    if types == {bool}:
        return pl.Series(name, values, pl.Boolean)
    if types == {int}:
        return _whole(name, values)
    if types <= _NUMBERS:
        return pl.Series(name, [None if value is None else float(value) for value in values], pl.Float64)
    if any(isinstance(value, datetime) and value.tzinfo is not None for value in values):
        raise Failed(messages.ZONED, column=name)
    if types <= _TEXTS | _NUMBERS:
        return pl.Series(name, [None if value is None else _text(value) for value in values], pl.String)
    if timedelta in types:
        raise Failed(messages.INTERVAL, column=name)
    raise Failed(messages.COLUMN_TYPE, column=name, type=", ".join(sorted(each.__name__ for each in types)))


def _whole(name: str, values: list[int | None]) -> pl.Series:
    present = [value for value in values if value is not None]
    least, greatest = min(present), max(present)
    for dtype, span in ((pl.Int64, _INT64), (pl.Int128, _INT128)):
        if least in span and greatest in span:
            return pl.Series(name, values, dtype)
    return pl.Series(name, [None if value is None else float(value) for value in values], pl.Float64)


def _text(value: Any) -> str:
    """A text as it is, another value as a person would write it: a column may hold several kinds in SQLite."""
    match value:
        case Decimal():
            return format(value, "f")
        case datetime() | date() | time():
            return str(value)
        case float():
            return repr(value)
        case _:
            return str(value)
