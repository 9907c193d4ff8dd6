"""What people read in a results workbook: words instead of ids, nothing cut off, no decimal left out."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kpicore import InvalidOption, Results
from kpicore_excel.exporter import ExcelExporter
from kpicore_excel.width import lines_needed
from tests.pipelines import written
from tests.plugins.excel.centre import LEADER, OPERATOR, results, workbook

# openpyxl does not know the newer kind of data bars; it is only asked for what it does know.
pytestmark = pytest.mark.filterwarnings("ignore:(Unknown|Conditional Formatting) extension is not supported")

LONG_CLAUSE = "客服中心话务员绩效考核实施细则·第二章 考核内容与标准·第三节 服务质量·第一条 客户满意率及其计算口径说明"


def opened(scored: Results, lang: str = "zh") -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(scored, lang)))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", {"分", "比率", "权重", "小数位数", "写明", "假定", "有争议"}),
        ("en", {"points", "ratio", "digits", "stated", "assumed", "disputed"}),
    ],
)
def test_units_and_statuses_of_parameters_show_as_words_and_are_ids(lang: str, words: set[str], tmp_path: Path) -> None:
    sheet = opened(results(tmp_path), lang)["parameters"]
    cells = [cell for row in sheet.iter_rows(min_row=2, min_col=5, max_col=6) for cell in row]
    assert {"points", "ratio", "digits", "stated", "assumed", "disputed"} <= {cell.value for cell in cells}
    shown = {cell.number_format.removeprefix(';;;"').removesuffix('"') for cell in cells}
    assert words - {"权重"} <= shown
    assert all(cell.number_format.startswith(';;;"') for cell in cells)


@pytest.mark.parametrize(("lang", "said"), [("zh", "编码 utf-8"), ("en", "encoding utf-8")])
def test_facts_of_files_are_told_in_the_language_of_the_workbook(lang: str, said: str, tmp_path: Path) -> None:
    sheet = opened(results(tmp_path), lang)["about"]
    assert said in [cell.value for row in sheet.iter_rows() for cell in row]


def test_the_card_has_as_many_decimals_as_any_stage_that_may_be_chosen(tmp_path: Path) -> None:
    whole = OPERATOR.replace("[total]", "[rounding]\ndigits = 0\n\n[total]")
    sheet = opened(results(tmp_path, operator_toml=whole, leader_toml=LEADER))["scorecard"]
    assert [sheet[cell].number_format for cell in ("E3", "C10", "F10")] == ["0.00"] * 3


def test_a_long_clause_has_room_on_the_card(tmp_path: Path) -> None:
    sheet = opened(results(tmp_path, operator_toml=OPERATOR.replace("第一条", LONG_CLAUSE)))["scorecard"]
    assert sheet["G10"].value
    lines = lines_needed(LONG_CLAUSE, 36)
    assert lines == 3
    assert sheet.row_dimensions[10].height >= 11 * lines
    assert sheet.row_dimensions[11].height < sheet.row_dimensions[10].height


@pytest.mark.parametrize(("operator", "has_it"), [(OPERATOR, True), (OPERATOR.split("[grades.outcomes]")[0], False)])
def test_the_card_has_a_place_for_recommendations_where_there_are_any(
    operator: str, has_it: bool, tmp_path: Path
) -> None:
    sheet = opened(results(tmp_path, operator_toml=operator))["scorecard"]
    assert (sheet["D6"].value == "建议") == has_it


def test_charts_are_printed_whole(tmp_path: Path) -> None:
    sheet = opened(results(tmp_path))["summary"]
    _, _, last_column, last_row = openpyxl.utils.range_boundaries(sheet.print_area.rpartition("!")[2])
    assert len(sheet._charts) == 3  # grades and teams of the operators, grades of their leaders
    for chart in sheet._charts:
        start, end = chart.anchor._from, chart.anchor.to
        assert (start.row, start.col) < (end.row, end.col)
        assert (end.row + 1, end.col + 1) <= (last_row, last_column)
        assert end.col + 1 <= last_column


@pytest.mark.parametrize(("lang", "skills"), [("zh", '"普通,贵宾"'), ("en", '"Plain,VIP"')])
def test_teams_and_groups_are_changed_to_one_of_the_run(lang: str, skills: str, tmp_path: Path) -> None:
    plain = OPERATOR.replace('peers = ["skill"]', "peers = []")
    book = opened(results(tmp_path, operator_toml=plain), lang)
    rules = {str(each.sqref): each for each in book["operators"].data_validations.dataValidation}
    assert rules["D3:D9"].formula1 == skills
    teams = rules["C3:C9"].formula1
    assert teams.startswith("_groups!$A$")
    found = book["_groups"][teams.partition("!")[2].replace("$", "")]
    assert [cell.value for [cell] in found] == ["早班", "晚班", "夜班"]


def test_the_documents_of_an_overlay_are_told_below_it(tmp_path: Path) -> None:
    overlay = 'format = 1\nid = "centre/own"\nversion = "3"\nextends = "base.toml"\n[indicators.manner]\npoints = 12\n'
    written(tmp_path, {"base.toml": OPERATOR})
    lines = [[cell.value for cell in row] for row in opened(results(tmp_path, operator_toml=overlay))["about"]]
    at = next(number for number, line in enumerate(lines) if line[1] == "centre/own 3")
    below = [line for line in lines[at + 1 : at + 3] if line[2] == "上面方案的组成部分"]
    assert [line[1] for line in below] == ["centre/own 3", "centre/operator 1"]
    assert len({line[4] for line in [lines[at], *below]}) == 3
    assert all(len(line[4]) == 64 for line in below)


@pytest.mark.parametrize("path", ["results.csv", "results", "results.xls"])
def test_a_name_that_excel_would_not_open_is_refused(path: str) -> None:
    with pytest.raises(InvalidOption) as refused:
        ExcelExporter(path=path)
    assert ".xlsx" in refused.value.problem.message.zh
    assert ExcelExporter(path="RESULTS.XLSX").path == "RESULTS.XLSX"
