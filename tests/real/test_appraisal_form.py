"""A company's filled appraisal form, made for people and not for machines: 47 merged ranges, notes, formulas."""

from typing import Any

import polars as pl
import pytest

from kpicore import Refused
from kpicore_excel.reading.workbook import open_workbook
from kpicore_excel.reading.worksheet import Worksheet, read_worksheet
from kpicore_excel.source import ExcelSource
from tests.real import published
from tests.real.sources import Here

SHEET = "form.xlsx!团队目标"


@pytest.fixture(scope="module")
def here() -> Here:
    return Here(published.folder("zh-appraisal-form"))


def read(here: Here, **options: Any) -> pl.DataFrame:
    return ExcelSource("form.xlsx", **options).read(here)


def refused(here: Here, **options: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(here, **options)
    return [problem.line("zh").split(" (")[0] for problem in caught.value.problems]


def test_step_by_step_it_is_said_what_has_to_be_declared(here: Here) -> None:
    assert refused(here) == [f"{SHEET}!B1: error excel-heading: 第 1 行像是标题，表头应是第 5 行"]
    assert [line.split(": ")[0] for line in refused(here, header=5)] == [
        f"{SHEET}!B6",
        f"{SHEET}!B19",
        f"{SHEET}!B28",
        f"{SHEET}!C30",
    ]
    (merged,) = refused(here, header=5, stop="说明")
    assert merged.startswith(
        f"{SHEET}!B6: error excel-merged: 人员数据中有合并单元格（共 26 处）：B6:C15, D6:D9, E6:F6"
    )


def test_as_declared_it_is_a_table_of_goals_and_their_sums(here: Here) -> None:
    frame = read(here, header=5, stop="说明", merged_cells="fill")

    goals, sums = frame[:-1], frame.row(-1, named=True)
    assert frame["_row"].to_list() == list(range(6, 17))
    assert goals["考核维度"].unique().to_list() == ["团队目标"]
    assert goals["阶段"].to_list() == ["产品研发"] * 4 + ["技术优化"] * 3 + ["数据提升"] * 3
    assert goals["目标权重"].drop_nulls().to_list() == ["15%", "40%", "40%", "5%"]
    assert goals["员工自评得分"].drop_nulls().to_list() == ["87", "87", "85"]
    assert goals["领导评分"].drop_nulls().to_list() == ["87", "85", "85"]
    assert goals["评分范围"].to_list() == ["75-90分"] * 3 + ["0"] * 7
    assert (sums["目标权重"], sums["员工自评得分"], sums["领导评分"]) == ("100%", "81.85", "81.05")


def test_formulas_come_as_what_its_author_s_excel_had_calculated(here: Here) -> None:
    workbook = open_workbook(here.open("form.xlsx"), "form.xlsx")
    sheet: Worksheet = read_worksheet(workbook, workbook.sheets["团队目标"])

    assert [sheet.value(*cell) for cell in ((16, 12), (16, 13), (3, 9))] == ["81.85", "81.05", "81.05"]
    assert len(sheet.merged) == 47
    assert sheet.value(5, 13) == "领导\n评分"
    assert sheet.value(34, 4) == "绩效工资标准*绩效得分*100%\n绩效60分以下，绩效工资为0"
