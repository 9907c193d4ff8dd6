"""The sheet `scorecard`: somebody chooses an employee, and the card and its chart fill in by formulas."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from attrs import frozen

from kpicore import Text, column_letters
from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import FIRST, Book, Formula, StageSheet, reference
from kpicore_excel.results.cells import Page, Shown
from kpicore_excel.results.formats import FULL, HEADS, PEERS, Formats, places
from kpicore_excel.results.items import Directory, Entry
from kpicore_excel.width import lines_needed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "scorecard"
PEOPLE = "_people"
"""The defined name of the employees of the stage that is chosen."""

STAGE, EMPLOYEE = "$B$3", "$B$4"
NUMBER, PERSON, BEFORE, INDICATORS, ADJUSTMENTS = "$L$1", "$M$1", "$M$2", "$M$3", "$M$4"
"""Hidden cells: the number of the stage, the person's position in it, and where the stage's items are."""

CLAUSE_WIDTH = 36
"""Narrow characters of small print beside each other in the column of clauses."""

LINES = 9
"""The row above the first line of the card, from 1."""


@frozen
class Card:
    """The scorecard being written: `shown` is the first person of the first stage, whose card is stored."""

    page: Page
    book: Book
    found: Directory

    @property
    def sheet(self) -> StageSheet:
        """The stage that is chosen at first."""
        return self.book.sheets[0]

    @property
    def shown(self) -> Mapping[str, Any]:
        """The first person, by column; nobody where the stage has no people."""
        return next(self.sheet.frame.head(1).iter_rows(named=True), {})

    @property
    def digits(self) -> int:
        """The decimal places of points: enough for every stage that may be chosen."""
        return max(sheet.stage.scheme.rounding.digits for sheet in self.book.sheets)

    def person(self, position: str) -> str:
        """The formula of this person's value in the column that the cell `position` numbers; 0 for an empty cell."""
        tables = [f"INDEX({table(sheet)},{PERSON},{position})" for sheet in self.book.sheets]
        return tables[0] if len(tables) == 1 else f"CHOOSE({NUMBER},{','.join(tables)})"

    def figure(self, position: str) -> str:
        """The same for a number, nothing for an empty cell."""
        found = self.person(position)
        return f'IF({found}="","",{found})'

    def stage(self, field: str) -> str:
        """The formula of a field of the stage that is chosen."""
        return f"INDEX({self.found.stage_range(field)},{NUMBER})"

    def stored(self, field: str) -> Shown:
        """A field of the stage that is chosen at first."""
        return self.found.stages[0][field].value


def write_scorecard(worksheet: Worksheet, book: Book, found: Directory, formats: Formats) -> None:
    """The card: who, the result, a line for each indicator and adjustment, a chart, lines to sign on."""
    card = Card(Page(worksheet, formats, book.lang), book, found)
    _set_up(card)
    _write_choice(card)
    _write_head(card)
    last = _write_lines(card, LINES, found.most_indicators, messages.CARD_INDICATORS, INDICATORS, "0")
    chart = last + 1
    if lines := found.most_adjustments:
        chart = _write_lines(card, last + 2, lines, messages.CARD_ADJUSTMENTS, ADJUSTMENTS, INDICATORS) + 1
    _write_chart(card, last, chart)
    _write_signatures(card, chart + 23)
    worksheet.print_area(0, 0, chart + 24, 6)


def table(sheet: StageSheet) -> str:
    """All people and visible columns of a stage, as a formula names them."""
    width = sum(not column.is_hidden for column in sheet.columns)
    return f"{reference(sheet.name)}!$A${FIRST}:${column_letters(width)}${sheet.last}"


def _set_up(card: Card) -> None:
    worksheet = card.page.worksheet
    worksheet.hide_gridlines(2)
    for column, width in enumerate((24, 15, 11, 11, 15, 12, 30)):
        worksheet.set_column(column, column, width)
    for row in range(2, 7):
        worksheet.set_row(row, 22)
    worksheet.set_column(11, 13, 9, None, {"hidden": True})
    worksheet.set_paper(9)
    worksheet.set_portrait()
    worksheet.fit_to_pages(1, 1)
    worksheet.center_horizontally()


