"""Where a results workbook stops being live it says so, and what it cannot be named or hold is refused."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from kpicore import Refused, Results
from kpicore.scoring.compile import compile_scheme
from kpicore.scoring.score import score
from kpicore.testing import differences, recalculated, stored, with_spoiled_values
from kpicore_excel.results.plan import plan
from kpicore_excel.results.sheets import check_sheets
from tests.plugins.excel.centre import OPERATOR, PEOPLE, column, results, workbook

SAID = {True: "超过 3,000 人，名次及由名次决定的等级是数值", False: "超过 10,000 人，只写数值，不写公式"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return results(tmp_path_factory.mktemp("centre"))


def grown(centre: Results, people: int) -> Results:
    """The operators of the centre, copied until they are so many, without their leaders."""
    stage = centre.stages["operators"]
    program = compile_scheme(stage.scheme)
    given = stage.frame.select("employee", "name", "team", *program.inputs)
    copies = pl.concat([given] * (people // len(given) + 1)).head(people)
    many = copies.with_columns(employee=pl.format("{}", pl.int_range(people)))
    return evolve(centre, stages={"operators": evolve(stage, frame=score(program, many))})


def formulas(scored: Results) -> set[str]:
    """The columns of the operators' sheet that are formulas."""
    return set(plan(scored, "zh").sheet("operators").formulas)


def test_up_to_three_thousand_people_everything_is_live(centre: Results) -> None:
    assert {"satisfied", "total", "rank", "grade", "outcome"} <= formulas(grown(centre, 3_000))


def test_above_three_thousand_ranks_and_quota_grades_are_values_and_the_sheet_says_so(centre: Results) -> None:
    many = grown(centre, 3_001)
    live = formulas(many)
    assert {"satisfied", "volume", "total"} <= live
    assert not {"rank", "grade", "outcome"} & live
    book = workbook(many)
    sheets = stored(book)
    assert any(SAID[True] in str(cell) for cell in sheets["operators"].rows()[1])
    assert any(SAID[True] in str(cell) for row in sheets["summary"].rows() for cell in row)
    assert column(sheets, "operators", "rank") == many.stages["operators"].frame["rank"].to_list()
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), sheets) == []


def test_above_ten_thousand_there_are_only_values_and_the_sheet_says_so(centre: Results) -> None:
    assert formulas(grown(centre, 10_000))
    many = grown(centre, 10_001)
    assert formulas(many) == set()
    sheets = stored(workbook(many))
    assert not [head for head in sheets["operators"].rows()[0] if str(head).startswith("_")]
    assert any(SAID[False] in str(cell) for cell in sheets["operators"].rows()[1])
    assert column(sheets, "operators", "grade") == many.stages["operators"].frame["grade"].to_list()
    teams = [row for row in sheets["summary"].rows() if row[0] in ("早班", "晚班", "夜班")]
    assert sum(float(str(team[1])) for team in teams) == 10_001


def test_the_card_of_a_stage_without_formulas_shows_a_gap_as_a_gap(centre: Results) -> None:
    book = workbook(grown(centre, 10_001))
    card = recalculated(book, "ironcalc", changes={("scorecard", "B4"): "2"})["scorecard"]
    assert [card[cell] for cell in ("B5", "A12", "B12", "C12", "D12")] == ["丙", "考试", "", "", 30]


def test_leaders_of_a_stage_without_formulas_have_values_and_are_told(centre: Results) -> None:
    many = evolve(centre, stages={**centre.stages, **grown(centre, 10_001).stages})
    leaders = plan(many, "zh").sheet("leaders")
    assert not [name for name in leaders.formulas if name.startswith("metric.")]
    assert {"mean", "total", "grade"} <= set(leaders.formulas)
    told = [str(cell) for cell in stored(workbook(many))["leaders"].rows()[1]]
    assert any("取自前一阶段，是数值" in text and "班组均分" in text for text in told)


def named(centre: Results, *names: str) -> Results:
    """The operators under other names of their stage."""
    return evolve(centre, stages={name: evolve(centre.stages["operators"], name=name) for name in names})


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["话务员", "值班长"], []),
        (["a" * 31 + "1", "a" * 31 + "2"], ["excel-sheet-clash"]),
        (["Team", "team"], ["excel-sheet-clash"]),
        (["summary"], ["excel-sheet-clash"]),
        (["Parameters", "_groups", "ABOUT"], ["excel-sheet-clash"] * 3),
        (["a[b]", "c:d", "what?"], ["excel-sheet-name"] * 3),
        (["'quoted'"], ["excel-sheet-name"]),
        (["it's"], []),
    ],
)
def test_stages_whose_sheets_would_clash_or_cannot_be_named_are_refused(
    names: list[str], codes: list[str], centre: Results
) -> None:
    if not codes:
        check_sheets(named(centre, *names))
        return
    with pytest.raises(Refused) as refused:
        check_sheets(named(centre, *names))
    assert [problem.code for problem in refused.value.problems] == codes
    assert all(problem.hint is not None for problem in refused.value.problems)


def test_a_stage_with_an_apostrophe_in_its_name_is_as_live_as_any(centre: Results) -> None:
    book = workbook(named(centre, "it's 一线"))
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), stored(book)) == []


def test_nothing_is_written_where_a_sheet_cannot_be_named(centre: Results, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        workbook(named(centre, "summary"))


def test_a_rule_with_more_cases_than_a_formula_can_nest_is_a_value_and_the_sheet_says_so(tmp_path: Path) -> None:
    table = ", ".join(f"L{number} = {(80 - number) / 8}" for number in range(80))
    many = OPERATOR.replace("table = { A = 10, B = 6, C = 0 }", f"table = {{ {table} }}")
    people = PEOPLE.replace(",A,", ",L0,").replace(",B,", ",L70,").replace(",C,", ",L79,")
    scored = results(tmp_path, operator_toml=many, people_csv=people)
    book = workbook(scored)
    sheets = stored(book)
    assert column(sheets, "operators", "manner")[:3] == [10, 1.25, 0.13]
    assert "manner" not in plan(scored, "zh").sheet("operators").formulas
    assert any("态度 的公式超出表格软件的长度" in str(cell) for cell in sheets["operators"].rows()[1])
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), sheets) == []


def test_long_outcomes_are_said_in_full(tmp_path: Path) -> None:
    """A formula may hold 255 characters of text in one piece."""
    praise = "表扬" * 200
    book = workbook(results(tmp_path, operator_toml=OPERATOR.replace('zh = "表扬"', f'zh = "{praise}"')))
    assert praise in column(recalculated(with_spoiled_values(book), "ironcalc"), "operators", "outcome")


def test_a_text_that_no_cell_can_hold_is_refused_with_the_employee(tmp_path: Path) -> None:
    scored = results(tmp_path, people_csv=PEOPLE.replace("007,甲", f"007,{'甲' * 32_768}"))
    with pytest.raises(Refused) as refused:
        workbook(scored)
    [problem] = refused.value.problems
    assert problem.code == "excel-text-too-long"
    assert "007" in problem.message.zh
    assert "甲" not in problem.message.zh
