"""The sheet to fill in: what a person finds on it."""

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kpicore.scheme import Form
from tests.core.scoring import centre
from tests.plugins.excel.forms import BODY, COLUMNS, FIRST, HEADER, form, opened, scheme, workbook_of

PEOPLE = [
    {"employee": "007", "name": "王示例", "team": "一组", "skill": "mail"},
    {"employee": "110101199003077712", "name": "=1+1", "team": "+86", "skill": "phone", "remark": "@所有人"},
    {"employee": "-3", "name": "http://example.com", "team": "{=A1}"},
]


def sheet(made: Form) -> Worksheet:
    return opened(workbook_of(made)).worksheets[0]


def column(id: str) -> int:
    return COLUMNS.index(id) + 1


def validations(made: Form) -> Mapping[str, DataValidation]:
    """The rule of each column, by the column's id."""
    found: dict[str, DataValidation] = {}
    for rule in sheet(made).data_validations.dataValidation:
        [area] = rule.sqref.ranges
        assert (area.min_row, area.max_row) == (FIRST, 1_048_576)
        found[COLUMNS[area.min_col - 1]] = rule
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_form_is_the_same_bytes(lang: Any) -> None:
    assert workbook_of(form(people=PEOPLE, lang=lang)) == workbook_of(form(people=PEOPLE, lang=lang))


def test_the_hidden_sheet_says_what_reading_back_needs() -> None:
    book = opened(workbook_of(form(people=PEOPLE)))
    assert [(each.title, each.sheet_state) for each in book.worksheets] == [
        ("填报表", "visible"),
        ("填写说明", "visible"),
        ("kpicore", "veryHidden"),
    ]
    rows = {row[0]: [value for value in row[1:] if value] for row in book["kpicore"].iter_rows(values_only=True)}
    headings = [cell.value for cell in book.worksheets[0][HEADER]]
    assert rows == {
        "format": ["1"],
        "scheme": ["centre/agent"],
        "version": ["1"],
        "period": ["2026-10"],
        "sheet": ["填报表"],
        "header": [str(HEADER)],
        "rows": [str(FIRST)],
        "columns": COLUMNS,
        "labels": headings,
    }


def test_title_policy_and_period_stand_above() -> None:
    found = sheet(form())
    assert found["A1"].value == "坐席"
    assert "centre/agent 第 1 版 · 满分 50 分 · 周期：2026-10" in str(found["A2"].value)
    assert "period: any" in str(sheet(form(period=None, lang="en"))["A2"].value)


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("zh", {"employee": "*工号", "name": "姓名", "skill": "*《skill》\n选择", "satisfied": "*《satisfied》\n%",
                "satisfied_n": "《satisfied》·\n样本数\n数量", "wait": "《wait》\n秒", "exam": "《exam》\n0–120 分",
                "late": "《late》\n整数",
                "bonus": "《bonus》\n分，正数", "other": "《other》\n分", "manner": "*《manner》\n评级"}),
        ("en", {"employee": "*Employee", "team": "Team", "satisfied": "*satisfied\n%", "exam": "exam\n0–120",
                "late": "late\nwhole number", "bonus": "bonus\npoints, positive"}),
    ],
)  # fmt: skip
def test_a_heading_has_label_and_unit_and_a_star_where_it_is_required(lang: Any, expected: Mapping[str, str]) -> None:
    found = sheet(form(lang=lang))
    assert {id: found.cell(HEADER, column(id)).value for id in expected} == expected


def test_a_note_says_how_to_fill_in_what_empty_means_and_how_each_item_scores() -> None:
    notes = {id: note.text for id in COLUMNS if (note := sheet(form()).cell(HEADER, column(id)).comment)}
    assert list(notes) == COLUMNS
    assert notes["satisfied"].splitlines() == [
        "《satisfied》",
        "填写：0%–100%，连百分号一起填，如 98.5%",
        "空着：不可以，没有数据不等于 0",
        "",
        "▸ 《liked》（满分 10 分）",
        "《satisfied》：80% 得 0 分，100% 得满分 10 分，其间按比例",
    ]
    assert "空着：《quick》计 0 分" in notes["wait"].replace("“", "").replace("”", "")
    assert "不计，其余按比例折算" in notes["exam"]
    assert "空着：按 0 计" in notes["late"]
    assert "加减分" in notes["late"]
    assert "按其余数据计" in notes["peer"]
    assert "从列表中选：电话、邮件" in notes["skill"]
    assert "不足 10 个" in notes["satisfied_n"]


def test_letters_and_groups_are_chosen_from_a_list_in_the_language_of_the_form() -> None:
    assert validations(form())["manner"].formula1 == '"S,A,B+"'
    assert validations(form())["skill"].formula1 == '"电话,邮件"'
    assert validations(form(lang="en"))["skill"].formula1 == '"Phone,Mail"'


