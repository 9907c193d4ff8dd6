"""The stored values of an xlsx file, read with the standard library alone.

It is for files that a test has just made, not for those from the wild: it trusts their sizes and their XML.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as Tree
from zipfile import ZipFile

from kpicore.testing.sheet import CellError, Sheets, Value, coordinates, gathered

RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold."""


def stored(workbook: Path | bytes) -> Sheets:
    """The values that stand in the file, of formulas those that were stored with them: nothing is computed.

    A formula without a stored value counts as an empty cell. A date is the number that it is stored as.
    """
    with ZipFile(BytesIO(workbook) if isinstance(workbook, bytes) else workbook) as parts:
        texts = _texts(parts)
        return {name: gathered(name, _cells(parts, part, texts)) for name, part in sheet_parts(parts).items()}


def sheet_parts(parts: ZipFile) -> dict[str, str]:
    """The part of the file in which each sheet stands, by the sheet's name."""
    relations = Tree.fromstring(parts.read("xl/_rels/workbook.xml.rels"))
    targets = {each.get("Id"): posixpath.join("/xl", each.get("Target", ""))[1:] for each in relations}
    sheets = Tree.fromstring(parts.read("xl/workbook.xml")).iterfind("{*}sheets/{*}sheet")
    return {each.get("name", ""): targets[each.get(RELATION)] for each in sheets}


def _texts(parts: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    return [_text(item) for item in Tree.fromstring(parts.read("xl/sharedStrings.xml")).iterfind("{*}si")]


def _text(item: Tree.Element) -> str:
    """All runs of a text, without its pronunciation."""
    written = "".join(run.text or "" for run in (*item.iterfind("{*}t"), *item.iterfind("{*}r/{*}t")))
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), written)


def _cells(parts: ZipFile, part: str, texts: list[str]) -> Iterator[tuple[tuple[int, int], Value]]:
    with parts.open(part) as file:
        for _, element in Tree.iterparse(file):
            if element.tag.endswith("}row"):
                for cell in element:
                    yield coordinates(cell.get("r", "")), _value(cell, texts)
                element.clear()


def _value(cell: Tree.Element, texts: list[str]) -> Value:
    for content in cell:
        if content.tag.endswith("}v"):
            return _read(cell.get("t", "n"), content.text or "", texts)
        if content.tag.endswith("}is"):
            return _text(content)
    return None


def _read(kind: str, written: str, texts: list[str]) -> Value:
    match kind:
        case "n":
            return float(written) if written else None
        case "s":
            return texts[int(written)]
        case "b":
            return written == "1"
        case "e":
            return CellError(written)
        case _:  # the text of a formula, or a date in words
            return written
