"""What a cell accepts, said before it is entered and when it is wrong; and which cells stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kpicore import Lang, Metric
from kpicore_excel.forms.look import REQUIRED, WRONG, Look
from kpicore_excel.forms.table import FIRST, Table, TableColumn
from kpicore_excel.forms.words import example_ratio, how, plain, shown
from kpicore_excel.messages import form as messages
from kpicore_excel.own_sheets import CHOICES

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

LAST_ROW = 1_048_576
LONGEST_LIST, LONGEST_TITLE, LONGEST_TEXT = 255, 32, 255
"""What Excel takes in a list written out, a title and a message."""

Rule = dict[str, Any]


def check_cells(workbook: Workbook, worksheet: Worksheet, table: Table) -> None:
    """Lists to choose from, and ranges with a message; they hold below the rows that are ready, too."""
    lang = table.form.lang
    for column in table.columns:
        rule = _rule(workbook, column, lang)
        if rule is not None:
            area = (FIRST - 1, column.position, LAST_ROW - 1, column.position)
            worksheet.data_validation(*area, {**rule, **_messages(column, lang)})


def highlight(worksheet: Worksheet, table: Table, look: Look) -> None:
    """Ids that are missing or there twice, then what is required and empty in the row of a person."""
    wrong, required = (look.workbook.add_format({"bg_color": colour}) for colour in (WRONG, REQUIRED))
    employee = table.employee
    id, last = employee.cell(FIRST), table.last
    ids = f"${employee.letters}${FIRST}:${employee.letters}${last}"
    others = f"${table.columns[1].letters}{FIRST}:${table.columns[-1].letters}{FIRST}"
    # COUNTIF would take 007 for 7, and long ids that differ in their last digits for one.
    twice = f"AND(LEN({id})>0,SUMPRODUCT(--EXACT({ids},{id}))>1)"
    _where(worksheet, employee, last, f"=OR({twice},AND(LEN({id})=0,COUNTA({others})>0))", wrong)
    for column in table.columns[1:]:
        if condition := _is_lacking(column, table):
            _where(worksheet, column, last, f"=AND(LEN({id})>0,{condition})", required)


def _where(worksheet: Worksheet, column: TableColumn, last: int, criteria: str, format_: Any) -> None:
    area = (FIRST - 1, column.position, last - 1, column.position)
    worksheet.conditional_format(*area, {"type": "formula", "criteria": criteria, "format": format_})


def _is_lacking(column: TableColumn, table: Table) -> str | None:
    """When an empty cell of the column has to be filled, None for never."""
    asked = column.asked
    empty = f"LEN({column.cell(FIRST)})=0"
    if asked.is_required:
        return empty
    if asked.role == "cases":
        counted = table.column(asked.id.removesuffix("_n"))
        return f"{empty},LEN({counted.cell(FIRST)})>0" if counted else None
    if asked.metric is None or asked.metric.default is not None:
        return None
    for use in asked.uses:
        needed = getattr(table.form.scheme.items[use.item.id], "missing", "error") == "error"
        if use.if_empty == "rest" and needed:
            others = [other for id in use.item.reads if (other := table.column(id)) and other.asked.role == "metric"]
            return ",".join(f"LEN({other.cell(FIRST)})=0" for other in others)
    return None


def _rule(workbook: Workbook, column: TableColumn, lang: Lang) -> Rule | None:
    asked = column.asked
    if asked.choices:
        choices = [shown(asked, value, lang) for value in asked.choices]
        return {"validate": "list", "source": _source(workbook, choices, column)}
    return _number(asked.metric, column) if asked.metric is not None else None


def _source(workbook: Workbook, choices: list[str], column: TableColumn) -> list[str] | str:
    """The choices written out, or, where that is not possible, on a hidden sheet, in the same column as here.

    Written out they are better: a list of cells takes b+ for B+.
    """
    written_out = ",".join(choices)
    if len(written_out) <= LONGEST_LIST and written_out.count(",") == len(choices) - 1 and '"' not in written_out:
        return choices
    sheet = workbook.get_worksheet_by_name(CHOICES)
    if sheet is None:
        sheet = workbook.add_worksheet(CHOICES)
        sheet.very_hidden()
    for row, choice in enumerate(choices):
        sheet.write_string(row, column.position, choice)
    return f"='{CHOICES}'!${column.letters}$1:${column.letters}${len(choices)}"


def _number(metric: Metric, column: TableColumn) -> Rule:
    cell = column.cell(FIRST)
    low, high = metric.bounds
    if metric.expect is not None and metric.range is None:
        criteria = ">=" if metric.expect == "positive" else "<="
        return {"validate": "decimal", "criteria": criteria, "value": 0, "error_type": "warning"}
    validate = "integer" if metric.whole else "decimal"
    if low is not None and high is not None:
        return {"validate": validate, "criteria": "between", "minimum": plain(low), "maximum": plain(high)}
    if low is not None:
        return {"validate": validate, "criteria": ">=", "value": plain(low)}
    if high is not None:
        return {"validate": validate, "criteria": "<=", "value": plain(high)}
    is_number = f"ISNUMBER({cell})"
    return {"validate": "custom", "value": f"=AND({is_number},MOD({cell},1)=0)" if metric.whole else f"={is_number}"}


def _messages(column: TableColumn, lang: Lang) -> Rule:
    asked = column.asked
    facts = {"label": asked.label, "how": how(asked)}
    is_sign = asked.metric is not None and asked.metric.expect is not None and asked.metric.range is None
    title, text = (messages.SIGN_TITLE, messages.SIGN) if is_sign else (messages.WRONG_TITLE, messages.WRONG)
    said: Rule = {
        "error_title": _cut(title.in_(lang), LONGEST_TITLE),
        "error_message": _cut(text.fill(**facts).in_(lang), LONGEST_TEXT),
    }
    if asked.metric is not None and asked.metric.unit == "ratio":
        prompt = messages.PERCENT_PROMPT.fill(example=example_ratio(asked.metric)).in_(lang)
        said |= {"input_title": _cut(asked.label.in_(lang), LONGEST_TITLE), "input_message": _cut(prompt, LONGEST_TEXT)}
    return said


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
