"""Values are reached by cell, row, column and heading, and two workbooks are compared as a reader would."""

import pytest

from kpicore.testing import CellError, Difference, Sheet, Sheets, Value, differences, same
from kpicore.testing.sheet import address, coordinates


def sheet(*rows: tuple[Value, ...], name: str = "operators") -> Sheet:
    cells = {(r, c): value for r, row in enumerate(rows, start=1) for c, value in enumerate(row, start=1)}
    return Sheet(name, {place: value for place, value in cells.items() if value is not None})


PEOPLE = sheet(("employee", "score", None), ("工号", "得分", "备注"), ("000123", 95.5, None), (None, None, "x"))


def test_a_cell_is_found_by_its_name() -> None:
    assert PEOPLE["B3"] == PEOPLE["b3"] == 95.5
    assert PEOPLE["A4"] is None
    assert PEOPLE["ZZ999"] is None


@pytest.mark.parametrize("wrong", ["", "3", "B", "B0", "B3:C4", "$B$3", "ABCD1"])
def test_what_is_no_cell_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no cell"):
        PEOPLE[wrong]


@pytest.mark.parametrize(("cell", "place"), [("A1", (1, 1)), ("Z9", (9, 26)), ("AA10", (10, 27)), ("XFD1", (1, 16384))])
def test_cells_and_their_places_are_the_same_both_ways(cell: str, place: tuple[int, int]) -> None:
    assert coordinates(cell) == place
    assert address(*place) == cell


def test_rows_are_as_wide_as_the_sheet_and_columns_as_long() -> None:
    assert PEOPLE.rows(3) == [("000123", 95.5, None), (None, None, "x")]
    assert PEOPLE.column("C") == [None, "备注", None, "x"]


def test_records_go_by_the_headings_of_a_row() -> None:
    assert PEOPLE.records(first=3)[0] == {"employee": "000123", "score": 95.5}
    assert PEOPLE.records(header=2)[1] == {"工号": None, "得分": None, "备注": "x"}


def test_two_columns_of_one_heading_are_refused() -> None:
    with pytest.raises(ValueError, match="two columns of row 1 have the heading a"):
        sheet(("a", "b", "a")).records()


@pytest.mark.parametrize(
    ("found", "expected", "alike"),
    [
        (9.5, 9.5 + 1e-12, True),
        (9.5, 9.51, False),
        (2.0, 2, True),
        (1.0, True, False),
        (1.0, "1", False),
        ("", None, True),
        (0.0, None, False),
        (0.0, "", False),
        ("#N/A", CellError("#N/A"), False),
        (CellError("#N/A"), CellError("#N/A"), True),
        (CellError("#N/A"), CellError("#VALUE!"), False),
        ("a", "A", False),
    ],
)
def test_values_are_the_same_where_a_reader_sees_no_difference(found: Value, expected: Value, alike: bool) -> None:
    assert same(found, expected) is alike
    assert same(expected, found) is alike


def test_numbers_may_differ_by_the_tolerance() -> None:
    assert same(9.5, 9.59, tolerance=0.1)
    assert not same(9.5, 9.61, tolerance=0.1)


def test_differences_name_every_cell_also_of_a_sheet_that_is_missing() -> None:
    found: Sheets = {"a": sheet((1.0, "x"), ("", 3.0)), "b": sheet((True,))}
    expected: Sheets = {"a": sheet((1.0, "y"), (None, 4.0, 5.0))}
    assert differences(found, expected) == [
        Difference("a", "B1", "x", "y"),
        Difference("a", "B2", 3.0, 4.0),
        Difference("a", "C2", None, 5.0),
        Difference("b", "A1", True, None),
    ]
    assert str(differences(found, expected)[0]) == "a!B1: 'x', expected 'y'"
