"""A page for each person, of schemes that are rating forms: what stands on it follows from the sheet to fill in."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from kpicore import column_letters
from kpicore.document import find_scheme
from kpicore.scheme import Form
from kpicore.testing import Sheet, Sheets, Value, recalculated, stored
from tests.core.scoring import centre
from tests.pipelines import installed
from tests.plugins.excel.forms import FIRST, filled, form, opened, scheme, scored, workbook_of

Page = dict[tuple[int, int], Value]

MANAGER = find_scheme("manager-base60/manager", None, None, installed()).scheme
PEOPLE = [
    {"employee": "3001", "name": "经理甲", "department": "客服一部", "post": "客服总监", "entry_date": "2012-05-07"},
    {"employee": "3002", "name": "=经理乙"},
]
TYPED: list[dict[str, object]] = [
    {"work_performance": "A", "coordination": "B+", "work_attitude": "S", "work_discipline": "B", "cost_awareness": "D",
     "late_points": -1, "reward_points": 3.5},
    {"work_performance": "S", "coordination": "S", "work_attitude": "S", "work_discipline": "S"},
]  # fmt: skip

RATED = (
    centre.metric("manner", 'unit = "rating"')
    + centre.metric("late", 'unit = "count"\ndefault = 0')
    + centre.metric("bonus", 'unit = "points"')
    + centre.indicator("polite", 'kind = "rating", metric = "manner", table = { S = 10, A = 6.125 }')
    + centre.adjustment("late", 'kind = "per-event", metrics = { late = -0.335 }')
    + centre.adjustment("bonus", 'kind = "entered", metric = "bonus"')
)


def sheets(made: Form) -> list[str]:
    return [each.title for each in opened(workbook_of(made)).worksheets if each.sheet_state == "visible"]


def pages(made: Form, name: str = "评定表") -> Worksheet:
    found: Worksheet = opened(workbook_of(made))[name]
    return found


def page_of(sheet: Sheet, number: int, height: int) -> Page:
    """What stands on one page, by the row and column that it would have on the first."""
    top = height * number
    on_it = {(row - top, column): value for (row, column), value in sheet.cells.items() if top < row <= top + height}
    return {place: value for place, value in on_it.items() if value not in (None, "")}


def beside(page: Page, label: str) -> Value:
    """What stands beside a label: those in the middle are two columns wide."""
    [(row, column)] = [place for place, value in page.items() if value == label]
    return page.get((row, column + (1 if column == 1 else 2)))


def rows(page: Page) -> list[list[Value]]:
    """The rows of a page, each from left to right, without what is empty."""
    numbers = sorted({row for row, _ in page})
    return [[page[place] for place in sorted(page) if place[0] == row] for row in numbers]


def recalculated_form(made: Form, typed: Sequence[Mapping[str, object]]) -> Sheets:
    """All sheets of a form after the figures of each person were typed in."""
    letters = {column.id: column_letters(number) for number, column in enumerate(made.columns, start=1)}
    changes: dict[tuple[str, str], Value] = {
        ("填报表", f"{letters[id]}{row}"): value  # type: ignore[misc]
        for row, values in enumerate(typed, start=FIRST)
        for id, value in values.items()
        if value is not None
    }
    return recalculated(workbook_of(made), "ironcalc", changes=changes)


def height_of(made: Form) -> int:
    breaks = pages(made).row_breaks.brk
    return int(breaks[0].id)


def test_only_schemes_that_are_rating_forms_have_pages() -> None:
    with_pages = {
        found.id
        for found in installed().schemes
        if len(sheets(form(find_scheme(found.id, None, None, installed()).scheme))) == 3
    }
    assert with_pages == {"manager-base60/manager"}
    assert sheets(form(scheme(RATED, 10), lang="en")) == ["Form", "Rating forms", "How to fill in"]


@pytest.mark.parametrize(
    "more",
    [
        centre.indicator("on_time", 'kind = "deduct", metrics = { late = 2 }'),
        centre.adjustment("judged", 'kind = "rating", metric = "manner", table = { S = 1, A = 0 }'),
    ],
)
def test_one_item_that_no_page_could_work_out_and_there_are_none(more: str) -> None:
    assert sheets(form(scheme(RATED + more, 20 if "indicators" in more else 10))) == ["填报表", "填写说明"]


@pytest.mark.parametrize("missing", ["zero", "full", "exclude"])
def test_where_a_letter_may_be_missing_there_are_no_pages(missing: str) -> None:
    """A page has no total before every letter is there; a run would have one."""
    rated = RATED.replace("calculator", f'missing = "{missing}"\ncalculator', 1)
    assert rated != RATED
    assert sheets(form(scheme(rated, 10))) == ["填报表", "填写说明"]


def test_a_form_without_one_of_the_letters_has_no_pages() -> None:
    assert sheets(form(MANAGER, without=["cost_awareness"])) == ["填报表", "填写说明"]


@pytest.mark.parametrize(("people", "expected"), [([], 50), (PEOPLE, 3)])
def test_each_person_has_a_page_and_one_is_spare_or_every_row_has_one(
    people: list[dict[str, str]], expected: int
) -> None:
    found = pages(form(MANAGER, people))
    breaks = [each.id for each in found.row_breaks.brk]
    height = breaks[0]
    assert breaks == [height * number for number in range(1, expected)]
    assert found.print_area == f"'评定表'!$A$1:$J${height * expected}"
    assert found.max_row == height * expected
    assert (int(found.page_setup.paperSize or 0), found.page_setup.orientation) == (9, "portrait")
    points = sum(found.row_dimensions[row].height or 15 for row in range(1, height + 1))
    assert points < 770


def test_a_page_is_the_form_of_the_policy() -> None:
    made = form(MANAGER, PEOPLE, period="2026-H2")
    texts = page_of(recalculated_form(made, TYPED)["评定表"], 0, height_of(made))
    values = list(texts.values())
    assert values[0] == MANAGER.title.zh
    assert "《客服中心管理人员工作绩效主要考核指标》 · 周期：2026-H2" in values
    assert "工号：3001" in values
    head = {"姓名": "经理甲", "部门": "客服一部", "职务": "客服总监", "入职日期": "2012-05-07"}
    assert {label: beside(texts, label) for label in head} == head
    assert "出勤奖罚记录（加扣分）" in values
    recorded = {"迟到": -1, "早退": None, "事假": None, "奖励": 3.5, "处罚": None, "其他": None}
    assert {label: beside(texts, label) for label in recorded} == recorded
    assert {"本人签字：", "主管签字：", "日期："} <= set(values)
    letters = next(row for row in rows(texts) if row[0] == "评定项目")
    assert letters == ["评定项目", "满分", "S", "A", "B+", "B", "B-", "C", "D", "得分"]


def test_the_chosen_letters_are_marked_and_points_sum_and_result_follow() -> None:
    made = form(MANAGER, PEOPLE)
    texts = page_of(recalculated_form(made, TYPED)["评定表"], 0, height_of(made))
    table = {row[0]: row[1:] for row in rows(texts)}
    assert table["工作绩效"] == ["18", "18", "√ 15", "12", "10.5", "9", "6", "3", 15]
    assert table["协调沟通"] == ["18", "18", "15", "√ 12", "10.5", "9", "6", "3", 12]
    assert table["工作态度"] == ["9", "√ 9", "7.5", "6", "5", "4.5", "3", "1.5", 9]
    assert table["工作纪律"] == ["9", "9", "7.5", "6", "√ 5", "4.5", "3", "1.5", 5]
    assert table["成本意识"] == ["6", "6", "5", "4", "3.5", "3", "2", "√ 1", 1]
    assert table["基础块合计"] == ["60", 42]
    assert beside(texts, "加扣分合计") == 2.5
    assert beside(texts, "总分") == 44.5
    assert beside(texts, "评定结果") == "B+"


def test_a_page_that_is_not_filled_in_can_be_by_hand() -> None:
    made = form(MANAGER, PEOPLE)
    sheet = recalculated_form(made, TYPED)["评定表"]
    height = height_of(made)
    open_page, blank = page_of(sheet, 1, height), page_of(sheet, 2, height)
    assert beside(open_page, "姓名") == "=经理乙"
    table = {row[0]: row[1:] for row in rows(open_page)}
    assert table["基础块合计"] == ["60"]
    assert [beside(open_page, label) for label in ("加扣分合计", "总分", "评定结果")] == [None] * 3
    assert {row[0]: row[1:] for row in rows(blank)}["工作绩效"] == ["18", "18", "15", "12", "10.5", "9", "6", "3"]
    assert beside(blank, "姓名") is None
    assert "工号：" in blank.values()


def test_what_stands_there_before_anything_is_computed_is_right_too() -> None:
    """A program that shows stored values shows these."""
    workbook = workbook_of(form(MANAGER, PEOPLE))
    shown = {cell: value for cell, value in stored(workbook)["评定表"].cells.items() if value not in (None, "")}
    computed = {
        cell: value
        for cell, value in recalculated(workbook, "ironcalc")["评定表"].cells.items()
        if value not in (None, "")
    }
    assert shown == computed


@pytest.mark.parametrize(
    "letters", [("S", "A", "B+", "B", "B-"), ("D", "C", "B-", "B", "B+"), ("A", "A", "A", "A", "A")]
)
@pytest.mark.parametrize("points", [(0, 0), (-0.005, 0.004), (1.005, -1.005), (-100, 3), (8, None)])
def test_a_page_gives_the_total_and_grade_of_a_run(
    letters: Sequence[str], points: Sequence[float | None], tmp_path: Path
) -> None:
    made = form(MANAGER, PEOPLE[:1])
    typed: dict[str, object] = dict(zip(MANAGER.indicators, letters, strict=True))
    typed |= dict(zip(["reward_points", "penalty_points"], points, strict=True))
    texts = page_of(recalculated_form(made, [typed])["评定表"], 0, height_of(made))
    card = (
        scored(tmp_path, filled(workbook_of(made), [typed]), "manager-base60/manager")
        .stages["agents"]
        .frame.row(0, named=True)
    )
    assert {row[0]: row[1:] for row in rows(texts)}["基础块合计"] == ["60", card["base_total"]]
    assert beside(texts, "总分") == card["total"]
    assert beside(texts, "评定结果") == card["grade"]


def test_amounts_for_each_event_and_rounding_are_the_scheme_s() -> None:
    made = form(scheme(RATED, 10), [{"employee": "1"}])
    sheet = recalculated_form(made, [{"manner": "A", "late": 1, "bonus": 2}])["评定表"]
    height = height_of(made)
    values = [value for row in rows(page_of(sheet, 0, height)) for value in row]
    assert 6.13 in values  # 6.125, as it is recorded
    assert -0.34 in values  # −0.335
    assert 7.79 in values
    assert FIRST == 6
