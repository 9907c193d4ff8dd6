"""A pipeline: where metrics come from, which schemes score whom, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from attrs import field, frozen

from kpicore.scheme.interfaces import Exporter, MetricSource
from kpicore.scheme.period import Period


@frozen
class Source:
    """A metric source and the names its columns have there: `columns` maps ours to theirs."""

    reader: MetricSource
    columns: Mapping[str, str] = field(factory=dict)

    @property
    def by(self) -> str:
        """The column of the population on which it is joined."""
        return getattr(self.reader, "by", None) or "employee"

    @property
    def stage(self) -> str | None:
        """The earlier stage it reads, if any."""
        return getattr(self.reader, "stage", None)

    @property
    def of(self) -> str | None:
        """The other source it reads, if any."""
        return getattr(self.reader, "of", None)


@frozen
class Stage:
    """One scheme applied to one population: the first source of `sources` gives the people and their order.

    `scheme` is an installed id, or a path to a TOML file. `where` keeps the people whose column has one of the values.
    """

    scheme: str
    sources: tuple[str, ...] = field(converter=tuple[str, ...])
    where: Mapping[str, tuple[str, ...]] = field(factory=dict)


@frozen
class Pipeline:
    """A pipeline document; paths in it are relative to `folder`. Stages stand in the order of the document."""

    folder: Path
    title: str
    period: Period
    sources: Mapping[str, Source]
    stages: Mapping[str, Stage]
    exports: Mapping[str, Exporter]
    output: str = "out"
