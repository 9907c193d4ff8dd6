"""SQLite: a file beside the pipeline, which is only read."""

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from tests.plugins.sql.desk import read, recorded, refused

URL = "sqlite:///calls.db"
ROWS = [
    ("007", "2026-09-30 23:59:59", 90, "1"),
    ("007", "2026-10-01 00:00:00", 90, 98.5),
    ("007", "2026-10-31 23:59:59", 80, "缺考"),
    ("008", "2026-10-05 10:00:00", 70, None),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Calls in a database file."""
    with closing(sqlite3.connect(tmp_path / "calls.db")) as connection:
        connection.execute("create table calls (agent text, started text, seconds integer, score)")
        connection.executemany("insert into calls values (?, ?, ?, ?)", ROWS)
        connection.execute("create view agents as select distinct agent from calls")
        connection.commit()
    return tmp_path


def test_metrics_of_the_period_come_from_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder.parent)
    query = """
    select agent as employee, count(*) as calls, avg(seconds) as seconds from calls
    where date(started) between :period_start and :period_end group by agent order by agent
    """

    assert read(folder, query, url=URL).rows() == [("007", 2, 85.0), ("008", 1, 70.0)]
    (record,) = recorded(folder, query, url=URL)
    assert (record.path, record.sha256) == ("calls.db", sha256((folder / "calls.db").read_bytes()).hexdigest())


def test_a_column_of_several_kinds_is_text_for_the_core_to_judge(folder: Path) -> None:
    frame = read(folder, "select agent as employee, score from calls", url=URL)

    assert frame["score"].to_list() == ["1", "98.5", "缺考", None]


def test_parameters_are_bound(folder: Path) -> None:
    params = {"text": "it's", "number": 5, "decimal": Decimal("0.8"), "day": date(2026, 10, 5), "truth": True}
    query = "select :text as a, :number as b, :decimal as c, :day as d, :truth as e, :period as f"

    assert read(folder, query, url=URL, params=params).rows() == [("it's", 5, 0.8, "2026-10-05", 1, "2026-10")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("select * from call", "line 1, column 15 of the query: there is no table call (did you mean calls?)"),
        ("select * from main.agent", "line 1, column 20 of the query: there is no table agent (did you mean agents?)"),
        ("select agnt\nfrom calls", "line 1, column 8 of the query: there is no such column: agnt ("),
        (
            "select agent\nfro calls",
            'line 2, column 5 of the query: a mistake in the syntax: near "calls": syntax error',
        ),
        ("select nosuch(1) from calls", "the database says: no such function: nosuch"),
        ("select * from calls where agent = :mine", "line 1, column 35 of the query: there is no parameter :mine"),
        ("with x as (select 1) delete from calls", "line 1, column 22 of the query: delete begins no query"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(query: str, said: str, folder: Path) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011 — an unknown parameter is known before the file is opened
        read(folder, query, url=URL)

    problem = getattr(caught.value, "problem", None) or caught.value.problems[0]  # type: ignore[attr-defined]  # either has one
    assert said in problem.line("en")
    with closing(sqlite3.connect(folder / "calls.db")) as connection:
        assert connection.execute("select * from calls").fetchall() == ROWS


def test_a_query_that_takes_too_long_is_stopped(folder: Path) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) as n from n"

    assert refused(folder, endless, url=URL, timeout=1).code == "sql-timeout"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("sqlite://", "sql-url"),
        ("sqlite://calls.db", "sql-url"),
        ("sqlite:///none.db", "no-file"),
        ("sqlite:///text.db", "sql-failed"),
        ("sqlite:///.", "is-folder"),
    ],
)
def test_a_database_that_is_none_is_refused_and_not_made(url: str, code: str, folder: Path) -> None:
    (folder / "text.db").write_text("no database, but long enough to be one" * 50, encoding="utf-8")
    before = sorted(folder.iterdir())

    assert refused(folder, "select agent from calls", url=url).code == code
    assert sorted(folder.iterdir()) == before


def test_a_name_with_what_means_something_in_addresses(folder: Path) -> None:
    (folder / "calls.db").rename(folder / "十月 #1 100%.db")

    assert len(read(folder, "select * from calls", url="sqlite:///十月 #1 100%25.db")) == 4
