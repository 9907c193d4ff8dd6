"""What a long run is doing, said on stderr: a line per step, in a terminal and in a log alike."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import Self

from attrs import define, field

from kpicore.errors import Lang, Text

PATIENCE = 1.0
"""Seconds that nobody minds waiting in silence."""


@define
class Progress:
    """Called with what is being done now; from `PATIENCE` on says the current step and every following one."""

    lang: Lang
    is_long: bool = False
    now: Text | None = None
    lock: threading.Lock = field(factory=threading.Lock)
    timer: threading.Timer = field(init=False)

    def __enter__(self) -> Self:
        self.timer = threading.Timer(PATIENCE, self._begin)
        self.timer.daemon = True
        self.timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with self.lock:
            self.now = None
        self.timer.cancel()

    def __call__(self, step: Text) -> None:
        with self.lock:
            self.now = step
            if self.is_long:
                self._say()

    def _begin(self) -> None:
        with self.lock:
            self.is_long = True
            self._say()

    def _say(self) -> None:
        if self.now is not None:
            print(f"{self.now.in_(self.lang)} …", file=sys.stderr, flush=True)  # noqa: T201 — the screen is its job
