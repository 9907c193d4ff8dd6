"""Rows of other periods: left out by a column of days, counted, and never guessed."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from tests.core.scoring.centre import entered, frames, giving, metric, scheme
from tests.core.scoring.tables import FileKind, cell, folder_with, here
from tests.pipelines import column, problems, run

KINDS: list[FileKind] = ["csv", "excel"]
SCHEME = scheme(metric("calls", 'unit = "count"') + entered("calls"))
DAY = {"people": 'period_column = "日期"'}


def warned(folder: Path, lang: str = "en") -> list[str]:
    return [warning.line("zh" if lang == "zh" else "en") for warning in run(folder).warnings]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_outside_the_period_are_left_out_and_counted(kind: FileKind, tmp_path: Path) -> None:
    table = "employee,calls,日期\n1,1,2026-10-01\n2,9,2026-09-30\n2,2,2026-10-31\n1,9,2026-11-01\n3,3,2026-10-15\n"
    folder_with(tmp_path, SCHEME, {"people": table}, DAY, kind)

    assert column(run(tmp_path), "agents", "metric.calls") == {"1": 1.0, "2": 2.0, "3": 3.0}
    assert warned(tmp_path) == [
        (
            f"{here(kind, 'people')}: warning outside-period: source people: 2 of 5 rows left out, "
            "their 日期 is outside 2026-10"
        )
    ]
    assert warned(tmp_path, "zh") == [
        f"{here(kind, 'people')}: warning outside-period: 来源 people：2 行的“日期”不在 2026-10 内，未计入（共 5 行）"
    ]


def test_where_all_rows_are_of_the_period_nothing_is_said(tmp_path: Path) -> None:
    folder_with(tmp_path, SCHEME, {"people": "employee,calls,日期\n1,1,2026-10-01\n"}, DAY, "csv")

    assert warned(tmp_path) == []


@pytest.mark.parametrize(
    "day",
    [
        "2026-10-05",
        " 2026-10-05 ",
        "2026-10-5",
        "2026/10/5",
        "2026/10/05 08:30",
        "2026.10.05",
        "20261005",
        "2026年10月5日",
        "2026年10月05日 8:30:15",
        "２０２６－１０－０５",
        "2026-10-05 23:59:59.999",
        "2026-10-05T00:00:00",
    ],
)
def test_a_day_may_be_written_in_these_ways(day: str, tmp_path: Path) -> None:
    table = f"employee,calls,日期\n1,1,{day}\n2,9,{day.replace('10', '11', 1).replace('１０', '１１')}\n"
    folder_with(tmp_path, SCHEME, {"people": table}, DAY, "csv")

    assert column(run(tmp_path), "agents", "metric.calls") == {"1": 1.0}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-02-30", "error not-a-date: 日期: there is no such day as 2026-02-30 (put it right)"),
        ("20261305", "error not-a-date: 日期: there is no such day as 20261305 (put it right)"),
        (
            "05/10/2026",
            (
                "error not-a-date: 日期: 05/10/2026 is no date, so nobody can say whether it is in the period "
                "(write 2026-10-05)"
            ),
        ),
        (
            "2026-10",
            (
                "error not-a-date: 日期: 2026-10 is no date, so nobody can say whether it is in the period "
                "(write 2026-10-05)"
            ),
        ),
        (
            "46300",
            (
                "error not-a-date: 日期: 46300 is no date, so nobody can say whether it is in the period "
                "(write 2026-10-05)"
            ),
        ),
        (
            "",
            (
                "error not-a-date: 日期: there is no date, so nobody can say whether it is in the period "
                "(fill it in, or delete the row)"
            ),
        ),
        (
            "2026-10-31T23:30:00Z",
            (
                "error date-zone: 日期: 2026-10-31T23:30:00Z has a time zone: nobody knows which day that is locally "
                "(have the source give local dates)"
            ),
        ),
        (
            "2026-10-31 23:30:00+08:00",
            (
                "error date-zone: 日期: 2026-10-31 23:30:00+08:00 has a time zone: nobody knows which day that is "
                "locally (have the source give local dates)"
            ),
        ),
    ],
)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_no_day_is_refused_in_its_cell(kind: FileKind, day: str, said: str, tmp_path: Path) -> None:
    folder_with(tmp_path, SCHEME, {"people": f"employee,calls,日期\n1,1,2026-10-01\n2,2,{day}\n"}, DAY, kind)

    assert [problem.line("en") for problem in problems(tmp_path)] == [f"{cell(kind, 'people', 'C', 3)}: {said}"]


def test_the_column_is_named_as_the_source_has_it(tmp_path: Path) -> None:
    options = {"people": 'period_column = "日期"\ncolumns = { day = "日期" }'}
    table = {"people": "employee,calls,日期\n1,1,2026-10-01\n2,2,2026-09-01\n"}
    folder_with(tmp_path, SCHEME, table, options, "csv")
    assert column(run(tmp_path), "agents", "metric.calls") == {"1": 1.0}

    folder_with(tmp_path, SCHEME, table, {"people": 'period_column = "day"\ncolumns = { day = "日期" }'}, "csv")
    assert [problem.line("en") for problem in problems(tmp_path)] == [
        "people.csv: error missing-column: day: column day is missing (known: calls, employee, 日期)"
    ]


def test_columns_of_days_and_of_times_are_taken_as_they_are(tmp_path: Path) -> None:
    def frame(*days: object) -> pl.DataFrame:
        return pl.DataFrame({"employee": ["1", "2"], "calls": [1, 2], "day": list(days)})

    frames(tmp_path, SCHEME, 'period_column = "day"')
    given = [
        frame(date(2026, 10, 31), date(2026, 11, 1)),
        frame(datetime(2026, 10, 31, 23, 59, 59), datetime(2026, 11, 1)),  # noqa: DTZ001 — local times
    ]
    for each in given:
        assert column(run(tmp_path, giving(each)), "agents", "metric.calls") == {"1": 1.0}


@pytest.mark.parametrize(
    ("days", "held"),
    [
        ([datetime(2026, 10, 31, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)], "time_zone='UTC'"),
        ([20261031, 20261101], "Int64"),
    ],
)
def test_columns_that_do_not_tell_the_local_day_are_refused(days: list[object], held: str, tmp_path: Path) -> None:
    frame = pl.DataFrame({"employee": ["1", "2"], "calls": [1, 2], "day": days})
    frames(tmp_path, SCHEME, 'period_column = "day"')

    [problem] = problems(tmp_path, giving(frame))
    assert (problem.code, problem.place.key, held in problem.message.en) == ("wrong-type", "day", True)


def test_a_missing_day_of_a_frame_without_lines_is_named_by_its_row(tmp_path: Path) -> None:
    frame = pl.DataFrame({"employee": ["1", "2"], "calls": [1, 2], "day": [date(2026, 10, 31), None]})
    frames(tmp_path, SCHEME, 'period_column = "day"')

    assert [problem.line("en").partition(" (")[0] for problem in problems(tmp_path, giving(frame))] == [
        "sources.source0: error not-a-date: day[2]: there is no date, so nobody can say whether it is in the period"
    ]


def test_a_period_may_be_a_single_day_or_a_year(tmp_path: Path) -> None:
    table = "employee,calls,日期\n1,1,2026-01-01\n2,2,2026-10-15\n3,3,2026-12-31\n4,4,2027-01-01\n"
    folder_with(tmp_path, SCHEME, {"people": table}, DAY, "csv")

    assert column(run(tmp_path, period="2026-10-15"), "agents", "metric.calls") == {"2": 2.0}
    assert list(column(run(tmp_path, period="2026"), "agents", "metric.calls")) == ["1", "2", "3"]
