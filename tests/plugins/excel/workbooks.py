"""Workbooks for tests, written by hand down to their XML, and what reading them gives."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

import polars as pl
import pytest

from kpicore import Period, Place, Problem, Refused
from kpicore_excel.source import ExcelSource

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FILE = "in/2026-10/people.xlsx"

Parts = dict[str, str | bytes]
Rows = list[list[str | None]]


class Asked:
    """A context that hands out the content it holds and keeps what it was told."""

    name = "people"
    folder = Path()
    period = Period.parse("2026-10")

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.sheet = ""
        self.letters: Mapping[str, str] = {}
        self.form: tuple[str, str, str | None] | None = None

    def open(self, path: str) -> bytes:
        return self.content

    def paths(self, pattern: str) -> Sequence[str]:
        raise NotImplementedError

    def stream(self, path: str) -> IO[bytes]:
        raise NotImplementedError

    def keep(self, path: str, content: bytes) -> None:
        raise NotImplementedError

    def warn(self, *warnings: Problem) -> None:
        raise NotImplementedError

    def record(self, path: str) -> Path:
        raise NotImplementedError

    def note(self, **facts: str) -> None:
        raise NotImplementedError

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None:
        self.sheet, self.letters = sheet, columns

    def made_for(self, scheme: str, version: str, period: str | None) -> None:
        self.form = (scheme, version, period)

    def source(self, name: str) -> Any:
        raise NotImplementedError

    def place(self, source: str, row: int | None, column: str) -> Place:
        raise NotImplementedError

    def stage(self, name: str) -> Any:
        raise NotImplementedError


def read(content: bytes, **options: Any) -> pl.DataFrame:
    return ExcelSource("in/{period}/people.xlsx", **options).read(Asked(content))


def refused(content: bytes, **options: Any) -> Sequence[Problem]:
    with pytest.raises(Refused) as caught:
        read(content, **options)
    return caught.value.problems


def lines(content: bytes, **options: Any) -> list[str]:
    """What is refused, in English, without the name of the file."""
    return [
        problem.line("en").removeprefix(f"{FILE}!").removeprefix(f"{FILE}: ") for problem in refused(content, **options)
    ]


def zipped(parts: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, compression)
    return file.getvalue()


def parts(
    rows: str,
    *,
    strings: Sequence[str] = (),
    formats: Sequence[str | int] = (),
    after: str = "",
    workbook: str = "",
    sheets: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    main: str = MAIN,
    office: str = OFFICE,
) -> Parts:
    """The parts of a workbook.

    `rows` and `after` stand in and behind the data of the sheet 填报, `sheets` are more sheets with their rows;
    `states` say which are hidden. `strings` are the shared texts; `formats` codes, or numbers of built-in ones, of the
    cell formats 1, 2 …; `workbook` stands before the list of sheets.
    """
    contents = {"填报": rows, **(sheets or {})}
    states = states or {}
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" state="{states.get(name, "visible")}" r:id="rId{n}"/>'
        for n, name in enumerate(contents, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(contents) + 1)
    )
    relations += f'<Relationship Id="rIdS" Type="{office}/styles" Target="styles.xml"/>'
    book = f"{workbook}<sheets>{listed}</sheets>"
    found: Parts = {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": related(f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'),
        "xl/workbook.xml": f'{XML}<workbook xmlns="{main}" xmlns:r="{office}">{book}</workbook>',
        "xl/styles.xml": styled(formats, main),
    }
    if strings:
        relations += f'<Relationship Id="rIdT" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        items = "".join(f"<si>{item}</si>" for item in strings)
        found["xl/sharedStrings.xml"] = f'{XML}<sst xmlns="{main}">{items}</sst>'
    found["xl/_rels/workbook.xml.rels"] = related(relations)
    for n, content in enumerate(contents.values(), start=1):
        behind = after if n == 1 else ""
        found[f"xl/worksheets/sheet{n}.xml"] = (
            f'{XML}<worksheet xmlns="{main}"><sheetData>{content}</sheetData>{behind}</worksheet>'
        )
    return found


def related(relations: str) -> str:
    return f'{XML}<Relationships xmlns="{PACKAGE}">{relations}</Relationships>'


def styled(formats: Sequence[str | int], main: str = MAIN) -> str:
    own = [(200 + n, code) for n, code in enumerate(formats) if isinstance(code, str)]
    named = "".join(f'<numFmt numFmtId="{n}" formatCode={quoteattr(code)}/>' for n, code in own)
    numbers = [200 + n if isinstance(code, str) else code for n, code in enumerate(formats)]
    kinds = "".join(f'<xf numFmtId="{n}" xfId="0"/>' for n in [0, *numbers])
    return f'{XML}<styleSheet xmlns="{main}"><numFmts>{named}</numFmts><cellXfs>{kinds}</cellXfs></styleSheet>'


def made(rows: str, **details: Any) -> bytes:
    """A workbook of such `parts`."""
    return zipped(parts(rows, **details))


def text_rows(*rows: Iterable[str | None], first: int = 1) -> str:
    """Rows of inline texts; None leaves a cell out."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for column, text in enumerate(row)
            if text is not None
        )
        + "</row>"
        for number, row in enumerate(rows, start=first)
    )


def table(*rows: Iterable[str | None], **details: Any) -> bytes:
    """A workbook with such texts from its first row on."""
    return made(text_rows(*rows), **details)


def merged(*ranges: str) -> str:
    listed = "".join(f"<mergeCell ref={quoteattr(each)}/>" for each in ranges)
    return f'<mergeCells count="{len(ranges)}">{listed}</mergeCells>'
