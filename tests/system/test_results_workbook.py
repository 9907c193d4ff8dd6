"""The hotline's month as `kpi run` writes it: LibreOffice, knowing nothing but formulas, scores it alike."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kpicore.testing import Sheets, Value, changed, recalculated, recalculated_all, stored, without_stored_values
from tests.plugins.excel.centre import cell, column, parameter
from tests.system.printing import Printout, cut, printed

pytestmark = pytest.mark.libreoffice

EXAMPLE = Path(__file__).parents[2] / "examples" / "hotline-10086"
STAGES = ("operators", "leaders", "guides")
MOVED = ("total", "rank", "grade")
OVERLAY = """
format  = 1
id      = "east/operator"
version = "1"
title   = { zh = "东区话务员", en = "Operator, east" }
extends = "hotline-10086/operator"

[indicators.quarterly_exam.calculator]
zero = 50
"""


def scored(folder: Path, *options: str) -> Path:
    """The folder into which `kpi run` put the month."""
    if not folder.exists():
        shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
        pipeline = folder / "pipeline.toml"
        if "[exports.workbook]" not in pipeline.read_text(encoding="utf-8"):
            with pipeline.open("a", encoding="utf-8") as document:
                document.write('\n[exports.workbook]\nkind = "excel"\n')
    command = [sys.executable, "-m", "kpicore_cli.main", "run", str(folder / "pipeline.toml"), *options]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "out" / "2026-10"


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def same_as(sheets: Sheets, folder: Path, ids: Sequence[str] = ()) -> None:
    """Holds the sheets to the CSV files of a run, to the last digit: all columns, or those with the `ids`."""
    for stage in STAGES:
        table = rows(folder / f"{stage}.csv")
        for id in ids or table[0]:
            shown = [as_in_csv(value) for value in column(sheets, stage, id)]
            assert shown == [person[id] for person in table], (stage, id)


def as_in_csv(value: Value) -> str:
    """A value as the CSV file has it."""
    if isinstance(value, float | int):
        return repr(float(value)).removesuffix(".0")
    return "" if value is None else str(value)


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scored(tmp_path_factory.mktemp("month") / "hotline")


def test_stripped_of_every_stored_value_it_shows_the_scores_of_the_run(month: Path) -> None:
    bare = without_stored_values(month / "scorecards.xlsx")
    assert set(column(stored(bare), "operators", "total")) == {None}
    same_as(recalculated(bare), month)


def test_with_another_number_or_figure_it_shows_the_scores_of_a_run_with_that(month: Path, tmp_path: Path) -> None:
    book = month / "scorecards.xlsx"
    sheets = stored(book)
    zero = ("parameters", parameter(sheets, "operators", "quarterly_exam", "calculator.zero"))
    calls = ("operators", cell(sheets, "operators", "000104", "metric.calls"))
    changes: list[Mapping[tuple[str, str], float]] = [{zero: 50}, {calls: 3300}]
    books = [without_stored_values(changed(book, change)) for change in changes]
    with_number, with_figure = recalculated_all(books)
    folder = tmp_path / "hotline"
    scored(folder)
    (folder / "east.toml").write_text(OVERLAY, encoding="utf-8")
    same_as(with_number, scored(folder, "--set", "stages.operators.scheme=east.toml"), MOVED)
    measured = folder / "in" / "2026-10" / "calls.csv"
    lines = measured.read_text(encoding="utf-8")
    assert lines.count("000104,1964,") == 1
    measured.write_text(lines.replace("000104,1964,", "000104,3300,"), encoding="utf-8")
    same_as(with_figure, scored(folder), MOVED)


@pytest.fixture(scope="module")
def printout(month: Path, tmp_path_factory: pytest.TempPathFactory) -> Printout:
    return printed(month / "scorecards.xlsx", tmp_path_factory.mktemp("printed"))


@pytest.mark.usefixtures("poppler")
def test_on_paper_every_page_has_its_headings_and_nothing_is_cut_off(month: Path, printout: Printout) -> None:
    sheets = stored(month / "scorecards.xlsx")
    assert {page.sheet for page in printout.pages} == {"summary", *STAGES, "scorecard", "parameters", "about"}
    for stage in STAGES:
        assert all("工号" in page.text and "姓名" in page.text for page in printout.of(stage))
        employees = [str(value) for value in column(sheets, stage, "employee")]
        names = [str(value) for value in column(sheets, stage, "name")]
        assert cut(printout.of(stage), [*employees, *names]) == []
    assert len(printout.of("summary")) == len(printout.of("scorecard")) == 1
    assert all("第" in page.text and "页" in page.text for page in printout.pages if page.sheet != "scorecard")
