"""The database table queue_log, as another source gives it: the same figures as from the file."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kpicore import Period, Refused
from kpicore.scheme import Pipeline, Source
from kpicore.scoring.sources import SourceReader
from kpicore_asterisk.rows import seconds
from kpicore_asterisk.source import QueueLog
from tests.core.scoring.centre import giving
from tests.plugins.asterisk.logs import EAST, answered, at, line, month, read

COLUMNS = ("time", "callid", "queue", "employee", "event", "data1", "data2", "data3", "data4", "data5")
LOG = month(
    line("05 08:00:00", "ADDMEMBER", ""),
    answered("05 08:30:00", 10, 4, 120, call="c1"),
    line("05 09:00:00", "CONNECT", 7, "ch", 3, call="c2"),
    line("05 09:02:00", "ATTENDEDTRANSFER", "LINK", "SIP/1-a", "SIP/2-b", 7, 110, 1, call="c2"),
    line("05 10:00:00", "RINGNOANSWER", 15000, call="c3"),
    line("05 12:00:00", "REMOVEMEMBER", ""),
)


def rows(log: str) -> list[list[str]]:
    """The table that Asterisk writes: five columns of data, the last with what is left."""
    split = [text.split("|") for text in log.splitlines()]
    return [[*(each + [""] * 5)[:9], "|".join(each[9:])] for each in split]


def table(log: str, times: Sequence[object] | None = None) -> pl.DataFrame:
    frame = pl.DataFrame(rows(log), schema=COLUMNS, orient="row")
    return frame if times is None else frame.with_columns(pl.Series("time", times))


def from_table(frame: pl.DataFrame, **options: Any) -> list[dict[str, Any]]:
    registry = giving(frame)
    sources = {
        "table": Source(registry.sources["frame0"].cls()),
        "calls": Source(QueueLog(time_zone="Asia/Shanghai", of="table", **options)),
    }
    pipeline = Pipeline(Path(), "", Period.parse("2026-10"), sources, {}, {})
    given: pl.DataFrame = SourceReader(pipeline, registry).read("calls").frame
    return given.drop("_row").rows(named=True)


def local(text: str) -> datetime:
    return datetime.fromtimestamp(int(text), EAST).replace(tzinfo=None)


TIMES: Mapping[str, Callable[[list[str]], Sequence[object]]] = {
    "texts of seconds": lambda texts: texts,
    "numbers": lambda texts: [int(text) for text in texts],
    "local times": lambda texts: [local(text) for text in texts],
    "texts of local times": lambda texts: [f"{local(text).isoformat(sep=' ')}.896208" for text in texts],
    "times with a zone": lambda texts: [datetime.fromtimestamp(int(text), UTC) for text in texts],
}


@pytest.mark.parametrize("kind", TIMES)
def test_the_table_gives_what_the_file_gives(kind: str, tmp_path: Path) -> None:
    frame = table(LOG, TIMES[kind]([row[0] for row in rows(LOG)]))

    assert from_table(frame) == read(tmp_path, LOG)


def test_rows_are_taken_in_the_order_of_their_times(tmp_path: Path) -> None:
    frame = table(LOG)

    assert from_table(frame.reverse().sort("time", maintain_order=True, descending=True)) == read(tmp_path, LOG)


def test_a_pipeline_reads_the_table_through_any_source(tmp_path: Path) -> None:
    from tests.pipelines import run, written
    from tests.plugins.asterisk.test_files import PIPELINE, SCHEME

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerows([[*COLUMNS[:2], "queuename", "agent", *COLUMNS[4:]], *rows(LOG)])
    document = PIPELINE.replace('path = "log/queue_log*"', 'of = "table"') + (
        '[sources.table]\nkind = "csv"\npath = "table.csv"\ncolumns = { employee = "agent", queue = "queuename" }\n'
    )
    people = {"people.csv": "employee\n0042\n", "ids.csv": "ext,employee\n1001,0042\n"}
    files = {"pipeline.toml": document, "scheme.toml": SCHEME, "table.csv": file.getvalue(), **people}

    results = run(written(tmp_path, files))

    assert results.stages["agents"].frame["metric.talk_seconds"].to_list() == [115.0]
    assert [each.path for each in results.inputs] == ["people.csv", "table.csv", "ids.csv"]


def refused(frame: pl.DataFrame) -> list[str]:
    with pytest.raises(Refused) as caught:
        from_table(frame)
    return [problem.line("en").partition(" (")[0] for problem in caught.value.problems]


def test_damaged_rows_are_refused_all_at_once(tmp_path: Path) -> None:
    log = [
        *rows(LOG),
        ["soon", "c", "support", "SIP/1", "CONNECT", "1", "", "1", "", ""],
        [str(at("30 10:00:00")), "c", "support", "SIP/1", "CONNECT", "", "", "", "", ""],
        ["", "c", "support", "SIP/1", "ABANDON", "", "", "", "", ""],
    ]
    assert refused(pl.DataFrame(log, schema=COLUMNS, orient="row").with_row_index("_row", 2)) == [
        "sources.table:11: error queue-log-row: time: the time soon is not understood",
        "sources.table:13: error queue-log-row: time: the time — is not understood",
        "sources.table:12: error queue-log-line: event: CONNECT lacks the seconds waited, or it is no number: —",
    ]


def test_columns_that_are_lacking_are_named() -> None:
    frame = table(LOG).drop("queue", "data1")
    assert refused(frame) == [
        "sources.table: error missing-column: queue: source table lacks the column queue",
        "sources.table: error missing-column: data1: source table lacks the column data1",
    ]


@pytest.mark.parametrize(
    "value", [None, "", "soon", "2026-10-05", -1, 10**15, float("nan"), True, timedelta(1), "1793203200.x"]
)
def test_what_is_no_moment(value: object) -> None:
    assert seconds(value, EAST) is None
