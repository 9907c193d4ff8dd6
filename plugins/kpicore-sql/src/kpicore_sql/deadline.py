"""What happens to a query that takes too long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Timer


@contextmanager
def interrupting(seconds: float, interrupt: Callable[[], object]) -> Iterator[Event]:
    """Has `interrupt` called from another thread after so many seconds, unless all is done by then.

    The event that it gives is set when that has happened.
    """
    expired = Event()

    def stop() -> None:
        expired.set()
        with suppress(Exception):  # the connection may have been closed in this very moment
            interrupt()

    timer = Timer(seconds, stop)
    timer.daemon = True
    timer.start()
    try:
        yield expired
    finally:
        timer.cancel()
