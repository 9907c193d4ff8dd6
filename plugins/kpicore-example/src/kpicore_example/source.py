"""The metric source ``kind = "call-events"``: a phone system's list of calls becomes metrics per employee."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from kpicore import Place, Problem, Refused, SourceContext, Text
from kpicore_example import messages

if TYPE_CHECKING:
    import polars as pl


@frozen
class CallEvents:
    """Reads a JSON array of calls: ``{"agent": "0042", "day": "2026-10-05", "answered": true, "seconds": 12.5}``.

    Calls outside the period are left out. Gives `calls` (count), `answer_rate` (ratio, answered ÷ all calls) with the
    number of cases behind it in `answer_rate_n`, and `answer_seconds` (mean time to answer; missing without an answer).
    """

    kind: ClassVar[str] = "call-events"

    path: str

    def read(self, context: SourceContext) -> pl.DataFrame:
        """One row per agent. Everything wrong with the file is `Refused` at once."""
        import polars as pl

        place = Place(file=self.path)
        calls = _parsed(context.open(self.path), place)
        if problems := [problem for number, call in enumerate(calls, 1) for problem in _problems(call, number, place)]:
            raise Refused(*problems)
        days = [date.fromisoformat(call["day"]) for call in calls]
        inside = [call for call, day in zip(calls, days, strict=True) if context.period.first <= day <= context.period.last]
        events = pl.DataFrame(
            [(call["agent"], call["answered"], call["seconds"]) for call in inside],
            schema={"employee": pl.String, "answered": pl.Boolean, "seconds": pl.Float64},
            orient="row",
        )
        return events.group_by("employee", maintain_order=True).agg(
            calls=pl.len(),
            answer_rate=pl.col("answered").mean(),
            answer_rate_n=pl.len(),
            answer_seconds=pl.col("seconds").filter("answered").mean(),
        )


def _parsed(content: bytes, place: Place) -> list[Any]:
    try:
        calls = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise Refused(messages.NOT_JSON.at(place, why=error)) from None
    if not isinstance(calls, list):
        raise Refused(messages.NOT_JSON.at(place, why=type(calls).__name__))
    return calls


def _problems(call: Any, number: int, place: Place) -> list[Problem]:
    said: Mapping[str, Any] = call if isinstance(call, dict) else {}
    return [
        messages.BAD_EVENT.at(place, number=number, key=key, expected=expected)
        for key, (fits, expected) in _EXPECTED.items()
        if not fits(said.get(key))
    ]


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < float("inf")


_EXPECTED: Mapping[str, tuple[Callable[[Any], bool], Text]] = {
    "agent": (lambda value: isinstance(value, str) and bool(value.strip()), messages.TEXT),
    "day": (_is_day, messages.DAY),
    "answered": (lambda value: isinstance(value, bool), messages.TRUTH),
    "seconds": (_is_time, messages.SECONDS),
}
