"""Work that the clock or the keyboard can end, whatever a driver does meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from attrs import define

from kpicore_sql import messages
from kpicore_sql.failed import Failed

T = TypeVar("T")

_LOOK = 0.2
"""Seconds between two looks at the clock; a key that was pressed is noticed then at the latest."""
_LAST = 5
"""Seconds in which work that was stopped may tidy up."""


@define
class Stop:
    """How the work is stopped from outside, if it can be. The work says so when it knows."""

    by: Callable[[], object] | None = None


def in_time(work: Callable[[Stop], T], seconds: float, says: float) -> T:
    """What `work` returns or raises. It runs in another thread, because drivers wait for their databases deaf to the
    keyboard.

    After so many seconds it is stopped, and `Failed` says that it took more than `says`.
    """
    stop = Stop()
    results: SimpleQueue[T | BaseException] = SimpleQueue()

    def run() -> None:
        try:
            results.put(work(stop))
        except BaseException as error:
            results.put(error)

    Thread(target=run, daemon=True).start()
    try:
        result = _awaited(results, seconds)
    except BaseException as error:
        if stop.by is not None:
            with suppress(Exception):  # all may have been done in this very moment
                stop.by()
            with suppress(Empty):
                _awaited(results, _LAST)
        if isinstance(error, Empty):
            raise Failed(messages.TIMED_OUT, option="timeout", seconds=f"{says:g}") from None
        raise
    if isinstance(result, BaseException):
        raise result
    return result


def _awaited(results: SimpleQueue[T], seconds: float) -> T:
    end = time.monotonic() + seconds
    while True:
        try:
            return results.get(timeout=min(_LOOK, max(end - time.monotonic(), 0)))
        except Empty:
            if time.monotonic() >= end:
                raise
