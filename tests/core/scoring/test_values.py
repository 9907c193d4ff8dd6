from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kpicore.errors import Lang, Text
from kpicore.scheme import Metric
from kpicore.scoring.numbers import as_numbers
from tests.core.scoring.centre import centre, column_of, entered, frames, giving, indicator, metric, scheme
from tests.pipelines import column, problems, run

RATIO = "(write ratios from 0 to 1, where 98.5% is 0.985, or with the percent sign)"
EMPTY = "(leave the cell empty where there is no figure)"
ALONE = "(write the number alone, without its unit; leave the cell empty where there is no figure)"
AGAIN = "(spreadsheets make dates of such as 3-5 or 1/2: format the cell as general and write the number again)"
SECONDS = "(write durations in seconds: 0:01:30 is 90)"
RIGHT = "(put the formula right, or write the number; empty is missing)"
OPENED = "(open and save it in a spreadsheet, or write the number)"
POINTS = "but figure is no ratio: its unit is points (write the number without the sign)"


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
    ("text", "number"),
    [
        ("１２", 12.0),
        ("－３．５", -3.5),
        ("＋0．5", 0.5),
        ("1２.５", 12.5),
        ("1,234", 1234.0),
        ("1,234,567.8", 1234567.8),
        ("-12,345", -12345.0),
        ("１，２３４，５６７．８", 1234567.8),
        ("1，234", 1234.0),
        ("\u00a0 1,234 \u3000", 1234.0),
        ("\ufeff12\u200b", 12.0),
    ],
)
def test_full_width_and_separated_numbers_are_understood(text: str, number: float, tmp_path: Path) -> None:
    assert gathered(tmp_path, 'unit = "points"', text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("98.5%", "0.985"),
        ("98.5 %", "0.985"),
        ("98.5\u00a0%", "0.985"),
        ("９８．５％", "0.985"),
        ("98.5\u3000％", "0.985"),
        ("0%", "0"),
        ("100%", "1"),
        ("+7%", "0.07"),
        (".5%", "0.005"),
        ("29%", "0.29"),
        ("57.%", "0.57"),
        ("0.0000001%", "0.000000001"),
        ("33.333333333333333333%", "0.33333333333333333333"),
    ],
)
def test_a_percentage_of_a_ratio_is_shifted_in_its_decimals(text: str, number: str, tmp_path: Path) -> None:
    assert gathered(tmp_path, 'unit = "ratio"', text) == float(Decimal(number))


def test_a_hundredth_of_a_per_cent_is_the_nearest_float_to_its_decimals() -> None:
    hundredths = [f"{whole}.{part:02}%" for whole in range(100) for part in range(100)]
    numbers = as_numbers(pl.Series(hundredths), Metric("ratio", Text("", ""))).to_list()

    assert numbers == [float(Decimal(text[:-1]).scaleb(-2)) for text in hundredths]
    assert numbers != [float(text[:-1]) / 100 for text in hundredths]


@pytest.mark.parametrize("unit", ["score", "count", "seconds", "points"])
@pytest.mark.parametrize("text", ["98%", "98 ％", "1,200%"])
def test_a_percentage_of_anything_else_is_refused(unit: str, text: str, tmp_path: Path) -> None:
    (said,) = refused(tmp_path, f'unit = "{unit}"', text)
    (gesagt,) = refused(tmp_path, f'unit = "{unit}"', text, "zh")

    assert said.startswith(f"people.csv:2: error percentage: figure: {text} has a percent sign, but figure is no ratio")
    assert gesagt.startswith(f"people.csv:2: error percentage: figure: {text} 带百分号，而“《figure》”不是比率，单位是")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((text, f"not-a-number: figure: {text} is not a number {ALONE}") for text in [
            "abc", "1200通", "请假", "—", "-", "无", "缺考", "1 234", "٣", "1_000", "0x10", "--5", "1e", ".", "true",
            "TRUE", "1,23", "1,2345", "0,985", "12,34,567", "1,234,", ",234", "1234,567", "(5)", "￥5", "1/2", "≥90",
            "98.5%%", "1e3%", "%", "约90", "9O", "−5", "5-", "①", "#", "A=1",
        ]),
        ("98%", f"percentage: figure: 98% has a percent sign, {POINTS}"),
        *((text, f"date: figure: {text} is a date, not a number {AGAIN}") for text in [
            "2026-10-05", "2026-10-05 08:30:00", "2026-10-05T08:30", "2026/10/5", "2026.10.5", "2026年10月5日",
            "3月5日", "10月", "5-Oct", "Oct-26", "２０２６-10-05", "2026-10",
        ]),
        *((text, f"date: figure: {text} is a time, not a number {SECONDS}") for text in [
            "08:30", "08:30:00", "26:03:10", "0:01:30.5", "1：30",
        ]),
        *((text, f"error-value: figure: {text} is a formula's error {RIGHT}") for text in [
            "#N/A", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
            "#GETTING_DATA", "#n/a",
        ]),
        *((text, f"formula: figure: {text} is a formula without a result {OPENED}") for text in [
            "=1+1", "=SUM(A1:A9)", "{=SUM(A1:A9)}", "＝A1",
        ]),
        ("=" + "A" * 100, f"formula: figure: ={'A' * 59}… is a formula without a result {OPENED}"),
        ("nan", f"not-finite: figure: nan is not a finite number {EMPTY}"),
        ("-Infinity", f"not-finite: figure: -Infinity is not a finite number {EMPTY}"),
        ("1e999", f"not-finite: figure: 1e999 is not a finite number {EMPTY}"),
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_where_it_stands(text: str, said: str, tmp_path: Path) -> None:
    assert refused(tmp_path, 'unit = "points"', text) == [f"people.csv:2: error {said}"]


