"""Any other database that SQLAlchemy knows, through its driver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import polars as pl

from kpicore import SourceContext
from kpicore_sql import messages
from kpicore_sql.address import Address
from kpicore_sql.deadline import in_time
from kpicore_sql.failed import Failed
from kpicore_sql.frame import BATCH, collected
from kpicore_sql.query import Query, Value

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Engine

_READ_ONLY: Mapping[str, str] = {
    "mariadb": "set transaction read only",
    "mysql": "set transaction read only",
    "oracle": "set transaction read only",
}
"""What makes a transaction one that only reads; nowhere is anything committed."""


def read(
    query: Query, values: Mapping[str, Value], address: Address, context: SourceContext, seconds: int
) -> pl.DataFrame:
    """The rows of the query. Raises `Failed`.

    Drivers differ in how a query is stopped, if they can at all: after the time-out its result is waited for no longer.
    """
    return in_time(lambda _: _read(query, values, address), seconds, seconds)


def _read(query: Query, values: Mapping[str, Value], address: Address) -> pl.DataFrame:
    engine = _engine(address)
    from sqlalchemy.exc import SQLAlchemyError

    try:
        connection = engine.connect()
    except Exception as error:  # drivers have errors of their own
        raise Failed(messages.CONNECT, option=address.option, said=address.said(error)) from None
    try:
        if statement := _READ_ONLY.get(engine.dialect.name):
            connection.exec_driver_sql(statement)
        result = _result(connection, query, values)
        return collected(list(result.keys()), _batches(result))
    except SQLAlchemyError as error:
        is_lost = getattr(error, "connection_invalidated", False)
        raise Failed(messages.LOST if is_lost else messages.FAILED, said=address.said(error)) from None
    finally:
        with suppress(Exception):
            connection.close()


def _engine(address: Address) -> Engine:
    try:
        from sqlalchemy import create_engine
        from sqlalchemy.exc import ArgumentError, NoSuchModuleError
        from sqlalchemy.pool import NullPool
    except ImportError:
        install = '"kpicore-sql[sqlalchemy]"'
        raise Failed(
            messages.NO_DRIVER, option=address.option, backend=address.backend, module="SQLAlchemy", install=install
        ) from None
    try:
        return create_engine(address.url, poolclass=NullPool, hide_parameters=True)
    except NoSuchModuleError:
        raise Failed(messages.NO_DIALECT, option=address.option, backend=address.backend) from None
    except ImportError as error:
        module = error.name or ""
        raise Failed(
            messages.NO_DRIVER, option=address.option, backend=address.backend, module=module, install=module
        ) from None
    except (ArgumentError, ValueError):  # their words quote the address
        raise Failed(messages.NO_URL, option=address.option) from None


def _result(connection: Connection, query: Query, values: Mapping[str, Value]) -> CursorResult[Any]:
    """The query sent with parameters as the driver writes them."""
    connection = connection.execution_options(stream_results=True)
    if not query.parameters:
        return connection.execution_options(no_parameters=True).exec_driver_sql(query.text)
    style = connection.dialect.paramstyle
    numbers = {name: number for number, name in enumerate(query.names, start=1)}
    sent = query.rendered(
        lambda name: {
            "qmark": "?",
            "format": "%s",
            "pyformat": f"%({name})s",
            "numeric": f":{numbers[name]}",
            "numeric_dollar": f"${numbers[name]}",
        }.get(style, f":{name}"),
        lambda text: text.replace("%", "%%") if style in ("format", "pyformat") else text,
    )
    if style in ("named", "pyformat"):
        return connection.exec_driver_sql(sent.text, dict(values))
    places = numbers if style.startswith("numeric") else [name for _, _, name in query.parameters]
    return connection.exec_driver_sql(sent.text, tuple(values[name] for name in places))


def _batches(result: CursorResult[Any]) -> Iterator[list[Any]]:
    while rows := result.fetchmany(BATCH):
        yield [tuple(row) for row in rows]
