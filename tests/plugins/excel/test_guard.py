"""Files that are no workbooks, are damaged, or are built to harm whoever opens them: refused, each with the reason."""

import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.plugins.excel.hostile import BOOK, HOSTILE, ROWS, SHEET, STYLES, patched, row, sheet, with_part, without
from tests.plugins.excel.workbooks import (
    FILE,
    MAIN,
    OFFICE,
    XML,
    lines,
    made,
    merged,
    parts,
    read,
    refused,
    related,
    styled,
    text_rows,
    zipped,
)

Case = tuple[Callable[[], bytes], str]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_WORKBOOKS: Mapping[str, Case] = {
    "nothing": (lambda: b"", "excel-format: the file is empty"),
    "blanks": (lambda: b" \n" * 10, "excel-format: the file is empty"),
    "old Excel": (lambda: OLE + bytes(5000), "excel-format: this is a workbook of Excel 97–2003 (.xls)"),
    "a password": (
        lambda: OLE + bytes(99) + "EncryptedPackage".encode("utf-16-le"),
        "excel-encrypted: the workbook is protected by a password",
    ),
    "a password of zip": (
        lambda: patched(made(ROWS), SHEET, "flags", 1),
        "excel-encrypted: the workbook is protected by a password",
    ),
    "binary Excel": (
        lambda: zipped({"xl/workbook.bin": b"\x83\x01"}),
        "excel-format: this is a binary workbook (.xlsb)",
    ),
    "OpenDocument": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}),
        "excel-format: this is an OpenDocument spreadsheet (.ods)",
    ),
    "a web page": (lambda: b"\xef\xbb\xbf\r\n<HTML><table>", "excel-format: this is a web page or XML"),
    "XML of Excel 2003": (lambda: b'<?xml version="1.0"?><Workbook/>', "excel-format: this is a web page or XML"),
    "text": (lambda: "工号,得分\n007,90\n".encode("gb18030"), "excel-format: this is no Excel workbook"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "excel-format: this is no Excel workbook"),
    "an empty zip": (lambda: zipped({}), "excel-format: this is no Excel workbook"),
    "another zip": (lambda: zipped({"a.txt": "a"}), "excel-format: the archive holds no Excel workbook"),
    "a document": (
        lambda: without(
            BOOK,
            **{
                "_rels/.rels": related(
                    f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
                ),
                "word/document.xml": "<document/>",
            },
        ),
        "excel-format: the archive holds no Excel workbook",
    ),
}


def in_a_cell(text: bytes, encoding: str = "UTF-8") -> bytes:
    """A workbook with those bytes in a cell."""
    before = f'{XML}<worksheet xmlns="{MAIN}"><sheetData><row><c t="str"><v>'.replace("UTF-8", encoding).encode()
    return with_part(SHEET, before + text + b"</v></c></row></sheetData></worksheet>")