def _write_choice(card: Card) -> None:
    """What is chosen, and the hidden cells that follow from it."""
    page, sheets = card.page, card.book.sheets
    title = card.book.results.title
    page.line(0, 0, messages.CARD_TITLE.fill(title=title, period=card.book.results.period), bold=True, font_size=15)
    page.line(1, 0, messages.CARD_HINT, italic=True, font_color="#777777")
    chosen = {"bg_color": "#FFF8DC", "bold": True, "num_format": "@"}
    employee = str(card.shown.get("employee", ""))
    page.head(2, 0, messages.CARD_STAGE)
    page.cell(2, 1, card.sheet.stage.name, None, **chosen)
    page.head(3, 0, messages.COLUMNS["employee"])
    page.cell(3, 1, employee, None, **chosen)
    names = f"{card.found.stage_range('stage')}"
    lists = [f"{reference(sheet.name)}!$A${FIRST}:$A${sheet.last}" for sheet in sheets]
    choice = lists[0] if len(lists) == 1 else f"CHOOSE({SHEET}!{NUMBER},{','.join(lists)})"
    page.formats.workbook.define_name(PEOPLE, f"={choice}")
    for cell, source in (("B3", f"={names}"), ("B4", f"={PEOPLE}")):
        said = {"error_title": page.said(messages.CARD_NOT_LISTED), "error_message": page.said(messages.CARD_CHOOSE)}
        page.worksheet.data_validation(cell, {"validate": "list", "source": source, **said})
    number = f"SUM(EXACT({names},{STAGE})*{card.found.stage_range('number')})"
    hidden = {"font_color": "#AAAAAA"}
    page.cell(0, 11, 1, Formula(number, is_array=True), **hidden)
    for position, people in enumerate(lists, start=1):
        found = f"SUM(EXACT({people},{EMPLOYEE})*(ROW({people})-{FIRST - 1}))"
        page.cell(position, 11, int(position == 1), Formula(found, is_array=True), **hidden)
    person = f"IF({NUMBER}>0,INDEX($L$2:$L${len(lists) + 1},{NUMBER}),0)"
    page.cell(0, 12, 1, Formula(person), **hidden)
    for row, field in enumerate(("before", "indicators", "adjustments"), start=1):
        formula = f"IF({PERSON}>0,{card.stage(field)},0)"
        page.cell(row, 12, card.stored(field), Formula(formula), **hidden)


def _write_head(card: Card) -> None:
    page = card.page
    for row, name in ((4, "name"), (5, "team")):
        page.head(row, 0, messages.COLUMNS[name])
        page.cell(row, 1, card.shown.get(name), Formula(_text(card, name)))
    total = f'IF({PERSON}>0,{card.figure(card.stage("total"))},"")'
    rank = card.person(card.stage("rank"))
    placed = f'IF({PERSON}>0,IF(ISNUMBER({rank}),{rank}&" / "&{card.stage("people")},""),"")'
    place = card.shown.get("rank")
    stored = "" if place is None else f"{int(place)} / {card.stored('people')}"
    big = {"bold": True, "font_size": 13, "align": "center", "font_color": HEADS["total"]}
    rows: list[tuple[str, Shown, str]] = [
        ("total", card.shown.get("total"), total),
        ("rank", stored, placed),
        ("grade", card.shown.get("grade"), _text(card, "grade")),
    ]
    if any(sheet.has("outcome") for sheet in card.book.sheets):
        outcome = card.shown.get("outcome") if card.sheet.has("outcome") else None
        rows.append(("outcome", outcome, _text(card, "outcome")))
    for row, (name, value, formula) in enumerate(rows, start=2):
        page.head(row, 3, messages.COLUMNS[name])
        page.cell(
            row, 4, value, Formula(formula), **big, num_format=places(card.digits) if name == "total" else "General"
        )
    missing = f'IF({PERSON}>0,"","{page.said(messages.CARD_NOBODY)}")'
    page.worksheet.write_formula(6, 0, f"={missing}", page.formats(font_color="#C62828", bold=True), "")


def _text(card: Card, field: str) -> str:
    """The person's text in a column that not every stage has."""
    position = card.stage(field)
    return f'IF({PERSON}>0,IF({position}>0,{card.person(f"MAX(1,{position})")}&"",""),"")'


def _write_lines(card: Card, row: int, lines: int, heading: Text, count: str, skipped: str) -> int:
    """A table of lines below the headings in `row` (from 1); returns its last row.

    The cells `count` and `skipped` hold how many of the stage's items it has, and how many come before.
    """
    for column, text in enumerate((heading, *messages.CARD_COLUMNS)):
        card.page.head(row - 1, column, text)
    scheme = card.sheet.stage.scheme
    ids = list(scheme.indicators if count == INDICATORS else scheme.adjustments)
    stored = {str(item["id"].value): item for item in card.found.items[: len(scheme.items)]}
    for line in range(1, lines + 1):
        item = stored[ids[line - 1]] if line <= len(ids) and card.shown else None
        label = f'IF({line}<={count},{_looked_up(card, "label", f"{BEFORE}+{skipped}+{line}")},"")'
        card.page.worksheet.set_row(row + line - 1, max(21, 11 * _clause_lines(card, line, count) + 3))
        card.page.cell(row + line - 1, 0, _stored(item, "label"), Formula(label), text_wrap=True)
        _write_line(card, row + line, f"{BEFORE}+{skipped}+{line}", item)
    return row + lines


