"""The sheet that says how to fill in: a few lines, every column in a table, and what the policy leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpicore import Lang, Text
from kpicore_excel.forms.look import BANDS, LINE, MUTED, Look
from kpicore_excel.forms.pages import has_pages
from kpicore_excel.forms.sheet import about
from kpicore_excel.forms.table import Table
from kpicore_excel.forms.words import how, lines_of_items, where_empty
from kpicore_excel.messages import form as messages
from kpicore_excel.width import lines_needed

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (24, 34, 34, 34)
LINE_HEIGHT = 14.5


def write_guide(workbook: Workbook, table: Table, look: Look) -> None:
    """Writes the sheet; all of it is locked."""
    lang = table.form.lang
    worksheet = workbook.add_worksheet(messages.GUIDE.in_(lang))
    for position, width in enumerate(WIDTHS):
        worksheet.set_column(position, position, width)
    worksheet.hide_gridlines(2)
    title = messages.GUIDE_TITLE.fill(title=table.form.scheme.title).in_(lang)
    worksheet.set_row(0, 27)
    worksheet.write_string(0, 0, title, look(bold=True, font_size=15))
    worksheet.write_string(1, 0, about(table).in_(lang), look(font_color=MUTED))
    row = 3
    for number, step in enumerate(_steps(table), start=1):
        row = _paragraph(worksheet, row, f"{number}. {step.in_(lang)}", look)
    row = _columns(worksheet, row + 1, table, look)
    open_items = list(_open(table, lang))
    if open_items:
        worksheet.write_string(row + 1, 0, messages.GUIDE_OPEN.in_(lang), look(bold=True, font_size=12))
        row += 2
        for text in open_items:
            row = _paragraph(worksheet, row, text, look)
    worksheet.protect("", {"format_columns": True, "format_rows": True})
    worksheet.set_paper(9)
    worksheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(f"&R&9 {messages.PAGE_OF.in_(lang)}")


def _steps(table: Table) -> Iterator[Text]:
    for step in messages.GUIDE_STEPS:
        yield step.fill(sheet=messages.SHEET)
    if has_pages(table.form):
        yield messages.GUIDE_PAGES.fill(sheet=messages.SHEET, pages=messages.PAGES)


def _paragraph(worksheet: Worksheet, row: int, text: str, look: Look) -> int:
    """A text over all columns, as many lines as it takes; gives the next row."""
    style = look(text_wrap=True, valign="top")
    worksheet.merge_range(row, 0, row, len(WIDTHS) - 1, "", style)
    worksheet.write_string(row, 0, text, style)
    worksheet.set_row(row, LINE_HEIGHT * lines_needed(text, sum(WIDTHS) - 4) + 3)
    return row + 1


def _columns(worksheet: Worksheet, row: int, table: Table, look: Look) -> int:
    lang = table.form.lang
    border = {"border": 1, "border_color": LINE}
    head = look(bold=True, font_color="#FFFFFF", bg_color=BANDS[0], **border)
    for position, said in enumerate(messages.GUIDE_HEADINGS):
        worksheet.write_string(row, position, said.in_(lang), head)
    for column in table.columns:
        row += 1
        items = "\n".join(item.in_(lang) for item in lines_of_items(column.asked))
        asked = column.asked
        cells = (asked.label.in_(lang), how(asked).in_(lang), where_empty(asked, lang), items)
        for position, text in enumerate(cells):
            style = look(text_wrap=True, valign="top", bold=position == 0, **border)
            worksheet.write_string(row, position, text, style)
        lines = max(lines_needed(text, width - 2) for text, width in zip(cells, WIDTHS, strict=True))
        worksheet.set_row(row, LINE_HEIGHT * lines + 4)
    return row + 1


def _open(table: Table, lang: Lang) -> Iterator[str]:
    """What is assumed or disputed, as far as a note says what; the same note once."""
    scheme = table.form.scheme
    told: dict[tuple[str, str], list[str]] = {}
    for item in scheme.items.values():
        if item.status != "stated" and item.note is not None:
            told.setdefault((item.status, item.note.in_(lang)), []).append(item.label.in_(lang))
    if scheme.grades is not None and scheme.grades.status != "stated" and scheme.grades.note is not None:
        key = (scheme.grades.status, scheme.grades.note.in_(lang))
        told.setdefault(key, []).append(messages.GRADES.in_(lang))
    separator = "、" if lang == "zh" else ", "
    for (status, note), labels in told.items():
        facts = {"item": separator.join(labels), "status": messages.STATUS[status].in_(lang), "note": note}
        yield messages.OPEN_ITEM.in_(lang).format(**facts)
