"""Copies of workbooks with their problems marked: what a person who opens one sees, and that it is read like the
original once the cells are right."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from kpicore import Lang, Place, Problem, Refused, Text
from kpicore_excel.marking.cells import COLOUR, MOST_SAID
from kpicore_excel.marking.seal import is_untouched
from kpicore_excel.marking.workbook import marked
from tests.pipelines import problems, run, written

SHEET = "十月"
FILE = "in/十月.xlsx"


def problem(cell: str | None, text: str = "不对", key: str = "", sheet: str | None = SHEET, hint: str = "") -> Problem:
    """A problem that says the same in both languages, marked by ``en:`` in English."""
    advice = Text(hint, f"en: {hint}") if hint else None
    return Problem("wrong", Text(text, f"en: {text}"), Place(FILE, key=key, sheet=sheet, cell=cell), advice)


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def book(*rows: list[Any]) -> Workbook:
    """A workbook with one sheet of these rows."""
    workbook = Workbook()
    workbook.active.title = SHEET
    for row in rows or ([["工号", "接通率"], ["0001", "1200通"], ["0002", 0.5]]):
        workbook.active.append(row)
    return workbook


def copy(workbook: Workbook, *found: Problem, lang: Lang = "zh") -> Workbook:
    return load_workbook(io.BytesIO(marked(saved(workbook), found, lang)), rich_text=True)


def colour(cell: Any) -> str | None:
    return cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "1200通 不是数字\n只写数字"), ("en", "en: 1200通 不是数字\nen: 只写数字")]
)
def test_a_cell_with_a_problem_is_coloured_and_says_what_is_wrong_and_what_to_do(lang: Lang, said: str) -> None:
    sheet = copy(book(), problem("B2", "1200通 不是数字", hint="只写数字"), lang=lang)[SHEET]

    assert sheet["B2"].comment.text == said
    assert sheet["B2"].comment.author == "kpi run"
    assert {cell.coordinate for row in sheet for cell in row if colour(cell) == COLOUR} == {"B2"}
    assert {cell.coordinate for row in sheet for cell in row if cell.comment} == {"B2"}
    assert [[cell.value for cell in row] for row in sheet] == [["工号", "接通率"], ["0001", "1200通"], ["0002", 0.5]]


def test_several_problems_of_a_cell_are_one_note_and_an_empty_cell_can_be_marked() -> None:
    sheet = copy(book(), problem("B2", "甲"), problem("B2", "乙"), problem("B2", "甲"), problem("D9", "丙"))[SHEET]

    assert sheet["B2"].comment.text == "甲\n乙"
    assert (sheet["D9"].value, sheet["D9"].comment.text, colour(sheet["D9"])) == (None, "丙", COLOUR)


def test_a_note_tells_only_so_many_problems() -> None:
    sheet = copy(book(), *(problem("B", f"第 {number} 人没有数据", "接通率") for number in range(MOST_SAID + 5)))[SHEET]

    assert sheet["B1"].comment.text.splitlines()[-2:] == [f"第 {MOST_SAID - 1} 人没有数据", "… 另有 5 处"]


@pytest.mark.parametrize(
    ("key", "cell"),
    [("接通率", "B3"), ("别的名称", "B1"), ("", "B1")],
)
def test_a_column_is_marked_at_its_heading_or_else_at_its_first_text(key: str, cell: str) -> None:
    workbook = book(["", "二〇二六年十月"], [], ["工号", " 接通率 "], ["0001", 0.5])
    sheet = copy(workbook, problem("B", "无法识别", key))[SHEET]

    assert sheet[cell].comment.text == "无法识别"


def test_in_one_of_our_forms_headings_are_where_its_hidden_sheet_says() -> None:
    workbook = book(["说明"], ["工号", "接通率\n（0–100%）"], ["0001", 0.5])
    hidden = workbook.create_sheet("kpicore")
    for row in (["format", "1"], ["sheet", SHEET], ["header", "2"]):
        hidden.append(row)
    hidden.sheet_state = "veryHidden"

    found = copy(workbook, problem("A", key="employee"), problem("B3", key="answered"))

    assert colour(found[SHEET]["A2"]) == COLOUR
    assert [cell.value for cell in found["kpicore-错误"]["C"][3:]] == ["工号", "接通率 （0–100%）"]
    assert found["kpicore"].sheet_state == "veryHidden"


def test_a_merged_cell_is_marked_where_its_value_stands() -> None:
    workbook = book(["工号", "班组"], ["0001", "一班"], ["0002"])
    workbook[SHEET].merge_cells("B2:B3")

    found = copy(workbook, problem("B3", "合并"))

    assert found[SHEET]["B2"].comment.text == "合并"
    assert found["kpicore-错误"]["B4"].value == f"{SHEET}!B2"


def test_somebodys_own_note_stays_and_comes_back_when_the_copy_is_marked_anew() -> None:
    workbook = book()
    workbook[SHEET]["B2"].comment = Comment("去问一下", "示例主管")
    workbook[SHEET]["B3"].comment = Comment("已核对", "示例主管")

    first = marked(saved(workbook), [problem("B2", "甲"), problem("A2", "丁")], "zh")
    sheet = load_workbook(io.BytesIO(first))[SHEET]
    assert sheet["B2"].comment.text == "去问一下\n———— kpicore ————\n甲"
    assert sheet["B3"].comment.text == "已核对"

    second = load_workbook(io.BytesIO(marked(first, [problem("B3", "乙")], "en")))
    assert {cell.coordinate: cell.comment.text for row in second[SHEET] for cell in row if cell.comment} == {
        "B2": "去问一下",
        "B3": "已核对\n———— kpicore ————\nen: 乙",
    }
    assert {cell.coordinate for row in second[SHEET] for cell in row if colour(cell) == COLOUR} == {"B3"}
    assert second.sheetnames == ["kpicore-errors", SHEET]


def test_somebodys_own_note_has_room_for_its_text() -> None:
    """openpyxl does not read how large a note was."""
    workbook = book()
    workbook[SHEET]["A1"].comment = Comment("一行很长的说明" * 40, "示例主管")
    content = marked(saved(workbook), [problem("B2")], "zh")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        [drawing] = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".vml")]
    heights = [float(height) for height in re.findall(r"height:([0-9.]+)px", drawing)]
    assert max(heights) > 180  # eleven lines
    assert min(heights) < 80


def test_the_heads_of_printed_pages_keep_their_lines() -> None:
    workbook = book()
    workbook[SHEET].oddHeader.left.text = "甲\n乙"
    content = marked(saved(workbook), [problem("B2")], "zh")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = "".join(parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name)
    assert "甲\n乙</oddHeader>" in sheets
    assert is_untouched(content)


def test_a_sheet_of_somebodys_own_stays_whatever_its_name() -> None:
    workbook = book()
    workbook.create_sheet("kpicore-笔记")
    first = marked(saved(workbook), [problem("B2")], "zh")
    second = load_workbook(io.BytesIO(marked(first, [problem("B2")], "en")))
    assert second.sheetnames == ["kpicore-errors", SHEET, "kpicore-笔记"]


def test_all_problems_are_listed_in_front_with_links_to_their_cells() -> None:
    workbook = book()
    workbook.create_sheet("It's 二")
    found = copy(
        workbook,
        problem("B2", "=1+1 不是数字", "接通率", hint="改"),
        problem("A5", "缺", sheet="It's 二"),
        problem(None, "缺少列 满意率", "满意率"),
        problem(None, "换一张表", sheet=None),
    )

    assert found.sheetnames == ["kpicore-错误", SHEET, "It's 二"]
    assert found.active.title == "kpicore-错误"
    assert [sheet.title for sheet in found if sheet.sheet_view.tabSelected] == ["kpicore-错误"]
    rows = list(found["kpicore-错误"].iter_rows(min_row=3))
    assert [[cell.value for cell in row] for row in rows] == [
        ["序号", "位置", "列", "问题", "办法"],
        [1, f"{SHEET}!B2", "接通率", "=1+1 不是数字", "改"],
        [2, "It's 二!A5", None, "缺", None],
        [3, SHEET, "满意率", "缺少列 满意率", None],
        [4, "整个文件", None, "换一张表", None],
    ]
    assert [row[1].hyperlink.location if row[1].hyperlink else None for row in rows[1:]] == [
        f"'{SHEET}'!B2", "'It''s 二'!A5", None, None,
    ]  # fmt: skip
    assert [row[3].data_type for row in rows[1:]] == ["s"] * 4


def test_what_the_workbook_holds_besides_stays_as_it_was() -> None:
    workbook = book(["工号", "得分", "合计"], ["0001", "x", "=B2*2"], ["0002", 98.50, "=SUM(B2:B3)"])
    sheet = workbook[SHEET]
    sheet["A2"].font = Font(bold=True, color="FF0000FF")
    sheet["B3"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["B3"].number_format = "0.00"
    sheet["A3"] = CellRichText("00", TextBlock(InlineFont(b=True), "02"))
    sheet.protection.sheet = True
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 33
    sheet.row_dimensions[3].hidden = True
    choice = DataValidation("list", '"A,B"', allow_blank=True)
    choice.add("D2:D9")
    sheet.add_data_validation(choice)

    found = copy(workbook, problem("B2"))[SHEET]

    assert (found["C2"].value, found["C3"].value) == ("=B2*2", "=SUM(B2:B3)")
    assert (found["A2"].font.b, found["A2"].font.color.rgb) == (True, "FF0000FF")
    assert (colour(found["B3"]), found["B3"].number_format) == ("FF00FF00", "0.00")
    assert [getattr(part, "text", part) for part in found["A3"].value] == ["00", "02"]
    assert (found.protection.sheet, found.freeze_panes, found.column_dimensions["A"].width) == (True, "B2", 33)
    assert found.row_dimensions[3].hidden
    assert [str(each.sqref) for each in found.data_validations.dataValidation] == ["D2:D9"]


def test_macros_are_kept() -> None:
    with zipfile.ZipFile(io.BytesIO(saved(book()))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    macros = b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts["[Content_Types].xml"] = types.replace(b"</Types>", macros)
    parts["xl/vbaProject.bin"] = b"invented macros"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)

    with zipfile.ZipFile(io.BytesIO(marked(file.getvalue(), [problem("B2")], "zh"))) as archive:
        assert archive.read("xl/vbaProject.bin") == b"invented macros"
        assert b"macroEnabled" in archive.read("[Content_Types].xml")


def test_the_same_workbook_and_problems_are_the_same_bytes() -> None:
    content = saved(book())

    assert marked(content, [problem("B2")], "zh") == marked(content, [problem("B2")], "zh")


def resaved(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    workbook = load_workbook(io.BytesIO(content))
    change(workbook)
    return saved(workbook)


def test_a_copy_is_known_as_long_as_nobody_has_changed_it() -> None:
    original = saved(book())
    made = marked(original, [problem("B2")], "zh")

    def correct(workbook: Workbook) -> None:
        workbook[SHEET]["B2"] = 0.9

    assert is_untouched(made)
    assert not is_untouched(resaved(made, correct))
    assert not any(map(is_untouched, (original, b"", b"PK\x03\x04", "工号\n0001\n".encode(), made[:-40])))


def test_what_no_workbook_can_hold_is_left_out_of_notes_and_list() -> None:
    found = copy(book(), problem("B2", "1\x0b2 不是数字"))

    assert found[SHEET]["B2"].comment.text == "1\ufffd2 不是数字"
    assert found["kpicore-错误"]["D4"].value == "1\ufffd2 不是数字"


@pytest.mark.parametrize("cell", ["ZZZ1", "A9999999", "b2", "B0", "$B$2", ""])
def test_a_place_that_is_no_cell_is_listed_and_nothing_is_marked(cell: str) -> None:
    found = copy(book(), problem(cell))

    assert [each.coordinate for row in found[SHEET] for each in row if each.comment] == []
    assert found["kpicore-错误"]["D4"].value == "不对"


def test_cells_far_apart_cost_nothing_between_them() -> None:
    workbook = book()
    workbook[SHEET]["XFD1048576"] = "远"

    assert copy(workbook, problem("B", key="接通率"))[SHEET]["B1"].comment is not None


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        *(
            (b"</sheetData>", b"</sheetData>" + wide, "its merged, linked or noted ranges are too wide")
            for wide in (
                b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
                b'<hyperlinks><hyperlink ref="A:XFD" location="A1"/></hyperlinks>',
                b'<hyperlinks><hyperlink ref="a1:xfd1048576" location="A1"/></hyperlinks>',
            )
        ),
        (
            b'<fills count="2">',
            b'<fills count="2"><fill><patternFill patternType="nonsense"/></fill>',
            "it holds what cannot be saved as it is",
        ),
    ],
)
def test_a_workbook_that_cannot_be_marked_says_so(old: bytes, new: bytes, reason: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book()))) as archive, zipfile.ZipFile(file, "w") as spoilt:
        for name in archive.namelist():
            spoilt.writestr(name, archive.read(name).replace(old, new))

    with pytest.raises(Refused) as refused:
        marked(file.getvalue(), [problem("B2")], "zh")

    assert [each.line("en").partition(" (")[0] for each in refused.value.problems] == [
        f"{FILE}: error cannot-mark: the workbook cannot be marked: {reason}"
    ]


def test_a_workbook_of_the_strict_kind_cannot_be_marked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book()))) as archive, zipfile.ZipFile(file, "w") as strict:
        for name in archive.namelist():
            content = archive.read(name)
            for space in ("spreadsheetml", "officeDocument"):
                was = f"http://schemas.openxmlformats.org/{space}/2006/"
                content = content.replace(was.encode(), f"http://purl.oclc.org/ooxml/{space}/".encode())
            strict.writestr(name, content)

    with pytest.raises(Refused, match="cannot-mark"):
        marked(file.getvalue(), [problem("B2")], "zh")


SCHEME = """
format  = 1
id      = "centre/agent"
version = "1"
title   = { zh = "座席", en = "Agent" }
full    = 10
[metrics]
answered = { unit = "ratio", label = { zh = "接通率", en = "Answered" } }
[indicators.answering]
label  = { zh = "接通", en = "Answering" }
points = 10
calculator = { kind = "proportional", metric = "answered" }
"""
PIPELINE = """
title  = "Centre"
period = "2026-10"
[sources.people]
kind = "excel"
path = "people.xlsx"
columns = { employee = "工号", answered = "接通率" }
[stages.agents]
scheme = "scheme.toml"
from = ["people"]
"""


def test_the_copy_once_corrected_is_read_like_the_original(tmp_path: Path) -> None:
    people = saved(
        book(["工号", "接通率"], ["0001", "1200通"], ["0002", "９８．５％"], ["0003", 0.5], ["0004", "请假"])
    )
    written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "people.xlsx": people})
    found = problems(tmp_path)
    assert [str(each.place) for each in found] == [f"people.xlsx!{SHEET}!B2", f"people.xlsx!{SHEET}!B5"]

    made = marked(people, found, "zh")
    written(tmp_path, {"people.xlsx": made})
    assert problems(tmp_path) == found

    def correct(workbook: Workbook) -> None:
        workbook[SHEET]["B2"], workbook[SHEET]["B5"] = "1", 0.25

    written(tmp_path, {"people.xlsx": resaved(made, correct)})
    frame = run(tmp_path).stages["agents"].frame
    assert dict(zip(frame["employee"], frame["metric.answered"], strict=True)) == {
        "0001": 1.0, "0002": 0.985, "0003": 0.5, "0004": 0.25,
    }  # fmt: skip
