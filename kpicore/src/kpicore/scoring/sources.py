"""Reading the sources of a pipeline: each once, as a polars frame with our column names, its files recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
from attrs import define, evolve, field, frozen

from kpicore.errors import Place, Refused, Text, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.plugin import Registry, attributed
from kpicore.scheme import InputRecord, Period, Pipeline, Source, StageResults

ROW = "_row"
"""The column that may hold the line of the file in which a row begins."""


@frozen
class SourceFrame:
    """A source as it was read: text columns stripped of white space, empty text made missing.

    `file` is how messages name it; `theirs` what our columns are called there.
    """

    name: str
    file: str
    frame: pl.DataFrame
    source: Source

    def place(self, line: int | None, column: str) -> Place:
        """Where a value of one of our columns stands."""
        return Place(file=self.file, line=line, key=self.source.columns.get(column, column))


@define
class SourceReader:
    """Reads sources when they are asked for, and keeps what was read and from which files."""

    pipeline: Pipeline
    registry: Registry
    progress: Callable[[Text], None] = lambda _: None
    stages: dict[str, StageResults] = field(factory=dict)
    inputs: dict[str, list[InputRecord]] = field(factory=dict)
    frames: dict[str, SourceFrame] = field(factory=dict)

    def read(self, name: str) -> SourceFrame:
        """The source of that name. What is wrong with it is `Refused`, a failure of its plugin `PluginFailed`."""
        if name not in self.frames:
            source = self.pipeline.sources[name]
            self.progress(messages.READS.fill(source=name))
            origin = self.registry.sources[source.reader.kind].origin
            with attributed(origin, doing=messages.READS.fill(source=name)):
                native = source.reader.read(Reading(self, name))
            files = self.inputs.get(name, [])
            file = files[0].path if files else f"sources.{name}"
            self.frames[name] = SourceFrame(name, file, _ours(_collected(native), source, file), source)
        return self.frames[name]

    @property
    def files(self) -> tuple[InputRecord, ...]:
        """Every file read so far, each once."""
        return tuple({record.path: record for records in self.inputs.values() for record in records}.values())


@frozen
class Reading:
    """What one source may ask while it reads: see `kpicore.scheme.SourceContext`."""

    reader: SourceReader
    name: str

    @property
    def folder(self) -> Path:
        return self.reader.pipeline.folder

    @property
    def period(self) -> Period:
        return self.reader.pipeline.period

    def open(self, path: str) -> bytes:
        named = path.replace("{period}", self.period.text)
        place = Place(file=named)
        try:
            content = (self.folder / named).read_bytes()
        except FileNotFoundError:
            raise Refused(messages.NO_FILE.at(place, folder=self.folder)) from None
        except IsADirectoryError:
            raise Refused(messages.IS_FOLDER.at(place)) from None
        except OSError as error:
            raise Refused(messages.UNREADABLE.at(place, why=error.strerror)) from None
        record = InputRecord(named, hashlib.sha256(content).hexdigest())
        self.reader.inputs.setdefault(self.name, []).append(record)
        return content

    def note(self, **facts: str) -> None:
        records = self.reader.inputs[self.name]
        records[-1] = evolve(records[-1], facts={**records[-1].facts, **facts})

    def source(self, name: str) -> pl.DataFrame:
        return self.reader.read(name).frame

    def stage(self, name: str) -> pl.DataFrame:
        frame: pl.DataFrame = self.reader.stages[name].frame
        return frame


def _collected(native: Any) -> pl.DataFrame:
    frame = nw.from_native(native)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("polars")
    collected: pl.DataFrame = frame.to_polars()
    return collected


def _ours(frame: pl.DataFrame, source: Source, file: str) -> pl.DataFrame:
    """The frame with our names, text stripped; its key column is there and is text."""
    theirs = {theirs: ours for ours, theirs in source.columns.items()}
    lacking = [column for column in theirs if column not in frame.columns]
    if source.by not in source.columns and source.by not in frame.columns:
        lacking.append(source.by)
    if lacking:
        known = [column for column in frame.columns if column != ROW]
        raise Refused(
            *(messages.MISSING_COLUMN.at(Place(file, key=c), column=c, near=did_you_mean(c, known)) for c in lacking)
        )
    hidden = [column for column in frame.columns if column in source.columns and column not in theirs]
    frame = frame.drop(hidden).rename(theirs)
    if frame.schema[source.by] != pl.String:
        key = Place(file, key=source.columns.get(source.by, source.by))
        raise Refused(messages.EMPLOYEE_NOT_TEXT.at(key, type=frame.schema[source.by]))
    return frame.with_columns(pl.col(pl.String).str.strip_chars().replace("", None))
