"""How the cells of the workbook look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from kpicore_excel.results.columns import Kind, SheetColumn

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "font_scheme": "none"}

HEADS: dict[Kind, str] = {
    "person": "#37474F",
    "group": "#37474F",
    "detail": "#37474F",
    "metric": "#1F5F8B",
    "score": "#2E7D5B",
    "adjustment": "#B26A00",
    "total": "#7A3E9D",
    "rank": "#7A3E9D",
    "grade": "#7A3E9D",
    "outcome": "#7A3E9D",
    "step": "#9E9E9E",
}
"""The colour of a column's heading, by what the column holds."""

GRADES = ("#C6E7CF", "#DDEFC9", "#FFF3C4", "#FBDDC0", "#F6C7C3")
"""The colours of grades, from the best to the last."""

STATUS = {"assumed": "#FFF3C4", "disputed": "#F6C7C3"}
"""The colours of what the policy does not state."""

BAR, TOTAL_BAR, PEERS, FULL, LINE = "#BFE3CF", "#DCC7EA", "#F0A35E", "#E3E8EA", "#D5DBDE"


@define
class Formats:
    """The formats of a workbook, each made once."""

    workbook: Workbook
    digits: int = 2
    made: dict[tuple[tuple[str, Any], ...], Format] = field(factory=dict)

    def __call__(self, **properties: Any) -> Format:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.workbook.add_format({**FONT, "valign": "vcenter", **properties})
        return self.made[key]

    def head(self, kind: Kind) -> Format:
        """A column's heading."""
        return self(
            bold=True, font_color="#FFFFFF", bg_color=HEADS[kind], border=1, border_color="#FFFFFF", text_wrap=True,
            align="center",
        )  # fmt: skip

    def cell(self, column: SheetColumn, digits: int) -> Format:
        """A person's cell of a column; `digits` are the decimal places of points."""
        look: dict[str, Any] = {"border": 1, "border_color": LINE}
        match column.kind:
            case "person" | "detail" | "outcome":
                look["num_format"] = "@"
            case "metric" if column.unit == "ratio":
                look["num_format"] = "0.00##%"
            case "score" | "adjustment" | "total":
                look["num_format"] = places(digits)
            case "rank":
                look |= {"num_format": "0", "align": "center"}
            case "grade" | "group":
                look["align"] = "center"
            case "metric" if column.is_text:
                look["align"] = "center"
        if column.kind in ("total", "grade"):
            look["bold"] = True
        return self(**look)


def places(digits: int) -> str:
    """The number format of points with so many decimal places."""
    return "0." + "0" * digits if digits else "0"
