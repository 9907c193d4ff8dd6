"""Copies of a workbook with other values in some cells, or without the values that were stored with its formulas.

The XML is changed where it stands and nothing else, so that charts, validations and formats remain as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from kpicore.messages import testing as messages
from kpicore.testing.reading import sheet_parts
from kpicore.testing.sheet import CellError, Value, address, coordinates

SPOILED = "spoiled"
"""What `with_spoiled_values` stores with every formula."""

DATA = re.compile(r"<sheetData\s*(?:/>|>(.*?)</sheetData>)", re.DOTALL)
ROW = re.compile(r"<row\s(?P<attributes>[^>]*?)(?:/>|>(?P<content>.*?)</row>)", re.DOTALL)
CELL = re.compile(r"<c\s(?P<attributes>[^>]*?)(?:/>|>(?P<content>.*?)</c>)", re.DOTALL)
FORMULA = re.compile(r"<f\b[^>]*?(?:/>|>.*?</f>)", re.DOTALL)
SEVERAL = re.compile(r'<f\b[^>]*\b(?:t="shared"|ref="[^"]*:)')
Values = Mapping[int, Mapping[int, Value]]  # by row and column, counted from 1


def changed(workbook: Path | bytes, changes: Mapping[tuple[str, str], Value]) -> bytes:
    """A copy with other values in some cells, by sheet and cell: ``{("parameters", "D5"): 0.98}``.

    A value stands in place of what was there, also of a formula; the cell's format stays, a text is a text even where
    it begins with ``=``, and None empties the cell. What was stored with formulas that refer to it is left as it was:
    recalculate. KeyError for a sheet that is not there, ValueError for no cell, or for one whose formula is that of
    other cells too.
    """
    by_sheet: dict[str, dict[int, dict[int, Value]]] = {}
    for (sheet, cell), value in changes.items():
        row, column = coordinates(cell)
        by_sheet.setdefault(sheet, {}).setdefault(row, {})[column] = value
    return _copy(workbook, lambda sheet, xml: _with_values(xml, by_sheet.get(sheet, {})), by_sheet)


def without_stored_values(workbook: Path | bytes) -> bytes:
    """A copy in which no formula has a stored value: who shows one has computed it."""
    return _copy(workbook, lambda _, xml: _with_results(xml, ""))


def with_spoiled_values(workbook: Path | bytes) -> bytes:
    """A copy in which every formula has the stored value `SPOILED`: where it comes out, nothing was computed."""
    return _copy(workbook, lambda _, xml: _with_results(xml, f"<v>{SPOILED}</v>"))


def _copy(workbook: Path | bytes, edited: Callable[[str, str], str], needed: Iterable[str] = ()) -> bytes:
    """The workbook with the XML of each sheet as `edited` makes it from the sheet's name and its XML."""
    written = BytesIO()
    with ZipFile(BytesIO(workbook) if isinstance(workbook, bytes) else workbook) as parts, ZipFile(written, "w") as to:
        sheets = {part: name for name, part in sheet_parts(parts).items()}
        if missing := set(needed) - set(sheets.values()):
            raise KeyError(messages.NO_SHEET.fill(name=min(missing), names=", ".join(sheets.values())).en)
        for entry in parts.infolist():
            content = parts.read(entry)
            if entry.filename in sheets:
                content = edited(sheets[entry.filename], content.decode("utf-8")).encode("utf-8")
            to.writestr(entry, content)
    return written.getvalue()


def _with_results(xml: str, result: str) -> str:
    """The sheet with `result`, a text, in place of what is stored with each formula."""

    def replaced(cell: re.Match[str]) -> str:
        if not (formula := FORMULA.search(cell["content"] or "")):
            return cell[0]
        attributes = re.sub(r'\s*\bt="\w*"', "", cell["attributes"])
        return f'<c {attributes} t="str">{formula[0]}{result}</c>'

    return CELL.sub(replaced, xml)


def _with_values(xml: str, values: Values) -> str:
    def replaced(data: re.Match[str]) -> str:
        rows = {_number(row["attributes"]): row for row in ROW.finditer(data[1] or "")}
        written = (
            _row(number, rows.get(number), values[number]) if number in values else rows[number][0]
            for number in sorted({*rows, *values})
        )
        return f"<sheetData>{''.join(written)}</sheetData>"

    return DATA.sub(replaced, xml, count=1) if values else xml


def _number(attributes: str) -> int:
    found = re.search(r'\br="(\d+)"', attributes)
    assert found, attributes
    return int(found[1])


def _row(number: int, row: re.Match[str] | None, values: Mapping[int, Value]) -> str:
    """The row with other values in some columns; its `spans`, which would no longer be true, is optional."""
    attributes = re.sub(r'\bspans="[^"]*"', "", row["attributes"]) if row else f'r="{number}"'
    cells = {column: cell for cell in CELL.finditer((row and row["content"]) or "") for column in [_column(cell)]}
    written = (
        _cell(address(number, column), cells.get(column), values[column]) if column in values else cells[column][0]
        for column in sorted({*cells, *values})
    )
    return f"<row {attributes}>{''.join(written)}</row>"


def _column(cell: re.Match[str]) -> int:
    found = re.search(r'\br="([A-Z]+\d+)"', cell["attributes"])
    assert found, cell[0]
    return coordinates(found[1])[1]


def _cell(place: str, cell: re.Match[str] | None, value: Value) -> str:
    """The cell with `value`, in the format that it had."""
    if cell and SEVERAL.search(cell[0]):
        raise ValueError(messages.SHARED_FORMULA.fill(cell=place).en)
    style = re.search(r'\bs="\d+"', cell["attributes"]) if cell else None
    start = f'<c r="{place}" {style[0]}' if style else f'<c r="{place}"'
    match value:
        case None:
            return f"{start}/>"
        case bool():
            return f'{start} t="b"><v>{value:d}</v></c>'
        case CellError(code):
            return f'{start} t="e"><v>{code}</v></c>'
        case str():
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case _:
            return f"{start}><v>{value!r}</v></c>"
