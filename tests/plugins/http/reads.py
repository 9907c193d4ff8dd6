"""What the source reads in tests."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kpicore import Period, Refused
from kpicore.scheme import Pipeline, Source
from kpicore.scoring.source_frame import SourceFrame
from kpicore.scoring.sources import SourceReader
from kpicore_http.source import Http
from tests.pipelines import installed
from tests.plugins.http.server import Server

FIELDS = {"employee": "agent", "calls": "calls"}
TOKEN = "kpi-SECRET-0123456789"
SNAPSHOT = "answers/{period}.jsonl"


def options(server: Server | None, **more: Any) -> dict[str, Any]:
    """Options that try again at once, and for a moment only."""
    url = f"{server.url}/agents" if server else "https://crm.example.com/agents"
    quick = {"wait": Decimal("0.01"), "timeout": Decimal(5)}
    return {"url": url, "rows": "items", "fields": FIELDS, "snapshot": SNAPSHOT, **quick, **more}


def source(
    folder: Path, server: Server | None, period: str = "2026-10", **more: Any
) -> tuple[SourceFrame, SourceReader]:
    """What the source gives, and its reader with what is kept."""
    sources = {"crm": Source(Http(**options(server, **more)))}
    reader = SourceReader(Pipeline(folder, "", Period.parse(period), sources, {}, {}), installed())
    return reader.read("crm"), reader


def read(folder: Path, server: Server | None, **more: Any) -> list[dict[str, Any]]:
    """The rows."""
    frame: pl.DataFrame = source(folder, server, **more)[0].frame
    return frame.drop("_row").rows(named=True)


def told(folder: Path, server: Server, **more: Any) -> list[str]:
    """What is warned of."""
    return [warning.line("en") for warning in source(folder, server, **more)[0].warnings]


def refused(folder: Path, server: Server | None, **more: Any) -> list[str]:
    """What the source is refused for; the token stands in none of it."""
    with pytest.raises(Refused) as caught:
        source(folder, server, **more)
    said = [f"{problem.line('en')} {problem.line('zh')}" for problem in caught.value.problems]
    assert not any(TOKEN in line for line in said)
    assert TOKEN not in str(caught.value)
    return [problem.line("en") for problem in caught.value.problems]
