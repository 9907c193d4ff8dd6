"""Copies of what is installed: an installed document, and writing new files, whole or not at all, over nothing."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kpicore.document import SchemeDocument
from kpicore.errors import Place, Problem, Refused
from kpicore.messages.publish import CANNOT_WRITE
from kpicore.plugin import Registry
from kpicore.scoring.staging import failure
from kpicore_cli import messages
from kpicore_cli.problems import text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def resource_of(document: SchemeDocument, registry: Registry) -> Traversable:
    """The file of a scheme's document, as its package has it."""
    if document.origin is None:
        return Path(document.file)
    identity = (document.scheme.id, document.scheme.version)
    return next(file.resource for file in registry.schemes if (file.id, file.version) == identity)


def already_there(path: Path, hint: messages.Said = messages.FILE_EXISTS_HINT) -> Problem:
    """That there is a file, which is left alone."""
    return Problem("file-exists", text(messages.FILE_EXISTS), Place(str(path)), text(hint))


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that must not exist yet; `Refused` where it does, or cannot be written."""
    try:
        file = path.open("xb")
    except FileExistsError:
        raise Refused(already_there(path)) from None
    except OSError as error:
        raise Refused(failure(CANNOT_WRITE, str(path), error)) from None
    try:
        with file:
            file.write(content)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise Refused(failure(CANNOT_WRITE, str(path), error)) from None


def write_new_files(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Writes all files into the folder, over none. Where one is there already, or cannot be written, none is written
    and `Refused` names it."""
    places = {folder / path: content for path, content in files.items()}
    if taken := [place for place in places if os.path.lexists(place)]:
        raise Refused(*(already_there(place, messages.FOLDER_TAKEN_HINT) for place in taken))
    made: list[Path] = []
    try:
        for place, content in places.items():
            _make(place.parent, made)
            write_new(place, content)
            made.append(place)
    except BaseException:
        _take_back(made)
        raise
    return list(places)


def _make(folder: Path, made: list[Path]) -> None:
    if folder.is_dir():
        return
    _make(folder.parent, made)
    try:
        folder.mkdir()
    except OSError as error:
        raise Refused(failure(CANNOT_WRITE, str(folder), error)) from None
    made.append(folder)


def _take_back(made: Iterable[Path]) -> None:
    for path in reversed(list(made)):
        with suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
