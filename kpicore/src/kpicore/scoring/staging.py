"""Files of a run while they are being written: beside their places, under hidden names."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PureWindowsPath
from typing import IO, Any

from attrs import Factory, define, field, frozen

from kpicore.errors import Message, Place, Problem, Refused, Text
from kpicore.messages import publish as messages
from kpicore.scheme import Exporter, KeptInput
from kpicore.scoring.record import RUN_RECORD
from kpicore.scoring.secret import KEY_FILE, key, new_secret, read_secret

_HIDDEN = re.compile(r"\.kpicore-(?P<since>\d+)-[0-9a-f]+(\.run)?\.tmp")
_STALE = 24 * 60 * 60
"""Seconds after which a hidden file can only be the leftover of a run that was killed."""


@frozen
class Staged:
    """A file that waits beside its `place` (behind any symbolic link) to be renamed there.

    `path` is relative to the output folder, `shown` what people call the file, `export` the name of what writes it.
    """

    export: str
    path: str
    shown: str
    place: Path
    temporary: Path
    handle: IO[Any] = field(eq=False, repr=False)


@define
class Staging:
    """All files of one run on their way into `folder`, and the folders made for them.

    `secret` is what the keys of the exporters come from, once one was asked for, and `new_key` the file that keeps it
    where it is new. `kept` is input that goes to places of its own.
    """

    folder: Path
    period: str
    files: dict[str, Staged] = Factory(dict)
    made: list[Path] = Factory(list)
    swept: set[Path] = Factory(set)
    secret: bytes | None = None
    new_key: Staged | None = None
    kept: list[Staged] = Factory(list)

    def open(self, export: str, path: str, mode: str, **options: Any) -> IO[Any]:
        """A new file that `export` writes, to stand at `path` in the end. Raises `Refused` where it could not stand."""
        path = path.replace("{period}", self.period)
        shown = str(self.folder / path)
        if not inside(path):
            raise Refused(messages.OUTSIDE.at(export=export, path=path))
        try:
            place = Path(os.path.realpath(self.folder / path))
            if (key := str(place).casefold()) in self.files:
                raise Refused(_taken(export, self.files[key].export, path))
            if place.exists() and not place.is_file():
                raise Refused(messages.NOT_A_FILE.at(Place(shown)))
            self._make(place.parent)
            self.sweep(place.parent)
            temporary = hidden_beside(place)
            handle = open(temporary, mode, **options)  # noqa: PTH123, SIM115 — whoever asked closes it
        except OSError as error:
            raise Refused(failure(messages.CANNOT_WRITE, shown, error)) from error
        self.files[key] = Staged(export, path, shown, place, temporary, handle)
        return handle

    def keep(self, kept: KeptInput) -> None:
        """Input that is to be kept where the document says, wherever that is."""
        shown = str(kept.place)
        try:
            if str(kept.place).casefold() in self.files:
                raise Refused(messages.KEPT_AND_WRITTEN.at(Place(kept.path)))
            if kept.place.exists() and not kept.place.is_file():
                raise Refused(messages.NOT_A_FILE.at(Place(kept.path)))
            self._make(kept.place.parent)
            self.sweep(kept.place.parent)
            temporary = hidden_beside(kept.place)
            handle = temporary.open("xb")
            self.kept.append(Staged("", kept.path, shown, kept.place, temporary, handle))
            handle.write(kept.content)
        except OSError as error:
            raise Refused(failure(messages.CANNOT_WRITE, shown, error)) from error

    def key(self, purpose: str) -> bytes:
        """The key for `purpose`. Its secret is kept beside `folder`, not in it, so that it stays the same from period
        to period and does not go along where the folder is handed on; for nobody but its owner."""
        if self.secret is None:
            place = self.folder.parent / KEY_FILE
            try:
                self.secret = read_secret(place)
                if self.secret is None:
                    self.secret = new_secret()
                    self._make(place.parent)
                    temporary = hidden_beside(place)
                    handle = os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
                    self.new_key = Staged("", KEY_FILE, str(place), place, temporary, handle)
                    handle.write(self.secret.hex().encode() + b"\n")
            except OSError as error:
                raise Refused(failure(messages.CANNOT_KEEP_KEY, str(place), error)) from error
        return key(self.secret, purpose)

    def finish(self, staged: Staged) -> str:
        """Brings a written file safely to the disk, gives it the mode it will have in its place, and hashes it."""
        try:
            staged.handle.close()
            with staged.temporary.open("rb+") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            if staged.place.exists():
                staged.temporary.chmod(stat.S_IMODE(staged.place.stat().st_mode))
        except OSError as error:
            raise Refused(failure(messages.CANNOT_WRITE, staged.shown, error)) from error
        return digest

    def discard(self) -> None:
        """Takes back everything that has not been renamed into place, and the folders that stayed empty."""
        for staged in [*self.files.values(), *self.kept, *([self.new_key] if self.new_key else [])]:
            with suppress(OSError):
                staged.handle.close()
            with suppress(OSError):
                staged.temporary.unlink(missing_ok=True)
        for folder in reversed(self.made):
            with suppress(OSError):
                folder.rmdir()

    def _make(self, folder: Path) -> None:
        if not folder.exists():
            self._make(folder.parent)
            folder.mkdir()
            self.made.append(folder)

    def sweep(self, folder: Path) -> None:
        """Removes what killed runs left in `folder`, once; but not their records, which say what they wrote."""
        if folder in self.swept:
            return
        self.swept.add(folder)
        for path in folder.glob(".kpicore-*.tmp"):
            if is_leftover(path) and not path.name.endswith(".run.tmp"):
                with suppress(OSError):
                    path.unlink()


@frozen
class ExportFiles:
    """What one export may write: see `kpicore.scheme.ExportTarget`."""

    staging: Staging
    export: str
    exports: Mapping[str, Exporter]

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        return self.staging.open(self.export, path, "x", encoding=encoding, newline="")

    def open_binary(self, path: str) -> IO[bytes]:
        return self.staging.open(self.export, path, "x+b")

    def key(self, purpose: str) -> bytes:
        return self.staging.key(purpose)


def hidden_beside(place: Path) -> Path:
    """A new hidden name in the folder of `place`; it tells when it was given, so that leftovers can be known, and
    whether it is that of a record."""
    suffix = ".run.tmp" if place.name == RUN_RECORD else ".tmp"
    return place.with_name(f".kpicore-{int(time.time())}-{secrets.token_hex(8)}{suffix}")


def hidden_records(folder: Path) -> list[Path]:
    """The records in `folder` of runs that were killed, and of those that are at work."""
    return sorted(path for path in folder.glob(".kpicore-*.run.tmp") if _HIDDEN.fullmatch(path.name))


def is_leftover(path: Path) -> bool:
    """Whether a hidden file is so old that it can only be the leftover of a run that was killed."""
    found = _HIDDEN.fullmatch(path.name)
    return found is not None and time.time() - int(found["since"]) > _STALE


def failure(message: Message, shown: str, error: OSError, **facts: object) -> Problem:
    """What the system said about a file, in people's words."""
    said = error.strerror or type(error).__name__
    return message.at(Place(shown), reason=messages.REASONS.get(error.errno, Text(said, said)), **facts)


def inside(path: str) -> bool:
    """Whether a path that an export or a record gives stays below the folder it is relative to."""
    # Read as Windows would, so that a pipeline means the same everywhere: both slashes part, and drives are absolute.
    parts = PureWindowsPath(path)
    return bool(parts.parts) and not parts.anchor and ".." not in parts.parts and "\0" not in path


def _taken(export: str, by: str, path: str) -> Problem:
    if by:
        return messages.TWICE.at(first=by, second=export, path=path)
    return messages.TAKEN.at(export=export, path=path)