@pytest.mark.parametrize(
    ("id", "rule"),
    [
        ("satisfied", ("decimal", "between", "0", "1", "stop")),
        ("exam", ("decimal", "between", "0", "120", "stop")),
        ("wait", ("decimal", "greaterThanOrEqual", "0", None, "stop")),
        ("satisfied_n", ("decimal", "greaterThanOrEqual", "0", None, "stop")),
        ("late", ("whole", "greaterThanOrEqual", "0", None, "stop")),
        ("bonus", ("decimal", "greaterThanOrEqual", "0", None, "warning")),
        ("other", ("custom", "between", f"ISNUMBER($O{FIRST})", None, "stop")),
    ],
)
def test_numbers_have_their_range_and_are_refused_in_words(id: str, rule: tuple[str | None, ...]) -> None:
    found = validations(form())[id]
    said = (found.type, found.operator or "between", found.formula1, found.formula2, found.errorStyle or "stop")
    assert said == rule
    assert f"《{id.removesuffix('_n')}》" in str(found.error)
    assert found.showErrorMessage
    assert f"{id.removesuffix('_n')}: " in str(validations(form(lang="en"))[id].error)


def test_a_ratio_is_a_percentage_and_says_so_where_it_is_typed() -> None:
    found = sheet(form())
    assert found.cell(FIRST, column("satisfied")).number_format == "0.00%"
    assert validations(form())["satisfied"].prompt == "连百分号一起填，如 98.5%"


def test_a_long_list_of_choices_stands_on_a_hidden_sheet() -> None:
    values = ", ".join(f'v{n} = {{ zh = "第{n}个相当长的取值", en = "Value, number {n}" }}' for n in range(40))
    groups = f"[groups.skill]\n{centre.label('skill')}\nvalues = {{ {values} }}\n"
    made = form(scheme(BODY[BODY.index("[details") :] + groups))
    rule = validations(made)["skill"]
    assert rule.formula1 == "'kpicore.lists'!$D$1:$D$40"
    hidden = opened(workbook_of(made))["kpicore.lists"]
    assert hidden.sheet_state == "veryHidden"
    assert [hidden.cell(row, 4).value for row in (1, 40, 41)] == ["第0个相当长的取值", "第39个相当长的取值", None]
    assert validations(form(made.scheme, lang="en"))["skill"].formula1 == "'kpicore.lists'!$D$1:$D$40"


def test_choices_that_a_list_written_out_cannot_hold_stand_there_too() -> None:
    for label in ("一线,二线", '一线 \\"甲\\"'):
        values = f'values = {{ a = {{ zh = "{label}", en = "A" }}, b = {{ zh = "乙", en = "B" }} }}\n'
        body = f"[groups.skill]\n{centre.label('skill')}\n{values}" + BODY[BODY.index("[details") :]
        made = form(scheme(body))
        assert validations(made)["skill"].formula1 == "'kpicore.lists'!$D$1:$D$2"
        hidden = opened(workbook_of(made))["kpicore.lists"]
        assert hidden["D1"].value == label.replace("\\", "")


def test_two_choices_of_one_label_are_told_by_their_ids() -> None:
    same = 'values = { phone = { zh = "一线", en = "Phone" }, mail = { zh = "一线", en = "Mail" } }\n'
    body = f"[groups.skill]\n{centre.label('skill')}\n{same}" + BODY[BODY.index("[details") :]
    assert validations(form(scheme(body)))["skill"].formula1 == '"phone,mail"'


def test_a_note_offers_what_the_list_does() -> None:
    same = 'values = { phone = { zh = "一线", en = "Phone" }, mail = { zh = "一线", en = "Mail" } }\n'
    body = f"[groups.skill]\n{centre.label('skill')}\n{same}" + BODY[BODY.index("[details") :]
    note = sheet(form(scheme(body))).cell(HEADER, column("skill")).comment
    assert "从列表中选：phone、mail" in note.text


def test_a_choice_stays_the_text_that_it_is() -> None:
    """In a cell for numbers 01 would become 1, and 1-2 a day in January."""
    found = sheet(form(people=PEOPLE))
    for row in (FIRST, FIRST + 30):
        assert {found.cell(row, column(id)).number_format for id in ("skill", "manner")} == {"@"}


