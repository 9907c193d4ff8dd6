"""The options of the source, the parameters it binds, and what it says of a query that its database refuses."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines import problems, written
from tests.plugins.sql.desk import read, recorded, refused, unread


def test_the_period_is_bound_as_its_days_and_its_text(tmp_path: Path) -> None:
    query = "select :period as p, :period_start as first, :period_end + interval '1 day' as after, :period_end as last"

    assert read(tmp_path, query).rows() == [("2026-10", "2026-10-01", "2026-11-01 00:00:00", "2026-10-31")]
    assert read(tmp_path, query, period="2026-Q4").rows()[0][3] == "2026-12-31"


def test_a_day_of_times_belongs_to_the_period_as_the_documents_say(tmp_path: Path) -> None:
    times = "('2026-09-30 23:59:59'), ('2026-10-01 00:00:00'), ('2026-10-31 23:59:59'), ('2026-11-01 00:00:00')"
    query = f"select count(*) as n from (values {times}) t(text), (select text::timestamp as started) where {{}}"
    whole = "started >= :period_start and started < :period_end + interval '1 day'"

    assert read(tmp_path, query.format(whole)).rows() == [(2,)]
    assert read(tmp_path, query.format("started between :period_start and :period_end")).rows() == [(1,)]
    days = "started::date between :period_start and :period_end"
    assert read(tmp_path, query.format(days)).rows() == [(2,)]


@pytest.mark.parametrize(
    "value", ["热线", "'; drop table t; --", 20, 2**40, True, Decimal("0.80"), date(2026, 10, 1), "{period}", "%s"]
)
def test_own_parameters_are_bound_and_never_written_into_the_text(value: Any, tmp_path: Path) -> None:
    expected = str(value) if isinstance(value, date) else float(value) if isinstance(value, Decimal) else value

    assert read(tmp_path, "select :mine as x", params={"mine": value}).rows() == [(expected,)]


def test_a_query_in_a_file_is_recorded_and_may_be_named_by_the_period(tmp_path: Path) -> None:
    written(tmp_path, {"sql/2026-10.sql": "\ufeff-- 十月\nselect 'A1' as employee, 1 as calls;\n"})

    assert read(tmp_path, query_file="sql/{period}.sql").rows() == [("A1", 1)]
    assert [record.path for record in recorded(tmp_path, query_file="sql/{period}.sql")] == ["sql/2026-10.sql"]


def test_a_query_file_is_there_and_is_utf8(tmp_path: Path) -> None:
    (tmp_path / "gbk.sql").write_bytes("select '热线' as x".encode("gbk"))

    assert refused(tmp_path, query_file="none.sql").line("en").startswith("none.sql: error no-file")
    assert refused(tmp_path, query_file="gbk.sql").line("en").startswith("gbk.sql: error sql-encoding")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select 1 as n\nfrom call", "calls.sql:2:6: error sql-no-table: sources.calls: there is no table call"),
        ("select\n  '工号', agnt\nfrom (select 1 as agent)", "calls.sql:2:9: error sql-no-column: sources.calls: "),
        ("select 1 as n\nform call", "calls.sql:2:1: error sql-syntax: sources.calls: "),
        ("select :period as p,\n  :perod", "calls.sql:2:3: error sql-parameter: sources.calls: "),
        ("select :period as p,\n :period_start as q, nosuch", "calls.sql:2:22: error sql-no-column: sources.calls: "),
        ("select 1;\nselect 2", "calls.sql:2:1: error sql-statements: sources.calls: "),
        ("update calls set a = 1", "calls.sql:1:1: error sql-not-a-query: sources.calls: "),
        ("select cast('x' as int) as n", "calls.sql:1:8: error sql-failed: sources.calls: "),
        ("select f(1) as n", "calls.sql:1:8: error sql-failed: sources.calls: "),
        ("select 1 as n, 2 as n", "calls.sql: error sql-column: sources.calls: "),
    ],
)
def test_what_is_wrong_with_a_query_has_its_line_and_column(query: str, said: str, tmp_path: Path) -> None:
    written(tmp_path, {"calls.sql": query})

    assert refused(tmp_path, query_file="calls.sql").line("en").startswith(said)


def test_a_name_behind_that_of_a_file_has_its_place_in_what_the_author_wrote(tmp_path: Path) -> None:
    written(
        tmp_path, {"工号.csv": "agent\nA1\n", "calls.sql": "select a.agent\nfrom '工号.csv' as a where agnt = :period"}
    )

    said = refused(tmp_path, query_file="calls.sql").line("en")

    assert (
        said
        == "calls.sql:2:26: error sql-no-column: sources.calls: there is no such column: agnt (did you mean agent?)"
    )


def test_in_a_document_the_message_says_where_in_the_query(tmp_path: Path) -> None:
    problem = refused(tmp_path, "\nselect agnt from (select 1 as agent)")

    assert problem.place.key == "sources.calls.query"
    assert problem.line("zh") == (
        "error sql-no-column: sources.calls.query: 查询第 2 行第 8 列：没有这一列：agnt (是否指 agent？)"
    )


DOCUMENT = """
title = "Centre"
period = "2026-10"
[sources.calls]
kind = "sql"
{options}
[stages.agents]
scheme = "hotline-10086/operator"
from = ["calls"]
"""


@pytest.mark.parametrize(
    ("options", "place", "said"),
    [
        ("timeout = 5", "4:1", "error sql-query: sources.calls: one of query and query_file is needed, and only one"),
        ("query = 'select :x'", "6:9", "error sql-parameter: sources.calls.query: line 1, column 8 of the query: "),
        ("query = 'select 1'\ntimeout = 0", "7:11", "error sql-timeout: sources.calls.timeout: timeout is from 1"),
        ("query = 'select 1'\nparams = { period = 1 }", "7:21", "error sql-parameter: sources.calls.params.period: "),
        ("query = 'select 1'\nurl = 'db.example'", "7:7", "error sql-url: sources.calls.url: this is no address"),
        ("query = 'select 1'\nurl = 'duckdb://'\nurl_env = 'X'", "8:11", "error sql-url: sources.calls.url_env: "),
    ],
)
def test_options_that_make_no_sense_are_refused_where_they_stand(
    options: str, place: str, said: str, tmp_path: Path
) -> None:
    written(tmp_path, {"pipeline.toml": DOCUMENT.replace("{options}", options)})

    (problem,) = problems(tmp_path)

    assert problem.line("en").removeprefix(f"{tmp_path / 'pipeline.toml'}:").startswith(f"{place}: {said}")


@pytest.mark.parametrize("name", ["", "1a", "a b", "a-b", "工号", "period_end", "kpicore_file_1"])
def test_names_that_no_parameter_can_have_are_refused(name: str) -> None:
    option, problem = unread("select 1", params={name: 1})

    assert (option, problem.code) == (name, "sql-parameter")


SLOW = "select count(*) as n from range(1000000) a(i), range(1000000) b(j) where (i * j) % 7 = 3"


def test_a_query_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    threads = threading.active_count()
    problem = refused(tmp_path, SLOW, timeout=1)

    assert problem.line("en").startswith(
        "error sql-timeout: sources.calls.timeout: the query took more than 1 seconds and was stopped"
    )
    assert threading.active_count() <= threads + 1


@pytest.mark.skipif(os.name == "nt", reason="signals of a keyboard are sent otherwise there")
def test_the_keyboard_stops_a_query(tmp_path: Path) -> None:
    written(tmp_path, {"pipeline.toml": DOCUMENT.replace("{options}", f"query = '{SLOW}'")})
    kpi = Path(sys.executable).with_name("kpi")
    command = [str(kpi), "run", str(tmp_path / "pipeline.toml")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr
        while "calls" not in running.stderr.readline():
            pass
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)

    assert running.returncode != 0
    assert "Traceback" not in said
