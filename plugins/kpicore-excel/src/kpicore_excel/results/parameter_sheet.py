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
    """A row per number. Headings, units and statuses are ids that show as words; behind the seven columns stand labels
    alone."""
    lang: Lang = book.lang
    for position, width in enumerate(WIDTHS):
        worksheet.set_column(position, position, width)
    for position, heading in enumerate(HEADINGS):
        shown = messages.PARAMETER_HEADINGS[heading].in_(lang)
        look = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#37474F", "align": "center"}
        worksheet.write_string(0, position, heading, formats(**look, num_format=_shown_as(shown)))
    worksheet.set_row(0, 24)
    for row, parameter in enumerate(book.parameters, start=1):
        colour = {"bg_color": STATUS[parameter.status]} if parameter.status in STATUS else {}
        line = {"border": 1, "border_color": "#D5DBDE", **colour}
        plain = formats(**line)
        value = formats(**line, bold=True, font_color="#1F5F8B", num_format=_number_format(parameter.unit))
        worksheet.write_string(row, 0, parameter.stage, plain)
        worksheet.write_string(row, 1, parameter.indicator, plain)
        worksheet.write_string(row, 2, parameter.path, plain)
        worksheet.write_number(row, 3, float(parameter.value), value)
        unit, status = messages.SHORT_UNITS[parameter.unit], messages.STATUS_NAMES[parameter.status]
        for position, id, words in ((4, parameter.unit, unit), (5, parameter.status, status)):
            said = formats(**line, align="center", num_format=_shown_as(words.in_(lang)))
            worksheet.write_string(row, position, id, said)
        worksheet.write_string(row, 6, parameter.clause, plain)
        worksheet.write_string(row, 7, parameter.label.in_(lang), plain)
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, max(len(book.parameters), 1), len(HEADINGS) - 1)
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.repeat_rows(0)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(messages.PAGE.in_(lang))


def _shown_as(words: str) -> str:
    """The number format by which a text shows as these words."""
    return f';;;"{words}"'


def _number_format(unit: str) -> str:
    return "0.######%" if unit == "ratio" else "General"
