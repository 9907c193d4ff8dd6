"""Files that would harm, crash or fill up whoever reads them as workbooks, by what they are, with the refusal of each.

Each is built when it is asked for; none is larger than a few megabytes.
"""

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping

from tests.plugins.excel.workbooks import FILE, MAIN, XML, made, merged, parts, styled, text_rows, zipped

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
STRINGS = "xl/sharedStrings.xml"
MEGABYTE = 1024**2
ROWS = text_rows(["工号", "得分"], ["007", "90"])
DOCTYPE = '<!DOCTYPE x [<!ENTITY e "1">]>'
LAUGHS = (
    f"""<!DOCTYPE x [<!ENTITY a0 "ha">{"".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))}]>"""
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

HEADING = '<c t="str"><v>{n}</v></c>'

Case = tuple[Callable[[], bytes], str]


def with_part(name: str, content: str | bytes) -> bytes:
    """A workbook with that part put in, or in the place of its own."""
    return zipped({**parts(ROWS, strings=["<t>a</t>"]), name: content})


def with_parts(more: Mapping[str, bytes], picture: str) -> bytes:
    return zipped({**parts(ROWS), "xl/media/picture.png": picture, **more})


def sheet(data: str, *, head: str = "", behind: str = "") -> bytes:
    """A workbook with that data in its sheet, `head` before its first tag and `behind` its data."""
    return with_part(SHEET, f'{XML}{head}<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData>{behind}</worksheet>')


def row(number: int, *cells: str) -> str:
    """A row whose cells of those names hold 1."""
    ones = "".join(f'<c r="{cell}"><v>1</v></c>' for cell in cells)
    return f'<row r="{number}">{ones}</row>'


def styles(content: str) -> bytes:
    return with_part(STYLES, f'<styleSheet xmlns="{MAIN}">{content}')


def texts(items: str) -> bytes:
    return with_part(STRINGS, f'<sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000">{items}</sst>')


def numbered(count: int, pattern: str) -> str:
    return "".join(pattern.replace("{n}", str(number)) for number in range(count))


def noise(size: int) -> str:
    """Text that can hardly be packed, the same every time."""
    return random.Random(4).randbytes(size // 2).hex()


def patched(content: bytes, name: str, field: str, value: int) -> bytes:
    """The archive with a field of a part's entry changed, before the part and in the directory."""
    offset, size = {"flags": (6, 2), "method": (8, 2), "crc": (14, 4), "packed": (18, 4), "unpacked": (22, 4)}[field]
    data = bytearray(content)
    for signature, further, named in ((b"PK\x03\x04", 0, 30), (b"PK\x01\x02", 2, 46)):
        at = data.find(signature)
        while data[at + named : at + named + len(name)] != name.encode():
            at = data.index(signature, at + 4)
        data[at + offset + further : at + offset + further + size] = value.to_bytes(size, "little")
    return bytes(data)


def with_entries(content: bytes, more: Callable[[bytes], bytes]) -> bytes:
    """The archive with more entries in its directory, made of the last one."""
    start, end = content.index(b"PK\x01\x02"), content.index(b"PK\x05\x06")
    entries, tail = content[start:end], bytearray(content[end:])
    entries += more(entries[entries.rindex(b"PK\x01\x02") :])
    tail[8:16] = struct.pack("<HHI", *[entries.count(b"PK\x01\x02")] * 2, len(entries))
    return content[:start] + entries + bytes(tail)


def overlapping() -> bytes:
    """Many entries that share one packed part: 1 MB each, unpacked."""
    whole = with_part("xl/media/0000.bin", bytes(MEGABYTE))
    return with_entries(
        whole, lambda last: b"".join(last.replace(b"0000.bin", b"%04d.bin" % n) for n in range(1, 5000))
    )


def quoted() -> bytes:
    """Parts that lie within another one, which is stored as it is and holds their headers."""
    inner = zipped({"xl/media/inner.bin": bytes(MEGABYTE)})
    whole = with_part("xl/media/outer.bin", b"")
    outer = zipped({**parts(ROWS), "xl/media/outer.bin": inner[: inner.index(b"PK\x01\x02")]}, zipfile.ZIP_STORED)
    at = outer.index(b"PK\x03\x04", outer.index(b"xl/media/outer.bin"))
    entry = bytearray(inner[inner.index(b"PK\x01\x02") : inner.index(b"PK\x05\x06")])
    entry[42:46] = struct.pack("<I", at)
    assert whole != outer
    return with_entries(outer, lambda _: bytes(entry))


def twice(name: str) -> bytes:
    file = io.BytesIO(made(ROWS))
    with warnings.catch_warnings(), zipfile.ZipFile(file, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "another")
    return file.getvalue()


def without(name: str, **others: str | bytes) -> bytes:
    return zipped({part: content for part, content in parts(ROWS).items() if part != name} | others)


HOSTILE: Mapping[str, Case] = {
    # Bombs
    "zeros": (
        lambda: with_part("xl/media/a.bin", bytes(20 * MEGABYTE)),
        "xl/media/a.bin unpacks to far more than it is",
    ),
    "a sheet of blanks": (lambda: sheet(" " * 20 * MEGABYTE), f"{SHEET} unpacks to far more than it is"),
    "a sheet of empty cells": (
        lambda: sheet("<row><c/></row>" * MEGABYTE),
        f"{SHEET} unpacks to far more than it is",
    ),
    "a bomb of bombs": (
        lambda: with_part("xl/media/a.zip", zipped({"bomb": bytes(MEGABYTE)}) * 20_000),
        "xl/media/a.zip unpacks to far more than it is",
    ),
    "a dozen small bombs": (
        lambda: with_parts({f"xl/media/{n}.bin": bytes(4 * MEGABYTE) for n in range(12)}, ""),
        f"{FILE} unpacks to far more than it is",
    ),
    "many small bombs and a picture": (
        lambda: with_parts({f"xl/media/{n}.bin": bytes(4 * MEGABYTE) for n in range(52)}, noise(3 * MEGABYTE)),
        "over 192 megabytes when unpacked",
    ),
    "thousands of entries for one part": (overlapping, "lies within another part"),
    "parts quoted in a part": (quoted, "xl/media/inner.bin lies within another part"),
    "a part twice": (lambda: twice(SHEET), f"{SHEET} is there twice"),
    "a part twice in other case": (lambda: twice(SHEET.upper()), f"{SHEET} is there twice"),
    "tens of thousands of parts": (
        lambda: zipped({f"{n}": b"" for n in range(20_000)}, zipfile.ZIP_STORED),
        "over 10,000 parts",
    ),
    # Document types
    "entities": (lambda: sheet(ROWS, head=DOCTYPE), f"{SHEET} declares a document type"),
    "a billion laughs": (lambda: sheet(ROWS, head=LAUGHS), f"{SHEET} declares a document type"),
    "files from outside": (lambda: sheet(ROWS, head=OUTSIDE), f"{SHEET} declares a document type"),
    "entities in the workbook": (lambda: with_part(BOOK, f"{OUTSIDE}<workbook/>"), f"{BOOK} declares a document type"),
    "entities in UTF-16": (
        lambda: with_part(SHEET, f"{DOCTYPE}<worksheet/>".encode("utf-16")),
        f"{SHEET} declares a document type",
    ),
    "entities in a part that is not read": (
        lambda: with_part("xl/comments1.xml", f"{DOCTYPE}<comments/>"),
        "xl/comments1.xml declares a document type",
    ),
    "entities in a part with the name of a picture": (
        lambda: without(
            "xl/_rels/workbook.xml.rels",
            **{
                "xl/_rels/workbook.xml.rels": str(parts(ROWS)["xl/_rels/workbook.xml.rels"]).replace(
                    "styles.xml", "a.png"
                ),
                "xl/a.png": f"{DOCTYPE}{styled([]).removeprefix(XML)}",
            },
        ),
        "xl/a.png declares a document type",
    ),
    "entities behind a comment of megabytes": (
        lambda: sheet(ROWS, head=f"<!--{noise(MEGABYTE)}-->{LAUGHS}"),
        f"{SHEET} has a tag of a length beyond all measure",
    ),
    # Endless XML
    "a bottomless sheet": (lambda: sheet(f"<row><c>{'<x>' * 100_000}"), f"{SHEET} is nested too deeply"),
    "a bottomless end": (lambda: sheet("", behind=f"<extLst>{'<x>' * 100_000}"), f"{SHEET} is nested too deeply"),
    "bottomless styles": (
        lambda: with_part(STYLES, f'<styleSheet xmlns="{MAIN}">{"<x>" * 100_000}'),
        f"{STYLES} is nested too deeply",
    ),
    "bottomless texts": (lambda: texts(f"<si>{'<r>' * 100_000}"), f"{STRINGS} is nested too deeply"),
    "an attribute of megabytes": (
        lambda: sheet(f'<row r="1" x="{noise(4 * MEGABYTE)}"/>'),
        f"{SHEET} has a tag of a length beyond all measure",
    ),
    "a comment of megabytes": (
        lambda: sheet(f"<!--{noise(4 * MEGABYTE)}-->"),
        f"{SHEET} has a tag of a length beyond all measure",
    ),
    "tags of a hundred thousand names": (
        lambda: sheet("", behind=f"<extLst>{numbered(100_000, '<a{n}/>')}</extLst>"),
        f"{SHEET} has tags of thousands of names",
    ),
    "attributes of a hundred thousand names": (
        lambda: sheet("", behind=numbered(100_000, '<x a{n}=""/>')),
        f"{SHEET} has tags of thousands of names",
    ),
    "a hundred thousand name spaces": (
        lambda: sheet("", behind=numbered(100_000, '<x xmlns:a{n}="u"/>')),
        f"{SHEET} has tags of thousands of names",
    ),
    "hundreds of thousands of tags": (
        lambda: with_part(BOOK, f'<workbook xmlns="{MAIN}">{numbered(500_000, "<x/>{n}")}</workbook>'),
        "over 400,000 XML tags",
    ),
    # Too much of something
    "a hundred thousand merged ranges": (
        lambda: sheet(ROWS, behind="<mergeCells>" + numbered(100_000, '<mergeCell ref="A3:B9" id="{n}"/>')),
        "over 50,000 merged ranges",
    ),
    "a hundred thousand formats of cells": (
        lambda: styles("<cellXfs>" + numbered(100_000, '<xf numFmtId="{n}"/>')),
        "over 65,536 cell formats",
    ),
    "a hundred thousand formats of numbers": (
        lambda: styles("<numFmts>" + numbered(100_000, '<numFmt numFmtId="{n}" formatCode="0.{n}"/>')),
        "over 65,536 cell formats",
    ),
    "more sheets than a workbook has": (
        lambda: with_part(
            BOOK, str(parts(ROWS)[BOOK]).replace("</sheets>", numbered(100_000, '<sheet name="{n}" r:id="rId1"/>'))
        ),
        f"the list of sheets in {BOOK} is wrong",
    ),
    "hundreds of thousands of shared texts": (
        lambda: texts(numbered(600_000, "<si><t>{n}</t></si>")),
        "over 400,000 different texts",
    ),
    "a library of shared texts": (
        lambda: texts(numbered(1_000, f"<si><t>{{n}}{noise(30_000)}</t></si>")),
        "over 10,000,000 characters",
    ),
    "a shared text of megabytes": (
        lambda: texts(f"<si><t>{noise(4 * MEGABYTE)}</t></si>"),
        f"{STRINGS}: a text is longer than a cell can hold",
    ),
    "a text of megabytes": (
        lambda: sheet(f'<row r="1"><c r="A1" t="str"><v>{noise(4 * MEGABYTE)}</v></c></row>'),
        "A1: a text is longer than a cell can hold",
    ),
    "a text of a hundred thousand pieces": (
        lambda: sheet('<row><c t="inlineStr"><is>' + numbered(100_000, "<r><t>{n}</t></r>")),
        "A1: a text is longer than a cell can hold",
    ),
    "a formula of megabytes": (
        lambda: sheet(f'<row r="1"><c r="A1"><f>{noise(4 * MEGABYTE)}</f></c></row>'),
        "A1: a text is longer than a cell can hold",
    ),
    "texts in cells that fill a library": (
        lambda: sheet("".join(f'<row><c t="str"><v>{noise(30_000)}</v></c></row>' for _ in range(400))),
        "over 10,000,000 characters",
    ),
    "cells at the ends of ten thousand rows": (
        lambda: sheet("".join(row(number, f"XFD{number}") for number in range(1, 10_000))),
        "the cells lie too far apart",
    ),
    "headings over all columns": (
        lambda: sheet(f"<row>{numbered(16_384, HEADING)}</row>{'<row><c><v>1</v></c></row>' * 999}"),
        "the cells lie too far apart",
    ),
    "merged ranges over everything": (
        lambda: sheet(
            text_rows(["工号", "得分"]) + "<row><c><v>1</v></c></row>" * 20_000,
            behind=merged(*["A2:XFD1048576"] * 40_000),
        ),
        "cells of people's rows are merged (40000)",
    ),
    "a cell at the end of the sheet": (
        lambda: sheet(ROWS + row(1_048_576, "XFD1048576")),
        "column XFD holds something, but has no heading in row 1",
    ),
}
"""By what it is: how to build it, and what the refusal says."""
