"""The sheet of a stage: headings, the pattern row, and how the sheet looks on the screen and on paper."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import ceil
from typing import TYPE_CHECKING

from kpicore import Lang, Text, column_letters, quoted
from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import FIRST, Book, StageSheet
from kpicore_excel.results.choices import offer_choices
from kpicore_excel.results.columns import SheetColumn
from kpicore_excel.results.formats import BAR, GRADES, TOTAL_BAR, Formats
from kpicore_excel.width import text_width

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

PAGE = 150
"""Characters that fit beside each other on a landscape page in readable print."""


def write_stage(
    worksheet: Worksheet, sheet: StageSheet, rules: Mapping[str, str], formats: Formats, book: Book
) -> None:
    """Writes everything but people; `rules` are the rules of scores in words, by id."""
    lang = book.lang
    digits = sheet.stage.scheme.rounding.digits
    shown = [column for column in sheet.columns if not column.is_hidden]
    worksheet.set_row(0, None, None, {"hidden": True})
    worksheet.set_row(1, 34)
    widths = {column.name: _width(column, sheet, lang) for column in shown}
    for position, column in enumerate(sheet.columns):
        worksheet.write_string(0, position, column.id)
        worksheet.write_string(1, position, column.label.in_(lang), formats.head(column.kind))
        worksheet.write_blank(FIRST - 1, position, None, formats.cell(column, digits))
        if column.is_hidden:
            worksheet.set_column(position, position, 10, None, {"hidden": True})
            continue
        worksheet.set_column(position, position, widths[column.name])
        if note := _note(column, sheet, rules, lang):
            size = {"x_scale": 2.6, "y_scale": max(1.0, len(note) / 60)}
            worksheet.write_comment(1, position, note, {**size, "font_size": 9, "author": "kpicore"})
    people = sum(column.kind in ("person", "group") for column in shown)
    worksheet.freeze_panes(FIRST - 1, min(people, 3))
    worksheet.autofilter(1, 0, sheet.last - 1, len(shown) - 1)
    _colour(worksheet, sheet, formats)
    offer_choices(worksheet, sheet, book)
    if said := limits(sheet):
        worksheet.write_string(1, len(sheet.columns), " ".join(text.in_(lang) for text in said), formats(italic=True))
    _set_up_print(worksheet, sheet, shown, ceil(sum(widths.values()) / PAGE), lang)


def limits(sheet: StageSheet) -> list[Text]:
    """What in the sheet is a value where a formula could be expected, and why."""
    if not sheet.is_live:
        return [messages.VALUES_ONLY.fill(people=sheet.stage.people)]
    said = []
    for reason in dict.fromkeys(sheet.values.values()):
        labels = [c.label for c in sheet.columns if sheet.values.get(c.name) == reason and not c.is_hidden]
        columns = Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
        said.append(messages.REASONS[reason].fill(people=sheet.stage.people, columns=columns))
    return said


def _colour(worksheet: Worksheet, sheet: StageSheet, formats: Formats) -> None:
    first, last = FIRST - 1, sheet.last - 1
    for position, column in enumerate(sheet.columns):
        if column.kind == "score" and column.full:
            _bars(worksheet, (first, position, last, position), BAR, column.full)
        elif column.name == "total":
            _bars(worksheet, (first, position, last, position), TOTAL_BAR, float(sheet.stage.scheme.full))
        elif column.kind == "grade" and sheet.stage.scheme.grades is not None:
            letters = list(sheet.stage.scheme.grades.mapper.letters)
            for place, letter in enumerate(letters):
                shade = GRADES[round(place * (len(GRADES) - 1) / max(1, len(letters) - 1))]
                rule = {"type": "formula", "format": formats.workbook.add_format({"bg_color": shade})}
                rule["criteria"] = f"=EXACT({column_letters(position + 1)}{FIRST},{quoted(letter)})"
                worksheet.conditional_format(first, position, last, position, rule)


def _bars(worksheet: Worksheet, area: tuple[int, int, int, int], colour: str, full: float) -> None:
    bar = {
        "type": "data_bar", "bar_solid": True, "bar_color": colour, "min_type": "num", "min_value": 0,
        "max_type": "num", "max_value": full, "data_bar_2010": True, "bar_border_color": colour,
    }  # fmt: skip
    worksheet.conditional_format(*area, bar)


def _note(column: SheetColumn, sheet: StageSheet, rules: Mapping[str, str], lang: Lang) -> str:
    """What a heading's note says: full marks, the rule in words, where the policy has it, and what is not stated."""
    scheme = sheet.stage.scheme
    if column.kind == "metric":
        metric = scheme.metrics[column.name.removeprefix("metric.")]
        said = [messages.UNITS[metric.unit].in_(lang)]
        if metric.description is not None:
            said.append(metric.description.in_(lang))
        return "\n".join(said)
    if column.kind == "grade":
        return rules.get("grade", "")
    if column.name not in scheme.items:
        return ""
    item = scheme.items[column.name]
    said = [messages.FULL_MARKS.fill(points=f"{column.full:g}").in_(lang)] if column.full is not None else []
    said.append(rules.get(column.name, ""))
    if item.clause:
        said.append(messages.CLAUSE.fill(clause=item.clause).in_(lang))
    if item.status != "stated":
        said.append(messages.STATUS[item.status].in_(lang) + (f"：{item.note.in_(lang)}" if item.note else ""))
    return "\n".join(text for text in said if text)


def _width(column: SheetColumn, sheet: StageSheet, lang: Lang) -> float:
    """A width that shows the heading in two lines and the usual value in one."""
    label = column.label.in_(lang)
    longest_word = max(map(text_width, re.findall(r"[!-~]+|.", label)), default=0)
    content = 7
    if column.is_text:
        shown = sheet.frame[column.name].drop_nulls().head(500).to_list()
        content = max((text_width(text) for text in shown), default=4)
    return min(max(text_width(label) / 2 + 3, longest_word * 1.2 + 2, content + 2, 8), 34)


def _set_up_print(worksheet: Worksheet, sheet: StageSheet, shown: list[SheetColumn], pages: int, lang: Lang) -> None:
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.print_area(1, 0, sheet.last - 1, len(shown) - 1)
    worksheet.repeat_rows(1)
    worksheet.repeat_columns(0, min(1, len(shown) - 1))
    worksheet.fit_to_pages(max(1, pages), 0)
    title = sheet.stage.scheme.title.in_(lang).replace("&", "&&")
    worksheet.set_header(f"&L{title}&R{sheet.name.replace('&', '&&')}")
    worksheet.set_footer(messages.PAGE.in_(lang))
