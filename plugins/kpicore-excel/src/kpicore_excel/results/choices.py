"""Teams and groups to which people can be moved in a stage's sheet: those of the run, as formulas find no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import FIRST, Book, StageSheet
from kpicore_excel.results.columns import SheetColumn

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

LONGEST_LIST = 255
"""Characters of a list that is written out."""


def offer_choices(worksheet: Worksheet, sheet: StageSheet, book: Book) -> None:
    """Lists to choose from in the columns of teams and groups of a live sheet."""
    for position, column in enumerate(sheet.columns):
        source = _source(column, sheet, book) if sheet.is_live else None
        if source:
            rule = {
                "validate": "list",
                "source": source,
                "error_title": messages.NO_CHOICE_TITLE.in_(book.lang),
                "error_message": messages.NO_CHOICE.fill(label=column.label).in_(book.lang)[:LONGEST_LIST],
            }
            worksheet.data_validation(FIRST - 1, position, sheet.last - 1, position, rule)


def _source(column: SheetColumn, sheet: StageSheet, book: Book) -> str | list[str] | None:
    """The cells of the table of groups, or, where there is none, the choices themselves if they fit into a list."""
    table = book.groups.get((sheet.stage.name, (column.name,)))
    if table is not None:
        return f"={table.range(1)}" if table.groups else None
    choices = sheet.choices.get(column.name, ()) if column.kind == "group" else ()
    written_out = ",".join(choices)
    is_clear = len(written_out) <= LONGEST_LIST and written_out.count(",") == len(choices) - 1
    return list(choices) if choices and is_clear and '"' not in written_out else None
