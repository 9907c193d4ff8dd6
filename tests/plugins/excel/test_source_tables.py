"""Workbooks of others: titles, blank rows, totals, merged cells and hidden rows are told apart, or refused."""

from typing import Any

import pytest

from kpicore import InvalidOption
from kpicore_excel.source import ExcelSource
from tests.plugins.excel.workbooks import Rows, lines, made, merged, read, table, text_rows


def short(content: bytes, **options: Any) -> list[str]:
    """What is refused, without what to do."""
    return [line.split(" (")[0] for line in lines(content, **options)]


def test_blank_rows_are_passed_over_and_still_counted() -> None:
    content = table([], ["工号", "得分"], [], ["007", "90"], [" ", None], ["008", "80"], [])

    assert read(content).rows() == [("007", "90", 4), ("008", "80", 6)]


def test_a_table_may_begin_anywhere() -> None:
    content = table([], [], [None, None, "工号", "得分"], [None, None, "007", "90"])

    assert read(content).rows() == [("007", "90", 4)]


def test_headings_alone_give_no_rows() -> None:
    frame = read(table(["工号", "得分"]))

    assert frame.shape == (0, 3)
    assert frame.columns == ["工号", "得分", "_row"]


def test_a_sheet_with_nothing_in_it_is_refused() -> None:
    assert lines(made("")) == ["填报: error excel-empty: the sheet is empty"]
    assert lines(made('<row r="1"><c r="A1" s="0"/></row>')) == ["填报: error excel-empty: the sheet is empty"]


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        (" 工号 ", "工号"),
        ("领导\n评分", "领导评分"),
        ("接通率\r\n(%)", "接通率(%)"),
        ("Answer\n rate \n\n(%)", "Answer rate (%)"),
        ("Agent Name", "Agent Name"),
        ("满意率\nrate", "满意率rate"),
        ("姓  名", "姓  名"),
        ("=A1", "=A1"),
    ],
)
def test_a_heading_of_several_lines_is_one(written: str, heading: str) -> None:
    assert read(table([written], ["007"])).columns == [heading, "_row"]


def test_columns_with_neither_heading_nor_content_are_passed_over() -> None:
    content = table(["工号", None, "得分", None], ["007", None, "90", " "])

    assert read(content).rows(named=True) == [{"工号": "007", "得分": "90", "_row": 2}]


def test_all_headings_that_leave_a_doubt_are_named_with_their_cells() -> None:
    content = table(
        ["工号", None, "得分", "得\n分", "_row", None], ["007", None, "90"], ["008", "x", None, None, "9", "y"]
    )

    assert lines(content) == [
        "填报!D1: error excel-heading: the heading 得分 stands over columns C, D (rename one, or delete it)",
        "填报!E1: error excel-heading: the heading _row is reserved (choose another name)",
        (
            "填报!B3: error excel-heading: column B holds something, but has no heading in row 1 "
            "(name it, or delete the column)"
        ),
        (
            "填报!F3: error excel-heading: column F holds something, but has no heading in row 1 "
            "(name it, or delete the column)"
        ),
    ]


# Titles


TITLED: Rows = [["客服中心十月考核"], ["单位：热线", None, "2026-10"], ["工号", "姓名", "得分"], ["007", "张三", "90"]]


def test_a_title_above_the_headings_is_no_heading_and_the_row_that_is_is_named() -> None:
    assert lines(table(*TITLED)) == [
        (
            "填报!A1: error excel-heading: row 1 looks like a title, row 2 like the headings "
            "(say in the source which row they stand in, such as header = 2, or delete the rows above them)"
        ),
    ]
    assert lines(table(*TITLED[:1], *TITLED[2:])) == [
        (
            "填报!A1: error excel-heading: row 1 looks like a title, row 2 like the headings "
            "(say in the source which row they stand in, such as header = 2, or delete the rows above them)"
        ),
    ]


