"""Writing one new file, whole or not at all, over nothing."""

from __future__ import annotations

from pathlib import Path

from kpicore.errors import Place, Problem, Refused
from kpicore.messages.publish import CANNOT_WRITE
from kpicore.scoring.staging import failure
from kpicore_cli import messages
from kpicore_cli.problems import text


def write_new(path: Path, content: bytes) -> None:
    """Writes a file that must not exist yet; `Refused` where it does, or cannot be written."""
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError:
        place = Place(str(path))
        raise Refused(
            Problem("file-exists", text(messages.FILE_EXISTS), place, text(messages.FILE_EXISTS_HINT))
        ) from None
    except OSError as error:
        raise Refused(failure(CANNOT_WRITE, str(path), error)) from None
