"""Files that an engine opens for a source: hashed while it reads them, and at the end the same as at the beginning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TypeAlias

from attrs import define, field

from kpicore.scheme import InputRecord

_State: TypeAlias = tuple[int, int]
"""What changes when a file is written."""


@define
class EngineFiles:
    """The files of one source. They may be large, so they are hashed in another thread, one after another."""

    found: dict[str, tuple[Path, _State, Future[str]]] = field(factory=dict)
    waiting: SimpleQueue[tuple[Path, Future[str]] | None] = field(factory=SimpleQueue)

    def add(self, named: str, place: Path) -> None:
        """Begins to hash a file, once; one that cannot be opened is an `OSError`."""
        with place.open("rb"):
            state = _state(place)
        if named in self.found:
            return
        if not self.found:
            Thread(target=self._hash_all, daemon=True).start()
        digest: Future[str] = Future()
        self.found[named] = place, state, digest
        self.waiting.put((place, digest))

    def records(self) -> Iterator[InputRecord]:
        """Every file with its hash, as soon as it is known; one that cannot be read any more is an `OSError`."""
        for named, (_, _, digest) in self.found.items():
            yield InputRecord(named, digest.result())

    def is_unchanged(self, named: str) -> bool:
        """Whether a file that has been hashed is as it was when it was added; `OSError` where that cannot be told."""
        place, state, digest = self.found[named]
        digest.result()
        return _state(place) == state

    def close(self) -> None:
        """Lets the thread end when all are hashed: no more will come."""
        self.waiting.put(None)

    def _hash_all(self) -> None:
        while (next_ := self.waiting.get()) is not None:
            place, digest = next_
            try:
                with place.open("rb") as file:
                    digest.set_result(hashlib.file_digest(file, "sha256").hexdigest())
            except OSError as error:
                digest.set_exception(error)


def _state(place: Path) -> _State:
    found = place.stat()
    return found.st_size, found.st_mtime_ns
