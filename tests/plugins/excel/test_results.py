"""The results workbook: where everything stands, and that the stored values are those of the run."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest
from attrs import evolve

from kpicore import If, OneOf, Par, Ref, Results, evaluated, lift
from kpicore.testing import differences, recalculated, stored, with_spoiled_values
from tests.plugins.excel.centre import LEADER, OPERATOR, PEOPLE, PIPELINE, cell, column, people, results, workbook

# openpyxl does not know the newer kind of data bars; it is only asked for what it does know.
pytestmark = pytest.mark.filterwarnings("ignore:(Unknown|Conditional Formatting) extension is not supported")

LEADER_LINE = "employee,name,team\nL1,早一,早班\n"


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return results(tmp_path_factory.mktemp("centre"))


@pytest.fixture(scope="module")
def book(scored: Results) -> bytes:
    return workbook(scored)


def hidden_columns(sheet: Any) -> set[int]:
    """The numbers of a sheet's hidden columns."""
    spans = [(each.min, each.max) for each in sheet.column_dimensions.values() if each.hidden]
    return {position for first, last in spans for position in range(first, last + 1)}


def test_ids_stand_in_a_hidden_first_row_labels_in_the_second_and_people_from_the_third(book: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book))["operators"]
    shown = [each for each in sheet[1] if each.column not in hidden_columns(sheet)]
    assert [each.value for each in shown] == [
        *("employee", "name", "team", "skill"),
        *("metric.satisfaction", "metric.calls", "metric.exam", "metric.attitude", "metric.late"),
        *("satisfied", "volume", "examined", "manner", "lateness"),
        *("base_total", "total", "rank", "grade", "outcome"),
    ]
    assert sheet.row_dimensions[1].hidden
    labels = [each.value for each in sheet[2][: len(shown)]]
    assert labels[:4] == ["工号", "姓名", "班组", "技能组"]
    assert labels[9:] == ["满意", "话务", "考试", "态度", "迟到扣分", "基础分", "总分", "名次", "等级", "建议"]
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == [f"{n:03}" for n in range(7, 14)]


def test_helper_columns_begin_with_an_underscore_and_are_hidden(book: bytes) -> None:
    for name in ("operators", "leaders"):
        sheet = openpyxl.load_workbook(io.BytesIO(book))[name]
        helpers = [each for each in sheet[1] if str(each.value).startswith("_")]
        assert helpers
        assert hidden_columns(sheet) == {each.column for each in helpers}


def test_scores_totals_ranks_and_grades_are_formulas_and_metrics_are_not(book: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book))["operators"]
    live = {str(head.value): str(each.value).startswith("=") for head, each in zip(sheet[1], sheet[3], strict=True)}
    formulas = {*("satisfied", "volume", "examined", "manner", "lateness")}
    formulas |= {"base_total", "total", "rank", "grade", "outcome"}
    assert {id for id, is_live in live.items() if is_live and not id.startswith("_")} == formulas
    leaders = openpyxl.load_workbook(io.BytesIO(book))["leaders"]
    given = {str(head.value): str(each.value) for head, each in zip(leaders[1], leaders[3], strict=True)}
    assert {id for id, text in given.items() if id.startswith("metric.") and text.startswith("=")} == {
        *("metric.team_mean", "metric.team_ab", "metric.team_best", "metric.members")
    }


def test_the_stored_values_are_those_of_the_run(book: bytes, scored: Results) -> None:
    sheets = stored(book)
    for name, stage in scored.stages.items():
        for id in [*stage.scheme.items, "total", "rank", "grade"]:
            assert column(sheets, name, id) == stage.frame[id].to_list(), (name, id)
    grades = column(sheets, "operators", "grade")
    assert {"A", "B", "C"} == {*grades}
    assert column(sheets, "operators", "outcome") == [{"A": "表扬", "C": "面谈"}.get(str(grade)) for grade in grades]


def test_every_stored_value_of_every_sheet_is_what_its_formula_gives(book: bytes) -> None:
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), stored(book)) == []


