"""What a pipeline's sources hold, as far as it can be known at little cost: their columns, and the people of a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from attrs import define, field, frozen

from kpicore.builtin.sources import StageSource
from kpicore.errors import Place, Problem, Refused
from kpicore.messages import document as messages
from kpicore.scheme import Period, Pipeline, Source

ROW = "_row"
MOST_BYTES = 20_000_000
"""Larger files are not read for their columns."""


@frozen
class Known:
    """What is known of a source: our names of its columns and its own, None where it may have any, and its rows, if
    read and all of them count."""

    columns: tuple[str, ...] | None = None
    frame: Any = None
    headings: tuple[str, ...] | None = None

    def sizes(self, where: Mapping[str, Sequence[str]], within: Sequence[str]) -> list[int]:
        """How many people `where` leaves, in each group of those who share `within`; empty where that is not known."""
        if self.frame is None or any(column not in self.frame.columns for column in [*where, *within]):
            return []
        chosen = [*dict.fromkeys([*where, *within])]
        rows = self.frame.select(chosen).rows() if chosen else [()] * len(self.frame)
        groups: Counter[tuple[Any, ...]] = Counter()
        for row in rows:
            cells = {column: str(cell).strip() for column, cell in zip(chosen, row, strict=True)}
            if all(cells[column] in values for column, values in where.items()):
                groups[tuple(cells[column] for column in within)] += 1
        return list(groups.values())


@define
class Reader:
    """Looks at each source once."""

    pipeline: Pipeline
    looked_at: dict[str, Known] = field(factory=dict)

    def known(self, name: str) -> Known:
        """What is known of the source of that name."""
        if name not in self.looked_at:
            self.looked_at[name] = self._look(name, self.pipeline.sources[name])
        return self.looked_at[name]

    def _look(self, name: str, source: Source) -> Known:
        reader = source.reader
        if isinstance(reader, StageSource):
            return Known((reader.by, *reader.rules()))
        if not isinstance(path := getattr(reader, "path", None), str) or not self._is_small(path):
            return Known()
        try:
            import narwhals.stable.v2 as nw

            frame = nw.from_native(reader.read(_Looking(self.pipeline, name)))
            columns = list(frame.collect_schema().names())
            people = frame.collect("polars") if isinstance(frame, nw.LazyFrame) else frame
        except Exception:  # whatever is wrong with a source is said when it is run
            return Known()
        ours = {theirs: ours for ours, theirs in source.columns.items()}
        kept = [column for column in columns if column in ours or column not in (*source.columns, ROW)]
        renamed = [ours.get(column, column) for column in kept]
        headings = tuple(column for column in columns if column != ROW)
        if source.period_column is not None:
            return Known(tuple(renamed), None, headings)
        people = people.select(kept)
        rows = people.to_polars().rename(dict(zip(people.columns, renamed, strict=True)))
        return Known(tuple(renamed), rows, headings)

    def _is_small(self, path: str) -> bool:
        file = self.pipeline.folder / path.replace("{period}", self.pipeline.period.text)
        try:
            return file.is_file() and file.stat().st_size <= MOST_BYTES
        except OSError:
            return False


@frozen
class _Looking:
    """What a source may ask while it is looked at: its own file, nothing of other sources or stages."""

    pipeline: Pipeline
    name: str

    @property
    def folder(self) -> Path:
        return self.pipeline.folder

    @property
    def period(self) -> Period:
        return self.pipeline.period

    def open(self, path: str) -> bytes:
        named = path.replace("{period}", self.period.text)
        return (self.folder / named).read_bytes()

    def paths(self, pattern: str) -> Sequence[str]:
        return [pattern]

    def stream(self, path: str) -> IO[bytes]:
        return BytesIO(self.open(path))

    def record(self, path: str) -> Path:
        return (self.folder / path.replace("{period}", self.period.text)).absolute()

    def keep(self, path: str, content: bytes) -> None:
        """Nothing is kept here."""

    def note(self, **facts: str) -> None:
        """Nothing is recorded here."""

    def warn(self, *warnings: Problem) -> None:
        """What is told of the input is told when it is run."""

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None:
        """No value is refused here, so nobody asks for its cell."""

    def made_for(self, scheme: str, version: str, period: str | None) -> None:
        """A form of another scheme is refused when it is run."""

    def place(self, source: str, row: int | None, column: str) -> Place:
        return Place(key=column)

    def source(self, name: str) -> Any:
        raise Refused(messages.UNKNOWN_SOURCE.at(Place(key=name), name=name, near=""))

    def stage(self, name: str) -> Any:
        raise Refused(messages.UNKNOWN_STAGE.at(Place(key=name), name=name, near=""))
