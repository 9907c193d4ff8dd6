"""Sources that read outside data without a pipeline, and what their texts mean."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from kpicore import Period, Problem


class Here:
    """A context whose files lie in a folder of outside data."""

    name = "outside"
    period = Period.parse("2022-07")

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()

    def paths(self, pattern: str) -> list[str]:
        return [pattern]

    def stream(self, path: str) -> IO[bytes]:
        return (self.folder / path).open("rb")

    def record(self, path: str) -> Path:
        return self.folder / path

    def keep(self, path: str, content: bytes) -> None:
        raise NotImplementedError

    def note(self, **facts: str) -> None: ...

    def warn(self, *warnings: Problem) -> None: ...

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None: ...

    def made_for(self, scheme: str, version: str, period: str | None) -> None: ...

    def source(self, name: str) -> Any:
        raise NotImplementedError

    def place(self, source: str, row: int | None, column: str) -> Any:
        raise NotImplementedError

    def stage(self, name: str) -> Any:
        raise NotImplementedError


def seconds(text: str) -> int:
    """A duration ``0:02:10``, or a clock time such as ``12:02:10 AM``, as which spreadsheets show some durations."""
    found = re.fullmatch(r"(\d+):(\d\d):(\d\d)( AM| PM)?", text)
    assert found, text
    hours, half = int(found[1]), found[4]
    if half:
        hours = hours % 12 + (12 if half == " PM" else 0)
    return hours * 3600 + int(found[2]) * 60 + int(found[3])
