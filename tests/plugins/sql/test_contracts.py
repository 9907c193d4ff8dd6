"""The SQL source keeps the contract of sources: over files by DuckDB, and over a database file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kpicore.testing import SourceContract
from kpicore_sql.source import SqlSource

QUERY = """
select agent as employee, count(*) as calls, avg(answered) as answer_rate, count(*) as answer_rate_n
from {calls} where day between :period_start and :period_end group by agent order by agent
"""
ROWS = [
    ("000042", "2026-10-01", 1),
    ("000042", "2026-10-31", 0),
    ("000007", "2026-10-05", 1),
    ("000007", "2026-11-01", 0),
]
EXPECTED = {"employee": ["000007", "000042"], "calls": [1, 2], "answer_rate": [1.0, 0.5], "answer_rate_n": [1, 2]}


class TestFiles(SourceContract):
    source = SqlSource(QUERY.format(calls="'in/{period}/calls.csv'"))
    files = {"in/2026-10/calls.csv": "agent,day,answered\n" + "\n".join(",".join(map(str, row)) for row in ROWS)}
    metrics = {"calls": "count", "answer_rate": "ratio"}
    expected = EXPECTED
    plugin = "sql"


class TestDatabase(SourceContract):
    source = SqlSource(url="sqlite:///calls.db", query_file="calls.sql", params={"least": 0}, timeout=60)
    metrics = {"calls": "count", "answer_rate": "ratio"}
    expected = EXPECTED

    @pytest.fixture(autouse=True)
    def given(self, tmp_path_factory: pytest.TempPathFactory) -> None:
        database: Path = tmp_path_factory.mktemp("database") / "calls.db"
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("create table calls (agent text, day text, answered integer)")
            connection.executemany("insert into calls values (?, ?, ?)", ROWS)
            connection.commit()
        query = QUERY.format(calls="calls").replace("where", "where answered >= :least and")
        self.files = {"calls.db": database.read_bytes(), "calls.sql": query}
