"""The sheet to fill in: title, headings with notes, a row for each person, and how it is printed."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from kpicore import Text
from kpicore_excel.forms.checks import check_cells, highlight
from kpicore_excel.forms.look import MUTED, REQUIRED_INK, WRONG_INK, Look
from kpicore_excel.forms.table import BANDS as BAND_ROW
from kpicore_excel.forms.table import FIRST, HEADER, LEGEND, SUBTITLE, TITLE, Table
from kpicore_excel.forms.words import note, plain, shown
from kpicore_excel.messages import form as messages
from kpicore_excel.width import lines_needed

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LINE_HEIGHT, ROW_HEIGHT = 15, 18
PRINTED_WIDTH = 205
"""Narrow characters beside each other on a landscape page that can still be read."""
NOTE_WIDTH, NOTE_CHARACTERS, NOTE_LINE = 380, 54, 15
"""A note's width in pixels, the narrow characters that fit, and the height of a line."""

LONGEST = 100
"""Characters of title and policy in the head of a page, which holds 255."""

ALLOWED = {
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What a protected sheet leaves to people, besides filling in."""


def write_sheet(workbook: Workbook, table: Table, look: Look) -> None:
    """Writes the first sheet. Its headings and the ids of known people are locked, without a password."""
    worksheet = workbook.add_worksheet(table.sheet)
    _head(worksheet, table, look)
    _headings(worksheet, table, look)
    _rows(worksheet, table, look)
    check_cells(workbook, worksheet, table)
    highlight(worksheet, table, look)
    worksheet.freeze_panes(FIRST - 1, table.kept)
    worksheet.autofilter(HEADER - 1, 0, table.last - 1, len(table.columns) - 1)
    worksheet.protect("", ALLOWED)
    worksheet.set_first_sheet()
    worksheet.activate()
    known = len(table.form.people)
    first_open = next((column.position for column in table.columns if column.asked.role == "metric"), 0)
    worksheet.set_selection(FIRST - 1, first_open if known else 0, FIRST - 1, first_open if known else 0)
    _print(worksheet, table)


def about(table: Table) -> Text:
    """Policy, scheme, version, full marks and period in one line."""
    form = table.form
    policy = messages.POLICY.fill(policy=form.scheme.policy) if form.scheme.policy else Text("", "")
    return messages.SUBTITLE.fill(
        policy=policy,
        scheme=form.scheme.id,
        version=form.scheme.version,
        full=plain(form.scheme.full),
        period=form.period.text if form.period else messages.ANY_PERIOD,
    )


def _head(worksheet: Worksheet, table: Table, look: Look) -> None:
    lang = table.form.lang
    worksheet.set_row(TITLE - 1, 27)
    worksheet.write_string(TITLE - 1, 0, table.form.scheme.title.in_(lang), look(bold=True, font_size=16))
    worksheet.set_row(SUBTITLE - 1, 17)
    worksheet.write_string(SUBTITLE - 1, 0, about(table).in_(lang), look(font_color=MUTED))
    worksheet.set_row(LEGEND - 1, 20)
    legend = [
        look(font_color=REQUIRED_INK), messages.LEGEND_REQUIRED.in_(lang) + "    ",
        look(font_color=WRONG_INK), messages.LEGEND_DUPLICATE.in_(lang) + "    ",
    ]  # fmt: skip
    if table.form.people:
        legend += [look(font_color=MUTED), messages.LEGEND_LOCKED.in_(lang) + "    "]
    worksheet.write_rich_string(LEGEND - 1, 0, *legend, look(), messages.LEGEND_NOTES.in_(lang), look())


def _headings(worksheet: Worksheet, table: Table, look: Look) -> None:
    lang = table.form.lang
    colours = {name: number for number, name in enumerate(dict.fromkeys(column.band for column in table.columns))}
    lines = 1
    for name, first, last in table.bands():
        room = sum(column.width for column in table.columns[first.position : last.position + 1])
        lines = max(lines, lines_needed(name, room - 2))
        if first is last:
            worksheet.write_string(BAND_ROW - 1, first.position, name, look.band(colours[name]))
        else:
            area = (BAND_ROW - 1, first.position, BAND_ROW - 1, last.position)
            worksheet.merge_range(*area, "", look.band(colours[name]))
            worksheet.write_string(BAND_ROW - 1, first.position, name, look.band(colours[name]))
    worksheet.set_row(BAND_ROW - 1, LINE_HEIGHT * lines + 3)
    worksheet.set_row(HEADER - 1, LINE_HEIGHT * table.heading_lines + 15)
    for column in table.columns:
        worksheet.set_column(column.position, column.position, column.width, look.input(column.asked))
        worksheet.write_string(HEADER - 1, column.position, column.heading, look.heading(colours[column.band]))
        said = note(column.asked, lang)
        size = {"width": NOTE_WIDTH, "height": NOTE_LINE * lines_needed(said, NOTE_CHARACTERS) + 16}
        worksheet.write_comment(HEADER - 1, column.position, said, {**size, "font_size": 9, "color": "#FFFDE7"})


def _rows(worksheet: Worksheet, table: Table, look: Look) -> None:
    lang = table.form.lang
    people = [*table.form.people, *({} for _ in range(table.last - FIRST + 1 - len(table.form.people)))]
    for row, person in enumerate(people, start=FIRST - 1):
        worksheet.set_row(row, ROW_HEIGHT)
        for column in table.columns:
            asked = column.asked
            value = person.get(asked.id)
            if value is None:
                worksheet.write_blank(row, column.position, None, look.cell(asked))
            else:
                is_key = asked.role == "employee"
                kept = look.given(asked) if is_key else look.cell(asked)
                worksheet.write_string(row, column.position, shown(asked, value, lang), kept)


def _print(worksheet: Worksheet, table: Table) -> None:
    lang = table.form.lang
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.set_margins(left=0.4, right=0.4, top=0.9, bottom=0.6)
    worksheet.print_area(BAND_ROW - 1, 0, table.last - 1, len(table.columns) - 1)
    worksheet.repeat_rows(BAND_ROW - 1, HEADER - 1)
    worksheet.fit_to_pages(max(1, ceil(table.width / PRINTED_WIDTH)), 0)
    worksheet.repeat_columns(0, table.kept - 1)
    # On paper the title stands in the page's head: in the cells it would be cut off on every page but the first.
    title, said = (text.in_(lang)[:LONGEST].replace("&", "&&") for text in (table.form.scheme.title, about(table)))
    worksheet.set_header(f"&L&14 {title}\n&9 {said}")
    worksheet.set_footer(f"&R&9 {messages.PAGE_OF.in_(lang)}")
