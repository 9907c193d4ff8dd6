"""Reading the sources of a pipeline: each once, as a polars frame with our column names, its files recorded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
from attrs import define, evolve, field, frozen

from kpicore.errors import InvalidOption, Place, Refused, Text, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.plugin import Registry, attributed
from kpicore.scheme import InputRecord, Period, Pipeline, Source, StageResults
from kpicore.scoring.staging import failure

ROW = "_row"
"""The column that may hold the line of the file in which a row begins."""

UNSEEN = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
"""White space, that of full width included, and characters without a width: around a text they mean nothing."""


@frozen
class Sheet:
    """The worksheet that a source read: its name, and the column letters of each heading."""

    name: str
    letters: Mapping[str, str]


@frozen
class MadeFor:
    """What a form was made for. Without a period it is for any."""

    scheme: str
    version: str
    period: str | None


@frozen
class SourceFrame:
    """A source as it was read: text columns stripped of what cannot be seen, empty text made missing.

    `file` is how messages name it. ``_row`` numbers the rows: with `has_lines` by their lines in the file (or rows in
    its `sheet`), or else from 1 on. `made_for` is there where the source is a form.
    """

    name: str
    file: str
    frame: pl.DataFrame
    source: Source
    has_lines: bool
    sheet: Sheet | None = None
    made_for: MadeFor | None = None

    @property
    def here(self) -> Place:
        """The place of the source as a whole."""
        return Place(self.file, sheet=self.sheet.name if self.sheet else None)

    @property
    def columns(self) -> list[str]:
        """Our names of its columns."""
        return [column for column in self.frame.columns if column != ROW]

    def place(self, column: str, row: int | None = None, key: str | None = None) -> Place:
        """Where a column stands, or the value in one of its rows; without lines the row's `key` says which it is."""
        theirs = self.source.columns.get(column, column)
        if self.sheet is not None:
            letters = self.sheet.letters.get(theirs)
            number = str(row) if row is not None and self.has_lines else ""
            return evolve(self.here, key=theirs, cell=f"{letters}{number}" if letters else None)
        if self.has_lines or key is None:
            return Place(self.file, line=row if self.has_lines else None, key=theirs)
        return Place(self.file, key=f"{theirs}[{key}]")


@define
class SourceReader:
    """Reads sources when they are asked for, and keeps what was read and from which files."""

    pipeline: Pipeline
    registry: Registry
    progress: Callable[[Text], None] = lambda _: None
    stages: dict[str, StageResults] = field(factory=dict)
    inputs: dict[str, list[InputRecord]] = field(factory=dict)
    recorded: dict[str, list[InputRecord]] = field(factory=dict)
    sheets: dict[str, Sheet] = field(factory=dict)
    forms: dict[str, MadeFor] = field(factory=dict)
    frames: dict[str, SourceFrame] = field(factory=dict)

    def read(self, name: str) -> SourceFrame:
        """The source of that name. What is wrong with it is `Refused`, a failure of its plugin `PluginFailed`."""
        if name not in self.frames:
            self.frames[name] = in_our_names(self.as_given(name))
        return self.frames[name]

    def as_given(self, name: str) -> SourceFrame:
        """The source as its plugin gives it, under its own names, its texts as they are. Refused like `read`."""
        source = self.pipeline.sources[name]
        self.progress(messages.READS.fill(source=name))
        origin = self.registry.sources[source.reader.kind].origin
        for known in (self.inputs, self.recorded, self.sheets, self.forms):
            known.pop(name, None)
        try:
            with attributed(origin, doing=messages.READS.fill(source=name)):
                frame = _collected(source.reader.read(Reading(self, name)))
        except InvalidOption as error:
            raise Refused(error.problem.at(Place(key=f"sources.{name}.{error.option}".rstrip(".")))) from None
        files = self.inputs.get(name, [])
        file = files[0].path if files else f"sources.{name}"
        return SourceFrame(name, file, frame, source, ROW in frame.columns, self.sheets.get(name), self.forms.get(name))

    @property
    def files(self) -> tuple[InputRecord, ...]:
        """Every file read so far, each once."""
        read = [*self.inputs.values(), *self.recorded.values()]
        return tuple({record.path: record for records in read for record in records}.values())


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
        with _readable(named):
            content = (self.folder / named).read_bytes()
        record = InputRecord(named, hashlib.sha256(content).hexdigest())
        self.reader.inputs.setdefault(self.name, []).append(record)
        return content

    def record(self, path: str) -> Path:
        named = path.replace("{period}", self.period.text)
        place = (self.folder / named).absolute()
        with _readable(named), place.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.reader.recorded.setdefault(self.name, []).append(InputRecord(named, digest))
        return place

    def note(self, **facts: str) -> None:
        records = self.reader.inputs[self.name]
        records[-1] = evolve(records[-1], facts={**records[-1].facts, **facts})

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None:
        self.reader.sheets[self.name] = Sheet(sheet, dict(columns))

    def made_for(self, scheme: str, version: str, period: str | None) -> None:
        self.reader.forms[self.name] = MadeFor(scheme, version, period)

    def source(self, name: str) -> pl.DataFrame:
        return self.reader.read(name).frame

    def stage(self, name: str) -> pl.DataFrame:
        frame: pl.DataFrame = self.reader.stages[name].frame
        return frame

    def place(self, source: str, row: int | None, column: str) -> Place:
        return self.reader.read(source).place(column, row)