def test_a_merged_title_is_no_heading() -> None:
    rows: Rows = [
        ["考核表", None, None, "2026-10"],
        [],
        ["工号", "姓名", "得分", "等级", "备注"],
        ["007", "张三", "90", "A", "-"],
    ]
    content = made(text_rows(*rows), after=merged("A1:C1"))

    assert short(content) == ["填报!A1: error excel-heading: row 1 looks like a title, row 3 like the headings"]
    assert read(content, header=3)["姓名"].to_list() == ["张三"]


def test_one_column_alone_has_a_heading_and_no_title() -> None:
    assert read(table(["工号"], ["007"], ["008"])).rows() == [("007", 2), ("008", 3)]


def test_the_declared_row_holds_the_headings_whatever_stands_above() -> None:
    content = made(text_rows(*TITLED), after=merged("A1:C1", "A2:B2"))

    assert read(content, header=3).rows(named=True) == [{"工号": "007", "姓名": "张三", "得分": "90", "_row": 4}]


def test_a_declared_row_with_nothing_in_it_is_refused() -> None:
    assert lines(table([], ["工号"], ["007"]), header=1) == [
        "填报!A1: error excel-heading: row 1 is empty: there are no headings (the first row with something in it is 2)"
    ]
    assert short(table(["工号"]), header=1048575) == [
        "填报!A1048575: error excel-heading: row 1048575 is empty: there are no headings"
    ]


