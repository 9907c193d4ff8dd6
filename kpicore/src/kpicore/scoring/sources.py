"""Reading the sources of a pipeline: each once, as a polars frame with our column names, its files recorded."""

from __future__ import annotations

import glob
import hashlib
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import IO

import polars as pl
from attrs import define, evolve, field, frozen

from kpicore.errors import InvalidOption, Place, Problem, Refused, Text
from kpicore.messages import scoring as messages
from kpicore.plugin import Registry, attributed
from kpicore.scheme import InputRecord, KeptInput, Period, Pipeline, Source, StageResults
from kpicore.scoring.employee_ids import id_file, with_employee_ids
from kpicore.scoring.engine_files import EngineFiles
from kpicore.scoring.input_stream import BLOCK, InputStream
from kpicore.scoring.period_rows import in_period
from kpicore.scoring.source_frame import MadeFor, Sheet, SourceFrame, as_frame, in_our_names
from kpicore.scoring.staging import failure
from kpicore.scoring.units import converted


@define
class SourceReader:
    """Reads sources when they are asked for, and keeps what was read and from which files."""

    pipeline: Pipeline
    registry: Registry
    progress: Callable[[Text], None] = lambda _: None
    stages: dict[str, StageResults] = field(factory=dict)
    inputs: dict[str, list[InputRecord]] = field(factory=dict)
    recorded: dict[str, EngineFiles] = field(factory=dict)
    sheets: dict[str, Sheet] = field(factory=dict)
    forms: dict[str, MadeFor] = field(factory=dict)
    warnings: dict[str, list[Problem]] = field(factory=dict)
    kept: dict[str, KeptInput] = field(factory=dict)
    frames: dict[str, SourceFrame] = field(factory=dict)

    def read(self, name: str) -> SourceFrame:
        """The source of that name: its rows of the period, under our names, with employee ids.

        What is wrong with it is `Refused`, a failure of its plugin `PluginFailed`.
        """
        if name not in self.frames:
            read = in_our_names(in_period(self.as_given(name), self.pipeline.period))
            if (ids := read.source.employees) is not None:
                table = id_file(ids, self.registry, Place(key=f"sources.{name}.employees.file"))
                read = with_employee_ids(read, ids, self._given(f"{name}/employees", table))
            self.frames[name] = read
        return self.frames[name]

    def as_given(self, name: str) -> SourceFrame:
        """The source as its plugin gives it, under its own names, its texts as they are. Refused like `read`."""
        return self._given(name, self.pipeline.sources[name])

    def _given(self, name: str, source: Source) -> SourceFrame:
        self.progress(messages.READS.fill(source=name))
        origin = self.registry.sources[source.reader.kind].origin
        for known in (self.inputs, self.recorded, self.sheets, self.forms, self.warnings, self.kept):
            known.pop(name, None)
        try:
            with attributed(origin, doing=messages.READS.fill(source=name)):
                frame, has_lines = as_frame(source.reader.read(Reading(self, name)))
        except InvalidOption as error:
            raise Refused(error.problem.at(Place(key=f"sources.{name}.{error.option}".rstrip(".")))) from None
        finally:
            if name in self.recorded:
                self.recorded[name].close()
        self._check_recorded(name)
        files = self.inputs.get(name, [])
        file = files[0].path if files else f"sources.{name}"
        return SourceFrame(
            name,
            file,
            frame,
            source,
            has_lines,
            sheet=self.sheets.get(name),
            made_for=self.forms.get(name),
            warnings=tuple(self.warnings.get(name, ())),
        )

    def _check_recorded(self, name: str) -> None:
        """Waits for the hashes of what an engine opened, and refuses what was written meanwhile."""
        changed = []
        for named in self.recorded[name].found if name in self.recorded else ():
            with _readable(named):
                if not self.recorded[name].is_unchanged(named):
                    changed.append(messages.CHANGED.at(Place(named)))
        if changed:
            raise Refused(*changed)

    @property
    def files(self) -> tuple[InputRecord, ...]:
        """Every file read so far, each once."""
        read = [*self.inputs.values(), *(engine.records() for engine in self.recorded.values())]
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

    def paths(self, pattern: str) -> Sequence[str]:
        named = pattern.replace("{period}", self.period.text)
        if not re.search(r"[*?\[]", named):
            return [named]
        found = glob.glob(named, root_dir=self.folder)  # noqa: PTH207 — an absolute pattern is allowed too
        found = [path for path in found if (self.folder / path).is_file()]
        if not found:
            raise Refused(messages.NO_FILES.at(Place(file=named)))
        return sorted((PurePath(path).as_posix() for path in found), key=_in_order)

    def stream(self, path: str) -> IO[bytes]:
        named = path.replace("{period}", self.period.text)

        def told(digest: str) -> None:
            self.reader.inputs.setdefault(self.name, []).append(InputRecord(named, digest))

        with _readable(named):
            return io.BufferedReader(InputStream(self.folder / named, told), BLOCK)

    def record(self, path: str) -> Path:
        named = path.replace("{period}", self.period.text)
        place = (self.folder / named).absolute()
        with _readable(named):
            self.reader.recorded.setdefault(self.name, EngineFiles()).add(named, place)
        return place

    def keep(self, path: str, content: bytes) -> None:
        named = path.replace("{period}", self.period.text)
        place = Path(os.path.realpath(self.folder / named))
        others = [name for name, kept in self.reader.kept.items() if name != self.name and kept.place == place]
        if others:
            raise Refused(messages.KEPT_TWICE.at(Place(file=named), sources=", ".join(sorted([*others, self.name]))))
        self.reader.kept[self.name] = KeptInput(named, place, content)
        record = InputRecord(named, hashlib.sha256(content).hexdigest())
        self.reader.inputs.setdefault(self.name, []).append(record)

    def note(self, **facts: str) -> None:
        records = self.reader.inputs[self.name]
        records[-1] = evolve(records[-1], facts={**records[-1].facts, **facts})

    def warn(self, *warnings: Problem) -> None:
        self.reader.warnings.setdefault(self.name, []).extend(warnings)

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None:
        self.reader.sheets[self.name] = Sheet(sheet, dict(columns))

    def made_for(self, scheme: str, version: str, period: str | None) -> None:
        self.reader.forms[self.name] = MadeFor(scheme, version, period)

    def source(self, name: str) -> pl.DataFrame:
        read = self.reader.read(name)
        units = read.source.units.items()
        return read.frame.with_columns(converted(read.frame[column], given).alias(column) for column, given in units)

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


def _in_order(path: str) -> list[tuple[int, str]]:
    """Names sorted as people count them: 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", path)]
