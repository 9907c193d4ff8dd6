"""A foreign workbook in a pipeline: what is understood, and what is refused, each with its cell."""

from pathlib import Path

import pytest

from kpicore.errors import Lang
from tests.pipelines import column, problems, run, written
from tests.plugins.excel.workbooks import Rows, made, text_rows

SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 40

[metrics]
calls = { unit = "count", whole = true, label = { zh = "话务量", en = "Calls" } }
answer_rate = { unit = "ratio", label = { zh = "接通率", en = "Answer rate" } }
exam = { unit = "score", label = { zh = "考试", en = "Exam" } }
manner = { unit = "rating", label = { zh = "态度", en = "Manner" } }

[indicators.volume]
label = { zh = "业务量", en = "Volume" }
points = 10
calculator = { kind = "linear", metric = "calls", zero = 0, full = 2000 }

[indicators.answered]
label = { zh = "接通", en = "Answered" }
points = 10
calculator = { kind = "proportional", metric = "answer_rate" }

[indicators.learned]
label = { zh = "考试", en = "Exam" }
points = 10
calculator = { kind = "proportional", metric = "exam" }

[indicators.polite]
label = { zh = "态度", en = "Manner" }
points = 10
calculator = { kind = "rating", metric = "manner", table = { S = 10, A = 8 } }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.people]
kind = "excel"
path = "in/{period}/people.xlsx"
header = 2
stop = "合计"
[sources.people.columns]
employee = "工号"
name = "姓名"
calls = "话务量"
answer_rate = "接通率"
exam = "考试成绩"
manner = "态度"
[stages.agents]
scheme = "scheme.toml"
from = ["people"]
"""
TITLE = ["十月"]
HEADINGS = ["工号", "姓名", "话务量", "接通率", "考试成绩", "态度"]


def centre(folder: Path, rows: str) -> Path:
    content = made(text_rows(TITLE, HEADINGS) + rows, formats=["0.0%", "yyyy-mm-dd", "000000", "[h]:mm"])
    return written(folder, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "in/2026-10/people.xlsx": content})


def row(number: int, *cells: str) -> str:
    """Cells by their attributes and content, from column A on."""
    named = "".join(f'<c r="{"ABCDEF"[column]}{number}"{cell}</c>' for column, cell in enumerate(cells))
    return f'<row r="{number}">{named}</row>'


def text(value: str) -> str:
    return f' t="inlineStr"><is><t>{value}</t></is>'


def number(value: str, style: int = 0) -> str:
    return f' s="{style}"><v>{value}</v>'


def refused(folder: Path, lang: Lang = "en") -> list[str]:
    return [problem.line(lang).removeprefix("in/2026-10/people.xlsx!填报!") for problem in problems(folder)]


def test_numbers_as_people_and_spreadsheets_write_them_are_understood(tmp_path: Path) -> None:
    rows = [
        row(3, text("007"), text("张三"), number("1000"), number("0.985", 1), number("90"), text("S")),
        row(4, number("42", 3), text("李四"), text("1,000"), text("98.5%"), text(" ９０ "), text("A")),
        row(
            5,
            text("110101199003077123"),
            text("王五"),
            text("１，０００"),
            text("９８．５％"),
            text("90.0"),
            text(" S "),
        ),
        row(
            6,
            text("A-1"),
            text("赵六"),
            ' t="str"><f>TEXT(1000,"0")</f><v>1000</v>',
            text("0.985"),
            number("9E1"),
            text("A"),
        ),
        row(7, text("合计"), text("4 人"), text("4000"), text("请假")),
    ]
    results = run(centre(tmp_path, "".join(rows)))

    ids = ["007", "000042", "110101199003077123", "A-1"]
    assert column(results, "agents", "metric.calls") == dict.fromkeys(ids, 1000.0)
    assert column(results, "agents", "metric.answer_rate") == dict.fromkeys(ids, 0.985)
    assert column(results, "agents", "metric.exam") == dict.fromkeys(ids, 90.0)
    assert column(results, "agents", "total") == {
        "007": 5 + 9.85 + 9 + 10,
        "000042": 5 + 9.85 + 9 + 8,
        "110101199003077123": 5 + 9.85 + 9 + 10,
        "A-1": 5 + 9.85 + 9 + 8,
    }


def test_what_is_no_value_of_its_metric_is_refused_with_its_cell_all_at_once(tmp_path: Path) -> None:
    rows = [
        row(3, number("110101199003077123"), text("a"), text("1200通"), number("98.5"), number("46300", 2), text("D")),
        row(5, text("2"), text("b"), text("请假"), text("—"), ' t="e"><v>#N/A</v>', text("S")),
        row(6, text("3"), text("c"), "><f>SUM(A1:A2)</f>", text("98.5"), number("1.5", 4), text("S")),
        row(8, text("4"), text("d"), number("0.5", 1), number("0.985", 1), number("0.9", 1), number("1", 0)),
        row(9, text("5"), text("e"), number("10.5"), ">", number("1E+15"), text("S")),
    ]
    centre(tmp_path, "".join(rows))

    assert sorted(line.split(": ")[0] for line in refused(tmp_path)) == [
        "A3", "C3", "C5", "C6", "C8", "C9", "D3", "D5", "D6", "D9", "E3", "E5", "E6", "E8", "E9", "F3", "F8",
    ]  # fmt: skip


@pytest.mark.parametrize("cell", [' t="e"><v>#N/A</v>', "><f>B3</f>", number("1E+16"), number("46300", 2), ">"])
def test_an_id_that_is_none_is_refused_with_its_cell(cell: str, tmp_path: Path) -> None:
    centre(tmp_path, row(3, cell, text("a"), number("1"), number("0.5", 1), number("5"), text("S")))

    assert [line.split(": ")[0] for line in refused(tmp_path)] == ["A3"]


def test_a_column_that_is_not_there_is_refused_with_the_sheet(tmp_path: Path) -> None:
    folder = centre(tmp_path, row(3, text("1"), text("a")))
    pipeline = PIPELINE.replace('exam = "考试成绩"', 'exam = "考试分数"')
    written(folder, {"pipeline.toml": pipeline})

    (line,) = [problem.line("en") for problem in problems(folder)]
    assert line.startswith("in/2026-10/people.xlsx!填报: error missing-column: 考试分数: ")
    assert "考试成绩" in line


def test_a_hostile_workbook_is_refused_by_the_command_s_own_way(tmp_path: Path) -> None:
    folder = centre(tmp_path, "")
    written(folder, {"in/2026-10/people.xlsx": b"PK\x03\x04" + bytes(100)})

    assert [problem.code for problem in problems(folder)] == ["excel-damaged"]


def test_all_options_can_be_written_in_a_pipeline(tmp_path: Path) -> None:
    rows: Rows = [["1", "a", "10", "0.5", "50", "S"], ["total"]]
    folder = centre(tmp_path, text_rows(*rows, first=3).replace('<row r="3">', '<row r="3" hidden="1">'))
    options = 'sheet = "填报"\nheader = 2\nmerged_cells = "fill"\nhidden_rows = "read"\n'
    written(folder, {"pipeline.toml": PIPELINE.replace("header = 2\n", options).replace("合计", "Total")})

    assert column(run(folder), "agents", "total") == {"1": 15.05 + 5}
