"""Published files through SQL: PhoneNow's calls as CSV and Parquet, and a month of chats as it was exported."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kpicore import Period
from kpicore.scheme import Pipeline, Source
from kpicore.scoring.sources import SourceReader
from kpicore_csv.source import CsvSource
from kpicore_sql.source import SqlSource
from tests.pipelines import column, installed, run, written
from tests.plugins.sql.desk import read
from tests.real import published
from tests.real.phone_calls import PERIODS, QUERY, SCHEME, call_rows, metrics, worked_out

SOURCES = {
    "csv": "'calls.csv'",
    "csv, by its function": "read_csv('calls.csv', types = {'Agent': 'VARCHAR'})",
    "parquet": "'calls.parquet'",
    "json": "read_json('calls.json')",
}
PIPELINE = """
title = "PhoneNow"
period = "2021-Q1"
[sources.calls]
kind = "sql"
query_file = "calls.sql"
[stages.agents]
scheme = "scheme.toml"
from = ["calls"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The calls as the files that DuckDB reads."""
    found = tmp_path_factory.mktemp("phonenow")
    calls = pl.DataFrame(call_rows())
    calls.write_csv(found / "calls.csv")
    calls.write_parquet(found / "calls.parquet")
    (found / "calls.json").write_text(calls.write_json(), encoding="utf-8")
    return found


def exact(frame: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row.pop("employee"): row for row in frame.to_dicts()}


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("source", SOURCES)
def test_calls_become_the_metrics_that_were_worked_out(source: str, period: str, folder: Path) -> None:
    frame = read(folder, QUERY.replace("calls_of_phonenow", SOURCES[source]), period=period)

    expected = metrics(call_rows(), PERIODS[period])
    assert exact(frame) == {agent: {name: float(own[name]) for name in own} for agent, own in expected.items()}


@pytest.mark.parametrize("period", PERIODS)
def test_calls_become_the_scores_that_were_worked_out(period: str, folder: Path) -> None:
    query = QUERY.replace("calls_of_phonenow", "'calls.parquet'")
    written(folder, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "calls.sql": query})

    results = run(folder, period=period)

    expected = worked_out(metrics(call_rows(), PERIODS[period]))
    assert column(results, "agents", "total") == {agent: float(own["total"]) for agent, own in expected.items()}
    assert column(results, "agents", "grade") == {agent: own["grade"] for agent, own in expected.items()}
    assert [record.path for record in results.inputs] == ["calls.sql", "calls.parquet"]


CHATS = """
select trim("Agent Name")                                                    as employee,
       sum("Total Chats"::int)                                               as chats,
       sum("Total Feedback"::int)::float8 / nullif(sum("Total Chats"::int), 0) as feedback_rate,
       sum("Total Chats"::int)                                               as feedback_rate_n,
       sum("Total Chats"::int * epoch(strptime("Average Response Time", '%I:%M:%S %p')::time))
         / nullif(sum("Total Chats"::int), 0)                                as response_seconds,
       count(*) filter (where "Total Chats"::int > 0)                        as days_with_chats
from read_csv('AgentPerformance.csv', all_varchar = true)
where strptime(Responsedate, '%m/%d/%Y')::date between :period_start and :period_end
group by all order by all
"""


def by_hand(rows: list[dict[str, str]], month: str) -> dict[str, dict[str, Any]]:
    """The same figures without SQL, in fractions."""
    own: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        if datetime.strptime(row["Responsedate"], "%m/%d/%Y").strftime("%Y-%m") == month:  # noqa: DTZ007 — a day
            own[row["Agent Name"].strip()].append(row)
    figures = {}
    for agent, days in own.items():
        chats = sum(int(day["Total Chats"]) for day in days)
        waited = 0
        for day in days:
            clock = datetime.strptime(day["Average Response Time"], "%I:%M:%S %p")  # noqa: DTZ007 — a duration
            waited += int(day["Total Chats"]) * (clock.hour * 3600 + clock.minute * 60 + clock.second)
        feedback = sum(int(day["Total Feedback"]) for day in days)
        figures[agent] = {
            "chats": chats,
            "feedback_rate": float(Fraction(feedback, chats)) if chats else None,
            "feedback_rate_n": chats,
            "response_seconds": float(Fraction(waited, chats)) if chats else None,
            "days_with_chats": sum(int(day["Total Chats"]) > 0 for day in days),
        }
    return figures


def test_chats_through_csv_and_through_sql_give_the_figures_worked_out_by_hand() -> None:
    folder = published.folder("agent-chats")
    sources = {"sql": Source(SqlSource(CHATS)), "csv": Source(CsvSource("AgentPerformance.csv"))}
    period = Period.parse("2022-07")
    reader = SourceReader(Pipeline(folder, "Chats", period, sources, stages={}, exports={}), installed())

    rows = published.rows(folder / "AgentPerformance.csv")
    expected = by_hand(rows, "2022-07")

    assert (len(rows), len(expected)) == (2160, 70)
    assert exact(reader.as_given("sql").frame.drop("_row", strict=False)) == expected
    assert by_hand(reader.as_given("csv").frame.drop("_row").to_dicts(), "2022-07") == expected
    assert [record.path for record in reader.files] == ["AgentPerformance.csv"]
