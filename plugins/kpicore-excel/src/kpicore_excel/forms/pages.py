"""The form as such policies have it: a page for each person, to read, print and sign.

It is for schemes all of whose indicators are letters worth points that nobody may be without, and whose adjustments are
figures times an amount.
Everything on a page follows from the person's row on the sheet to fill in; what is not filled in yet stays blank, to be
written by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpicore import Form
from kpicore_excel.forms.look import BANDS, Look
from kpicore_excel.forms.page import Page, write_page
from kpicore_excel.forms.pen import Pen
from kpicore_excel.forms.table import FIRST, Table
from kpicore_excel.messages import form as messages

if TYPE_CHECKING:
    from xlsxwriter import Workbook

LABEL, FULL, LETTERS, POINTS = 17, 7, 44, 8.5
"""Widths of the columns, together no more than a page holds in a wide font; the letters share theirs."""


def has_pages(form: Form) -> bool:
    """Whether the scheme is such a form, with a column for everything that its pages show."""
    indicators = [item for item in form.items.values() if item.full is not None]
    adjustments = [item for item in form.items.values() if item.full is None]
    columns = {column.id for column in form.columns}
    return (
        bool(indicators)
        and all(item.letters for item in indicators)
        and all(indicator.missing == "error" for indicator in form.scheme.indicators.values())
        and all(item.amounts for item in adjustments)
        and all(columns.issuperset(item.reads) for item in form.items.values())
    )


def write_pages(workbook: Workbook, table: Table, look: Look) -> None:
    """Writes a page for each person who is known and one more; where nobody is, one for each row that is ready."""
    worksheet = workbook.add_worksheet(messages.PAGES.in_(table.form.lang))
    known = len(table.form.people)
    pages = [Page(table, row) for row in range(FIRST, FIRST + known + 1 if known else table.last + 1)]
    letters, last = len(pages[0].letters), pages[0].last
    for position, width in enumerate((LABEL, FULL, *[min(max(LETTERS / letters, 5.5), 14)] * letters, POINTS)):
        worksheet.set_column(position, position, width)
    pen = Pen(worksheet, look)
    tops = [0]
    for page in pages:
        tops.append(write_page(page, tops[-1], pen))
    chosen = look.workbook.add_format({"bg_color": BANDS[0], "font_color": "#FFFFFF", "bold": True})
    marked = {"type": "text", "criteria": "begins with", "value": messages.MARK, "format": chosen}
    worksheet.conditional_format(0, 2, tops[-1] - 1, last - 1, marked)
    worksheet.hide_gridlines(2)
    worksheet.protect("", {"format_columns": True, "format_rows": True})
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.5)
    worksheet.center_horizontally()
    worksheet.print_area(0, 0, tops[-1] - 1, last)
    worksheet.set_h_pagebreaks(tops[1:-1])
