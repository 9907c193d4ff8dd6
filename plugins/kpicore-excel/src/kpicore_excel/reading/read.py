"""A workbook read from end to end: guarded, the sheet chosen, the table taken out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve, frozen

from kpicore import Place, Refused
from kpicore_excel.messages import source as messages
from kpicore_excel.own_sheets import FORM
from kpicore_excel.reading.form import FormLayout, check_headings, form_layout
from kpicore_excel.reading.headings import ROW
from kpicore_excel.reading.references import letters
from kpicore_excel.reading.table import Layout, Table, read_table
from kpicore_excel.reading.workbook import Workbook, open_workbook, sheet_named
from kpicore_excel.reading.worksheet import read_worksheet

if TYPE_CHECKING:
    import polars as pl


@frozen
class Read:
    """A table, the worksheet it stands in, and what is known of the form where it is one of ours."""

    sheet: str
    table: Table
    form: FormLayout | None

    @property
    def letters(self) -> dict[str, str]:
        """The column letters of each heading."""
        return {heading: letters(column) for column, heading in self.table.headings.items()}

    def frame(self) -> pl.DataFrame:
        """The table with a text column per heading, and ``_row``, the row of the worksheet."""
        # Imported last: a hostile workbook has been refused by now, and has cost no more than its own reading.
        import polars as pl

        columns = self.table.columns
        texts = [pl.Series(heading, columns[column], pl.String) for column, heading in self.table.headings.items()]
        return pl.DataFrame([*texts, pl.Series(ROW, self.table.numbers, pl.Int64)])


def read_workbook(content: bytes, file: str, sheet: str | None, layout: Layout) -> Read:
    """The table in the workbook `content`, on the sheet of that name, or on our form's, or on the only visible one.

    What is wrong with it is `Refused` under the name `file`.
    """
    workbook = open_workbook(content, file)
    form = _form(workbook, file)
    if sheet is None and form is not None and form.sheet not in workbook.sheets:
        raise workbook.package.refused(messages.FORM_RENAMED, sheet=form.sheet)
    chosen = sheet_named(workbook, sheet or (form.sheet if form else None))
    place = Place(file, sheet=chosen.name)
    cells = read_worksheet(workbook, chosen)
    if form is None or form.sheet != chosen.name:
        return Read(chosen.name, read_table(cells, layout, place), None)
    if layout.header not in (None, form.header):
        raise Refused(messages.FORM_HEADER.at(place, row=form.header, header=layout.header))
    check_headings(cells, form, place)
    known = evolve(layout, header=form.header, first=form.first, headings=form.columns)
    return Read(chosen.name, read_table(cells, known, place), form)


def _form(workbook: Workbook, file: str) -> FormLayout | None:
    """What the hidden sheet of our forms tells, where there is one."""
    if FORM not in workbook.sheets:
        return None
    return form_layout(read_worksheet(workbook, workbook.sheets[FORM]), Place(file, sheet=FORM))
