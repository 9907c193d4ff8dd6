"""A pipeline: where metrics come from, which schemes score whom, and what is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias

from attrs import field, frozen

from kpicore.scheme.interfaces import Exporter, MetricSource
from kpicore.scheme.metric import Unit
from kpicore.scheme.period import Period

GivenIn: TypeAlias = Literal["percent", "per-mille", "milliseconds", "minutes", "hours", "h:mm:ss", "mm:ss"]
"""What a source may give figures in that a metric has in another unit."""

CONVERTED_TO: Mapping[GivenIn, Unit] = {
    "percent": "ratio",
    "per-mille": "ratio",
    "milliseconds": "seconds",
    "minutes": "seconds",
    "hours": "seconds",
    "h:mm:ss": "seconds",
    "mm:ss": "seconds",
}
"""The unit of the metrics that can be given so."""


@frozen
class EmployeeIds:
    """Whose ids are whose: a `file` (CSV or workbook) with the source's ids in the column `from_` and the employee ids
    in the column `to`."""

    file: str
    from_: str
    to: str


@frozen
class Source:
    """A metric source, and what is done with all that it gives, in this order.

    Rows whose `period_column` (their name of it) has a day outside the period are left out. `columns` maps our names to
    theirs. The ids in `employee` become those of `employees`; rows whose id is not there are left out. `units` says of
    columns (our names) that their figures are given in another unit than the metric has.
    """

    reader: MetricSource
    columns: Mapping[str, str] = field(factory=dict)
    units: Mapping[str, GivenIn] = field(factory=dict)
    employees: EmployeeIds | None = None
    period_column: str | None = None

    @property
    def by(self) -> str:
        """The column of the population on which it is joined."""
        return getattr(self.reader, "by", None) or "employee"

    @property
    def gives(self) -> Mapping[str, Unit]:
        """The units of the columns that it always gives, by their names there; empty where its class does not say."""
        return getattr(self.reader, "gives", None) or {}

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
