"""SQLite: a file, opened for reading only."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from kpicore import SourceContext, did_you_mean
from kpicore_sql import messages
from kpicore_sql.address import Address
from kpicore_sql.deadline import Stop, in_time
from kpicore_sql.failed import Failed
from kpicore_sql.frame import BATCH, collected
from kpicore_sql.query import Query, Value

_TABLES = "select name from sqlite_schema where type in ('table', 'view')"
_NAMES = re.compile(r"(?P<what>no such table|no such column|near)[: ]+\"?(?P<name>.+?)\"?(?:: syntax error)?")


def read(
    query: Query, values: Mapping[str, Value], address: Address, context: SourceContext, seconds: int
) -> pl.DataFrame:
    """The rows of the query. Days are ISO text, as SQLite keeps them. Raises `Failed`."""
    if not address.path:
        raise Failed(messages.NO_DATABASE_FILE, option=address.option)
    bound = {name: _bound(value) for name, value in values.items()}
    file = context.record(address.path)

    def work(stop: Stop) -> pl.DataFrame:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
            stop.by = connection.interrupt
            try:
                cursor = connection.execute(query.text, bound)
                return collected([column[0] for column in cursor.description], _batches(cursor))
            except sqlite3.Error as error:
                raise _failed(error, query, address, connection) from None

    return in_time(work, seconds, seconds)


def _batches(cursor: sqlite3.Cursor) -> Iterator[list[Any]]:
    while rows := cursor.fetchmany(BATCH):
        yield rows


def _bound(value: Value) -> str | int | float:
    match value:
        case Decimal():
            return float(value)
        case date():
            return value.isoformat()
        case _:
            return value


def _failed(error: sqlite3.Error, query: Query, address: Address, connection: sqlite3.Connection) -> Failed:
    said = address.said(error)
    found = _NAMES.fullmatch(said)
    if found is None:
        return Failed(messages.FAILED, said=said)
    name = found["name"].rpartition(".")[2]
    match found["what"]:
        case "no such table":
            tables = [table for (table,) in connection.execute(_TABLES)]
            return Failed(messages.NO_TABLE, query.word(name), name=name, near=did_you_mean(name, tables))
        case "no such column":
            return Failed(messages.NO_COLUMN, query.word(name), said=name, near=messages.LOOK_AT_COLUMNS)
        case _:
            return Failed(messages.SYNTAX, query.word(name), said=said)
