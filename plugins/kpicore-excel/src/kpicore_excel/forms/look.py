"""How a form looks: the formats of its cells, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from kpicore import FormColumn, Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONTS: dict[Lang, str] = {"zh": "Microsoft YaHei", "en": "Arial"}
SIZE = 10
MEASURE = {"font_name": "Arial", "font_size": SIZE, "font_scheme": "none"}
"""The font by whose digits columns are measured; every system has it, or one of the same widths."""

INK, MUTED, LINE, LOCKED = "#263238", "#607D8B", "#B0BEC5", "#ECEFF1"
BANDS = ("#37474F", "#1F5F8B", "#2E7D5B", "#7A3E9D", "#B26A00", "#00796B")
"""Colours of the parts of the scorecard: people first, the others in turn."""
HEADINGS = ("#CFD8DC", "#D6E6F2", "#D9EDE2", "#E9DDF1", "#F8E8D0", "#D3ECE9")
"""The same, lighter, for the headings below."""

REQUIRED, WRONG = "#FFF2B3", "#F8B9B3"
REQUIRED_INK, WRONG_INK = "#C79100", "#C62828"


@define
class Look:
    """The formats of one workbook."""

    workbook: Workbook
    lang: Lang
    made: dict[tuple[tuple[str, Any], ...], Format] = field(factory=dict)

    def __call__(self, **properties: Any) -> Format:
        """The format with these properties over the form's font."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            font = {"font_name": FONTS[self.lang], "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
            self.made[key] = self.workbook.add_format({**font, **properties})
        return self.made[key]

    def band(self, number: int) -> Format:
        """The name of a part of the scorecard, over its headings."""
        return self(
            bold=True, font_color="#FFFFFF", bg_color=BANDS[number % len(BANDS)], align="center", text_wrap=True,
            border=1, border_color="#FFFFFF",
        )  # fmt: skip

    def heading(self, number: int) -> Format:
        """A column's heading in that part."""
        return self(
            bold=True, bg_color=HEADINGS[number % len(HEADINGS)], align="center", text_wrap=True,
            border=1, border_color=LINE,
        )  # fmt: skip

    def input(self, column: FormColumn, **more: Any) -> Format:
        """A cell to fill in."""
        return self(**_content(column), locked=False, **more)

    def cell(self, column: FormColumn) -> Format:
        """A cell to fill in, of a row that is ready."""
        return self.input(column, border=1, border_color=LINE)

    def given(self, column: FormColumn) -> Format:
        """A cell that is known beforehand and stays as it is."""
        return self(**_content(column), border=1, border_color=LINE, bg_color=LOCKED)


def _content(column: FormColumn) -> dict[str, Any]:
    """How a column shows what is entered."""
    if column.role in ("employee", "name", "team", "detail"):
        return {"num_format": "@", "indent": 1}
    if column.metric is not None and column.metric.unit == "ratio":
        return {"num_format": "0.00%"}
    # As a text, a choice such as 01 or 1-2 stays what it is: elsewhere it would become a number or a date.
    return {"num_format": "@", "align": "center"} if column.choices else {}
