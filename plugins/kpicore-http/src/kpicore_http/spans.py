"""The spans that a period is asked for in, and what stands for their days in addresses and parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta, tzinfo

from attrs import frozen

from kpicore import InvalidOption, Period, did_you_mean
from kpicore_http import messages

PERIOD = "period"
DAYS = ("first", "last", "after")
TIMES = ("first_time", "after_time", "first_unix", "after_unix", "first_ms", "after_ms")
"""What can be filled in: days, and moments of a time zone. `after` is the day, or the moment, behind the span."""

_HOLE = re.compile(r"\{([^{}]*)\}")


@frozen
class Span:
    """Days that are asked for together, both ends included."""

    first: date
    last: date


def spans(period: Period, days: int | None) -> list[Span]:
    """The period in spans of at most so many days, in time; the whole of it without a limit."""
    if days is None:
        return [Span(period.first, period.last)]
    found = []
    first = period.first
    while first <= period.last:
        last = min(first + timedelta(days=days - 1), period.last)
        found.append(Span(first, last))
        first = last + timedelta(days=1)
    return found


def holes(text: str) -> list[str]:
    """The names in braces."""
    return _HOLE.findall(text)


def check_holes(text: str, zone: tzinfo | None, option: str) -> None:
    """An `InvalidOption` for a name in braces that nothing is known for, or that needs a time zone."""
    for name in holes(text):
        if name not in (PERIOD, *DAYS, *TIMES):
            near = did_you_mean(name, (PERIOD, *DAYS, *TIMES))
            raise InvalidOption(messages.PLACEHOLDER, option, name=name, near=near)
        if name in TIMES and zone is None:
            raise InvalidOption(messages.ZONE_NEEDED, option, name=name)


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its names in braces filled."""
    return _HOLE.sub(lambda hole: values[hole[1]], text)


def values_of(span: Span, period: Period, zone: tzinfo | None) -> Mapping[str, str]:
    """What can be filled in for the span."""
    after = span.last + timedelta(days=1)
    values = {PERIOD: period.text, "first": str(span.first), "last": str(span.last), "after": str(after)}
    for name, day in (("first", span.first), ("after", after)) if zone is not None else ():
        moment = datetime(day.year, day.month, day.day, tzinfo=zone)
        seconds = int(moment.timestamp())
        values |= {f"{name}_time": moment.isoformat(), f"{name}_unix": str(seconds), f"{name}_ms": f"{seconds}000"}
    return values
