"""What an earlier run of the same pipeline left in a folder and this run does not write: a person who has gone, a stage
under its old name. It must not go on lying there as if it were current.

Only files are taken away that a record lists, for an export that this run has too, and that are still as they were
written. Records of runs that were killed while they put their files in place lie there under hidden names, and are read
like ``run.json``: what they had put in place is known, too.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Any

from attrs import frozen

from kpicore.errors import Place, Problem
from kpicore.messages import publish as messages
from kpicore.scoring.record import FORMAT, RUN_RECORD, OutputRecord, RunRecord
from kpicore.scoring.staging import hidden_records, inside, is_leftover


@frozen
class Outdated:
    """A file of an earlier run that goes when the new ones come: its `place`, and what people call it."""

    place: Path
    shown: str


def outdated(
    folder: Path, run: RunRecord, exports: Collection[str], written: Collection[str]
) -> tuple[list[Outdated], list[Problem]]:
    """The files of earlier runs of the same pipeline, by the name of its document and its title, that are to go from
    `folder`, and a warning for each that stays because somebody has changed it.

    `exports` are those of this run, `written` the real paths of its files, their case folded.
    """
    gone: dict[Path, Outdated] = {}
    left: dict[Path, Problem] = {}
    root = Path(os.path.realpath(folder))
    for output in chain.from_iterable(
        _outputs(record, run) for record in (folder / RUN_RECORD, *hidden_records(folder))
    ):
        place = Path(os.path.realpath(folder / output.path))
        if output.export not in exports or not inside(output.path) or str(place).casefold() in written:
            continue
        shown = str(folder / output.path)
        with suppress(OSError):  # what cannot be read was not written by us, or is not there
            if (folder / output.path).is_symlink() or not place.is_relative_to(root) or not place.is_file():
                continue
            if _hash(place) == output.sha256:
                gone[place] = Outdated(place, shown)
            else:
                left[place] = messages.LEFT_CHANGED.at(Place(shown))
    return list(gone.values()), [problem for place, problem in left.items() if place not in gone]


def forget(folder: Path) -> None:
    """Removes the records of runs that were killed long ago, once a run has followed up on them."""
    for record in hidden_records(folder):
        if is_leftover(record):
            with suppress(OSError):
                record.unlink()


def _outputs(path: Path, run: RunRecord) -> Iterator[OutputRecord]:
    """What a record of the same pipeline lists; nothing where it is another's, or no whole record."""
    try:
        record: Any = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    match record:
        case {"format": version, "title": run.title, "pipeline": {"path": run.pipeline.path}, "outputs": list(outputs)}:
            for output in outputs if version == FORMAT else ():
                match output:
                    case {"export": str(export), "path": str(written), "sha256": str(digest)}:
                        yield OutputRecord(export, written, digest)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
