"""What metrics come in through and results go out through: sources, exporters and forms, as protocols.

Like calculators (`kpicore.scheme.calculation`) these are frozen attrs classes whose fields are their TOML options.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, ClassVar, Protocol, runtime_checkable

from kpicore.errors import Lang, Place, Problem
from kpicore.scheme.form import Form
from kpicore.scheme.period import Period
from kpicore.scheme.results import Frame, Results


class SourceContext(Protocol):
    """What a metric source may ask while it reads."""

    @property
    def name(self) -> str:
        """The source's name in the pipeline; ``sources.NAME`` is the key of what is wrong with it."""

    @property
    def folder(self) -> Path:
        """The folder of the pipeline document; relative paths start here."""

    @property
    def period(self) -> Period:
        """The period scored, with its `first` and `last` day."""

    def open(self, path: str) -> bytes:
        """The content of an input file, ``{period}`` in `path` filled; its hash goes into the run record.

        A missing or unreadable file, or a folder in its place, is `Refused` with its name.
        """

    def paths(self, pattern: str) -> Sequence[str]:
        """The input files that a path with ``*``, ``?`` or ``[…]`` means, ``{period}`` filled, by name, numbers in
        their order; the path itself where it has none of these. `Refused` where there is none.
        """

    def stream(self, path: str) -> IO[bytes]:
        """An input file to be read piece by piece, for those too large for the memory. What is read goes into the hash
        of the run record; close it, or use it in a ``with``. Refused like `open`.
        """

    def record(self, path: str) -> Path:
        """Where an input file lies that something else than the source opens, such as a database engine, ``{period}``
        in `path` filled; an absolute path. Its hash goes into the run record: it is taken while the engine reads, and a
        file that is written meanwhile is `Refused`.

        Refused like `open`. Problems of the frame are not taken for those of such a file.
        """

    def keep(self, path: str, content: bytes) -> None:
        """Input that no file holds yet, such as a server's answers, ``{period}`` in `path` filled: its hash goes into
        the run record, and the file appears together with the results of the run, or not at all. Read again by `open`,
        it has to give the same frame.
        """

    def note(self, **facts: str) -> None:
        """Puts facts about the input into the run record, such as ``encoding="gb18030"``. Never personal data."""

    def warn(self, *warnings: Problem) -> None:
        """Tells what a person should know of the input although it is not refused, such as a span without data. At
        places like those of problems; never personal data but employee ids.
        """

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None:
        """Says that the frame is a worksheet: its ``_row`` counts the sheet's rows from 1, and `columns` maps each
        heading of the frame to its column letters (``{"工号": "A"}``). Problems then name ``FILE!SHEET!CELL``.
        """

    def made_for(self, scheme: str, version: str, period: str | None) -> None:
        """Says that the input is a form made for that scheme, version and period (None: for any). A stage that scores
        by another one is refused.
        """

    def source(self, name: str) -> Frame:
        """The frame of another source of the pipeline, as it was read."""

    def place(self, source: str, row: int | None, column: str) -> Place:
        """Where a value of another source stands: `row` is the ``_row`` of its frame, `column` our name of it."""

    def stage(self, name: str) -> Frame:
        """The results of an earlier stage, one row per person: ids as in the stage's CSV, metrics as ``metric.ID``."""


@runtime_checkable
class MetricSource(Protocol):
    """Gives metrics of people: `read` returns one row per key, columns of text or numbers.

    The key is `employee`, always text, unless the class has a field `by` naming another column of the population (a
    team) to join on. Text is parsed by the core with each metric's unit; an empty text is missing. A column ``_row``
    may hold the line of the input file in which a row begins, for messages. A class that reads an earlier stage has a
    field `stage`, one that reads another source a field `of`, so that the core knows the order. A class whose columns
    are always the same may say so with their units: ``gives: ClassVar[Mapping[str, Unit]]``, by column. A scheme whose
    metric has another unit is refused then, and columns that it has no use for are not told. See `MarksProblems` for
    files that people correct by hand.
    """

    kind: ClassVar[str]

    def read(self, context: SourceContext) -> Frame: ...


@runtime_checkable
class MarksProblems(Protocol):
    """What a metric source may do besides, whose files people correct by hand: a field `path` names the file, and
    ``kpi run --marked`` writes what `marked` returns beside it.
    """

    path: str

    def marked(self, content: bytes, problems: Sequence[Problem], lang: Lang) -> bytes:
        """A copy of the file in which each problem is shown where it is, in `lang`; all of them are problems of it.

        A file that cannot be marked is `Refused`.
        """

    def is_untouched_copy(self, content: bytes) -> bool:
        """Whether the file is what `marked` once returned, and nobody has changed it since: only such is replaced."""


class ExportTarget(Protocol):
    """Where an exporter writes: files opened here are published together, or not at all.

    What the same export wrote in an earlier run of the period, and does not open any more, is removed with that.
    """

    @property
    def exports(self) -> Mapping[str, Exporter]:
        """All exports of the run by name, for an exporter that has to know what else people get to see."""

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        """A text file below the run's output folder (``newline=""``), ``{period}`` in `path` filled."""

    def open_binary(self, path: str) -> IO[bytes]:
        """A binary file below the run's output folder."""

    def key(self, purpose: str) -> bytes:
        """32 secret bytes for `purpose`, the same in every run into this output folder, for all periods: for names of
        files that nobody can guess. What they come from is kept beside the periods' folders and published nowhere.
        """


@runtime_checkable
class Exporter(Protocol):
    """Writes results: `export` gets every stage's scorecards and opens its files through `target`.

    A class that shows what lint finds in the schemes has ``shows_findings = True``: stages then hold their `findings`.
    """

    kind: ClassVar[str]

    def export(self, results: Results, target: ExportTarget) -> None: ...


@runtime_checkable
class FormWriter(Protocol):
    """Writes forms to fill in: `write` puts the whole form into an open file. `suffix`, such as ``.xlsx``, is that of
    the file's name by which the class is picked. It has no options.
    """

    kind: ClassVar[str]
    suffix: ClassVar[str]

    def write(self, form: Form, file: IO[bytes]) -> None: ...
