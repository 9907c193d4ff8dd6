"""What a person at a desk does with a source of SQL: writes files, reads the source, and is told what is wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kpicore import InvalidOption, Period, Problem, Refused
from kpicore.scheme import InputRecord, Pipeline, Source
from kpicore.scoring.sources import SourceReader
from kpicore_sql.source import SqlSource
from tests.pipelines import installed


def reader(folder: Path, options: Mapping[str, Any], period: str = "2026-10") -> SourceReader:
    """Reads ``sources.calls`` as a run does."""
    sources = {"calls": Source(SqlSource(**options))}
    pipeline = Pipeline(folder, "Centre", Period.parse(period), sources, stages={}, exports={})
    return SourceReader(pipeline, installed())


def read(folder: Path, query: str | None = None, period: str = "2026-10", **options: Any) -> pl.DataFrame:
    """The frame of the source with these options, as its plugin gives it."""
    frame = reader(folder, {"query": query, **options}, period).as_given("calls").frame
    return frame.drop("_row", strict=False)


def recorded(folder: Path, query: str | None = None, **options: Any) -> tuple[InputRecord, ...]:
    """The files that stand in the record of a run with this source."""
    asked = reader(folder, {"query": query, **options})
    asked.as_given("calls")
    return asked.files


def refused(folder: Path, query: str | None = None, **options: Any) -> Problem:
    """The one problem that reading the source is refused for."""
    with pytest.raises(Refused) as caught:
        read(folder, query, **options)
    assert caught.value.exit_code == Refused.exit_code
    (problem,) = caught.value.problems
    return problem


def unread(query: str | None = None, **options: Any) -> tuple[str, Problem]:
    """The option, and what is wrong with it, that already a document is refused for."""
    with pytest.raises(InvalidOption) as caught:
        SqlSource(query, **options)
    return caught.value.option, caught.value.problem
