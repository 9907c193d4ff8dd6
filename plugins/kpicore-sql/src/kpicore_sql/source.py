"""The metric source ``kind = "sql"``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from kpicore import InvalidOption, Message, Period, Place, Refused, SourceContext
from kpicore_sql import messages
from kpicore_sql.address import in_document, in_environment
from kpicore_sql.failed import Failed
from kpicore_sql.query import Query, Value, parse

if TYPE_CHECKING:
    import polars as pl

EMBEDDED = "duckdb://"
PERIOD = ("period", "period_start", "period_end")
"""The parameters that every query may use."""

_NAME = re.compile(r"(?!kpicore_)[A-Za-z][A-Za-z0-9_]*")
_DAY = 86_400


@frozen
class SqlSource:
    """Has a database work metrics out by a query, one row per employee.

    Without a `url` DuckDB does, from CSV, Parquet and JSON files that the query names in quotes; such paths are
    relative to the pipeline document, and ``{period}`` in them is filled. `url` is any other address that SQLAlchemy
    knows, without a password; `url_env` names the environment variable that holds one with a password. The query is
    `query` or stands in the file `query_file`. It may use ``:period_start`` and ``:period_end`` (dates, both included),
    ``:period`` (text), and its own `params`. `timeout` is in seconds.
    """

    kind: ClassVar[str] = "sql"

    query: str | None = None
    query_file: str | None = None
    url: str | None = None
    url_env: str | None = None
    params: Mapping[str, Value] = field(factory=dict)
    timeout: int = 300

    def __attrs_post_init__(self) -> None:
        if (self.query is None) == (self.query_file is None):
            raise InvalidOption(messages.ONE_QUERY, "query" if self.query is not None else "")
        if self.url is not None and self.url_env is not None:
            raise InvalidOption(messages.ONE_URL, "url_env")
        if not 1 <= self.timeout <= _DAY:
            raise InvalidOption(messages.TIMEOUT_OPTION, "timeout")
        for name in self.params:
            if not _NAME.fullmatch(name) or name in PERIOD:
                raise InvalidOption(messages.PARAMETER_NAME, name, name=name, reserved=", ".join(PERIOD))
        try:
            if self.url is not None:
                in_document(self.url)
            if self.query is not None:
                self._parsed(self.query)
        except Failed as failed:
            problem = failed.in_document(self.query or "")
            hint = messages.HINT if problem.hint else None
            message = Message(problem.code, messages.TOLD, hint)
            raise InvalidOption(message, failed.option, told=problem.message, hint=problem.hint) from None

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The rows of the query, one per employee: `employee` as text, and a column per metric in the metric's unit.

        Whole numbers and decimals come as numbers, dates and times as ISO text, NULL is missing. Nothing is written
        into the database. Whatever keeps the query from its result is `Refused`, without any password.
        """
        text, file = (self.query, None) if self.query is not None else self._from_file(context)
        try:
            return self._rows(self._parsed(text or ""), context)
        except Failed as failed:
            raise Refused(failed.placed(context.name, text or "", file)) from None

    def _parsed(self, text: str) -> Query:
        return parse(text, [*PERIOD, *self.params])

    def _from_file(self, context: SourceContext) -> tuple[str, str]:
        """The query in its file, and how messages name that."""
        path = self.query_file or ""
        named = path.replace("{period}", context.period.text)
        try:
            return context.open(path).decode("utf-8-sig"), named
        except UnicodeDecodeError:
            raise Refused(messages.NOT_UTF8.at(Place(named))) from None

    def _rows(self, query: Query, context: SourceContext) -> pl.DataFrame:
        address = in_environment(self.url_env) if self.url_env is not None else in_document(self.url or EMBEDDED)
        values = {name: value for name, value in self._values(context.period).items() if name in query.names}
        # A driver loads with its database, so that nobody waits for those of others.
        match address.backend:
            case "duckdb":
                from kpicore_sql.databases.embedded import read
            case "sqlite":
                from kpicore_sql.databases.sqlite import read
            case "postgresql":
                from kpicore_sql.databases.postgresql import read
            case _:
                from kpicore_sql.databases.others import read
        return read(query, values, address, context, self.timeout)

    def _values(self, period: Period) -> dict[str, Value]:
        given: dict[str, Value] = {"period": period.text, "period_start": period.first, "period_end": period.last}
        return {**given, **self.params}