@pytest.mark.parametrize(
    ("options", "option"),
    [({"header": 0}, "header"), ({"header": -1}, "header"), ({"header": 1048576}, "header"), ({"stop": " "}, "stop")],
)
def test_an_option_that_makes_no_sense_is_said_to(options: dict[str, Any], option: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        ExcelSource("people.xlsx", **options)
    assert caught.value.option == option


# Ends


@pytest.mark.parametrize(
    "word",
    [
        *("合计", "合　计", "总计：", "小计", "共计", "一班小计", "合计（12人）", "合计(12人)"),
        *("平均", "平均分", "班组平均值", "均值", "汇总"),
        *("Total", "TOTAL:", "Grand Total", "Sub-total", "subtotal", "Average", "Mean", "Sum"),
        *("注：以上数据来自系统", "备注: 无", "说明：\n一、…", "制表人：李四", "审核：", "制表日期：2026-10-31"),
        *("数据来源：呼叫平台", "Note: none"),
    ],
)
@pytest.mark.parametrize("before", [[], [None]])
def test_a_row_of_totals_or_a_footnote_is_no_person(word: str, before: list[None]) -> None:
    content = table(
        [*["序号"][: len(before)], "工号", "得分"], [*["1"][: len(before)], "007", "90"], [*before, word, "90"]
    )

    cell = "B3" if before else "A3"
    (line,) = short(content)
    assert line == f"填报!{cell}: error excel-totals: row 3 looks like totals or a footnote, not like a person"


@pytest.mark.parametrize(
    "word",
    [
        "总计划部",
        "合计划",
        "平均凡",
        "Summer",
        "Totalli",
        "注册部",
        "备注",
        "日期",
        "2026-10-05 08:30:00",
        "张平均",
        "Note",
    ],
)
def test_people_and_teams_with_names_like_totals_are_people(word: str) -> None:
    assert read(table(["工号", "得分"], [word, "90"]))["工号"].to_list() == [word]


def test_the_word_that_ends_the_table_is_offered() -> None:
    (line,) = lines(table(["工号", "得分"], ["007", "90"], ["合 计（1人）", "90"]))

    assert line.endswith('(say where the table ends, such as stop = "合计", or delete the row)')


@pytest.mark.parametrize("stop", ["合计", "合  计", "合", "合计（"])
def test_reading_ends_at_the_declared_row(stop: str) -> None:
    rows: Rows = [["工号", "得分"], ["007", "合计"], [None, "合 计（1人）"], ["制表人：", "李四", "2026-10-31"]]
    content = made(text_rows(*rows), after=merged("A4:B5"))

    assert read(content, stop=stop).rows() == [("007", "合计", 2)]


def test_a_declared_end_need_not_be_there() -> None:
    assert read(table(["工号"], ["007"]), stop="合计").rows() == [("007", 2)]


SUM = text_rows(["工号", "话务量"], ["007", "3"], ["008", "4"])


@pytest.mark.parametrize(
    "formula", ["SUM(B2:B3)", "SUM($B$2:$B$3)", "SUBTOTAL(109,B2:B3)", "SUBTOTAL(109,表1[话务量])", "AVERAGE(B2:B3)"]
)
@pytest.mark.parametrize("stored", ["", "<v>7</v>"])
def test_totals_without_a_word_are_known_by_their_formula(formula: str, stored: str) -> None:
    content = made(f'{SUM}<row r="4"><c r="B4"><f>{formula}</f>{stored}</c></row>')
    name = formula.split("(")[0]

    (line,) = lines(content)
    assert line.startswith("填报!B4: error excel-totals: row 4 looks like totals")
    assert f'stop = "={name}"' in line
    assert read(content, stop=f"={name}")["_row"].to_list() == [2, 3]


def test_a_formula_over_other_columns_or_in_a_person_s_row_is_no_total() -> None:
    other = f'{SUM}<row r="4"><c r="A4"><f>SUM(B2:B3)</f><v>7</v></c></row>'
    mean = "<f>AVERAGE(B2:B3)</f><v>3.5</v>"
    leader = f'{SUM}<row r="4"><c r="A4" t="str"><f>"0"&amp;9</f><v>09</v></c><c r="B4">{mean}</c></row>'

    assert read(made(other)).row(2) == ("7", None, 4)
    assert read(made(leader)).row(2) == ("09", "3.5", 4)


# Merged cells


def test_merged_cells_of_people_are_refused_with_the_names_of_the_ranges() -> None:
    rows: Rows = [["工号", "班组", "得分"], ["007", "一班", "90"], ["008", None, "80"], ["009", "二班", "70"]]
    content = made(text_rows(*rows), after=merged("B2:B3", "A4:C4"))

    assert lines(content) == [
        (
            "填报!B2: error excel-merged: cells of people's rows are merged (2): B2:B3, A4:C4 "
            '(unmerge them and fill in every cell; or say merged_cells = "fill" where the value counts for each)'
        ),
    ]


def test_the_value_of_merged_cells_counts_for_all_of_them_where_that_is_declared() -> None:
    rows: Rows = [
        ["工号", "班组", "接通率", "满意率"],
        ["007", "一班", "98%", "97%"],
        ["008", "covered", "96%", None],
        [],
        ["009", None, "请假", "covered"],
        ["010", "二班", None, None],
    ]
    content = made(text_rows(*rows), after=merged("B2:B5", "C5:D6"))

    assert read(content, merged_cells="fill").rows() == [
        ("007", "一班", "98%", "97%", 2),
        ("008", "一班", "96%", None, 3),
        ("009", "一班", "请假", "请假", 5),
        ("010", "二班", "请假", "请假", 6),
    ]


def test_merged_cells_with_no_value_are_empty_whatever_lies_below_them() -> None:
    rows: Rows = [["工号", "得分", "等级"], ["007", None, "covered"]]
    content = made(text_rows(*rows), after=merged("B2:C2"))

    assert read(content, merged_cells="fill").rows() == [("007", None, None, 2)]


def test_merged_cells_beside_and_behind_the_table_are_no_matter() -> None:
    content = made(text_rows(["工号", "得分"], ["007", "90"], ["合计", "90"]), after=merged("D2:E3", "A3:B3", "A9:B9"))

    assert read(content, stop="合计").rows() == [("007", "90", 2)]


def test_ranges_that_overlap_are_refused() -> None:
    rows = text_rows(["工号", "班组"], ["007", "一班"], ["008", None], ["009", None])

    assert short(made(rows, after=merged("B2:B3", "B3:B4")), merged_cells="fill") == [
        "填报!B3: error excel-damaged: the merged range B3:B4 overlaps another one"
    ]
    assert short(made(rows, after=merged("A1:B1", "B1:C1"))) == [
        "填报!B1: error excel-damaged: the merged range B1:C1 overlaps another one"
    ]


TWO_LEVELS: Rows = [["工号", "质量", None, "备注"], [None, "接通率", "满意率", None], ["007", "98%", "97%", "新"]]


def test_headings_on_two_levels_are_those_of_the_lower_one_and_those_that_reach_down_to_it() -> None:
    content = made(text_rows(*TWO_LEVELS), after=merged("A1:A2", "B1:C1", "D1:D2"))

    assert read(content, header=2).rows(named=True) == [
        {"工号": "007", "接通率": "98%", "满意率": "97%", "备注": "新", "_row": 3}
    ]
    assert "header = 2" in lines(content)[0]


def test_a_heading_over_several_columns_is_that_of_the_first() -> None:
    rows: Rows = [["工号", "目标", "hidden below", "得分"], ["007", "接通率", None, "90"]]

    assert read(made(text_rows(*rows), after=merged("B1:C1")), header=1).columns == ["工号", "目标", "得分", "_row"]
    rows[1][2] = "97%"
    assert short(made(text_rows(*rows), after=merged("B1:C1")), header=1) == [
        "填报!C2: error excel-heading: column C holds something, but shares its heading"
    ]


@pytest.mark.parametrize("merged_cells", ["error", "fill"])
def test_a_range_that_joins_headings_with_people_is_refused_either_way(merged_cells: str) -> None:
    content = made(text_rows(["工号", "得分"], [None, "90"], ["007", "80"]), after=merged("A1:A2"))

    assert lines(content, merged_cells=merged_cells) == [
        (
            "填报!A1: error excel-merged: the merged range A1:A2 joins headings with people's rows "
            "(say header = 2 if the headings reach down to there, or unmerge it)"
        ),
    ]


# Hidden rows


HIDDEN = text_rows(["工号", "得分"], ["007", "90"], ["008", "80"], [], ["009", "70"]).replace(
    '<row r="3">', '<row r="3" hidden="1">'
).replace('<row r="4">', '<row r="4" hidden="true">').replace('<row r="5">', '<row r="5" hidden="true">')  # fmt: skip


def test_people_in_hidden_rows_are_refused_unless_it_is_declared_whether_they_count() -> None:
    assert lines(made(HIDDEN)) == [
        (
            "填报!A3: error excel-hidden: rows are hidden or filtered out (2): 3, 5 "
            '(show them; or say hidden_rows = "read" (they count) or "skip" (they do not) in the source)'
        ),
    ]
    assert read(made(HIDDEN), hidden_rows="read")["工号"].to_list() == ["007", "008", "009"]
    assert read(made(HIDDEN), hidden_rows="skip")["工号"].to_list() == ["007"]


def test_hidden_rows_above_and_behind_the_table_are_no_matter() -> None:
    rows = text_rows(["ids"], ["工号"], ["007"], ["合计"]).replace('r="1">', 'r="1" hidden="1">')
    rows = rows.replace('<row r="4">', '<row r="4" hidden="1">')

    assert read(made(rows), header=2, stop="合计").rows() == [("007", 3)]


def test_what_stands_in_skipped_rows_is_no_matter() -> None:
    rows = text_rows(["工号", "得分"], ["007", "90"], ["合计", "90", "no heading"]).replace(
        'r="3">', 'r="3" hidden="1">'
    )

    assert read(made(rows), hidden_rows="skip").rows() == [("007", "90", 2)]


def test_everything_that_leaves_a_doubt_is_said_at_once() -> None:
    rows = text_rows(["工号", "得分", "得分"], ["007", "90", None, "x"], ["合计", "90"]).replace(
        'r="2">', 'r="2" hidden="1">'
    )

    assert [line.split(": ")[1] for line in short(made(rows, after=merged("A2:A3")))] == [
        "error excel-heading",
        "error excel-hidden",
        "error excel-merged",
        "error excel-heading",
        "error excel-totals",
    ]


def test_no_refusal_tells_what_stands_in_people_s_cells() -> None:
    rows = text_rows(["工号", "姓名", None], ["007", "张三", "李四"], ["合计", "王五"]).replace(
        'r="2">', 'r="2" hidden="1">'
    )

    said = " ".join(lines(made(rows, after=merged("B2:B3"))))
    assert not any(name in said for name in ("张三", "李四", "王五", "007"))
