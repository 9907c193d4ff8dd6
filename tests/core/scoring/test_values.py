from pathlib import Path

import polars as pl
import pytest

from kpicore.errors import Lang
from tests.core.scoring.centre import centre, column_of, entered, frames, giving, indicator, metric, scheme
from tests.pipelines import column, problems, run

RATIO = "(write ratios from 0 to 1: 98.5% is 0.985)"
EMPTY = "(leave the cell empty where there is no figure)"


def gathered(folder: Path, options: str, text: str) -> object:
    """What the scheme reads for a metric with these options where the table has this text."""
    centre(folder, scheme(metric("figure", options) + entered("figure")), {"people": f'employee,figure\n1,"{text}"\n'})
    return column(run(folder), "agents", "metric.figure")["1"]


def refused(folder: Path, options: str, text: str, lang: Lang = "en") -> list[str]:
    centre(folder, scheme(metric("figure", options) + entered("figure")), {"people": f'employee,figure\n1,"{text}"\n'})
    return [problem.line(lang) for problem in problems(folder)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0),
        ("-3.5", -3.5),
        ("+3.5", 3.5),
        ("0.985", 0.985),
        (".5", 0.5),
        ("5.", 5.0),
        ("007", 7.0),
        ("1e3", 1000.0),
        ("1.5E-2", 0.015),
        ("  8.25　", 8.25),
        ("-0", 0.0),
        ("12345678901234567890", 12345678901234567890.0),
    ],
)
def test_a_decimal_is_a_number_however_it_is_written(text: str, number: float, tmp_path: Path) -> None:
    assert gathered(tmp_path, 'unit = "points"', text) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("abc", "not-a-number: figure: abc is not a number"),
        ("98%", f"not-a-number: figure: 98% has a percent sign {RATIO}"),
        ("98％", f"not-a-number: figure: 98％ has a percent sign {RATIO}"),
        ("1,234", "not-a-number: figure: 1,234 is not a number"),
        ("1 234", "not-a-number: figure: 1 234 is not a number"),
        ("１２", "not-a-number: figure: １２ is not a number"),
        ("٣", "not-a-number: figure: ٣ is not a number"),
        ("1_000", "not-a-number: figure: 1_000 is not a number"),
        ("0x10", "not-a-number: figure: 0x10 is not a number"),
        ("--5", "not-a-number: figure: --5 is not a number"),
        ("1e", "not-a-number: figure: 1e is not a number"),
        (".", "not-a-number: figure: . is not a number"),
        ("-", "not-a-number: figure: - is not a number"),
        ("缺考", "not-a-number: figure: 缺考 is not a number"),
        ("#DIV/0!", "not-a-number: figure: #DIV/0! is not a number"),
        ("true", "not-a-number: figure: true is not a number"),
        ("nan", f"not-finite: figure: nan is not a finite number {EMPTY}"),
        (
            "-Infinity",
            f"not-finite: figure: -Infinity is not a finite number {EMPTY}",
        ),
        ("1e999", f"not-finite: figure: inf is not a finite number {EMPTY}"),
    ],
)
def test_what_is_no_number_is_refused_where_it_stands(text: str, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, 'unit = "points"', text) == [f"people.csv:2: error {said}"]


WITHIN = 'unit = "score"\nrange = [-5, 5]'


@pytest.mark.parametrize(
    ("options", "good", "bad", "said"),
    [
        ('unit = "ratio"', ["0", "1", "1.00000000005", "-5e-11"], "1.0000000002", "out of the range of a ratio (0–1)"),
        ('unit = "ratio"', [], "98.5", "98.5 is out of the range of a ratio (0–1)"),
        ('unit = "score"', ["0", "100"], "100.01", "100.01 is out of range (0–100)"),
        ('unit = "score"', [], "-0.1", "-0.1 is out of range (0–100)"),
        ('unit = "count"', ["0", "12.5", "1e9"], "-1", "-1 is out of range (≥ 0)"),
        ('unit = "seconds"', ["0", "86400"], "-0.01", "-0.01 is out of range (≥ 0)"),
        ('unit = "points"', ["-1e6", "1e6"], "x", "x is not a number"),
        (WITHIN, ["-5", "5"], "5.1", "5.1 is out of range (-5–5)"),
        ('unit = "count"\nwhole = true', ["0", "3", "3.0", "2.99999999999"], "2.5", "2.5 is not a whole number"),
    ],
)  # fmt: skip
def test_each_unit_has_its_range_and_a_slack_of_a_tenth_of_a_billionth(
    options: str, good: list[str], bad: str, said: str, tmp_path: Path
) -> None:
    for text in good:
        assert gathered(tmp_path, options, text) == float(text)
    assert said in refused(tmp_path, options, bad)[0]


