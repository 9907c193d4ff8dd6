"""PostgreSQL through psycopg 3: a transaction that only reads, its rows taken as they come."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any

import polars as pl

from kpicore import SourceContext, Text, did_you_mean
from kpicore_sql import messages
from kpicore_sql.address import Address
from kpicore_sql.deadline import Stop, in_time
from kpicore_sql.failed import Failed
from kpicore_sql.frame import BATCH, collected
from kpicore_sql.query import Query, Value

if TYPE_CHECKING:
    import psycopg

_OPTIONS: Mapping[str, str] = {
    "application_name": "kpicore",
    "client_encoding": "utf8",
    "connect_timeout": "10",
    "keepalives_idle": "20",  # a server that is gone is noticed within a minute, whatever the time-out
    "keepalives_interval": "10",
    "keepalives_count": "3",
}
_GRACE = 5
"""Seconds that a server gets to keep the time-out by itself, before the connection is cut from this side."""
_PATIENCE = 2
"""Seconds for asking it to stop."""
_TIMEOUT = b"select set_config('statement_timeout', %(milliseconds)s, true)"
_TABLES = (
    b"select table_name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema')"
)
_REASONS: Mapping[str, tuple[bool, Text]] = {
    r"password authentication failed|no password supplied|role .* does not exist|authentication": (
        True,
        messages.BAD_LOGIN,
    ),
    r"database .* does not exist": (True, messages.BAD_DATABASE),
    r"Connection refused|No such file or directory": (False, messages.REFUSED),
    r"resolve host|translate host name|Name or service not known": (False, messages.UNKNOWN_HOST),
    r"timeout|timed out": (False, messages.NO_ANSWER),
}
"""What a connection fails for, by what libpq says: whether it is about the login, and what to call it."""


def read(
    query: Query, values: Mapping[str, Value], address: Address, context: SourceContext, seconds: int
) -> pl.DataFrame:
    """The rows of the query. Raises `Failed`."""

    def work(stop: Stop) -> pl.DataFrame:
        with closing(_connected(address)) as connection:
            import psycopg

            stop.by = lambda: _hang_up(connection)
            try:
                connection.read_only = True
                connection.execute(_TIMEOUT, {"milliseconds": str(seconds * 1000)})
                with connection.cursor() as cursor:
                    return _collected(cursor, query, values)
            except psycopg.Error as error:
                raise _failed(error, query, address, connection, seconds) from None

    return in_time(work, seconds + _GRACE, seconds)


def _hang_up(connection: psycopg.Connection[Any]) -> None:
    """Asks the server to stop, and does not wait for an answer on the line."""
    with suppress(Exception):
        connection.cancel_safe(timeout=_PATIENCE)
    with socket.fromfd(connection.fileno(), socket.AF_INET, socket.SOCK_STREAM) as line:
        line.shutdown(socket.SHUT_RDWR)


def _connected(address: Address) -> psycopg.Connection[Any]:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise Failed(
            messages.NO_DRIVER,
            option=address.option,
            backend="PostgreSQL",
            module="psycopg",
            install='"kpicore-sql[postgresql]"',
        ) from None
    url = re.sub(r"^\w+(\+\w+)?://", "postgresql://", address.url)
    try:
        return psycopg.connect(**{**_OPTIONS, **conninfo_to_dict(url)})  # type: ignore[arg-type]  # its options are texts
    except psycopg.Error as error:
        raise _unreached(address.said(error), address.option) from None


def _unreached(said: str, option: str) -> Failed:
    reasons = (reason for pattern, reason in _REASONS.items() if re.search(pattern, said))
    is_login, reason = next(reasons, (False, Text(said, said)))
    return Failed(messages.LOGIN if is_login else messages.CONNECT, option=option, said=reason)


def _collected(cursor: psycopg.Cursor[Any], query: Query, values: Mapping[str, Value]) -> pl.DataFrame:
    sent = query.rendered(lambda name: f"%({name})s", lambda text: text.replace("%", "%%") if values else text)
    content, bound = sent.text.encode(), values or None
    # Neither all rows at once, nor through a cursor of the server's, for which PostgreSQL plans no parallel work.
    rows = cursor.stream(content, bound)
    first = list(islice(rows, 1))
    if not first:
        cursor.execute(content, bound)  # without a row, streaming tells no columns
        first = cursor.fetchmany(1)
        rows = iter(cursor)
    return collected([column.name for column in cursor.description or ()], _batches(first, rows))


def _batches(first: list[Any], rows: Iterator[Any]) -> Iterator[list[Any]]:
    batch = first
    while batch:
        yield batch
        batch = list(islice(rows, BATCH))


def _failed(
    error: psycopg.Error,
    query: Query,
    address: Address,
    connection: psycopg.Connection[Any],
    seconds: int,
) -> Failed:
    state, diagnosis = error.sqlstate or "", error.diag
    said = (
        address.said(error) if diagnosis.message_primary is None else address.said(Exception(diagnosis.message_primary))
    )
    if state == "57014":
        return Failed(messages.TIMED_OUT, option="timeout", seconds=seconds)
    if connection.closed or state.startswith(("08", "57P")):
        return Failed(messages.LOST, option=address.option, said=said)
    at = _place(diagnosis.statement_position, query)
    match state:
        case "42P01":
            name = _name(query.text, at)
            return Failed(messages.NO_TABLE, at, name=name, near=did_you_mean(name, _tables(connection)))
        case "42703":
            hint = diagnosis.message_hint
            return Failed(
                messages.NO_COLUMN, at, said=said, near=Text(hint, hint) if hint else messages.LOOK_AT_COLUMNS
            )
        case "42601":
            return Failed(messages.SYNTAX, at, said=said)
        case "25006":
            return Failed(messages.READ_ONLY, at, said=said)
        case "42501":
            return Failed(messages.DENIED, at, said=said)
        case _:
            return Failed(messages.FAILED, at, said=said)


def _place(told: str | None, query: Query) -> int | None:
    """The place in the query of a place in what the server got, where parameters are numbers."""
    if told is None:
        return None
    names = query.names
    sent = query.rendered(lambda name: f"${names.index(name) + 1}")
    return sent.origin(min(int(told) - 1, len(sent.text)))


def _name(text: str, at: int | None) -> str:
    """The name that stands there, without the schema."""
    found = re.compile(r'(?:[\w$]+|"[^"]*")(?:\.(?:[\w$]+|"[^"]*"))*').match(text, at or 0)
    return found[0].rpartition(".")[2].strip('"') if found else ""


def _tables(connection: psycopg.Connection[Any]) -> list[str]:
    connection.rollback()
    return [name for (name,) in connection.execute(_TABLES).fetchall()]
