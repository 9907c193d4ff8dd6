"""Queue logs for tests, written line by line with local times, and what reading them gives."""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kpicore import Period, Refused
from kpicore.scheme import Pipeline, Source
from kpicore.scoring.source_frame import SourceFrame
from kpicore.scoring.sources import SourceReader
from kpicore_asterisk.source import QueueLog
from tests.pipelines import installed, written

EAST = timezone(timedelta(hours=8))
AGENT = "SIP/1001"


def at(local: str) -> int:
    """Seconds since 1970 of a time in October 2026 (``05 08:30:00``), or of another one in full, eight hours east."""
    full = local if local.count("-") == 2 else f"2026-10-{local}"
    return int(datetime.fromisoformat(full).replace(tzinfo=EAST).timestamp())


def line(local: str, event: str, *data: object, call: str = "c1", queue: str = "support", agent: str = AGENT) -> str:
    """A line of the log."""
    return "|".join(map(str, (at(local), call, queue, agent, event, *data))) + "\n"


def answered(local: str, wait: int, ring: int, talk: int, how: str = "COMPLETECALLER", **where: str) -> str:
    """A call that is answered at a time, and its end."""
    end = datetime.fromtimestamp(at(local) + talk, EAST).replace(tzinfo=None).isoformat(sep=" ")
    return line(local, "CONNECT", wait, "ch.1", ring, **where) + line(end, how, wait, talk, 1, **where)


WHOLE_MONTH = (
    line("01 00:00:00", "QUEUESTART", queue="NONE", agent="NONE"),
    line("31 23:59:59", "CONFIGRELOAD", queue="NONE", agent="NONE"),
)
"""A line on the first and one on the last day, so that nothing is said of the log's span."""


def month(*lines: str) -> str:
    """A log of the whole month."""
    return WHOLE_MONTH[0] + "".join(lines) + WHOLE_MONTH[1]


def source(folder: Path, files: Mapping[str, str | bytes], period: str = "2026-10", **options: Any) -> SourceFrame:
    """What the source gives of the files in the folder."""
    written(folder, files)
    options = {"path": "queue_log", "time_zone": "Asia/Shanghai", **options}
    sources = {"calls": Source(QueueLog(**options))}
    pipeline = Pipeline(folder, "", Period.parse(period), sources, {}, {})
    return SourceReader(pipeline, installed()).read("calls")


def read(folder: Path, log: str, **options: Any) -> list[dict[str, Any]]:
    """The rows of agents in a single log."""
    frame: pl.DataFrame = source(folder, {"queue_log": log}, **options).frame
    return frame.drop("_row").rows(named=True)


def told(folder: Path, log: str, **options: Any) -> list[str]:
    """What is warned of."""
    return [warning.line("en") for warning in source(folder, {"queue_log": log}, **options).warnings]


def refused(folder: Path, files: Mapping[str, str | bytes], **options: Any) -> list[str]:
    """What the log is refused for."""
    with pytest.raises(Refused) as caught:
        source(folder, files, **options)
    return [problem.line("en") for problem in caught.value.problems]
