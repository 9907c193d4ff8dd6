"""What a run hands to its exporters: every stage's scored people, their scheme, and the record of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field, frozen

from kpicore.errors import Problem
from kpicore.rule import Aggregate, Column
from kpicore.scheme.period import Period
from kpicore.scheme.scheme import Scheme

Frame: TypeAlias = Any
"""A native frame that narwhals understands: polars, DuckDB, pandas, PySpark …"""


@frozen
class SchemeOrigin:
    """Where a scheme's document came from: its hash, and either the plugin that ships it or its `file` as the pipeline
    names it.

    An overlay has `layers`: itself and what it extends, each with the hash of its own bytes. `sha256` is then the hash
    of these hashes, each a line of its own.
    """

    sha256: str
    file: str = ""
    plugin: str = ""
    distribution: str = ""
    version: str = ""
    layers: tuple[SchemeLayer, ...] = ()


@frozen
class SchemeLayer:
    """One of the documents that an overlay is made of."""

    id: str
    version: str
    origin: SchemeOrigin


@frozen
class StageResults:
    """A stage, scored.

    `frame` is a polars DataFrame, one row per person in the population's order, with the columns ``employee`` (text),
    ``name`` and ``team`` where known, the scheme's groups, ``detail.ID`` per detail as text, ``metric.ID`` per metric,
    the helpers of `columns` (``_OWNER_N``), every indicator and adjustment id, ``base_total``, ``total``, ``rank`` and
    ``grade``; ``_scale`` where an indicator may be left out. A missing score, total, rank or grade is null.
    `columns` are the named steps that computed it, `origin` says where the scheme came from. `from_stages` holds the
    input columns that an earlier stage's results gave, each as the figure over that stage which it is. `findings` is
    what lint says of the scheme, None where nobody asked it.
    """

    name: str
    scheme: Scheme
    columns: Sequence[Column]
    frame: Frame
    warnings: tuple[Problem, ...] = ()
    origin: SchemeOrigin | None = None
    from_stages: Mapping[str, Aggregate] = field(factory=dict)
    findings: tuple[Problem, ...] | None = None

    @property
    def people(self) -> int:
        return len(self.frame)


@frozen
class InputRecord:
    """A file that was read: its path as the document has it, its hash, and facts such as its encoding."""

    path: str
    sha256: str
    facts: Mapping[str, str] = field(factory=dict)


@frozen
class KeptInput:
    """Input that no file holds, such as a server's answers, to be kept with the run: its `path` as the document has it,
    the `place` that this is, and its content."""

    path: str
    place: Path
    content: bytes = field(repr=False)


@frozen
class Results:
    """All stages of a run in the order they were scored. What is `kept` is written when the run is published."""

    title: str
    period: Period
    stages: Mapping[str, StageResults]
    inputs: tuple[InputRecord, ...] = ()
    warnings: tuple[Problem, ...] = ()
    kept: tuple[KeptInput, ...] = ()
