"""Single cells of the sheets that people read: a live formula with its value, or the value alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpicore import Lang, Text
from kpicore_excel.results.book import Formula
from kpicore_excel.results.formats import LINE, Formats

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Shown = float | str | None


def write_cell(
    worksheet: Worksheet,
    row: int,
    column: int,
    value: Shown,
    formula: Formula | None = None,
    look: Format | None = None,
) -> None:
    """Writes a cell, rows and columns counted from 0; a text never becomes a formula or a link."""
    if formula is not None and formula.is_array:
        array = f"{{={formula.text}}}"
        worksheet.write_array_formula(row, column, row, column, array, look, "" if value is None else value)
    elif formula is not None:
        worksheet.write_formula(row, column, f"={formula.text}", look, "" if value is None else value)
    elif value is None:
        worksheet.write_blank(row, column, None, look)
    elif isinstance(value, str):
        worksheet.write_string(row, column, value, look)
    else:
        worksheet.write_number(row, column, value, look)


@frozen
class Page:
    """A sheet that people read, with what is needed to write on it: texts in its language, cells with a frame."""

    worksheet: Worksheet
    formats: Formats
    lang: Lang

    def head(self, row: int, column: int, text: Text | str, last: int | None = None) -> None:
        """A heading of a table, over the columns up to `last`."""
        self._framed((row, column, last), text, bold=True, bg_color="#E8EEF1", align="center", text_wrap=True)

    def text(self, row: int, column: int, text: Text | str, last: int | None = None) -> None:
        """A text of a table, over the columns up to `last`, in as many lines as it takes."""
        self._framed((row, column, last), text, text_wrap=True)

    def _framed(self, at: tuple[int, int, int | None], text: Text | str, **look: Any) -> None:
        row, column, last = at
        framed = self.formats(border=1, border_color=LINE, **look)
        if last is not None and last > column:
            self.worksheet.merge_range(row, column, row, last, "", framed)
        self.worksheet.write_string(row, column, self.said(text), framed)

    def line(self, row: int, column: int, text: Text | str, **look: Any) -> None:
        """A text without a frame."""
        self.worksheet.write_string(row, column, self.said(text), self.formats(**look))

    def cell(self, row: int, column: int, value: Shown, formula: Formula | None = None, **look: Any) -> None:
        """A cell of a table."""
        framed = self.formats(**{"border": 1, "border_color": LINE, **look})
        write_cell(self.worksheet, row, column, value, formula, framed)

    def said(self, text: Text | str) -> str:
        """A text in the language of the sheet."""
        return text if isinstance(text, str) else text.in_(self.lang)
