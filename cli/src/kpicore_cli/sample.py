"""The sample that a scheme comes with: a pipeline and its input, to run at once and to fill in with one's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kpicore.document import SchemeDocument
from kpicore.errors import Refused
from kpicore.messages.publish import CANNOT_WRITE
from kpicore.plugin import Registry
from kpicore.scoring.staging import failure
from kpicore_cli import messages
from kpicore_cli.copies import already_there, resource_of, write_new

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = "sample"
PIPELINE = "pipeline.toml"


def sample_of(document: SchemeDocument, registry: Registry) -> Mapping[str, bytes]:
    """The files of ``sample/STEM/`` beside the scheme's document ``STEM.toml``, by their path in there; empty where
    there is no such folder with a pipeline."""
    resource = resource_of(document, registry)
    beside: Traversable | None = getattr(resource, "parent", None)
    if beside is None:
        return {}
    folder = beside / FOLDER / PurePosixPath(resource.name).stem
    return dict(_files(folder)) if (folder / PIPELINE).is_file() else {}


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


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        else:
            yield above + entry.name, entry.read_bytes()


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