def test_hand_worked_figures_stand_in_the_cells(book: bytes) -> None:
    """甲: 40 × 0.15 ÷ 0.2; 20 × (900 ÷ 975) ÷ 1.2; 30; 10. 丙 has no exam: 36 + … scaled by 100 ÷ 70."""
    by_id = {str(person["employee"]): person for person in people(stored(book), "operators")}
    first = by_id["007"]
    assert (first["satisfied"], first["volume"], first["examined"], first["manner"]) == (30, 15.38, 30, 10)
    assert first["total"] == first["base_total"] == 85.38
    third = by_id["009"]  # satisfied 40 × 0.09 ÷ 0.1; volume 20 × (700 ÷ 600) ÷ 1.2
    assert (third["satisfied"], third["volume"], third["examined"], third["manner"]) == (36, 19.44, "", 0)
    assert third["total"] == 79.2  # 55.44 × 100 ÷ 70
    assert by_id["008"]["lateness"] == -3


def test_the_parameters_hold_one_complete_row_for_each_number_the_policy_sets(book: bytes) -> None:
    sheet = stored(book)["parameters"]
    assert [value for value in sheet.rows()[0] if value] == [
        *("stage", "indicator", "parameter", "value", "unit", "status", "clause")
    ]
    rows = [row for row in sheet.records() if row["stage"] == "operators"]
    numbers = {(row["indicator"], row["parameter"]): row["value"] for row in rows}
    assert numbers == {
        ("satisfied", "points"): 40,
        ("satisfied", "calculator.cases.plain.zero"): 0.8,
        ("satisfied", "calculator.cases.plain.full"): 1,
        ("satisfied", "calculator.cases.vip.zero"): 0.9,
        ("satisfied", "calculator.cases.vip.full"): 1,
        ("volume", "points"): 20,
        ("volume", "calculator.zero"): 0,
        ("volume", "calculator.full"): 1.2,
        ("examined", "points"): 30,
        ("examined", "calculator.table.0.from"): 90,
        ("examined", "calculator.table.0.points"): 30,
        ("examined", "calculator.table.1.from"): 60,
        ("examined", "calculator.table.1.points"): 15,
        ("examined", "calculator.otherwise"): 0,
        ("manner", "points"): 10,
        ("manner", "calculator.table.A"): 10,
        ("manner", "calculator.table.B"): 6,
        ("manner", "calculator.table.C"): 0,
        ("lateness", "calculator.metrics.late"): -1.5,
        ("grades", "shares.A"): 0.2,
        ("grades", "shares.B"): 0.5,
        ("grades", "shares.C"): 0.3,
        ("rounding", "digits"): 2,
        ("total", "full"): 100,
    }
    assert len(rows) == len(numbers)
    assert all(None not in [row[key] for key in ("stage", "indicator", "parameter", "unit", "status")] for row in rows)
    status = {(row["indicator"], row["parameter"]): row["status"] for row in rows}
    assert status["volume", "calculator.full"] == "assumed"
    assert status["volume", "points"] == "stated"
    assert status["lateness", "calculator.metrics.late"] == "disputed"


def test_two_numbers_of_one_name_are_two_parameters(scored: Results) -> None:
    """A calculator of a plugin may name them alike; each formula keeps its own."""
    stage = scored.stages["operators"]
    alike = lift({"volume": If(OneOf(Ref("skill"), ["vip"]), Par("volume.points", 7), Par("volume.points", 8))})
    others = [column for column in stage.columns if column.name != "volume" and not column.name.startswith("_volume")]
    scores = pl.Series("volume", [7.0 if skill == "vip" else 8.0 for skill in stage.frame["skill"]])
    totals = stage.frame.with_columns(scores).drop([c.name for c in others])
    frame = evaluated([*alike, *others], totals.drop("volume"))
    book = workbook(evolve(scored, stages={"operators": evolve(stage, columns=(*alike, *others), frame=frame)}))
    rows = {
        row["parameter"]: row["value"] for row in stored(book)["parameters"].records() if row["indicator"] == "volume"
    }
    assert (rows["points"], rows["points#2"]) == (7, 8)
    assert column(recalculated(with_spoiled_values(book), "ironcalc"), "operators", "volume") == scores.to_list()