WITHIN = 'unit = "score"\nrange = [-5, 5]'


@pytest.mark.parametrize(
    ("options", "good", "bad", "said"),
    [
        ('unit = "ratio"', ["0", "1", "1.00000000005", "-5e-11"], "1.0000000002", "out of the range of a ratio (0–1)"),
        ('unit = "ratio"', [], "98.5", f"98.5 is out of the range of a ratio (0–1) {RATIO}"),
        ('unit = "ratio"', [], "985%", f"985% is out of the range of a ratio (0–1) {RATIO}"),
        ('unit = "ratio"', [], "-1％", f"-1％ is out of the range of a ratio (0–1) {RATIO}"),
        ('unit = "ratio"', [], "1,000", f"1,000 is out of the range of a ratio (0–1) {RATIO}"),
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
        (
            "people.csv:2: error out-of-range: figure: 98.5 超出比率的范围（0–1） "
            "(比率按 0–1 填写，如 98.5% 写作 0.985，也可带百分号)"
        )
    ]
    for text, said in {
        "1200通": "not-a-number: figure: 1200通 不是数字 (只写数字，不带单位和文字；没有数据请留空)",
        "2026-10-05": (
            "date: figure: 2026-10-05 是日期，应为数字 "
            "(表格软件会把 3-5、1/2 这样的内容变成日期；把单元格设为常规格式后重新填写数字)"
        ),
        "8:30": "date: figure: 8:30 是时间，应为数字 (时长换算成秒填写，如 0:01:30 写作 90)",
        "#N/A": "error-value: figure: #N/A 是公式的错误值 (改正公式，或直接填写数字；没有数据请留空)",
        "=A1": "formula: figure: =A1 是没有计算结果的公式 (在表格软件中打开并保存一次，或直接填写数字)",
        "5%": "percentage: figure: 5% 带百分号，而“《figure》”不是比率，单位是数量 (写不带百分号的数)",
    }.items():
        assert refused(tmp_path, 'unit = "count"', text, "zh") == [f"people.csv:2: error {said}"]
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


def test_a_letter_may_be_written_in_full_width(tmp_path: Path) -> None:
    rated = scheme(
        metric("mark", 'unit = "rating"')
        + indicator("item", 'kind = "rating", metric = "mark", table = { "A+" = 10, "优" = 8 }')
    )
    centre(tmp_path, rated, {"people": "employee,mark\n1,Ａ＋\n2,\u3000优 \n3,A＋\n"})

    assert column(run(tmp_path), "agents", "metric.mark") == {"1": "A+", "2": "优", "3": "A+"}


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


def test_a_value_of_a_group_may_be_given_by_its_label(tmp_path: Path) -> None:
    grouped = scheme(GROUPED + metric("figure", 'unit = "count"') + entered("figure"))
    people = "employee,figure,level\n1,1,junior\n2,1,初级\n3,1,Senior\n4,1, 高级\u3000\n5,1,ｊｕｎｉｏｒ\n"
    centre(tmp_path, grouped, {"people": people})

    assert column(run(tmp_path), "agents", "level") == {
        "1": "junior", "2": "junior", "3": "senior", "4": "senior", "5": "junior"
    }  # fmt: skip


@pytest.mark.parametrize("wanted", ['"senior"', '"高级"', '["Senior"]'])
def test_people_are_chosen_by_a_group_however_its_value_is_written(wanted: str, tmp_path: Path) -> None:
    grouped = scheme(GROUPED + metric("figure", 'unit = "count"') + entered("figure"))
    people = "employee,figure,level\n1,1,junior\n2,1,高级\n3,1,senior\n4,1,Senior\n"
    centre(tmp_path, grouped, {"people": people}, f"where = {{ level = {wanted} }}")

    assert column(run(tmp_path), "agents", "level") == dict.fromkeys("234", "senior")


def test_a_label_that_two_values_share_is_refused_and_so_is_one_that_nobody_has(tmp_path: Path) -> None:
    shared = GROUPED.replace("Senior", "Junior")
    grouped = scheme(shared + metric("figure", 'unit = "count"') + entered("figure"))
    centre(tmp_path, grouped, {"people": "employee,figure,level\n1,1,Junior\n2,1,初及\n3,1,高级\n"})

    assert [problem.line("en") for problem in problems(tmp_path)] == [
        (
            "people.csv:2: error ambiguous-group: level: Junior is the name of several values of Level: junior, senior "
            "(write the id of the one that is meant)"
        ),
        "people.csv:3: error unknown-group: level: 初及 is not a value of Level (known: junior, senior)",
    ]
    assert [problem.line("zh").partition("level: ")[2] for problem in problems(tmp_path)] == [
        "“级别”有几个取值都叫 Junior：junior, senior (写其中一个的编号)",
        "“级别”没有 初及 这个取值 (已知：junior, senior, 初级, 高级)",
    ]


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    two = scheme(metric("calls", 'unit = "count"') + metric("rate", 'unit = "ratio"') + entered("calls", "rate"))
    centre(tmp_path, two, {"people": "employee,calls\n1,x\n2,-1\n", "quality": "employee,rate\n2,97\n1,y\n"})

    assert [str(problem.place) for problem in problems(tmp_path)] == [
        "people.csv:2", "people.csv:3", "quality.csv:3", "quality.csv:2",
    ]  # fmt: skip
