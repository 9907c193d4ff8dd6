"""A workbook is recalculated whatever values are stored in it, and what comes out is read without loss."""

import sys
from pathlib import Path

import pytest

from kpicore.testing import (
    SPOILED,
    CellError,
    Engine,
    EngineMissing,
    Value,
    differences,
    recalculated,
    recalculated_all,
    stored,
    with_spoiled_values,
    without_stored_values,
)
from tests.core.testing.workbooks import ENGINES, WRONG, workbook

SCORES = workbook(
    parameters={"A1": "target", "B1": 0.95, "B2": 20},
    operators={
        "A1": "employee",
        "B1": "rate",
        "C1": "score",
        "D1": "rank",
        "A2": "000123",
        "B2": 0.97,
        "C2": '=IF(COUNT(B2)=1,ROUND((B2-parameters!$B$1)*100*parameters!$B$2,2),"")',
        "A3": "000124",
        "C3": '=IF(COUNT(B3)=1,ROUND((B3-parameters!$B$1)*100*parameters!$B$2,2),"")',
        "D2": "=RANK(C2,$C$2:$C$3)",
        "D3": '=IF(COUNT(C3)=1,RANK(C3,$C$2:$C$3),"")',
    },
)

KINDS: dict[str, tuple[object, Value]] = {
    "a number": (12.5, 12.5),
    "a text": ("一线客服", "一线客服"),
    "a number as text": ("000123", "000123"),
    "a text that looks like an error": ("#N/A", "#N/A"),
    "spaces in a text": (" a  b ", " a  b "),
    "a truth value": (True, True),
    "a computed number": ("=2*3", 6.0),
    "a computed text": ('="a"&"<b>&"', "a<b>&"),
    "a computed number as text": ('="0"&7', "07"),
    "a computed truth value": ("=1>2", False),
    "nothing as text": ('=IF(1>2,1,"")', ""),
    "a division by nothing": ("=1/0", CellError("#DIV/0!")),
    "arithmetic with a text": ('=""+1', CellError("#VALUE!")),
    "something not found": ("=MATCH(9,{1,2,3},0)", CellError("#N/A")),
    "a function that does not exist": ("=NOTHING(1)", CellError("#NAME?")),
}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_comes_out_as_what_it_is(engine: Engine) -> None:
    cells = {f"B{row}": written for row, (written, _) in enumerate(KINDS.values(), start=1)}
    sheet = recalculated(workbook(kinds=cells), engine)["kinds"]
    assert dict(zip(KINDS, sheet.column("B"), strict=True)) == {kind: value for kind, (_, value) in KINDS.items()}
    assert {type(value) for value in sheet.column("B")} == {float, str, bool, CellError}
    assert sheet["A1"] is None


@pytest.mark.parametrize("engine", ENGINES)
def test_scores_follow_a_changed_parameter_and_a_changed_input(engine: Engine) -> None:
    before = recalculated(SCORES, engine)["operators"]
    assert before.rows(2) == [("000123", 0.97, 40.0, 1.0), ("000124", None, "", "")]
    changes: dict[tuple[str, str], Value] = {("parameters", "B1"): 0.9, ("operators", "B3"): 0.98}
    after = recalculated(SCORES, engine, changes=changes)["operators"]
    assert after.rows(2) == [("000123", 0.97, 140.0, 2.0), ("000124", 0.98, 160.0, 1.0)]


@pytest.mark.parametrize("engine", ENGINES)
def test_no_stored_value_survives(engine: Engine) -> None:
    assert WRONG in stored(SCORES)["operators"].column("C")
    assert stored(with_spoiled_values(SCORES))["operators"].column("C", 2) == [SPOILED, SPOILED]
    assert stored(without_stored_values(SCORES))["operators"].column("C", 2) == [None, None]
    as_it_is, spoiled, stripped = recalculated_all(
        [SCORES, with_spoiled_values(SCORES), without_stored_values(SCORES)], engine
    )
    assert as_it_is["operators"].column("C", 2) == [40.0, ""]
    assert differences(spoiled, as_it_is) == differences(stripped, as_it_is) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_several_workbooks_come_back_in_their_order(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "two.xlsx").write_bytes(workbook(two={"A1": "=1+1"}))
    one, two = recalculated_all([workbook(one={"A1": "=0+1"}), tmp_path / "two.xlsx"], engine)
    assert one["one"]["A1"] == 1.0
    assert two["two"]["A1"] == 2.0


def test_sheets_keep_their_names_and_order_also_the_empty_ones() -> None:
    cells: dict[str, dict[str, object]] = {"一线 客服": {"A1": 1}, "about": {}, "A&B": {"A1": "='一线 客服'!A1"}}
    sheets = recalculated(workbook(**cells), "ironcalc")
    assert list(sheets) == list(cells)
    assert sheets["about"].rows() == []
    assert sheets["A&B"]["A1"] == 1.0


def test_without_the_package_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ironcalc", None)
    with pytest.raises(EngineMissing, match=r"install kpicore\[testing\]"):
        recalculated(SCORES, "ironcalc")
