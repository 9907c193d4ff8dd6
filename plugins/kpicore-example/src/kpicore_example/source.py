"""The metric source ``kind = "call-events"``: a phone system's list of calls becomes metrics per employee."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from kpicore import Place, Refused, SourceContext, Text
from kpicore_example import messages

if TYPE_CHECKING:
    import polars as pl


@frozen
class CallEvents:
    """Reads a JSON array of calls: ``{"agent": "0042", "day": "2026-10-05", "answered": true, "seconds": 12.5}``::

        [sources.calls]
        kind = "call-events"
        path = "in/{period}/calls.json"

    `seconds` is how long the caller waited. Calls outside the period do not count.
    """

    kind: ClassVar[str] = "call-events"

    path: str

    def read(self, context: SourceContext) -> pl.DataFrame:
        """One row per agent with calls in the period: `employee`; `calls` (count); `answer_rate` (ratio, answered ÷ all
        calls) and `answer_rate_n`, the number of calls behind it; `answer_seconds` (mean seconds until an answer,
        missing where nothing was answered).

        Raises `Refused` with everything that is wrong with the file.
        """
        import polars as pl

        place = Place(self.path.replace("{period}", context.period.text))
        calls = _checked(_parsed(context.open(self.path), place), place)
        period = context.period
        inside = [call for call in calls if period.first <= date.fromisoformat(call["day"]) <= period.last]
        rows = [(call["agent"].strip(), call["answered"], float(call["seconds"])) for call in inside]
        schema = {"employee": pl.String, "answered": pl.Boolean, "seconds": pl.Float64}
        events = pl.DataFrame(rows, schema=schema, orient="row")
        return events.group_by("employee", maintain_order=True).agg(
            calls=pl.len(),
            answer_rate=pl.col("answered").mean(),
            answer_rate_n=pl.len(),
            answer_seconds=pl.col("seconds").filter("answered").mean(),
        )


def _parsed(content: bytes, place: Place) -> list[Any]:
    try:
        calls = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Refused(messages.NOT_JSON.at(place, why=error)) from None
    if not isinstance(calls, list):
        raise Refused(messages.NOT_JSON.at(place, why=type(calls).__name__))
    return calls


def _checked(calls: list[Any], place: Place) -> list[dict[str, Any]]:
    """The calls, if all of them are as they should be."""
    problems = [
        messages.BAD_CALL.at(place, number=number, key=key, expected=expected)
        for number, call in enumerate(calls, 1)
        for key, (fits, expected) in _EXPECTED.items()
        if not fits(call.get(key) if isinstance(call, dict) else None)
    ]
    if problems:
        raise Refused(*problems)
    return calls


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 86400


_EXPECTED: Mapping[str, tuple[Callable[[Any], bool], Text]] = {
    "agent": (lambda value: isinstance(value, str) and bool(value.strip()), messages.TEXT),
    "day": (_is_day, messages.DAY),
    "answered": (lambda value: isinstance(value, bool), messages.TRUTH),
    "seconds": (_is_time, messages.SECONDS),
}
"""Each key of a call: whether a value fits, and what is expected."""
