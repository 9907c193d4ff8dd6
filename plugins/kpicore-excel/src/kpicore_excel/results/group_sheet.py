"""The hidden sheet with the tables of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicore_excel.results.book import Book
from kpicore_excel.results.cells import write_cell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_groups(worksheet: Worksheet, book: Book) -> None:
    """Each table under two rows of headings: the stage, then the columns by which its people are grouped, the groups'
    numbers, and the figures, named by what they are taken of."""
    for table in book.groups.values():
        heading = table.first - 2
        worksheet.write_string(heading - 1, 0, table.stage)
        for position, column in enumerate([*table.by, "_number", *(f"{f.kind} {f.column}" for f in table.figures)]):
            worksheet.write_string(heading, position, column)
        for number, group in enumerate(table.groups):
            row = table.first - 1 + number
            for position, text in enumerate(group):
                worksheet.write_string(row, position, text)
            worksheet.write_number(row, len(group), number + 1)
        for figure in table.figures:
            values = book.figure_values(table, figure)
            for number, value in enumerate(values):
                place = table.first - 1 + number, table.position(figure) - 1
                write_cell(worksheet, *place, value, book.figure(table, figure, number))