def test_the_same_in_chinese(tmp_path: Path) -> None:
    assert refused(tmp_path, 'unit = "ratio"', "98.5", "zh") == [
        "people.csv:2: error out-of-range: figure: 98.5 超出比率的范围（0–1） (比率按 0–1 填写，如 98.5% 写作 0.985)"
    ]
    assert refused(tmp_path, 'unit = "count"', "-1", "zh") == [
        "people.csv:2: error out-of-range: figure: -1 超出范围（≥ 0）"
    ]
    assert refused(tmp_path, 'unit = "count"\nwhole = true', "1.5", "zh") == [
        "people.csv:2: error not-whole: figure: 1.5 不是整数，次数须为整数"
    ]


@pytest.mark.parametrize(
    "values",
    [
        pl.Series([12], dtype=pl.UInt8),
        pl.Series(["12.00"]).cast(pl.Decimal(10, 2)),
        pl.Series([12.0], dtype=pl.Float32),
        pl.Series(["12"]),
    ],
)
def test_numbers_of_any_type_are_taken(values: pl.Series, tmp_path: Path) -> None:
    frames(tmp_path, scheme(metric("figure", 'unit = "points"') + entered("figure")), "")

    results = run(tmp_path, giving(column_of("figure", 0).with_columns(figure=values)))

    assert column(results, "agents", "metric.figure") == {"1": 12.0}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([True], "wrong-type: figure: the column holds Boolean, not numbers or text"),
        ([[1]], "wrong-type: figure: the column holds List(Int64), not numbers or text"),
        ([float("nan")], f"not-finite: figure[1]: nan is not a finite number {EMPTY}"),
        ([5.0, float("-inf")], f"not-finite: figure[2]: -inf is not a finite number {EMPTY}"),
        ([-1], "out-of-range: figure[1]: -1 is out of range (≥ 0)"),
    ],
)  # fmt: skip
def test_a_value_without_a_line_is_named_by_its_employee(values: list[object], said: str, tmp_path: Path) -> None:
    frames(tmp_path, scheme(metric("figure", 'unit = "count"') + entered("figure")), "")

    found = problems(tmp_path, giving(column_of("figure", *values)))

    assert [problem.line("en") for problem in found] == [f"sources.source0: error {said}"]


def test_a_letter_must_stand_in_every_table_that_looks_it_up(tmp_path: Path) -> None:
    tables = [
        indicator(f"item{i}", f'kind = "rating", metric = "mark", table = {table}')
        for i, table in enumerate(["{ S = 10, A = 8, B = 5 }", "{ A = 5, B = 1, C = 0 }"])
    ]
    rated = scheme(metric("mark", 'unit = "rating"') + "".join(tables), full=20)
    centre(tmp_path, rated, {"people": "employee,mark\n1, A \n2,S\n3,C\n4,a\n5,良\n"})

    assert [problem.line("en") for problem in problems(tmp_path)] == [
        "people.csv:3: error unknown-letter: mark: the letter S is not in the table (known: A, B)",
        "people.csv:4: error unknown-letter: mark: the letter C is not in the table (known: A, B)",
        "people.csv:5: error unknown-letter: mark: the letter a is not in the table (did you mean A?)",
        "people.csv:6: error unknown-letter: mark: the letter 良 is not in the table (known: A, B)",
    ]
    assert problems(tmp_path)[3].line("zh") == (
        "people.csv:6: error unknown-letter: mark: 等级 良 不在评分表中 (已知：A, B)"
    )


GROUPED = """
[groups.level]
label = { zh = "级别", en = "Level" }
values = { junior = { zh = "初级", en = "Junior" }, senior = { zh = "高级", en = "Senior" } }
"""


def test_everybody_has_a_known_value_of_every_group(tmp_path: Path) -> None:
    grouped = scheme(GROUPED + metric("figure", 'unit = "count"') + entered("figure"))
    centre(tmp_path, grouped, {"people": "employee,figure,level\n1,1,junior\n2,1,\n3,1,seniors\n"})

    assert [problem.line("en") for problem in problems(tmp_path)] == [
        "people.csv:3: error empty-value: level: employee 2: Level is empty (it has to be filled in)",
        "people.csv:4: error unknown-group: level: seniors is not a value of Level (did you mean senior?)",
    ]
    assert [problem.message.zh for problem in problems(tmp_path)] == [
        "员工 2：“级别”为空",
        "“级别”没有 seniors 这个取值",
    ]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    two = scheme(metric("calls", 'unit = "count"') + metric("rate", 'unit = "ratio"') + entered("calls", "rate"))
    centre(tmp_path, two, {"people": "employee,calls\n1,x\n2,-1\n", "quality": "employee,rate\n2,97\n1,y\n"})

    assert [str(problem.place) for problem in problems(tmp_path)] == [
        "people.csv:2", "people.csv:3", "quality.csv:3", "quality.csv:2",
    ]  # fmt: skip
