"""Where everything stands on the sheet to fill in: its rows, and each column with its heading and width."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from attrs import evolve, frozen

from kpicore import Form, FormColumn, column_letters
from kpicore_excel.forms.words import heading
from kpicore_excel.messages import form as messages
from kpicore_excel.width import text_width

TITLE, SUBTITLE, LEGEND, BANDS, HEADER = 1, 2, 3, 4, 5
"""Rows of the sheet, counted from 1."""
FIRST = 6
"""The first person's row."""

FEW_COLUMNS, WIDE_HEADING, NARROW_HEADING = 10, 14, 10
"""Labels of more than so many columns are broken into shorter lines."""

FEWEST_ROWS, SPARE_ROWS = 50, 20
"""Rows that are ready: at least so many, and so many more than there are people."""

NARROWEST, MOST_STRETCHED = 125, 1.8
"""A table of few columns is stretched until it fills a page in width, within reason."""


@frozen
class TableColumn:
    """A column of the sheet: `position` counts from 0, `band` is the part of the scorecard that it is for."""

    asked: FormColumn
    position: int
    heading: str
    band: str
    width: float

    @property
    def letters(self) -> str:
        """``A``, ``B`` …"""
        return column_letters(self.position + 1)

    def cell(self, row: int) -> str:
        """The cell in a row, as a formula that is copied down writes it: ``$H6``."""
        return f"${self.letters}{row}"


@frozen
class Table:
    """The sheet to fill in. `last` is the last row that is ready; people may go on below."""

    form: Form
    sheet: str
    columns: tuple[TableColumn, ...]
    last: int

    @property
    def employee(self) -> TableColumn:
        return self.columns[0]

    @property
    def kept(self) -> int:
        """How many columns stay in sight and on every page: who it is."""
        return sum(column.asked.role in ("employee", "name") for column in self.columns)

    @property
    def width(self) -> float:
        return sum(column.width for column in self.columns)

    @property
    def heading_lines(self) -> int:
        return max(column.heading.count("\n") + 1 for column in self.columns)

    def column(self, id: str) -> TableColumn | None:
        """The column of that id, if the form has it."""
        return next((column for column in self.columns if column.asked.id == id), None)

    def bands(self) -> list[tuple[str, TableColumn, TableColumn]]:
        """The parts of the scorecard from left to right, each with its first and last column."""
        found: list[tuple[str, TableColumn, TableColumn]] = []
        for column in self.columns:
            if found and found[-1][0] == column.band:
                found[-1] = (column.band, found[-1][1], column)
            else:
                found.append((column.band, column, column))
        return found


def table(form: Form) -> Table:
    """The sheet for a form."""
    width = WIDE_HEADING if len(form.columns) <= FEW_COLUMNS else NARROW_HEADING
    columns: list[TableColumn] = []
    for position, asked in enumerate(form.columns):
        said = heading(asked, form.lang, width)
        band = _band(asked, columns, form)
        columns.append(TableColumn(asked, position, said, band, _width(asked, said, form)))
    wider = max(1, min(NARROWEST / sum(column.width for column in columns), MOST_STRETCHED))
    stretched = tuple(evolve(column, width=round(column.width * wider, 1)) for column in columns)
    rows = max(FEWEST_ROWS, len(form.people) + SPARE_ROWS)
    return Table(form, messages.SHEET.in_(form.lang), stretched, FIRST + rows - 1)


def _band(asked: FormColumn, before: Sequence[TableColumn], form: Form) -> str:
    lang = form.lang
    match asked.role:
        case "metric":
            item = asked.uses[0].item
            if item.full is None:
                return messages.ADJUSTMENTS.in_(lang)
            others = messages.OTHER_ITEMS if form.scheme.sections else messages.ITEMS
            return (item.section or others).in_(lang)
        case "cases":
            return before[-1].band
        case _:
            return messages.PEOPLE.in_(lang)


_WIDEST = 30
_CONTENT = {"employee": 10, "name": 9, "team": 10, "group": 8, "detail": 12, "metric": 7, "cases": 7}


def _width(asked: FormColumn, said: str, form: Form) -> float:
    """A width that shows the heading, which is bold, and what will stand below in one line."""
    known = [person.get(asked.id, "") for person in form.people[:500]]
    choices = [choice.in_(form.lang) for choice in asked.choices.values()]
    content = max([_CONTENT[asked.role], *map(text_width, known), *(text_width(choice) + 1 for choice in choices)])
    return min(max(content, *(ceil(1.08 * text_width(line)) for line in said.split("\n"))) + 2, _WIDEST)
