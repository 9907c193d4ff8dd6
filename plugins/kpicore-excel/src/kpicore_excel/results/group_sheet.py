"""The hidden sheet with the tables of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpicore_excel.results.plan import Book, Formula

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
                write_formula(worksheet, *place, book.figure(table, figure, number), value)


def write_formula(
    worksheet: Worksheet, row: int, column: int, formula: Formula, value: float | str | None, look: Any = None
) -> None:
    """A formula with the value it has."""
    shown = "" if value is None else value
    if formula.is_array:
        worksheet.write_array_formula(row, column, row, column, f"{{={formula.text}}}", look, shown)
    else:
        worksheet.write_formula(row, column, f"={formula.text}", look, shown)
