"""Databases that only SQLAlchemy knows: the same way, shown with SQLite's driver, which needs no server."""

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import polars as pl
import pytest

from kpicore import SourceContext
from kpicore_sql.address import Address
from kpicore_sql.databases import others
from kpicore_sql.failed import Failed
from kpicore_sql.query import Value, parse
from kpicore_sql.source import PERIOD
from tests.plugins.sql.desk import refused

NOBODY: SourceContext = None  # type: ignore[assignment]  # a server's database asks for no files


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database in which agents have calls."""
    with closing(sqlite3.connect(tmp_path / "calls.db")) as connection:
        connection.execute("create table calls as select 'A1' as agent, 1 as n union all select 'A2', 2")
        connection.commit()
    return f"sqlite:///{tmp_path / 'calls.db'}"


def read(url: str, text: str, values: Mapping[str, Value] | None = None, seconds: int = 10) -> pl.DataFrame:
    values = values or {}
    return others.read(parse(text, [*PERIOD, *values]), values, Address(url, "url"), NOBODY, seconds)


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("select agent, n from calls order by n", {}, [("A1", 1), ("A2", 2)]),
        ("select agent, 7 % 4 from calls where n > :n and :n < 2", {"n": 1}, [("A2", 3)]),
        ("select '50%' as a, ':n' as b, :n as c, :m as d, :n as e", {"n": 1, "m": "x"}, [("50%", ":n", 1, "x", 1)]),
    ],
)
def test_rows_come_back_with_parameters_bound(
    text: str, values: Mapping[str, Value], expected: list[object], url: str
) -> None:
    assert read(url, text, values).rows() == expected


@pytest.mark.parametrize("style", ["qmark", "numeric", "named"])
def test_parameters_are_written_as_each_driver_wants_them(
    style: str, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlalchemy.dialects.sqlite.pysqlite.SQLiteDialect_pysqlite.default_paramstyle", style)
    monkeypatch.setattr(sqlite3, "paramstyle", style)

    assert read(url, "select :b as x, :a as y, :b as z", {"a": 1, "b": 2}).rows() == [(2, 1, 2)]


def test_what_the_database_says_has_neither_parameters_nor_links(url: str) -> None:
    with pytest.raises(Failed) as caught:
        read(url, "select :secret from call", {"secret": "13900000000"})

    assert caught.value.problem.message.en == "the database says: no such table: call"


def test_a_result_that_does_not_come_is_waited_for_no_longer(url: str) -> None:
    endless = (
        "with recursive n(i) as (select 1 union all select i + 1 from n limit 30000000) select count(*) as n from n"
    )

    with pytest.raises(Failed) as caught:
        read(url, endless, seconds=1)

    assert caught.value.problem.code == "sql-timeout"


def test_a_statement_that_is_no_query_never_reaches_a_database(url: str) -> None:
    with pytest.raises(Failed) as caught:
        read(url, "with x(n) as (select 1) insert into calls select 'A3', 3")

    assert (caught.value.problem.code, caught.value.at) == ("sql-not-a-query", 24)
    assert len(read(url, "with x(n) as (select 1) select agent from calls")) == 2


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql+nodriver://user@127.0.0.1/crm", "nothing that reads mysql is installed"),
        ("nonsense://user@127.0.0.1/crm", "nothing that reads nonsense is installed"),
        (
            "mysql+pymysql://user@127.0.0.1/crm",
            "mysql is read by pymysql, which is not installed (pip install pymysql)",
        ),
        ("mysql://user@127.0.0.1:port/crm", "this is no address of a database"),
    ],
)
def test_what_is_not_installed_is_named(url: str, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, "select 1 as n", url=url).line("en").startswith("error sql-")
    assert said in refused(tmp_path, "select 1 as n", url=url).line("en")


@pytest.mark.parametrize(
    ("module", "url", "install"),
    [
        ("sqlalchemy", "mysql+pymysql://user@127.0.0.1/crm", 'pip install "kpicore-sql[sqlalchemy]"'),
        ("psycopg", "postgresql://user@127.0.0.1/crm", 'pip install "kpicore-sql[postgresql]"'),
    ],
)
def test_an_extra_that_is_missing_is_named(
    module: str, url: str, install: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)

    problem = refused(tmp_path, "select 1 as n", url=url)

    assert (problem.code, problem.hint.en if problem.hint else "") == ("sql-driver", install)
