"""Cycles: totals of earlier runs as metrics of the longer period."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from kpicore.builtin.periods import parts_of
from kpicore.document import read_pipeline
from kpicore.errors import Lang, Problem, Refused
from kpicore.scheme import Period
from kpicore.scoring.scorecards import scorecard
from tests.pipelines import column, installed, problems, run, written

SCHEME = """
format  = 1
id      = "office/cycle"
version = "1"
title   = { zh = "周期", en = "Cycle" }
full    = 100

[metrics]
mean_total      = { unit = "score", label = { zh = "各期平均", en = "mean of the totals" } }
periods_counted = { unit = "count", whole = true, label = { zh = "计入期数", en = "periods counted" } }

[indicators.mean_total]
label      = { zh = "各期平均", en = "Mean of the totals" }
points     = 100
calculator = { kind = "periods", metric = "mean_total", counted = "periods_counted" }
"""
PIPELINE = """
title  = "Office"
period = "2026-Q3"

[sources.months]
kind = "periods"
path = "out/{period}/staff.csv"

[stages.staff]
scheme = "cycle.toml"
from   = ["months"]
"""
MONTHS = {
    "out/2026-07/staff.csv": "\ufeffemployee,name,team,skill,total,rank\n007,甲,一班,9,80.01,1\n0010,乙,一班,9,70,2\n",
    "out/2026-08/staff.csv": "\ufeffemployee,name,team,skill,total,rank\n007,甲,一班,9,80.02,\n0011,'=丙,二班,9,50,\n",
    "out/2026-09/staff.csv": "\ufeffemployee,name,team,skill,total,rank\n0010,乙,二班,9,,\n007,甲,一班,9,80.02,1\n",
}


def office(folder: Path, files: Mapping[str, str | bytes] = MONTHS, pipeline: str = PIPELINE) -> Path:
    return written(folder, {"cycle.toml": SCHEME, "pipeline.toml": pipeline, **files})


def listed(*periods: str) -> str:
    return PIPELINE.replace('/staff.csv"', f'/staff.csv"\nperiods = [{", ".join(map(repr, periods))}]')


def told(found: Sequence[Problem]) -> list[tuple[str, str, str]]:
    return [(problem.code, str(problem.place), problem.place.key) for problem in found]


@pytest.mark.parametrize(
    ("whole", "parts", "expected"),
    [
        ("2026-Q1", None, "2026-01 2026-02 2026-03"),
        ("2026-Q4", None, "2026-10 2026-11 2026-12"),
        ("2026-H1", None, "2026-Q1 2026-Q2"),
        ("2026-H2", None, "2026-Q3 2026-Q4"),
        ("2026", None, "2026-Q1 2026-Q2 2026-Q3 2026-Q4"),
        ("2026", "half-years", "2026-H1 2026-H2"),
        ("2026-H2", "months", "2026-07 2026-08 2026-09 2026-10 2026-11 2026-12"),
    ],
)
def test_a_period_is_made_of_shorter_ones(whole: str, parts: str | None, expected: str) -> None:
    found = parts_of(Period.parse(whole), parts)
    assert [part.text for part in found] == expected.split()
    assert found == [Period.parse(text) for text in expected.split()]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [("2026-10", None), ("2026-10-15", None), ("2026-10-15", "months"), ("2026-10", "months"), ("2026-Q1", "quarters")],
)
def test_months_and_days_are_made_of_nothing_and_parts_are_shorter(whole: str, parts: str | None) -> None:
    with pytest.raises(Refused) as refused:
        parts_of(Period.parse(whole), parts)
    [problem] = refused.value.problems
    assert problem.code == "no-parts"
    assert whole in problem.message.zh


def test_everybody_has_the_mean_of_their_own_periods_and_how_many_they_are(tmp_path: Path) -> None:
    results = run(office(tmp_path))
    assert column(results, "staff", "metric.periods_counted") == {"007": 3, "0010": 1, "0011": 1}
    means = column(results, "staff", "metric.mean_total")
    assert means == {"007": float(Fraction("240.05") / 3), "0010": 70, "0011": 50}
    assert column(results, "staff", "total") == {"007": 80.02, "0010": 70, "0011": 50}
    assert results.stages["staff"].warnings == results.warnings == ()


def test_name_and_team_are_the_last_ones_without_the_mark_against_formulas(tmp_path: Path) -> None:
    results = run(office(tmp_path))
    assert column(results, "staff", "name") == {"007": "甲", "0010": "乙", "0011": "=丙"}
    assert column(results, "staff", "team") == {"007": "一班", "0010": "二班", "0011": "二班"}


@pytest.mark.parametrize("id", ["+86", "-7", "@x", "＝1", "'", "'7", "000", "100000000000000001"])
def test_ids_come_back_as_they_went_in(id: str, tmp_path: Path) -> None:
    guarded = "'" + id if id[0] in "=+-@＝" else id
    files = dict.fromkeys(MONTHS, f"employee,total\n{guarded},50\n")
    assert column(run(office(tmp_path, files)), "staff", "total") == {id: 50}


def test_every_file_is_in_the_record_with_its_hash(tmp_path: Path) -> None:
    results = run(office(tmp_path))
    assert {record.path: record.sha256 for record in results.inputs} == {
        path: hashlib.sha256(text.encode()).hexdigest() for path, text in MONTHS.items()
    }


def test_every_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    found = problems(office(tmp_path, {"out/2026-08/staff.csv": "employee,total\na,50\n"}))
    assert [(problem.code, str(problem.place)) for problem in found] == [
        ("no-file", "out/2026-07/staff.csv"),
        ("no-file", "out/2026-09/staff.csv"),
    ]


def test_a_department_that_began_later_lists_its_periods(tmp_path: Path) -> None:
    files = {"out/2026-08/staff.csv": "employee,total\na,50\n", "out/2026-09/staff.csv": "employee,total\na,51\nb,7\n"}
    results = run(office(tmp_path, files, listed("2026-09", "2026-08")))
    assert column(results, "staff", "metric.periods_counted") == {"a": 2, "b": 1}
    assert column(results, "staff", "total") == {"a": 50.5, "b": 7}
    assert [record.path for record in results.inputs] == ["out/2026-08/staff.csv", "out/2026-09/staff.csv"]


@pytest.mark.parametrize(
    ("periods", "codes"),
    [
        (("2026-04", "2026-07"), ["period-outside"]),
        (("2026-Q3",), ["period-outside"]),
        (("2026-H2",), ["period-outside"]),
        (("2026-07", "2026-07"), ["periods-overlap"]),
        (("2026-07", "2026-07-31"), ["periods-overlap"]),
    ],
)
def test_listed_periods_lie_in_the_period_and_not_over_each_other(
    periods: tuple[str, ...], codes: list[str], tmp_path: Path
) -> None:
    assert [problem.code for problem in problems(office(tmp_path, MONTHS, listed(*periods)))] == codes


@pytest.mark.parametrize(
    ("option", "place"),
    [
        ('path = "out/staff.csv"', "sources.months.path"),
        ('path = "{period}.csv"\nparts = "months"\nperiods = ["2026-07"]', "sources.months.parts"),
        ('path = "{period}.csv"\nperiods = ["July"]', "sources.months.periods[0]"),
        ('path = "{period}.csv"\nparts = "weeks"', "sources.months.parts"),
    ],
)
def test_senseless_options_are_told_where_they_stand(option: str, place: str, tmp_path: Path) -> None:
    path = office(tmp_path, {}, PIPELINE.replace('path = "out/{period}/staff.csv"', option)) / "pipeline.toml"
    with pytest.raises(Refused) as refused:
        read_pipeline(path, installed())
    assert [problem.place.key for problem in refused.value.problems] == [place]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("employee,sum\na,50\n", ("missing-column", "out/2026-07/staff.csv:1", "total")),
        ("", ("missing-column", "out/2026-07/staff.csv:1", "employee")),
        ("employee,total\na,50\n,60\n", ("empty-key", "out/2026-07/staff.csv:3", "employee")),
        ("employee,total\na,50\nb,60\na,50\n", ("duplicate", "out/2026-07/staff.csv:4", "employee")),
        ("employee,total\na,50\nb,1_0\n", ("not-a-number", "out/2026-07/staff.csv:3", "total")),
        ("employee,total\na,nan\n", ("not-a-number", "out/2026-07/staff.csv:2", "total")),
        ("employee,total\na,50,1\n", ("period-file", "out/2026-07/staff.csv:2", "")),
        ('employee,total\n"a,50\n', ("period-file", "out/2026-07/staff.csv", "")),
        ("工号,total\n".encode("gb18030"), ("period-file", "out/2026-07/staff.csv", "")),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(
    text: str | bytes, expected: tuple[str, str, str], tmp_path: Path
) -> None:
    found = problems(office(tmp_path, {**MONTHS, "out/2026-07/staff.csv": text}))
    assert expected in told(found)


def test_files_with_labels_as_headings_are_read_by_them(tmp_path: Path) -> None:
    files = dict.fromkeys(MONTHS, "工号,姓名,总分\n007,甲,60\n\n")
    headed = PIPELINE.replace("[stages", 'employee = "工号"\nname = "姓名"\ntotal = "总分"\n[stages', 1)
    results = run(office(tmp_path, files, headed))
    assert column(results, "staff", "name") == {"007": "甲"}
    assert column(results, "staff", "total") == {"007": 60}


@pytest.mark.parametrize(
    ("lang", "why"),
    [("zh", "各期平均 80.0167（计入期数 3）"), ("en", "mean of the totals 80.0167 (periods counted 3)")],
)
def test_the_card_says_how_many_periods_were_counted(lang: Lang, why: str, tmp_path: Path) -> None:
    card = scorecard(run(office(tmp_path)).stages["staff"], "007", lang)
    assert card is not None
    assert [line.why for line in card.scores] == [why]


def test_somebody_with_no_total_in_any_period_is_an_error(tmp_path: Path) -> None:
    files = dict.fromkeys(MONTHS, "employee,total\na,\nb,1\n")
    [problem] = problems(office(tmp_path, files))
    assert problem.code == "missing-metric"
    assert problem.place.key.startswith("mean_total")