def test_known_people_stand_in_it_as_texts_their_ids_locked_and_all_else_open() -> None:
    found = sheet(form(people=PEOPLE))
    known = [[cell.value for cell in row[:5]] for row in found.iter_rows(min_row=FIRST, max_row=FIRST + 3)]
    assert known == [
        ["007", "王示例", "一组", "邮件", None],
        ["110101199003077712", "=1+1", "+86", "电话", "@所有人"],
        ["-3", "http://example.com", "{=A1}", None, None],
        [None] * 5,
    ]
    cells = [cell for row in found.iter_rows(min_row=FIRST, max_row=FIRST + 2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [cell.coordinate for cell in cells if cell.protection.locked] == [
        f"A{row}" for row in range(FIRST, FIRST + 3)
    ]
    assert found.cell(FIRST + 3, 1).number_format == "@"


def test_the_sheet_is_protected_without_a_password_headings_locked() -> None:
    found = sheet(form())
    assert found.protection.sheet
    assert found.protection.password is None
    allowed = ("formatColumns", "formatRows", "sort", "autoFilter")
    assert [getattr(found.protection, name) for name in allowed] == [False] * 4
    assert all(found.cell(row, 1).protection.locked for row in range(1, FIRST))
    everything = [cell for row in found.iter_rows(min_row=FIRST, max_row=FIRST + 49) for cell in row]
    assert len(everything) == 50 * len(COLUMNS)
    assert not any(cell.protection.locked for cell in everything)


@pytest.mark.parametrize(("people", "rows"), [(0, 50), (30, 50), (31, 51), (100, 120)])
def test_rows_are_ready_for_more_people_than_are_known(people: int, rows: int) -> None:
    made = form(people=[{"employee": f"{number:03}"} for number in range(people)])
    found = sheet(made)
    assert found.print_area == f"'填报表'!$A$4:$O${FIRST + rows - 1}"
    assert found.auto_filter.ref == f"A{HEADER}:O{FIRST + rows - 1}"
    assert found.max_row == FIRST + rows - 1


def test_headings_and_who_it_is_stay_in_sight_and_on_every_page() -> None:
    found = sheet(form())
    assert found.freeze_panes == f"C{FIRST}"
    assert (found.print_title_rows, found.print_title_cols) == (f"$4:${HEADER}", "$A:$B")
    assert (int(found.page_setup.paperSize or 0), found.page_setup.orientation) == (9, "landscape")
    assert str(found.oddHeader.left.text).startswith("坐席\n")
    assert "第 &P 页" in str(found.oddFooter.right.text)
    without_name = sheet(form(without=["name"]))
    assert without_name.freeze_panes == f"B{FIRST}"


def test_a_table_of_few_columns_fills_a_page_and_a_wide_one_goes_on_several() -> None:
    three = "".join(centre.metric(id, 'unit = "count"') for id in ("a", "b", "c"))
    few = scheme(three + centre.entered("a", "b", "c"), 30)
    narrow, wide = sheet(form(few)), sheet(form())
    assert 100 < sum(narrow.column_dimensions[letter].width for letter in "ABCDEF") < 145
    assert (narrow.page_setup.fitToWidth or 1, narrow.page_setup.fitToHeight) == (1, 0)
    many = "".join(centre.metric(f"m{number}", 'unit = "count"') for number in range(40))
    items = centre.entered(*(f"m{number}" for number in range(40)), points=1)
    assert sheet(form(scheme(many + items, 40))).page_setup.fitToWidth == 3
    assert (wide.page_setup.fitToWidth or 1) == 1


def test_each_column_is_wide_enough_for_its_choices_and_people() -> None:
    long_name = "一个名字相当长的示例人员"
    found = sheet(form(people=[{"employee": "1", "name": long_name}]))
    assert found.column_dimensions["B"].width >= 2 * len(long_name)
    assert all(8 <= found.column_dimensions[letter].width <= 33 for letter in "ABCDEFGHIJKLMNO")


def test_the_guide_lists_every_column_and_what_the_policy_leaves_open() -> None:
    note = 'status = "assumed"\nnote = { zh = "细则没有写分值。", en = "The policy gives no points." }'
    more = centre.metric("extra", 'unit = "count"') + centre.indicator(
        "extra", 'kind = "entered", metric = "extra"', 10, note
    )
    guide = opened(workbook_of(form(scheme(BODY + more, 60))))["填写说明"]
    texts = [str(cell.value) for row in guide.iter_rows() for cell in row if cell.value]
    for label in ("工号", "《satisfied》", "《wait》", "《liked》（10 分）", "《on_time》（加减分）"):
        assert label in texts
    assert "《extra》（暂定）：细则没有写分值。" in texts
    assert guide.protection.sheet


def test_no_text_of_people_or_policies_is_a_formula_anywhere() -> None:
    made = form(people=PEOPLE)
    with zipfile.ZipFile(io.BytesIO(workbook_of(made))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(name.startswith("xl/externalLinks") for name in parts.namelist())
    assert not any(re.search(r"<f>|<hyperlink ", xml) for xml in sheets)