IDS = '<Relationship Id="a" Target="x"/>' * 2
DAMAGED: Mapping[str, Case] = {
    # The archive
    "half of it": (lambda: made(ROWS)[:1000], "it is not whole"),
    "all but its end": (lambda: made(ROWS)[:-30], "it is not whole"),
    "two in one": (lambda: made(ROWS) + made(ROWS), "something stands before its first part"),
    "a wrong checksum": (lambda: patched(made(ROWS), SHEET, "crc", 7), f"{SHEET} does not unpack to what was packed"),
    "a size too small": (lambda: patched(made(ROWS), SHEET, "unpacked", 10), f"{SHEET} does not unpack to what was"),
    "a packed size too small": (lambda: patched(made(ROWS), SHEET, "packed", 20), f"{SHEET} does not unpack to what"),
    "packed otherwise": (lambda: zipped(parts(ROWS), zipfile.ZIP_LZMA), "is packed in a way that Excel does not use"),
    "packed in a way nobody knows": (lambda: patched(made(ROWS), SHEET, "method", 77), f"{SHEET} is packed in a way"),
    "no sheet": (lambda: without(SHEET), f"{SHEET} is missing"),
    "no styles": (lambda: without(STYLES), f"{STYLES} is missing"),
    # Its XML
    "an id twice": (lambda: with_part("_rels/.rels", related(IDS)), "_rels/.rels uses an id twice"),
    "no XML": (lambda: with_part(SHEET, "a"), f"{SHEET} is no whole XML in UTF-8"),
    "nothing": (lambda: with_part(SHEET, ""), f"{SHEET} is no whole XML in UTF-8"),
    "half of the XML": (lambda: with_part(SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>'), f"{SHEET} is no whole XML"),
    "tags that do not match": (lambda: sheet("<row></c>"), f"{SHEET} is no whole XML"),
    "invalid UTF-8": (lambda: in_a_cell(b"\xff\xfe\xc3("), f"{SHEET} is no whole XML in UTF-8"),
    "a surrogate in UTF-8": (lambda: in_a_cell(b"\xed\xa0\x80"), f"{SHEET} is no whole XML in UTF-8"),
    "a NUL": (lambda: in_a_cell(b"a\0b"), f"{SHEET} is no whole XML in UTF-8"),
    "a NUL by its number": (lambda: in_a_cell(b"&#0;"), f"{SHEET} is no whole XML in UTF-8"),
    "an entity that nobody declared": (lambda: in_a_cell(b"&e;"), f"{SHEET} is no whole XML in UTF-8"),
    "GB18030": (lambda: in_a_cell("工号".encode("gb18030"), "GB18030"), f"{SHEET} is no whole XML in UTF-8"),
    "a code that nobody knows": (lambda: in_a_cell(b"a", "klingon"), f"{SHEET} is no whole XML in UTF-8"),
    "a sheet of no name space": (
        lambda: with_part(SHEET, f"<worksheet><sheetData>{ROWS}</sheetData></worksheet>"),
        f"{SHEET} is no worksheet",
    ),
    "a sheet without data": (lambda: with_part(SHEET, f'<worksheet xmlns="{MAIN}"/>'), f"{SHEET} is no worksheet"),
    "styles for a sheet": (lambda: with_part(SHEET, styled(["0%"])), f"{SHEET} is no worksheet"),
    # Its rows and cells
    "rows that go back": (lambda: sheet(row(5, "A5") + row(4, "A4")), "row 5 is followed by the row '4'"),
    "a row twice": (lambda: sheet(row(5, "A5") + row(5, "B5")), "row 5 is followed by the row '5'"),
    "data twice": (
        lambda: sheet(row(5, "A5"), behind=f"<sheetData>{row(5, 'B5')}</sheetData>"),
        "row 5 is followed by the row '5'",
    ),
    "a row 0": (lambda: sheet('<row r="0"/>'), "row 0 is followed by the row '0'"),
    "a row 007": (lambda: sheet('<row r="007"/>'), "row 0 is followed by the row '007'"),
    "a row below the last": (lambda: sheet('<row r="1048577"/>'), "row 0 is followed by the row '1048577'"),
    "rows beyond the last": (lambda: sheet('<row r="1048576"/><row/>'), "is followed by the row '1048577'"),
    "a row of billions": (lambda: sheet(f'<row r="{"9" * 5000}"/>'), "row 0 is followed by the row"),
    "a row that is no number": (lambda: sheet('<row r="1e3"/>'), "row 0 is followed by the row '1e3'"),
    "a row in full-width digits": (lambda: sheet('<row r="５"/>'), "row 0 is followed by the row '５'"),
    "something between rows": (lambda: sheet("<x/>"), "row 0 is followed by the row '1'"),
    "cells that go back": (lambda: sheet(row(1, "B1", "A1")), "B1: the cell 'A1' is out of place"),
    "a cell twice": (lambda: sheet(row(1, "B1", "B1")), "B1: the cell 'B1' is out of place"),
    "a cell of another row": (lambda: sheet(row(1, "A2")), "A1: the cell 'A2' is out of place"),
    "a cell beyond the last column": (lambda: sheet(row(1, "XFE1")), "A1: the cell 'XFE1' is out of place"),
    "a cell of no column": (lambda: sheet(row(1, "1")), "A1: the cell '1' is out of place"),
    "a cell of no row": (lambda: sheet(row(1, "A")), "A1: the cell 'A' is out of place"),
    "a cell in small letters": (lambda: sheet(row(1, "a1")), "A1: the cell 'a1' is out of place"),
    "more cells than columns": (lambda: sheet("<row>" + "<c/>" * 16_385 + "</row>"), "XFD1: the cell"),
    "a range from end to start": (lambda: sheet(ROWS, behind=merged("B2:A1")), "there is no range 'B2:A1' to merge"),
    "a range beyond the sheet": (lambda: sheet(ROWS, behind=merged("A1:XFE1")), "there is no range 'A1:XFE1'"),
    "a range of nothing": (lambda: sheet(ROWS, behind="<mergeCells><mergeCell/></mergeCells>"), "there is no range ''"),
}  # fmt: skip


@cache
def built(kind: str) -> bytes:
    return HOSTILE[kind][0]()


@pytest.mark.parametrize("kind", NO_WORKBOOKS)
def test_what_is_no_workbook_is_refused_with_what_to_save_it_as(kind: str) -> None:
    build, said = NO_WORKBOOKS[kind]

    (line,) = lines(build())
    assert line.startswith(f"error {said}")
    assert "save" in line


@pytest.mark.parametrize("kind", DAMAGED)
def test_a_damaged_workbook_is_refused_with_what_is_wrong_and_where(kind: str) -> None:
    build, said = DAMAGED[kind]

    (line,) = lines(build())
    assert line.startswith("error excel-damaged: the workbook is damaged: ")
    assert said in line
    assert "save it anew" in line


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_with_what_is_wrong_with_it(kind: str) -> None:
    (problem,) = refused(built(kind))

    assert HOSTILE[kind][1] in problem.line("en")
    assert problem.place.file == FILE
    assert problem.message.zh != problem.message.en


WITHIN = """
import resource, sys
from pathlib import Path
from kpicore import Refused
from kpicore_excel.reading.read import read_workbook
from kpicore_excel.reading.table import Layout

for file in sorted(Path(sys.argv[1]).iterdir()):
    content = file.read_bytes()
    held = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (held + int(sys.argv[2]), -1))
    try:
        read_workbook(content, "file", None, Layout())
    except Refused as refused:
        assert "polars" not in sys.modules
    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited and measured as Linux does")
def test_no_hostile_file_takes_much_memory_or_gets_as_far_as_a_table(tmp_path: Path) -> None:
    for kind in HOSTILE:
        (tmp_path / kind).write_bytes(built(kind))

    child = [sys.executable, "-c", WITHIN, str(tmp_path), str(100 * 1024**2)]
    run = subprocess.run(child, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_numbers_that_a_file_declares_are_not_believed() -> None:
    strings = f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"><si><t>007</t></si></sst>'
    found = parts(text_rows(["工号"]) + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>', strings=["<t/>"])
    found["xl/sharedStrings.xml"] = strings
    found[SHEET] = str(found[SHEET]).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    found[STYLES] = str(found[STYLES]).replace("<cellXfs>", '<cellXfs count="4000000000">')

    content = patched(zipped(found), SHEET, "unpacked", 4_000_000_000)
    assert read(content).rows() == [("007", 2)]


def test_a_cell_far_away_costs_nothing_where_it_has_a_heading() -> None:
    content = sheet(row(1, "A1", "XFD1").replace("<v>1</v>", "<v>2</v>", 1) + row(1_048_576, "A1048576", "XFD1048576"))

    assert read(content).rows() == [("1", "1", 1_048_576)]


def test_a_message_shows_no_more_of_a_damaged_file_than_a_few_characters() -> None:
    (line,) = lines(sheet(row(1, "A" * 1000)))

    assert len(line) < 300
