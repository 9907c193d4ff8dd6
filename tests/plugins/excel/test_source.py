"""Workbooks of every honest kind are read, and each gives the same."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from kpicore_excel.source import ExcelSource
from tests.plugins.excel.workbooks import (
    OFFICE,
    STRICT_MAIN,
    STRICT_OFFICE,
    XML,
    Asked,
    Parts,
    made,
    parts,
    read,
    related,
    text_rows,
    zipped,
)

HEADINGS = ["工号", "姓名", "满意率", "入职", "得分"]
PEOPLE: list[list[Any]] = [
    ["007", "张三", 0.985, date(2024, 2, 29), 90.5],
    ["110101199003077123", "李四", 1, date(1999, 12, 31), 0],
]
EXPECTED = [
    {"工号": "007", "姓名": "张三", "满意率": "98.5%", "入职": "2024-02-29", "得分": "90.5", "_row": 2},
    {"工号": "110101199003077123", "姓名": "李四", "满意率": "100%", "入职": "1999-12-31", "得分": "0", "_row": 3},
]
FORMATS: list[str | int] = ["0.0%", 14]
SERIALS = {date(2024, 2, 29): 45351, date(1999, 12, 31): 36525}


def by_xlsxwriter(**options: Any) -> bytes:
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, options)
    sheet = workbook.add_worksheet()
    percent, day = workbook.add_format({"num_format": "0.0%"}), workbook.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, HEADINGS)
    for row, (employee, name, rate, since, score) in enumerate(PEOPLE, start=1):
        sheet.write_string(row, 0, employee)
        sheet.write_string(row, 1, name)
        sheet.write_number(row, 2, rate, percent)
        sheet.write_datetime(row, 3, since, day)
        sheet.write_number(row, 4, score)
    workbook.close()
    return file.getvalue()


def by_openpyxl(write_only: bool) -> bytes:
    workbook = openpyxl.Workbook(write_only=write_only)
    sheet = workbook.create_sheet() if write_only else workbook.worksheets[0]
    for row in [HEADINGS, *PEOPLE]:
        cells = [openpyxl.cell.WriteOnlyCell(sheet, value) for value in row]
        if row is not HEADINGS:
            cells[2].number_format = "0.0%"
        if write_only:
            sheet.append(cells)
        else:
            sheet.append(row)
            for number, cell in enumerate(cells, start=1):
                sheet.cell(sheet.max_row, number).number_format = cell.number_format
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def rows(*, named: bool = True) -> str:
    """The table by hand: its rows and cells with their names, or without."""
    written = []
    for number, values in enumerate([HEADINGS, *PEOPLE], start=1):
        cells = []
        for letter, value in zip("ABCDE", values, strict=True):
            name = f' r="{letter}{number}"' if named else ""
            if isinstance(value, str):
                cells.append(f'<c{name} t="inlineStr"><is><t>{value}</t></is></c>')
            else:
                style = {"C": ' s="1"', "D": ' s="2"'}.get(letter, "")
                cells.append(f"<c{name}{style}><v>{SERIALS.get(value, value)}</v></c>")
        row = f' r="{number}"' if named else ""
        written.append(f"<row{row}>{''.join(cells)}</row>")
    return "".join(written)


def by_hand(**details: Any) -> Parts:
    return parts(rows(), formats=FORMATS, **details)


def changed(name: str, change: Callable[[str], str | bytes]) -> bytes:
    """A workbook by hand with one part changed."""
    found = by_hand()
    content = found[name]
    assert isinstance(content, str)
    found[name] = change(content)
    assert found[name] != content
    return zipped(found)


SHEET, BOOK, RELATIONS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def with_shared_texts() -> bytes:
    texts = list(dict.fromkeys(value for row in [HEADINGS, *PEOPLE] for value in row if isinstance(value, str)))
    shared = rows()
    for number, text in enumerate(texts):
        shared = shared.replace(f't="inlineStr"><is><t>{text}</t></is>', f't="s"><v>{number}</v>')
    assert "inlineStr" not in shared
    return made(
        shared, formats=FORMATS, strings=[f"<r><t>{text[:1]}</t></r><r><t>{text[1:]}</t></r>" for text in texts]
    )


def with_prefixes(sheet: str) -> str:
    for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        sheet = (
            sheet.replace(f"<{tag} ", f"<x:{tag} ")
            .replace(f"<{tag}>", f"<x:{tag}>")
            .replace(f"</{tag}>", f"</x:{tag}>")
        )
    return sheet.replace("xmlns=", "xmlns:x=")


def with_extensions(sheet: str) -> str:
    """What Excel writes beside the cells, some of it with names that are those of cells, but of other name spaces."""
    before = (
        '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><dimension ref="A1:XFD1048576"/><sheetViews><sheetView '
        'workbookViewId="0"><pane ySplit="1" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="16384" '
        'width="9"/></cols>'
    )
    behind = (
        '<sheetProtection sheet="1"/><autoFilter ref="A1:E3"/><conditionalFormatting sqref="A1"><cfRule type="cellIs" '
        'priority="1"><formula>1</formula></cfRule></conditionalFormatting><extLst><ext uri="{x}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sheetData><x14:row r="9"><x14:c r="A9">'
        "<x14:v>1</x14:v></x14:c></x14:row></x14:sheetData><xm:f>A1</xm:f></ext></extLst>"
    )
    return sheet.replace("<sheetData>", f"{before}<sheetData>").replace("</sheetData>", f"</sheetData>{behind}")


def renamed(rename: Callable[[str], str]) -> bytes:
    return zipped({rename(name): content for name, content in by_hand().items()})


def with_targets(folder: str) -> bytes:
    return changed(RELATIONS, lambda text: text.replace('Target="', f'Target="{folder}'))


HONEST: dict[str, Callable[[], bytes]] = {
    "xlsxwriter": by_xlsxwriter,
    "xlsxwriter, row by row": lambda: by_xlsxwriter(constant_memory=True),
    "xlsxwriter, days from 1904": lambda: by_xlsxwriter(date_1904=True),
    "openpyxl": lambda: by_openpyxl(write_only=False),
    "openpyxl, row by row": lambda: by_openpyxl(write_only=True),
    "inline texts": lambda: zipped(by_hand()),
    "shared and rich texts": with_shared_texts,
    "the strict variant": lambda: zipped(by_hand(main=STRICT_MAIN, office=STRICT_OFFICE)),
    "cells and rows without names": lambda: made(rows(named=False), formats=FORMATS),
    "prefixed tags": lambda: changed(SHEET, with_prefixes),
    "what Excel writes beside cells": lambda: changed(SHEET, with_extensions),
    "white space between tags": lambda: changed(SHEET, lambda text: text.replace("><", ">\n  <")),
    "comments and processing instructions": lambda: changed(
        SHEET, lambda text: text.replace("<row", "<!-- a <c r='Z9'> --><?x y?><row")
    ),
    "UTF-16": lambda: changed(SHEET, lambda text: text.replace('"UTF-8"', '"UTF-16"').encode("utf-16")),
    "a byte order mark": lambda: changed(SHEET, lambda text: text.encode("utf-8-sig")),
    "no XML declaration": lambda: changed(SHEET, lambda text: text.removeprefix(XML)),
    "absolute targets": lambda: with_targets("/xl/"),
    "targets with detours": lambda: with_targets("./worksheets/../"),
    "names with backslashes": lambda: renamed(lambda name: name.replace("/", "\\")),
    "names in other case": lambda: renamed(lambda name: name.replace("xl/", "XL/").replace("sheet1", "Sheet1")),
    "nothing packed": lambda: zipped(by_hand(), zipfile.ZIP_STORED),
    "folders and macros": lambda: zipped({**by_hand(), "xl/": b"", "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" * 9}),
    "rows that say where their cells are": lambda: changed(
        SHEET, lambda text: text.replace("<row ", '<row spans="1:5" ')
    ),
    "styled cells with nothing in them": lambda: changed(
        SHEET, lambda text: text.replace("</row>", '<c s="1"/><c s="2"/></row>')
    ),
    "a few hundred blank rows": lambda: changed(
        SHEET,
        lambda text: text.replace(
            "</sheetData>", "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(4, 400)) + "</sheetData>"
        ),
    ),
}


@pytest.mark.parametrize("kind", HONEST)
def test_the_same_table_comes_from_every_honest_workbook(kind: str) -> None:
    assert read(HONEST[kind]()).rows(named=True) == EXPECTED


def test_columns_are_texts_whatever_their_cells_are_and_rows_are_numbered_as_in_the_sheet() -> None:
    frame = read(by_xlsxwriter())

    assert frame.schema == {**dict.fromkeys(HEADINGS, pl.String), "_row": pl.Int64}
    assert frame["_row"].to_list() == [2, 3]


def test_the_context_is_told_the_sheet_and_the_letters_of_each_heading() -> None:
    asked = Asked(made(text_rows(["工号", None, "得分"], ["007", None, "90"])))

    ExcelSource("people.xlsx").read(asked)

    assert (asked.sheet, asked.letters) == ("填报", {"工号": "A", "得分": "C"})
    assert asked.form is None


def test_an_empty_cell_is_missing() -> None:
    assert read(made(text_rows(["工号", "得分"], ["007"], ["008", "  "], [None, "1"]))).rows() == [
        ("007", None, 2),
        ("008", None, 3),
        (None, "1", 4),
    ]


def test_rich_texts_times_and_durations_of_a_writer_are_read() -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(["说明", "时间", "时长"])
    rich = CellRichText("指", TextBlock(InlineFont(b=True), "超过"), "目标")
    sheet.append([rich, time(8, 30), timedelta(hours=26, minutes=3, seconds=10)])
    file = io.BytesIO()
    workbook.save(file)

    assert read(file.getvalue()).row(0) == ("指超过目标", "08:30:00", "26:03:10", 2)


def test_formulas_of_openpyxl_have_no_value_and_those_of_xlsxwriter_have_the_one_they_were_given() -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["率"])
    workbook.worksheets[0].append(["=1/4"])
    file = io.BytesIO()
    workbook.save(file)
    assert read(file.getvalue())["率"].to_list() == ["=1/4"]

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "率")
        sheet.write_formula(1, 0, "=1/4", book.add_format({"num_format": "0%"}), 0.25)
        sheet.write_formula(2, 0, "=1-1", None, 0)
    assert read(file.getvalue())["率"].to_list() == ["25%", "0"]

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "率")
        sheet.write_formula(1, 0, "=1/4")
    assert read(file.getvalue())["率"].to_list() == ["=…"]


def test_only_the_sheet_that_is_asked_for_has_to_be_right() -> None:
    found = by_hand(sheets={"备注": "<row r='5'/><row r='4'/>"})

    assert read(zipped(found), sheet="填报").rows(named=True) == EXPECTED


def test_a_relation_to_something_outside_is_left_alone() -> None:
    link = (
        f'<Relationship Id="rId9" Type="{OFFICE}/externalLink" Target="file:///elsewhere.xlsx" TargetMode="External"/>'
    )
    found = by_hand()
    found[RELATIONS] = str(found[RELATIONS]).replace("</Relationships>", f"{link}</Relationships>")
    found["xl/worksheets/_rels/sheet1.xml.rels"] = related(link)

    assert read(zipped(found)).rows(named=True) == EXPECTED