def test_assumed_and_disputed_numbers_stand_out(book: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(book))["parameters"]
    colours: dict[str, set[str]] = {}
    for row in sheet.iter_rows(min_row=2):
        colours.setdefault(str(row[5].value), set()).add(str(row[3].fill.fgColor.rgb))
    assert len(set.union(*colours.values())) == len(colours) == 3
    assert all(len(used) == 1 for used in colours.values())


def test_the_same_results_give_the_same_bytes(scored: Results, book: bytes) -> None:
    assert workbook(scored) == book


def test_no_path_of_the_machine_stands_in_the_workbook(tmp_path: Path) -> None:
    scored = results(tmp_path)
    assert any(str(tmp_path) in str(stage.origin) for stage in scored.stages.values())
    parts = ZipFile(io.BytesIO(workbook(scored)))
    assert [name for name in parts.namelist() if str(tmp_path).encode() in parts.read(name)] == []
    assert "operator.toml" in [row[3] for row in stored(workbook(scored))["about"].rows()]


def test_the_order_of_a_document_s_outcomes_changes_no_byte(tmp_path: Path) -> None:
    first, last = 'A = { zh = "表扬", en = "Commend" }\n', 'C = { zh = "面谈", en = "Talk" }\n'
    assert first + last in OPERATOR
    scored = results(tmp_path / "one")
    turned = results(tmp_path / "other", operator_toml=OPERATOR.replace(first + last, last + first))
    stages = {name: evolve(stage, origin=scored.stages[name].origin) for name, stage in turned.stages.items()}
    assert workbook(evolve(scored, stages=stages)) == workbook(scored)


NASTY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(1)",
    "{=1}",
    "http://example.org",
    "mailto:a@b",
    "<b>&amp;",
    "_x0041_",
    "a\x07b",
    '"',
    "'x",
]


def test_text_stays_text_however_it_begins(tmp_path: Path) -> None:
    rows = [f'0{n},"{text.replace(chr(34), chr(34) * 2)}",早班,plain,0.95,900,90,A,0' for n, text in enumerate(NASTY)]
    lines = "\n".join([PEOPLE.splitlines()[0], *rows]) + "\n"
    book = workbook(results(tmp_path, people_csv=lines, leaders_csv=LEADER_LINE))
    assert column(stored(book), "operators", "name") == NASTY
    plain = [
        text for text in NASTY if text.isprintable() and "_x" not in text
    ]  # IronCalc shows those as they are written
    assert [name for name in column(recalculated(book, "ironcalc"), "operators", "name") if name in plain] == plain
    parts = ZipFile(io.BytesIO(book))
    assert not [name for name in parts.namelist() if b"hyperlink" in parts.read(name)]


def test_labels_and_outcomes_speak_the_language_that_is_asked_for(scored: Results) -> None:
    sheets = stored(workbook(scored, "en"))
    assert sheets["operators"].rows()[1][:4] == ("Employee", "Name", "Team", "Skill group")
    assert "Commend" in column(sheets, "operators", "outcome")
    told = " ".join(str(value) for sheet in sheets.values() for row in sheet.rows() for value in row if value)
    chinese = set(re.findall(r"[\u4e00-\u9fff]+", told))
    assert chinese <= {*re.findall(r"[\u4e00-\u9fff]+", PEOPLE + PIPELINE + OPERATOR + LEADER), "早一", "晚一", "夜一"}


def test_a_stage_of_one_person_without_grades_is_written(tmp_path: Path) -> None:
    one = PEOPLE.splitlines()[0] + "\n001,甲,早班,plain,0.9,900,,A,0\n"
    plain = OPERATOR.partition("[grades]")[0].replace('missing    = "exclude"', 'missing    = "zero"')
    alone = (
        PIPELINE.partition("[sources.team]")[0] + '[stages.operators]\nscheme = "operator.toml"\nfrom = ["people"]\n'
    )
    book = workbook(results(tmp_path, people_csv=one, operator_toml=plain, pipeline_toml=alone))
    assert column(stored(book), "operators", "grade") == [None]
    assert column(stored(book), "operators", "examined") == [0]
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), stored(book)) == []


def test_a_person_can_be_found_in_the_sheet(book: bytes) -> None:
    assert stored(book)["operators"][cell(stored(book), "operators", "010", "metric.calls")] == 500
