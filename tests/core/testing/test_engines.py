"""What each engine computes of the functions that workbooks use; figures worked by hand from the table below."""

from collections.abc import Sequence

import pytest

from kpicore.testing import CellError, Engine, Sheet, Value, recalculated
from tests.core.testing.workbooks import ENGINES, workbook

ROWS: list[tuple[object, object, object, object]] = [  # a number, a group, a letter, a result that may be missing
    (4, 1, "a", "=5"),
    (10, 2, "A", '=""'),
    (6, 1, "b", "=7"),
    (None, 1, "a", "=9"),
    (8, 2, "a", '=""'),
]
TABLE = {
    f"{letter}{number}": value
    for number, row in enumerate(ROWS, start=1)
    for letter, value in zip("ABCD", row, strict=True)
    if value is not None
}

PORTABLE: list[tuple[str, Value]] = [
    ("=IF(A2>5,1,2)", 1.0),
    ("=COUNT(A1:A5)", 4.0),
    ("=COUNT(D1:D5)", 3.0),
    ("=ISNUMBER(D2)", False),
    ("=MIN(D1:D5)", 5.0),
    ("=MAX(D1:D5)", 9.0),
    ("=SUM(D1:D5)", 21.0),
    ("=AVERAGE(D1:D5)", 7.0),
    ("=MEDIAN(A1:A5)", 7.0),
    ("=ROUND(2.345+1E-10,2)", 2.35),
    ("=ROUND(-2.5,0)", -3.0),
    ("=SIGN(-3)", -1.0),
    ("=ABS(-2)", 2.0),
    ("=AND(A1>0,A2>50)", False),
    ("=OR(A1>0,A2>50)", True),
    ('=EXACT("a","A")', False),
    ('=CHOOSE(2,"x","y")', "y"),
    ("=ROW(A7)", 7.0),
    ('=LOOKUP(85,{0,60,80,90},{"D","C","B","A"})', "B"),
    ("=INDEX(C1:C5,MATCH(10,A1:A5,0))", "A"),
    ('=COUNTIF(A1:A5,">5")', 3.0),
    ('=COUNTIFS(B1:B5,1,A1:A5,">"&(A1+1E-10))', 1.0),
    ('=COUNTIFS(D1:D5,">"&D1)', 2.0),
    ("=SUMIFS(A1:A5,B1:B5,2)", 18.0),
    ("=AVERAGEIFS(A1:A5,B1:B5,1)", 5.0),
    ("=AVERAGEIFS(A1:A5,B1:B5,3)", CellError("#DIV/0!")),
    ("=SUMPRODUCT((B1:B5=1)*(A1:A5>3))", 2.0),
    ("=RANK(A3,A1:A5)", 3.0),
    ("=_xlfn.MINIFS(A1:A5,B1:B5,2)", 8.0),
    ("=_xlfn.MAXIFS(A1:A5,B1:B5,1)", 6.0),
    ("{=MIN(IF(B1:B5=2,A1:A5))}", 8.0),
    ('{=MAX(IF(B1:B5=2,A1:A5,""))}', 10.0),
    ('{=MEDIAN(IF((B1:B5=1)*(A1:A5<>""),A1:A5,""))}', 5.0),
    ("{=SUM((B1:B5=1)*1)}", 3.0),
    ('{=INDEX(A1:A5,MATCH(1,(B1:B5=2)*(C1:C5="a"),0))}', 10.0),
]

VALUE, NAME = CellError("#VALUE!"), CellError("#NAME?")
IRONCALC: list[tuple[str, Value, str, Value]] = [
    ("{=MEDIAN(IF(B1:B5=2,A1:A5))}", 0.0, '{=MEDIAN(IF(B1:B5=2,A1:A5,""))}', 9.0),
    ("=SUMPRODUCT(ISNUMBER(D1:D5)*1)", 0.0, '=SUMPRODUCT((D1:D5<>"")*1)', 3.0),
    ('{=COUNT(IF(B1:B5=2,A1:A5,""))}', 0.0, '=COUNTIFS(B1:B5,2,A1:A5,">0")', 2.0),
    ("=SUM(SUMIFS(A1:A5,B1:B5,{1,2}))", 0.0, "=SUMIFS(A1:A5,B1:B5,1)+SUMIFS(A1:A5,B1:B5,2)", 28.0),
    ("=LOOKUP(2,1/(B1:B5=2),A1:A5)", 10.0, '{=INDEX(A1:A5,MATCH(1,(B1:B5=2)*(C1:C5="a")*(A1:A5<10),0))}', 8.0),
    ('=SUMPRODUCT(EXACT(C1:C5,"a")*1)', VALUE, '{=SUM(EXACT(C1:C5,"a")*1)}', 3.0),
    ("=SUMPRODUCT(ABS(A1:A3))", VALUE, "{=SUM(ABS(A1:A3))}", 20.0),
    ("{=SUM(ROUND(A1:A3,0))}", VALUE, "=ROUND(A1,0)+ROUND(A2,0)+ROUND(A3,0)", 20.0),
    ("=SUM(INDEX(A1:A5,1):INDEX(A1:A5,3))", VALUE, "=SUM(A1:A3)", 20.0),
    ("=SUMPRODUCT(LARGE(A1:A5,{1,2}))", CellError("#N/IMPL!"), "=LARGE(A1:A5,1)+LARGE(A1:A5,2)", 18.0),
    ("=_xlfn.AGGREGATE(4,6,A1:A5)", NAME, "=MAX(A1:A5)", 10.0),
]
"""A formula, what IronCalc makes of it, another way to write it, and what is right for both."""


def computed(formulas: Sequence[str], engine: Engine) -> dict[str, Value]:
    cells = {f"H{row}": formula for row, formula in enumerate(formulas, start=1)}
    sheet: Sheet = recalculated(workbook(table={**TABLE, **cells}), engine)["table"]
    return {formula: sheet[cell] for cell, formula in cells.items()}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_portable_functions_give_what_is_right(engine: Engine) -> None:
    assert computed([formula for formula, _ in PORTABLE], engine) == dict(PORTABLE)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_ironcalc_gets_wrong_is_right_when_written_otherwise(engine: Engine) -> None:
    assert computed([other for _, _, other, _ in IRONCALC], engine) == {other: right for _, _, other, right in IRONCALC}


def test_what_ironcalc_gets_wrong_is_what_the_documentation_says() -> None:
    formulas = [formula for formula, *_ in IRONCALC]
    assert computed(formulas, "ironcalc") == {formula: wrong for formula, wrong, *_ in IRONCALC}


@pytest.mark.libreoffice
def test_libreoffice_gets_it_right() -> None:
    formulas = [formula for formula, *_ in IRONCALC]
    assert computed(formulas, "libreoffice") == {formula: right for formula, *_, right in IRONCALC}
