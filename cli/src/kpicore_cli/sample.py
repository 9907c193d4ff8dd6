"""The sample that a scheme comes with: a pipeline and its input, to run at once and to fill in with one's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from kpicore.document import SchemeDocument
from kpicore.document.sample import sample_beside
from kpicore.errors import Refused
from kpicore.messages.publish import CANNOT_WRITE
from kpicore.plugin import Registry
from kpicore.scoring.staging import failure
from kpicore_cli import messages
from kpicore_cli.copies import already_there, resource_of, write_new


def sample_of(document: SchemeDocument, registry: Registry) -> Mapping[str, bytes]:
    """The files of ``sample/STEM/`` beside the scheme's document ``STEM.toml``, by their path in there; empty where
    there is no such folder with a pipeline."""
    return sample_beside(resource_of(document, registry))


def write_sample(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Writes all files into the folder, over none. Where one is there already, or cannot be written, none is written
    and `Refused` names it."""
    places = {folder / path: content for path, content in files.items()}
    if taken := [place for place in places if os.path.lexists(place)]:
        raise Refused(*(already_there(place, messages.SAMPLE_EXISTS_HINT) for place in taken))
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
