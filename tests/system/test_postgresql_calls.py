"""PhoneNow's calls in PostgreSQL: the metrics as on DuckDB, and a pipeline over a database, a workbook and a CSV."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.pipelines import column, run, written
from tests.plugins.sql.desk import read
from tests.real.phone_calls import COLUMNS, PERIODS, QUERY, SCHEME, call_rows, metrics, worked_out
from tests.system.postgresql import Server

ON_POSTGRESQL = QUERY.replace("calls_of_phonenow", "phonenow")
EXAM = """
[metrics.exam_score]
unit = "score"
label = { zh = "考试成绩", en = "Exam" }
[indicators.exam]
label = { zh = "考试", en = "Exam" }
points = 10
calculator = { kind = "linear", metric = "exam_score", zero = 60, full = 90 }
"""
PIPELINE = """
title = "PhoneNow"
period = "2021-Q1"

[sources.people]
kind = "excel"
path = "roster.xlsx"
columns = { employee = "工号", name = "姓名", team = "班组" }

[sources.calls]
kind = "sql"
url_env = "PHONENOW_URL"
query_file = "calls.sql"

[sources.exam]
kind = "csv"
path = "in/{period}/exam.csv"
columns = { employee = "工号", exam_score = "成绩" }

[stages.agents]
scheme = "scheme.toml"
from = ["people", "calls", "exam"]
"""


@pytest.fixture(scope="module")
def phonenow(postgresql: Server) -> Iterator[Server]:
    """The server with the calls in a table of their own types."""
    rows = call_rows()
    columns = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    postgresql.load("phonenow", columns, ([row[name] for name in COLUMNS] for row in rows))
    yield postgresql
    postgresql.run("drop table phonenow")


@pytest.fixture
def calls(phonenow: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment in which the pipeline finds it."""
    monkeypatch.setenv("PHONENOW_URL", phonenow.url)


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("period", PERIODS)
def test_postgresql_and_duckdb_give_the_metrics_that_were_worked_out(period: str, tmp_path: Path) -> None:
    pl.DataFrame(call_rows()).write_parquet(tmp_path / "calls.parquet")

    there = read(tmp_path, ON_POSTGRESQL, period=period, url_env="PHONENOW_URL")
    here = read(tmp_path, QUERY.replace("calls_of_phonenow", "'calls.parquet'"), period=period)

    assert there.equals(here)
    expected = metrics(call_rows(), PERIODS[period])
    assert {row.pop("employee"): row for row in there.to_dicts()} == {
        agent: {name: float(own[name]) for name in own} for agent, own in expected.items()
    }


@pytest.mark.usefixtures("calls")
def test_a_database_a_workbook_and_a_csv_file_make_one_card(tmp_path: Path) -> None:
    expected = worked_out(metrics(call_rows(), PERIODS["2021-Q1"]))
    agents = sorted(expected, reverse=True)
    exam = {agent: 60 + 3 * place for place, agent in enumerate(agents)}
    workbook = openpyxl.Workbook()
    assert workbook.active is not None
    workbook.active.append(["工号", "姓名", "班组"])
    for agent in agents:
        workbook.active.append([agent, f"坐席{agent}", "一班"])
    workbook.save(tmp_path / "roster.xlsx")
    lines = "".join(f"{agent},{score}\r\n" for agent, score in exam.items())
    scheme = SCHEME.replace("full    = 100", "full    = 110") + EXAM
    written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": scheme, "calls.sql": ON_POSTGRESQL})
    written(tmp_path, {"in/2021-Q1/exam.csv": f"工号,成绩\r\n{lines}".encode("gbk")})

    results = run(tmp_path)

    frame: pl.DataFrame = results.stages["agents"].frame
    assert frame["employee"].to_list() == agents
    assert frame["name"].to_list() == [f"坐席{agent}" for agent in agents]
    totals = column(results, "agents", "total")
    assert totals == {
        agent: float(Fraction(expected[agent]["total"]) + Fraction(exam[agent] - 60, 3)) for agent in agents
    }
    assert [record.path for record in results.inputs] == ["roster.xlsx", "calls.sql", "in/2021-Q1/exam.csv"]
