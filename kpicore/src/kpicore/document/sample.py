"""The sample of a scheme: what stands in the folder ``sample/STEM/`` beside its document ``STEM.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = "sample"
PIPELINE = "pipeline.toml"


def sample_beside(document: Traversable) -> Mapping[str, bytes]:
    """The files of the sample, by their path in its folder; empty where there is no such folder with a pipeline."""
    beside: Traversable | None = getattr(document, "parent", None)
    if beside is None:
        return {}
    folder = beside / FOLDER / PurePosixPath(document.name).stem
    return dict(_files(folder)) if (folder / PIPELINE).is_file() else {}


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        else:
            yield above + entry.name, entry.read_bytes()
