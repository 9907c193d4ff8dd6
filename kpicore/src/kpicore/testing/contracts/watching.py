"""Which files Python opens for writing while an exporter works: every one, wherever it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_seen: list[str] | None = None
_is_listening = False

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@contextmanager
def files_written() -> Iterator[list[str]]:
    """Collects the paths that are opened for writing meanwhile."""
    global _seen, _is_listening
    if not _is_listening:  # a hook cannot be taken back, so there is one, which listens when it is asked to
        sys.addaudithook(_heard)
        _is_listening = True
    _seen = []
    try:
        yield _seen
    finally:
        _seen = None


def left_behind(seen: list[str], *folders: Path) -> list[str]:
    """Those of the files that are still there, and everything in the folders, which were empty."""
    opened = {Path(path).absolute() for path in seen}
    there = {path for path in opened if path.is_file() and "__pycache__" not in path.parts}
    there |= {path for folder in folders for path in folder.rglob("*") if path.is_file()}
    return sorted(map(str, there))


def _heard(event: str, arguments: tuple[Any, ...]) -> None:
    if _seen is None or event != "open":
        return
    path, mode, flags = arguments
    if not isinstance(path, str | os.PathLike):
        return
    is_written = bool(set(mode) & set("wax+")) if isinstance(mode, str) else bool((flags or 0) & WRITES)
    if is_written:
        _seen.append(str(Path(path).absolute()))
