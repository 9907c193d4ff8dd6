"""What comes back of a query: values with all their digits, as the core understands them."""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
import pytest

from kpicore_sql import frame
from kpicore_sql.failed import Failed
from kpicore_sql.frame import collected
from tests.pipelines import column, problems, run, written
from tests.plugins.sql.desk import read, refused

CHINA = timezone(timedelta(hours=8))


def series(*values: Any) -> pl.Series:
    return collected(["x"], [[(value,) for value in values]])["x"]


@pytest.mark.parametrize(
    ("values", "dtype", "expected"),
    [
        ([1, None, 2**62], pl.Int64, [1, None, 2**62]),
        ([2**63], pl.Int128, [2**63]),
        ([2**130], pl.Float64, [float(2**130)]),
        ([0.1, None, 2], pl.Float64, [0.1, None, 2.0]),
        ([Decimal("0.985"), Decimal("67.5207202763690183")], pl.Float64, [0.985, 67.5207202763690183]),
        ([Decimal("1E+3"), 7], pl.Float64, [1000.0, 7.0]),
        ([True, None, False], pl.Boolean, [True, None, False]),
        (["007", None, " x "], pl.String, ["007", None, " x "]),
        ([None, None], pl.Null, [None, None]),
        ([date(2026, 10, 1)], pl.String, ["2026-10-01"]),
        ([datetime(2026, 10, 1, 9, 30)], pl.String, ["2026-10-01 09:30:00"]),  # noqa: DTZ001 — it has no zone
        ([time(9, 30, 1)], pl.String, ["09:30:01"]),
        ([UUID(int=1)], pl.String, ["00000000-0000-0000-0000-000000000001"]),
        (["缺考", 90, 90.5, Decimal("0.10")], pl.String, ["缺考", "90", "90.5", "0.10"]),
    ],
)
def test_values_keep_their_digits(values: list[Any], dtype: Any, expected: list[Any]) -> None:
    assert series(*values).dtype == dtype
    assert series(*values).to_list() == expected


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (timedelta(seconds=90), "column x holds intervals, not seconds"),
        (datetime(2026, 10, 1, tzinfo=CHINA), "column x holds times with a zone"),
        (b"\0", "column x holds bytes, not numbers or texts"),
        ([1], "column x holds list, not numbers or texts"),
        ({"a": 1}, "column x holds dict, not numbers or texts"),
    ],
)
def test_what_is_neither_number_nor_text_is_refused(value: Any, said: str) -> None:
    with pytest.raises(Failed) as caught:
        series(None, value)

    assert (caught.value.problem.code, caught.value.problem.message.en) == ("sql-column", said)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("'1' as employee, 1 as calls, 2 as calls", "two columns of the result are called calls"),
        ("'1' as employee, 1 as \" \"", "column 2 of the result has no name"),
        ("'1' as employee, 1 as _row", "the column name _row is reserved"),
        ("'1' as employee, interval 1 day as late", "column late holds intervals, not seconds"),
        ("'1' as employee, now() as late", "column late holds times with a zone"),
    ],
)
def test_columns_that_cannot_be_are_refused(columns: str, said: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, f"select {columns}")

    assert (problem.code, problem.message.en, problem.place.key) == ("sql-column", said, "sources.calls.query")


@pytest.mark.parametrize("id", ["7", "440101199001011234", "7.0", "7::decimal(9, 0)", "7::hugeint"])
def test_ids_that_are_numbers_are_refused_with_what_to_do(id: str, tmp_path: Path) -> None:
    problem = refused(tmp_path, f"select {id} as employee, 1 as calls")

    assert problem.code == "employee-not-text"
    assert problem.hint
    assert "cast(… as varchar)" in problem.hint.zh
    assert "types = {'agent': 'VARCHAR'}" in problem.hint.en


def test_ids_of_a_file_keep_their_zeros_and_digits(tmp_path: Path) -> None:
    ids = ["007", "440101199001011234", "9007199254740993"]
    written(tmp_path, {"calls.csv": "agent\n" + "\n".join(ids)})

    found = read(tmp_path, "select agent as employee from read_csv('calls.csv', types = {'agent': 'VARCHAR'})")

    assert found["employee"].to_list() == ids


def test_a_whole_number_in_the_database_can_become_an_id(tmp_path: Path) -> None:
    found = read(tmp_path, "select cast(9007199254740993 as varchar) as employee")

    assert found.rows() == [("9007199254740993",)]


def test_no_rows_still_have_their_columns(tmp_path: Path) -> None:
    found = read(tmp_path, "select 'x' as employee, 1 as calls where false")

    assert (found.columns, len(found)) == (["employee", "calls"], 0)


def test_rows_are_fetched_up_to_a_limit_and_not_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "MOST_ROWS", 10_000)
    query = "select 'A' || i as employee from range({}) t(i)"

    assert len(read(tmp_path, query.format(10_000))) == 10_000
    problem = refused(tmp_path, query.format(10**11))
    assert problem.message.en == "the result has more than 10,000 rows, where one per employee is expected"


SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 20
[metrics]
calls = { unit = "count", label = { zh = "话务量", en = "Calls" } }
rate = { unit = "ratio", label = { zh = "接通率", en = "Answer rate" } }
[indicators.volume]
label = { zh = "业务量", en = "Volume" }
points = 10
calculator = { kind = "entered", metric = "calls" }
[indicators.answered]
label = { zh = "接通", en = "Answered" }
points = 10
calculator = { kind = "proportional", metric = "rate" }
"""


def pipeline(folder: Path, values: str) -> Path:
    document = f"""
title = "Centre"
period = "2026-10"
[sources.calls]
kind = "sql"
query = "select * from (values {values}) t(employee, calls, rate)"
[stages.agents]
scheme = "scheme.toml"
from = ["calls"]
"""
    return written(folder, {"pipeline.toml": document, "scheme.toml": SCHEME})


def test_decimals_and_whole_numbers_score_like_the_same_text(tmp_path: Path) -> None:
    results = run(pipeline(tmp_path, "('007', 7::hugeint, 0.985::decimal(9, 3)), ('008', 8, 1)"))

    assert column(results, "agents", "metric.rate") == {"007": float("0.985"), "008": 1.0}
    assert column(results, "agents", "total") == {"007": 16.85, "008": 18.0}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ("('007', 7, 'nan'::double)", "not-finite"),
        ("('007', 7, 'inf'::double)", "not-finite"),
        ("('007', 7, 98.5)", "out-of-range"),
        ("('007', 7, null)", "missing-metric"),
        ("('007', 7, true)", "wrong-type"),
        ("('007', date '2026-10-01', 1)", "date"),
        ("('007', 7, 1), ('007', 8, 1)", "duplicate"),
    ],
)
def test_values_that_do_not_fit_are_refused_by_the_core_at_the_source(values: str, code: str, tmp_path: Path) -> None:
    found = problems(pipeline(tmp_path, values))

    assert {problem.code for problem in found} == {code}
    assert all("sources.calls" in problem.line("en") or code == "missing-metric" for problem in found)
