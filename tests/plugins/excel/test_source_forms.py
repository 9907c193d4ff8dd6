"""Our own forms are read by what their hidden sheet says, and refused where somebody has changed it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from kpicore_excel.source import ExcelSource
from tests.plugins.excel.forms import COLUMNS, FIRST, filled, form, workbook_of
from tests.plugins.excel.workbooks import Asked, Rows, lines, made, read, text_rows

HIDDEN = {
    "format": ["1"],
    "scheme": ["centre/agent"],
    "version": ["2"],
    "period": ["2026-10"],
    "sheet": ["填报"],
    "header": ["2"],
    "rows": ["4"],
    "columns": ["employee", "name", "rate", "rate_n"],
    "labels": ["工号 *", "姓名", "满意率\n（%）", "满意率"],
}
ROWS: Rows = [
    ["十月考核表"],
    ["工号 *", "姓名", "满意率\n（%）", "满意率"],
    ["full marks", None, "10", None],
    ["007", "张三", "98%", "30"],
    [],
    ["008", None, None, None],
]


def written(rows: Sequence[Sequence[str | None]] = ROWS, hidden: Mapping[str, Sequence[str | None]] = HIDDEN) -> bytes:
    """A form by hand, beside a guide that can be seen as well."""
    facts = text_rows(*([key, *values] for key, values in hidden.items()))
    return made(
        text_rows(*rows), sheets={"说明": text_rows(["guide"]), "kpicore": facts}, states={"kpicore": "veryHidden"}
    )


def hidden(**changes: Sequence[str | None] | None) -> dict[str, Sequence[str | None]]:
    """What the hidden sheet says, with changes; None takes a row away."""
    return {key: value for key, value in {**HIDDEN, **changes}.items() if value is not None}


def test_a_form_needs_no_options_and_its_columns_carry_their_ids() -> None:
    asked = Asked(written())

    frame = ExcelSource("people.xlsx").read(asked)

    assert frame.rows(named=True) == [
        {"employee": "007", "name": "张三", "rate": "98%", "rate_n": "30", "_row": 4},
        {"employee": "008", "name": None, "rate": None, "rate_n": None, "_row": 6},
    ]
    assert (asked.sheet, asked.letters) == ("填报", {"employee": "A", "name": "B", "rate": "C", "rate_n": "D"})
    assert asked.form == ("centre/agent", "2", "2026-10")


@pytest.mark.parametrize("period", [None, [], [""], [None]])
def test_a_form_may_be_for_any_period(period: Sequence[str | None] | None) -> None:
    asked = Asked(written(hidden=hidden(period=period)))

    ExcelSource("people.xlsx").read(asked)

    assert asked.form == ("centre/agent", "2", None)


def test_another_sheet_of_the_workbook_is_read_like_any_other_where_it_is_named() -> None:
    asked = Asked(written())

    assert ExcelSource("people.xlsx", sheet="说明").read(asked).columns == ["guide", "_row"]
    assert asked.form is None


def test_every_column_that_is_not_where_it_was_is_named_with_its_cell() -> None:
    moved: Rows = [*ROWS[:1], ["工号 *", None, "满意率", "满意率\n（%）"], *ROWS[2:]]

    assert [line.split(" (")[0] for line in lines(written(moved))] == [
        "填报!B2: error excel-form: this was 姓名 and is empty now: columns were changed",
        "填报!C2: error excel-form: this was 满意率（%） and is 满意率 now: columns were changed",
        "填报!D2: error excel-form: this was 满意率 and is 满意率（%） now: columns were changed",
    ]


def test_a_heading_whose_white_space_or_line_breaks_changed_is_where_it_was() -> None:
    spaced: Rows = [*ROWS[:1], [" 工号 *", "姓名", "满意率\r\n（%） ", "满意率"], *ROWS[2:]]

    assert len(read(written(spaced))) == 2


def test_columns_that_somebody_added_behind_are_read_under_their_headings() -> None:
    added: Rows = [ROWS[0], [*ROWS[1], "备注"], ROWS[2], [*ROWS[3], "新人"]]

    assert read(written(added)).row(0, named=True)["备注"] == "新人"
    unnamed: Rows = [ROWS[0], ROWS[1], ROWS[2], [*ROWS[3], "新人"]]
    assert lines(written(unnamed))[0].startswith("填报!E4: error excel-heading: column E holds something, but")
    clashing: Rows = [ROWS[0], [*ROWS[1], "rate"], *ROWS[2:]]
    assert lines(written(clashing))[0].startswith(
        "填报!E2: error excel-heading: the heading rate stands over columns C, E"
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": None}, "the hidden sheet kpicore was changed"),
        ({"scheme": None}, "the hidden sheet kpicore was changed"),
        ({"scheme": [None, "x"]}, "the hidden sheet kpicore was changed"),
        ({"version": None}, "the hidden sheet kpicore was changed"),
        ({"sheet": None}, "the hidden sheet kpicore was changed"),
        ({"header": ["x"]}, "the hidden sheet kpicore was changed"),
        ({"header": ["0"]}, "the hidden sheet kpicore was changed"),
        ({"header": ["4"]}, "the hidden sheet kpicore was changed"),
        ({"rows": ["99999999999999"]}, "the hidden sheet kpicore was changed"),
        ({"columns": []}, "the hidden sheet kpicore was changed"),
        ({"columns": ["employee", "employee", "rate", "rate_n"]}, "the hidden sheet kpicore was changed"),
        ({"labels": HIDDEN["labels"][:3]}, "the hidden sheet kpicore was changed"),
        ({"format": ["x"]}, "the hidden sheet kpicore was changed"),
        ({"format": ["2"]}, "the form was made by a later kpicore (format 2)"),
    ],
)
def test_a_form_whose_hidden_sheet_was_changed_is_refused(changes: dict[str, Any], said: str) -> None:
    (line,) = lines(written(hidden=hidden(**changes)))

    assert line.startswith(f"kpicore: error excel-form: {said}")


def test_a_hidden_sheet_that_says_something_twice_is_refused_with_the_cell() -> None:
    facts = text_rows(["format", "1"], ["scheme", "a"], ["scheme", "b"])

    assert lines(made(text_rows(*ROWS), sheets={"kpicore": facts}))[0].startswith("kpicore!A3: error excel-form")


def test_a_form_whose_sheet_was_renamed_is_refused() -> None:
    assert lines(written(hidden=hidden(sheet=["十月填报"]))) == [
        (
            "error excel-form: the form's sheet 十月填报 is not there any more "
            "(give it its name back, or make the form anew)"
        )
    ]


def test_a_declared_header_that_is_not_the_form_s_is_refused() -> None:
    assert read(written(), header=2).columns[0] == "employee"
    assert lines(written(), header=1) == [
        "填报: error excel-form: its headings stand in row 2, the source says header = 1 (leave out header)"
    ]


PEOPLE = [{"employee": "007", "name": "王示例"}, {"employee": "110101199003077712", "name": "李示例"}]


def test_a_form_that_was_written_and_filled_in_is_read_back() -> None:
    content = filled(workbook_of(form(people=PEOPLE)), [{"satisfied": 0.985, "manner": "B+"}, {"late": 3}])
    asked = Asked(content)

    frame = ExcelSource("people.xlsx").read(asked)

    assert frame.columns == [*COLUMNS, "_row"]
    assert frame.select("employee", "name", "satisfied", "manner", "late", "_row").rows() == [
        ("007", "王示例", "98.5%", "B+", None, FIRST),
        ("110101199003077712", "李示例", None, None, "3", FIRST + 1),
    ]
    assert asked.form == ("centre/agent", "1", "2026-10")


def test_rows_that_are_ready_but_nobody_filled_in_are_passed_over() -> None:
    assert len(read(workbook_of(form()))) == 0