@contextmanager
def _readable(named: str) -> Iterator[None]:
    """Refuses what keeps a file from being read, under the name it has in the document."""
    try:
        yield
    except FileNotFoundError:
        raise Refused(messages.NO_FILE.at(Place(file=named))) from None
    except IsADirectoryError:
        raise Refused(messages.IS_FOLDER.at(Place(file=named))) from None
    except OSError as error:
        raise Refused(failure(messages.UNREADABLE, named, error)) from None


def _collected(native: Any) -> pl.DataFrame:
    frame = nw.from_native(native)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("polars")
    collected: pl.DataFrame = frame.to_polars()
    return collected


def in_our_names(read: SourceFrame) -> SourceFrame:
    """The source with our names of its columns; its key column is there and is text."""
    frame, source = read.frame, read.source
    renamed = [column for column in source.columns.values() if column not in frame.columns]
    lacking = [*renamed, *({source.by} - {*source.columns, *frame.columns})]
    if lacking:
        raise Refused(
            *(
                messages.MISSING_COLUMN.at(evolve(read.here, key=c), column=c, near=did_you_mean(c, read.columns))
                for c in lacking
            )
        )
    own = [column for column in frame.columns if column not in {*source.columns, *source.columns.values()}]
    frame = frame.select(*own, *(pl.col(theirs).alias(ours) for ours, theirs in source.columns.items()))
    read = evolve(read, frame=frame if read.has_lines else frame.with_row_index(ROW, offset=1))
    if "employee" in frame.columns and frame.schema["employee"] not in (pl.String, pl.Null):
        raise Refused(messages.EMPLOYEE_NOT_TEXT.at(read.place("employee"), type=frame.schema["employee"]))
    keys = [key for key in dict.fromkeys(("employee", "team", source.by)) if key in frame.columns]
    texts = read.frame.with_columns(pl.col(keys).cast(pl.String))
    return evolve(read, frame=texts.with_columns(map(_stripped, texts.select(pl.col(pl.String)))))


def _stripped(texts: pl.Series) -> pl.Series:
    """The column without what cannot be seen around its texts, empty ones made missing."""
    # Columns of numbers are long and plain ASCII, for which stripping by class is the faster way.
    is_ascii = texts.str.len_bytes().sum() == texts.str.len_chars().sum()
    return texts.str.strip_chars(None if is_ascii else UNSEEN).replace("", None)
