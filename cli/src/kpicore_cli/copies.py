"""Copies of what is installed: an installed document, and writing one new file, whole or not at all, over nothing."""

from __future__ import annotations

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
