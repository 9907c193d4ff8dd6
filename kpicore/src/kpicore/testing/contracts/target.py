"""Where an exporter of a contract writes: files in a folder of the test, on a disk that may be full."""

from __future__ import annotations

import errno
import hashlib
import io
import os
from collections.abc import Mapping
from pathlib import PureWindowsPath
from typing import IO, Any

from attrs import Factory, define

from kpicore.errors import Refused
from kpicore.messages import publish as messages
from kpicore.scheme import Exporter
from kpicore.testing.contracts.soundness import NAME


class Disk(io.RawIOBase):
    """A file in memory with room for so many bytes; then it says that there is no space left.

    It has no descriptor, so that whatever writes past Python cannot get around that.
    """

    def __init__(self, room: int | None) -> None:
        super().__init__()
        self.room = room
        self.is_full = False
        self.content = io.BytesIO()

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self.content.seek(offset, whence)

    def truncate(self, size: int | None = None) -> int:
        return self.content.truncate(size)

    def readinto(self, buffer: Any) -> int:
        return self.content.readinto(buffer)

    def write(self, data: Any) -> int:
        if self.room is not None and self.content.tell() + len(memoryview(data).cast("B")) > self.room:
            self.is_full = True
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self.content.write(data)


@define
class Target:
    """What an exporter may ask, as `kpicore.scheme.ExportTarget` says. `rooms` has the files that will not fit."""

    period: str
    exports: Mapping[str, Exporter]
    rooms: Mapping[str, int] = Factory(dict)
    disks: dict[str, Disk] = Factory(dict)
    handles: dict[str, IO[Any]] = Factory(dict)

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        """A text file."""
        raw = self._disk(path)
        # Written through, so that a full disk is told where the exporter writes, not only where it closes.
        file = io.TextIOWrapper(io.BufferedRandom(raw, 1), encoding, newline="", write_through=True)
        self.handles[self._named(path)] = file
        return file

    def open_binary(self, path: str) -> IO[bytes]:
        """A binary file."""
        file = io.BufferedRandom(self._disk(path), 1)
        self.handles[self._named(path)] = file
        return file

    def key(self, purpose: str) -> bytes:
        """The same 32 bytes for the same purpose, here not secret."""
        return hashlib.sha256(purpose.encode()).digest()

    def content(self) -> dict[str, bytes]:
        """What was written, by path; files that the exporter left open are closed first."""
        for handle in self.handles.values():
            handle.close()
        return {path: disk.content.getvalue() for path, disk in self.disks.items()}

    def _named(self, path: str) -> str:
        return path.replace("{period}", self.period)

    def _disk(self, path: str) -> Disk:
        named = self._named(path)
        parts = PureWindowsPath(named)
        if not parts.parts or parts.anchor or ".." in parts.parts:
            raise Refused(messages.OUTSIDE.at(export=NAME, path=path))
        if named.casefold() in map(str.casefold, self.disks):
            raise Refused(messages.TWICE.at(first=NAME, second=NAME, path=path))
        self.disks[named] = Disk(self.rooms.get(named))
        return self.disks[named]
