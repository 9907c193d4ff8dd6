"""Input files that are read piece by piece: what was read is what is hashed, also of a file that still grows."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

BLOCK = 1 << 20


class InputStream(io.RawIOBase):
    """A file that tells the hash of its bytes once it has been read to its end, when it is closed at the latest.

    What is written to the file after its end was reached is neither read nor hashed.
    """

    def __init__(self, path: Path, told: Callable[[str], None]) -> None:
        self._file = path.open("rb", buffering=0)
        self._digest = hashlib.sha256()
        self._told = told
        self._has_ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # any buffer, says typeshed
        if self._has_ended:
            return 0
        count = self._file.readinto(buffer)
        if count:
            self._digest.update(memoryview(buffer)[:count])
        else:
            self._has_ended = True
            self._told(self._digest.hexdigest())
        return count

    def close(self) -> None:
        if not self.closed:
            rest = bytearray(BLOCK)
            while self.readinto(rest):
                pass
            self._file.close()
        super().close()
