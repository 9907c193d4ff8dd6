"""Points of a sign that nobody expects are counted as they are, and named: a slip of the pen costs somebody points."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicore.document import read_scheme
from kpicore.errors import Refused
from tests.pipelines import column, installed, run, written

SCHEME = """
format = 1
id     = "office/clerk"
version = "1"
title  = { zh = "文员", en = "Clerk" }
full   = 10

[metrics]
tests  = { unit = "score", label = { zh = "测验", en = "Test" } }
bonus  = { unit = "points", expect = "positive", label = { zh = "奖励", en = "Bonus" } }
fine   = { unit = "points", expect = "negative", default = 0, label = { zh = "处罚", en = "Fine" } }
other  = { unit = "points", default = 0, label = { zh = "其他", en = "Other" } }

[indicators.tests]
label      = { zh = "测验", en = "Test" }
points     = 10
calculator = { kind = "proportional", metric = "tests" }

[adjustments]
bonus = { label = { zh = "奖励", en = "Bonus" }, calculator = { kind = "entered", metric = "bonus" } }
fine  = { label = { zh = "处罚", en = "Fine" }, calculator = { kind = "entered", metric = "fine" } }
other = { label = { zh = "其他", en = "Other" }, calculator = { kind = "entered", metric = "other" } }
"""
PIPELINE = """
title  = "Office"
period = "2026-10"
[sources.people]
kind = "csv"
path = "people.csv"
[stages.clerks]
scheme = "clerk.toml"
from   = ["people"]
"""


def office(folder: Path, people: str) -> Path:
    return written(folder, {"clerk.toml": SCHEME, "pipeline.toml": PIPELINE, "people.csv": people})


def test_points_of_the_other_sign_are_named_where_they_stand_and_counted_as_they_are(tmp_path: Path) -> None:
    people = "employee,tests,bonus,fine,other\na,50,1,-2,3\nb,50,-1,2,-3\nc,50,0,0.5,0\n"
    results = run(office(tmp_path, people))
    warnings = results.stages["clerks"].warnings
    assert [(problem.code, problem.severity) for problem in warnings] == [("unexpected-sign", "warning")] * 3
    assert [problem.line("en").partition(" (")[0] for problem in warnings] == [
        "people.csv:3: warning unexpected-sign: bonus: employee b: Bonus is -1, where a positive number is expected",
        "people.csv:3: warning unexpected-sign: fine: employee b: Fine is 2, where a negative number is expected",
        "people.csv:4: warning unexpected-sign: fine: employee c: Fine is 0.5, where a negative number is expected",
    ]
    assert column(results, "clerks", "total") == {"a": 7, "b": 3, "c": 5.5}


def test_the_warning_reads_in_chinese(tmp_path: Path) -> None:
    results = run(office(tmp_path, "employee,tests,bonus,fine,other\na,50,0,2,0\n"))
    [warning] = results.stages["clerks"].warnings
    assert warning.message.zh == "员工 a：“处罚”填的是 2，一般应为负数"


def test_zero_and_nothing_have_either_sign(tmp_path: Path) -> None:
    results = run(office(tmp_path, "employee,tests,bonus,fine\na,50,0,\nb,50,-0,0\n"))
    assert {problem.code for problem in results.stages["clerks"].warnings} == {"default-used"}


@pytest.mark.parametrize("unit", ["score", "ratio", "count", "seconds"])
def test_only_points_have_a_sign_to_expect(unit: str) -> None:
    document = SCHEME.replace('other  = { unit = "points"', f'other  = {{ expect = "negative", unit = "{unit}"')
    with pytest.raises(Refused) as refused:
        read_scheme(document.encode(), "clerk.toml", installed())
    [problem] = refused.value.problems
    assert (problem.code, problem.place.key) == ("sign-unit", "metrics.other.expect")
    assert unit in problem.message.zh


def test_a_sign_is_positive_or_negative() -> None:
    document = SCHEME.replace('expect = "negative"', 'expect = "minus"')
    with pytest.raises(Refused) as refused:
        read_scheme(document.encode(), "clerk.toml", installed())
    assert [problem.place.key for problem in refused.value.problems] == ["metrics.fine.expect"]
