"""The sheet of the policies' numbers, which the formulas refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicore import Lang
from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import Book
from kpicore_excel.results.formats import STATUS, Formats
from kpicore_excel.results.parameters import HEADINGS

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (14, 26, 36, 12, 9, 10, 64, 30)


def write_parameters(worksheet: Worksheet, book: Book, formats: Formats) -> None:
    """A row per number. The headings are ids that show as labels; behind the seven columns stand labels alone."""
    lang: Lang = book.lang
    for position, width in enumerate(WIDTHS):
        worksheet.set_column(position, position, width)
    for position, heading in enumerate(HEADINGS):
        shown = messages.PARAMETER_HEADINGS[heading].in_(lang)
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#37474F", "align": "center"}
        worksheet.write_string(0, position, heading, formats(**look, num_format=f';;;"{shown}"'))
    worksheet.set_row(0, 24)
    for row, parameter in enumerate(book.parameters, start=1):
        colour = {"bg_color": STATUS[parameter.status]} if parameter.status in STATUS else {}
        line = {"border": 1, "border_color": "#D5DBDE", **colour}
        plain, centred = formats(**line), formats(**line, align="center")
        value = formats(**line, bold=True, font_color="#1F5F8B", num_format=_number_format(parameter.unit))
        worksheet.write_string(row, 0, parameter.stage, plain)
        worksheet.write_string(row, 1, parameter.indicator, plain)
        worksheet.write_string(row, 2, parameter.path, plain)
        worksheet.write_number(row, 3, float(parameter.value), value)
        worksheet.write_string(row, 4, parameter.unit, centred)
        worksheet.write_string(row, 5, parameter.status, centred)
        worksheet.write_string(row, 6, parameter.clause, plain)
        worksheet.write_string(row, 7, parameter.label.in_(lang), plain)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(len(book.parameters), 1), len(HEADINGS) - 1)
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.repeat_rows(0)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(messages.PAGE.in_(lang))


def _number_format(unit: str) -> str:
    return "0.######%" if unit == "ratio" else "General"
