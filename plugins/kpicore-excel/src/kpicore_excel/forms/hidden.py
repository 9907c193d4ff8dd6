"""The hidden sheet that says what the form is, so that reading it back needs no guess."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicore_excel.forms.table import FIRST, HEADER, Table
from kpicore_excel.own_sheets import FORM, FORMAT

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def write_hidden(workbook: Workbook, table: Table) -> None:
    """Keys in column A, values from column B on, all of them texts."""
    form = table.form
    facts: dict[str, list[str]] = {
        "format": [FORMAT],
        "scheme": [form.scheme.id],
        "version": [form.scheme.version],
        "period": [form.period.text if form.period else ""],
        "sheet": [table.sheet],
        "header": [str(HEADER)],
        "rows": [str(FIRST)],
        "columns": [column.asked.id for column in table.columns],
        "labels": [column.heading for column in table.columns],
    }
    worksheet = workbook.add_worksheet(FORM)
    for row, (key, values) in enumerate(facts.items()):
        for position, text in enumerate([key, *values]):
            worksheet.write_string(row, position, text)
    worksheet.protect()
    worksheet.very_hidden()
