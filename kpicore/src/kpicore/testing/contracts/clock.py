"""A clock that stands still where it is put, for whatever asks Python what time it is."""

from __future__ import annotations

import datetime as dates
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_date, _datetime = dates.date, dates.datetime
_CLOCKS = {name: getattr(time, name) for name in ("time", "time_ns", "localtime", "gmtime", "strftime", "ctime")}

LEAP_DAY = 1_835_438_400.0
"""Noon of 29 February 2028, UTC."""
OTHER_DAY = 1_894_103_999.0
"""More than a year later, in another month, at another hour."""


class _Kind(type):
    """What makes the stand-ins recognise the values of what they stand for."""

    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, cls.__mro__[1])

    def __subclasscheck__(cls, other: type) -> bool:
        return issubclass(other, cls.__mro__[1])


@contextmanager
def stopped(moment: float) -> Iterator[None]:
    """Stops the clock at so many seconds after 1970, in every module that has been imported."""
    stand_ins = _stand_ins(moment)
    changed: list[tuple[Any, str, Any]] = []
    try:
        for module in list(sys.modules.values()):
            for name, value in list(getattr(module, "__dict__", {}).items()):
                if (stand_in := stand_ins.get(id(value))) is not None and module.__name__ != __name__:
                    changed.append((module, name, value))
                    setattr(module, name, stand_in)
        yield
    finally:
        for module, name, value in changed:
            setattr(module, name, value)


def _stand_ins(moment: float) -> dict[int, Any]:
    """What is put in the place of each clock, by the clock's identity."""

    class Day(_date, metaclass=_Kind):  # type: ignore[valid-type, misc]  # what it is later made to stand in for
        def __new__(cls, *given: Any, **named: Any) -> Any:
            return _date(*given, **named)

        @classmethod
        def today(cls) -> Any:
            return _date.fromtimestamp(moment)

    class Moment(_datetime, metaclass=_Kind):  # type: ignore[valid-type, misc]
        def __new__(cls, *given: Any, **named: Any) -> Any:
            return _datetime(*given, **named)

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return _datetime.fromtimestamp(moment, tz)

        @classmethod
        def utcnow(cls) -> Any:
            return _datetime.fromtimestamp(moment, dates.UTC).replace(tzinfo=None)

        @classmethod
        def today(cls) -> Any:
            return _datetime.fromtimestamp(moment)

    clocks = _CLOCKS
    there = clocks["gmtime"], clocks["localtime"]
    stand_ins = {
        "time": lambda: moment,
        "time_ns": lambda: int(moment * 10**9),
        "gmtime": lambda seconds=None: there[0](moment if seconds is None else seconds),
        "localtime": lambda seconds=None: there[1](moment if seconds is None else seconds),
        "strftime": lambda form, when=None: clocks["strftime"](form, there[1](moment) if when is None else when),
        "ctime": lambda seconds=None: clocks["ctime"](moment if seconds is None else seconds),
    }
    return {id(_date): Day, id(_datetime): Moment} | {
        id(clocks[name]): stand_in for name, stand_in in stand_ins.items()
    }