def _clause_lines(card: Card, line: int, count: str) -> int:
    """How many small lines the longest clause takes that may stand in a line of the card, whatever stage is chosen."""
    schemes = [sheet.stage.scheme for sheet in card.book.sheets]
    ids = [list(each.indicators if count == INDICATORS else each.adjustments) for each in schemes]
    clauses = [scheme.items[own[line - 1]].clause for scheme, own in zip(schemes, ids, strict=True) if len(own) >= line]
    return max(lines_needed(clause, CLAUSE_WIDTH) for clause in clauses)


def _write_line(card: Card, row: int, index: str, item: Mapping[str, Entry] | None) -> None:
    """The cells behind the label in `row` (from 1): of the item with the number `index` wherever there is a label."""

    def of_item(field: str) -> str:
        return _looked_up(card, field, index)

    metric = card.person(f"MAX(1,{of_item('metric')})")
    told = f'IF({metric}="","",IF({of_item("percent")}=1,TEXT({metric},"0.00%"),{metric}))'
    full = of_item("full")
    points, middle = {"num_format": places(card.digits)}, {"align": "center"}
    small = {"font_size": 8, "font_color": "#666666", "text_wrap": True}
    cells: list[tuple[Shown, str, dict[str, Any]]] = [
        (_metric(card, item), f'IF({of_item("metric")}>0,{told},"")', middle),
        (_score(card, item), card.figure(of_item("position")), {**points, **middle, "bold": True}),
        (_stored(item, "full"), f'IF(ISNUMBER({full}),{full},"")', middle),
        (_share(card, item), f'IF(COUNT(C{row}:D{row})=2,C{row}/D{row},"")', {**middle, "num_format": "0%"}),
        (_stored(item, "mean"), of_item("mean"), {**points, **middle}),
        (_stored(item, "clause"), f'{of_item("clause")}&""', small),
    ]
    for column, (value, formula, look) in enumerate(cells, start=1):
        card.page.cell(row - 1, column, value, Formula(f'IF($A{row}<>"",{formula},"")'), **look)


def _looked_up(card: Card, field: str, index: str) -> str:
    return f"INDEX({card.found.item_range(field)},{index})"


def _stored(item: Mapping[str, Entry] | None, field: str) -> Shown:
    return None if item is None else item[field].value


def _score(card: Card, item: Mapping[str, Entry] | None) -> Shown:
    return None if item is None else card.shown.get(str(item["id"].value))


def _metric(card: Card, item: Mapping[str, Entry] | None) -> Shown:
    position = 0 if item is None else int(item["metric"].value or 0)
    if item is None or not position:
        return None
    value = card.shown.get(card.sheet.columns[position - 1].name)
    if not item["percent"].value or not isinstance(value, float):
        return value
    return f"{(Decimal(repr(value)) * 100).quantize(Decimal('0.01'), ROUND_HALF_UP)}%"  # as TEXT rounds


def _share(card: Card, item: Mapping[str, Entry] | None) -> Shown:
    score, full = _score(card, item), _stored(item, "full")
    return score / full if isinstance(score, float) and isinstance(full, float) and full else None


def _write_chart(card: Card, last: int, row: int) -> None:
    """Each indicator against its full marks and the mean of all, its axis from zero."""
    page = card.page
    chart: Any = page.formats.workbook.add_chart({"type": "bar"})
    for column, colour, name in ((3, FULL, 2), (5, PEERS, 4), (2, HEADS["score"], 1)):
        area = [SHEET, LINES, column, last - 1, column]
        series = {"categories": [SHEET, LINES, 0, last - 1, 0], "values": area, "fill": {"color": colour}, "gap": 50}
        chart.add_series({**series, "name": page.said(messages.CARD_COLUMNS[name])})
    chart.set_title({"name": page.said(messages.CARD_CHART), "name_font": {"size": 11}})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    chart.set_x_axis({"min": 0, "major_gridlines": {"visible": True, "line": {"color": "#E3E8EA"}}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 850, "height": 420})
    page.worksheet.insert_chart(row, 0, chart, {"x_offset": 4})


def _write_signatures(card: Card, row: int) -> None:
    for column, text in zip((0, 3, 5), messages.SIGNATURES, strict=True):
        card.page.line(row, column, text)
