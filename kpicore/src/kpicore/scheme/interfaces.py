"""The four kinds of extension, as protocols: a frozen attrs class whose fields are its TOML options and one method.

`kind` names the class in a document (``kind = "linear"``). A field without a default is a required key. A class that
finds its options senseless raises `kpicore.InvalidOption` from ``__attrs_post_init__``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, ClassVar, Protocol, TypeAlias, runtime_checkable

from attrs import frozen

from kpicore.errors import InvalidOption, did_you_mean
from kpicore.messages import scheme as messages
from kpicore.rule import Node, Par, Ref
from kpicore.scheme.metric import Metric, Unit, metric_column
from kpicore.scheme.period import Period

if TYPE_CHECKING:
    from kpicore.scheme.results import Results

Frame: TypeAlias = Any
"""A native frame that narwhals understands: polars, DuckDB, pandas, PySpark …"""


@frozen
class Item:
    """What a calculator is told about the indicator or adjustment it scores.

    `points` are its full marks, None for an adjustment. `metrics` are all that the scheme declares.
    """

    id: str
    points: Decimal | None
    metrics: Mapping[str, Metric]

    @property
    def full_marks(self) -> Par:
        """The item's full marks, as a number of the policy. An adjustment has none: `InvalidOption`."""
        if self.points is None:
            raise InvalidOption(messages.NO_FULL_MARKS)
        return Par("points", self.points)

    def metric(self, name: str) -> Ref:
        """This person's value of a declared metric. An undeclared one is an `InvalidOption` with the nearest name."""
        self._declared(name)
        return Ref(metric_column(name))

    def unit(self, name: str) -> Unit:
        """The unit of a declared metric."""
        return self._declared(name).unit

    def top(self, name: str) -> Decimal:
        """The highest value the metric can have. A metric without one (a count) is an `InvalidOption`."""
        high = self._declared(name).bounds[1]
        if high is None:
            raise InvalidOption(messages.NO_TOP, name, metric=name)
        return high

    def _declared(self, name: str) -> Metric:
        if name not in self.metrics:
            raise InvalidOption(messages.UNKNOWN_METRIC, name, name=name, near=did_you_mean(name, self.metrics))
        return self.metrics[name]


@runtime_checkable
class Calculator(Protocol):
    """Turns metrics into points: `rule` returns a tree whose value is the item's points, not yet rounded.

    Numbers of the policy are `Par` with the option's key path (``Par("calculator.full", self.full)``), so that they can
    be shown, explained and turned. The tree may be missing for a person; the indicator's `missing` says what follows.
    """

    kind: ClassVar[str]

    def rule(self, indicator: Item) -> Node: ...


@runtime_checkable
class GradeMapper(Protocol):
    """Turns totals into grades: `rule` returns a tree over `total` (the recorded, rounded total) whose value is a text.

    `letters` are all grades it can give, the best first.
    """

    kind: ClassVar[str]

    @property
    def letters(self) -> Sequence[str]: ...

    def rule(self, total: Ref) -> Node: ...


class SourceContext(Protocol):
    """What a metric source may ask while it reads."""

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

    def note(self, **facts: str) -> None:
        """Puts facts about the input into the run record, such as ``encoding="gb18030"``. Never personal data."""

    def source(self, name: str) -> Frame:
        """The frame of another source of the pipeline, as it was read."""

    def stage(self, name: str) -> Frame:
        """The results of an earlier stage, one row per person: ids as in the stage's CSV, metrics as ``metric.ID``."""


@runtime_checkable
class MetricSource(Protocol):
    """Gives metrics of people: `read` returns one row per key, columns of text or numbers.

    The key is `employee`, always text, unless the class has a field `by` naming another column of the population (a
    team) to join on. Text is parsed by the core with each metric's unit; an empty text is missing. A column ``_row``
    may hold the line of the input file in which a row begins, for messages. A class that reads an earlier stage has a
    field `stage`, one that reads another source a field `of`, so that the core knows the order.
    """

    kind: ClassVar[str]

    def read(self, context: SourceContext) -> Frame: ...


class ExportTarget(Protocol):
    """Where an exporter writes: files opened here are published together, or not at all."""

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        """A text file below the run's output folder (``newline=""``), ``{period}`` in `path` filled."""

    def open_binary(self, path: str) -> IO[bytes]:
        """A binary file below the run's output folder."""


@runtime_checkable
class Exporter(Protocol):
    """Writes results: `export` gets every stage's scorecards and opens its files through `target`."""

    kind: ClassVar[str]

    def export(self, results: Results, target: ExportTarget) -> None: ...
