"""Writing over several cells of a row as if they were one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpicore_excel.forms.look import LINE, LOCKED, Look

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@frozen
class Pen:
    """Writes into one sheet. Rows and columns count from 0; a span is its first and last column."""

    worksheet: Worksheet
    look: Look

    def height(self, row: int, points: float) -> None:
        self.worksheet.set_row(row, points)

    def text(self, row: int, span: tuple[int, int], text: str, **style: Any) -> None:
        """A text, never taken for a formula."""
        self.worksheet.write_string(row, span[0], text, self._joined(row, span, style))

    def formula(self, row: int, span: tuple[int, int], formula: str, now: str, **style: Any) -> None:
        """A formula with the text that it gives now."""
        self.worksheet.write_formula(row, span[0], formula, self._joined(row, span, style), now)

    def _joined(self, row: int, span: tuple[int, int], style: dict[str, Any]) -> Format:
        made = self.look(**style)
        first, last = span
        if first < last:
            self.worksheet.merge_range(row, first, row, last, "", made)
        return made


BOX: dict[str, Any] = {"border": 1, "border_color": LINE, "text_wrap": True}
HEAD: dict[str, Any] = {**BOX, "bold": True, "bg_color": LOCKED, "align": "center"}
"""A cell of a table, and one that says what stands beside or below it."""
