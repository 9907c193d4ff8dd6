"""Reading the sample of a source contract: in a folder of its own, through a real context."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import polars as pl
from attrs import frozen

from kpicore.errors import PluginFailed, Refused
from kpicore.messages import contracts as messages
from kpicore.scheme import MetricSource, Period, Pipeline, Source
from kpicore.scoring.sources import Reading, SourceReader
from kpicore.testing.contracts.said import leave_out
from kpicore.testing.contracts.soundness import NAME, registry_of

Files = Mapping[str, str | bytes]

ELSEWHERE = b"This was not opened through the context.\n"
"""What the files hold for whoever opens them without asking the context."""


@frozen
class Sample:
    """A source with the files and the period that its contract gives it."""

    source: MetricSource
    files: Files
    period: str

    def content(self, path: str) -> bytes:
        """What a file of the sample holds."""
        content = self.files[path]
        return content if isinstance(content, bytes) else content.encode()

    def reader(self, folder: Path) -> SourceReader:
        """What reads the source in `folder`, as a run does."""
        source = {NAME: Source(self.source)}
        pipeline = Pipeline(folder, NAME, Period.parse(self.period), source, {}, {})
        return SourceReader(pipeline, registry_of("source", self.source))


def lay_out(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files below the folder, which is there then, also without any."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def laid_out(sample: Sample, folder: Path) -> SourceReader:
    """What reads the sample, its files in `folder`."""
    lay_out(folder, {path: sample.content(path) for path in sample.files})
    return sample.reader(folder)


def read(reader: SourceReader) -> pl.DataFrame:
    """The frame that the source gives, with ``_row``. Raises what a run would raise."""
    with chdir(reader.pipeline.folder):
        frame: pl.DataFrame = reader.as_given(NAME).frame
    return frame


def frame_of(sample: Sample, folder: Path) -> pl.DataFrame:
    """The same, for tests that are not about whether it reads at all: they are skipped where it does not."""
    try:
        return read(laid_out(sample, folder))
    except Refused as refused:
        leave_out(messages.NOT_READ, error=refused)


@frozen
class Apart:
    """A context whose `folder` holds other files than those that it opens, until they are recorded."""

    reading: Reading
    folder: Path

    def record(self, path: str) -> Path:
        """Where the file lies now, for an engine that finds it there or by its path in the folder."""
        found = self.reading.record(path)
        place = self.folder / found.relative_to(self.reading.folder.absolute())
        place.write_bytes(found.read_bytes())
        return place.absolute()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.reading, name)


def read_apart(sample: Sample, folder: Path) -> tuple[SourceReader, Any]:
    """The reader, and what the source gives where only the context has the right files; an exception it raises then."""
    reader = laid_out(sample, folder / "context")
    elsewhere = folder / "elsewhere"
    lay_out(elsewhere, dict.fromkeys(sample.files, ELSEWHERE))
    try:
        with chdir(elsewhere):
            return reader, sample.source.read(Apart(Reading(reader, NAME), elsewhere))
    except Exception as error:
        return reader, error


def read_damaged(sample: Sample, path: str, content: bytes, folder: Path) -> Exception | None:
    """What reading raises beside a refusal in words, where one of the files holds something else."""
    reader = laid_out(sample, folder)
    (folder / path).write_bytes(content)
    try:
        read(reader)
    except PluginFailed as failed:
        return failed
    except Refused:
        return None
    return None
