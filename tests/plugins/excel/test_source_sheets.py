"""Which sheet of a workbook is read."""

import pytest

from tests.plugins.excel.workbooks import lines, made, parts, read, text_rows, zipped

PEOPLE, NOTES = text_rows(["工号"], ["007"]), text_rows(["备注"], ["无"])


def test_the_only_sheet_that_can_be_seen_is_read() -> None:
    content = made(NOTES, sheets={"人员": PEOPLE, "旧": NOTES}, states={"填报": "hidden", "旧": "veryHidden"})

    assert read(content).columns == ["工号", "_row"]


def test_what_kpicore_said_about_a_workbook_in_an_earlier_copy_is_passed_over() -> None:
    assert read(made(PEOPLE, sheets={"kpicore-错误": NOTES})).columns == ["工号", "_row"]


def test_a_sheet_that_somebody_called_much_the_same_is_read() -> None:
    content = made(NOTES, sheets={"kpicore-十月": PEOPLE}, states={"填报": "hidden"})

    assert read(content).columns == ["工号", "_row"]


def test_where_several_can_be_seen_it_has_to_be_said_which() -> None:
    content = made(PEOPLE, sheets={"备注": NOTES})

    assert lines(content) == [
        (
            "error excel-sheet: it has several sheets, and which to read is not said: 填报, 备注 "
            '(say in the source sheet = "填报", or hide the other sheets)'
        )
    ]
    assert read(content, sheet="备注").columns == ["备注", "_row"]


def test_a_hidden_sheet_is_read_where_it_is_named() -> None:
    assert read(made(PEOPLE, sheets={"备注": NOTES}, states={"备注": "hidden"}), sheet="备注").columns == [
        "备注",
        "_row",
    ]


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are() -> None:
    content = made(PEOPLE, sheets={"Notes": NOTES})

    assert lines(content, sheet="notes") == ["error excel-sheet: there is no sheet notes (did you mean Notes?)"]
    assert lines(content, sheet="十月") == ["error excel-sheet: there is no sheet 十月 (known: Notes, 填报)"]


def test_a_workbook_where_nothing_can_be_seen_is_refused() -> None:
    assert lines(made(PEOPLE, states={"填报": "hidden"})) == ["error excel-sheet: it has no sheet that can be seen"]


def test_a_chart_is_no_sheet_to_read() -> None:
    found = parts(PEOPLE, sheets={"图": NOTES})
    relations = str(found["xl/_rels/workbook.xml.rels"])
    found["xl/_rels/workbook.xml.rels"] = relations.replace(
        'worksheet" Target="worksheets/sheet2.xml"', 'chartsheet" Target="chartsheets/sheet1.xml"'
    )

    assert read(zipped(found)).columns == ["工号", "_row"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('name="备注"', 'name="填报"'),
        ('name="备注"', 'name=""'),
        ('r:id="rId2"', 'r:id="rId9"'),
        ('r:id="rId2"', ""),
    ],
)
def test_a_list_of_sheets_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    found = parts(PEOPLE, sheets={"备注": NOTES})
    book = str(found["xl/workbook.xml"])
    assert old in book
    found["xl/workbook.xml"] = book.replace(old, new)

    (line,) = lines(zipped(found), sheet="填报")
    assert line.startswith(
        "error excel-damaged: the workbook is damaged: the list of sheets in xl/workbook.xml is wrong"
    )
