"""The rows of people as the XML of a worksheet.

A library writes the workbook with one row of people; that row is the pattern, and here are all of them. Writing each
cell through a library takes minutes where a table of 100,000 people is written as text in seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.sax.saxutils import escape

import polars as pl

from kpicore import ROW, column_letters
from kpicore_excel.results.book import FIRST, Formula, StageSheet
from kpicore_excel.results.columns import SheetColumn

CHUNK = 2_000
"""People whose rows are texts at a time."""

_CONTROLS = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
"""Characters that XML cannot hold; a workbook writes them as ``_xHHHH_``."""


def styles_of(pattern: str) -> dict[str, str]:
    """The style of each cell of the pattern row, by its column's letters."""
    return dict(re.findall(rf'<c r="([A-Z]+){FIRST}" s="(\d+)"', pattern))


def rows(sheet: StageSheet, styles: Mapping[str, str]) -> Iterator[bytes]:
    """The row elements of all people of a stage, some thousand at a time."""
    row = pl.concat_str(_merged(_parts(sheet, styles)))
    numbered = sheet.frame.with_row_index(ROW, offset=FIRST).with_columns(pl.col(ROW).cast(pl.String))
    for start in range(0, len(numbered), CHUNK):
        yield "".join(numbered[start : start + CHUNK].select(row).to_series()).encode()


def _parts(sheet: StageSheet, styles: Mapping[str, str]) -> Iterator[str | pl.Expr]:
    yield from _numbered(f'<row r="{ROW}">')
    for position, column in enumerate(sheet.columns, start=1):
        letters = column_letters(position)
        style = f' s="{styles[letters]}"' if letters in styles else ""
        yield from _cell(f'<c r="{letters}{ROW}"{style}', letters, column, sheet.formulas.get(column.name))
    yield "</row>"


def _cell(start: str, letters: str, column: SheetColumn, formula: Formula | None) -> Iterator[str | pl.Expr]:
    value = pl.col(column.name)
    yield from _numbered(start)
    if formula is None and column.is_text:
        opened, closed = pl.lit(' t="inlineStr"><is><t xml:space="preserve">'), pl.lit("</t></is></c>")
        yield pl.concat_str(opened, escaped(value), closed).fill_null("/>")
    elif formula is None:
        yield pl.concat_str(pl.lit("><v>"), plain(value), pl.lit("</v></c>")).fill_null("/>")
    else:
        is_text = pl.lit(True) if column.is_text else value.is_null()
        yield pl.when(is_text).then(pl.lit(' t="str">')).otherwise(pl.lit(">"))
        element = f'<f t="array" ref="{letters}{ROW}">' if formula.is_array else "<f>"
        yield from _numbered(f"{element}{escape(formula.text)}</f><v>")
        yield (escaped(value) if column.is_text else plain(value)).fill_null("")
        yield "</v></c>"


def plain(value: pl.Expr) -> pl.Expr:
    """Numbers as the shortest texts that read back as the same numbers."""
    return pl.when(value == 0).then(pl.lit("0")).otherwise(value.cast(pl.String))  # never -0


def escaped(value: pl.Expr) -> pl.Expr:
    """Texts as XML holds them."""
    text = value.cast(pl.String).str.replace_all(r"_x([0-9A-Fa-f]{4}_)", "_x005F_x${1}")
    for character, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "_x000D_")):
        text = text.str.replace_all(character, written, literal=True)
    return text.str.replace_many({character: f"_x{ord(character):04X}_" for character in _CONTROLS})


def _numbered(text: str) -> Iterator[str | pl.Expr]:
    """The text with the row's number wherever it belongs."""
    first, *others = text.split(ROW)
    yield first
    for other in others:
        yield pl.col(ROW)
        yield other


def _merged(parts: Iterator[str | pl.Expr]) -> list[pl.Expr]:
    """The parts as expressions, neighbouring texts as one."""
    merged: list[pl.Expr] = []
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part
        else:
            merged += [pl.lit(text), part] if text else [part]
            text = ""
    return [*merged, pl.lit(text)] if text else merged
