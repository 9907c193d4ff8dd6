"""A copy of a workbook has other values in some cells, and nothing else of it is touched."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter

from kpicore.testing import CellError, Value, changed, stored, with_spoiled_values, without_stored_values
from kpicore.testing.sheet import coordinates
from tests.core.testing.workbooks import workbook


def rich() -> bytes:
    """Formats, a chart, a validation, a conditional format, a note, an array formula, and rows with gaps."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        percent, bold = book.add_format({"num_format": "0.0%"}), book.add_format({"bold": True})
        sheet = book.add_worksheet("rates")
        sheet.write_rich_string("A1", "工", bold, "号", " (id)")
        sheet.write_number("B2", 0.95, percent)
        sheet.write_blank("C2", None, percent)
        sheet.write_formula("D2", '=B2&""', None, "0.95")
        sheet.write_array_formula("D3:D3", "{=SUM(B2:B9*2)}", None, 1.9)
        sheet.write_number("AA9", 1)
        sheet.write_comment("B2", "说明")
        sheet.data_validation("B2", {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1})
        sheet.conditional_format("B2:B9", {"type": "data_bar"})
        chart = book.add_chart({"type": "column"})
        assert chart
        chart.add_series({"values": "=rates!$B$2:$B$9"})
        sheet.insert_chart("F2", chart)
        book.add_worksheet("empty")
    return written.getvalue()


BOOK = rich()


@pytest.mark.parametrize("cell", ["B2", "C2", "D2", "D3", "A1", "AA9", "A2", "B9", "Z5", "A100", "XFD1"])
@pytest.mark.parametrize("value", [0.5, -1e-10, "=1+1", " <甲> & ", True, False, CellError("#N/A"), None])
def test_any_cell_takes_any_value_and_the_others_keep_theirs(cell: str, value: Value) -> None:
    before = dict(stored(BOOK)["rates"].cells)
    after = dict(stored(changed(BOOK, {("rates", cell): value}))["rates"].cells)
    before.pop(coordinates(cell), None)
    found = after.pop(coordinates(cell), None)
    assert (found, type(found)) == (value, type(value))
    assert after == before


def test_several_cells_and_sheets_are_changed_at_once() -> None:
    sheets = stored(
        changed(BOOK, {("rates", "B9"): 2.0, ("rates", "A9"): 1.0, ("empty", "B2"): "x", ("rates", "B3"): 3.0})
    )
    assert sheets["rates"].rows(9)[0][:2] == (1.0, 2.0)
    assert sheets["rates"]["B3"] == 3.0
    assert sheets["empty"].rows() == [(None, None), (None, "x")]


def test_a_changed_cell_keeps_its_format_and_other_readers_read_the_file() -> None:
    book = openpyxl.load_workbook(BytesIO(changed(BOOK, {("rates", "B2"): 0.98, ("rates", "C2"): "=1+1"})))
    assert (book["rates"]["B2"].value, book["rates"]["B2"].number_format) == (0.98, "0.0%")
    assert (book["rates"]["C2"].value, book["rates"]["C2"].number_format) == ("=1+1", "0.0%")
    assert book["rates"]["D3"].value.text == "=SUM(B2:B9*2)"


def test_nothing_but_the_cells_is_touched() -> None:
    copies = [changed(BOOK, {("rates", "B2"): 0.98}), with_spoiled_values(BOOK), without_stored_values(BOOK)]
    before = ZipFile(BytesIO(BOOK))
    for copy in [ZipFile(BytesIO(each)) for each in copies]:
        assert copy.namelist() == before.namelist()
        unlike = [name for name in copy.namelist() if copy.read(name) != before.read(name)]
        assert unlike == ["xl/worksheets/sheet1.xml"]
        outside = [read.read(unlike[0]).decode().partition("<sheetData>")[::2] for read in (copy, before)]
        assert outside[0][0] == outside[1][0]
        assert outside[0][1].partition("</sheetData>")[2] == outside[1][1].partition("</sheetData>")[2]


def test_what_is_stored_is_read_as_other_readers_read_it() -> None:
    theirs = openpyxl.load_workbook(BytesIO(BOOK), data_only=True)["rates"]
    ours = stored(BOOK)["rates"]
    assert ours["A1"] == "工号 (id)"
    assert [list(row) for row in ours.rows()] == [[cell.value for cell in row] for row in theirs.iter_rows()]


def test_a_sheet_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="there is no sheet Rates, only rates, empty"):
        changed(BOOK, {("Rates", "B2"): 0.98})


def test_a_formula_of_several_cells_is_not_cut_in_two() -> None:
    with pytest.raises(ValueError, match="the formula of A1 is that of other cells too"):
        changed(_array_over_three_cells(), {("sums", "A1"): 1.0})


def _array_over_three_cells() -> bytes:
    whole = workbook(sums={"A1": "{=B1:B3*2}", "B1": 1})
    read, written = ZipFile(BytesIO(whole)), BytesIO()
    with ZipFile(written, "w") as parts:
        for name in read.namelist():
            parts.writestr(name, read.read(name).replace(b'ref="A1"', b'ref="A1:A3"'))
    return written.getvalue()
