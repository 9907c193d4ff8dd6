"""The whole form: the sheet to fill in, pages to sign where the scheme has them, the guide, and what only we read."""

from __future__ import annotations

from datetime import datetime
from typing import IO

from xlsxwriter import Workbook

from kpicore import Form
from kpicore_excel.forms.guide import write_guide
from kpicore_excel.forms.hidden import write_hidden
from kpicore_excel.forms.look import MEASURE, Look
from kpicore_excel.forms.pages import has_pages, write_pages
from kpicore_excel.forms.sheet import write_sheet
from kpicore_excel.forms.table import table

CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 — a workbook knows no zones
"""Every form says so: the same form is the same bytes."""


def write_form(form: Form, file: IO[bytes]) -> None:
    """Writes the form as a workbook."""
    workbook = Workbook(file, {"in_memory": True, "default_format_properties": MEASURE})
    title = form.scheme.title.in_(form.lang)
    workbook.set_properties({"title": title, "author": "kpicore", "created": CREATED})
    look = Look(workbook, form.lang)
    plan = table(form)
    write_sheet(workbook, plan, look)
    if has_pages(form):
        write_pages(workbook, plan, look)
    write_guide(workbook, plan, look)
    write_hidden(workbook, plan)
    workbook.close()
