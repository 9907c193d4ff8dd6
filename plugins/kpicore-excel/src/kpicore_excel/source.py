"""The metric source ``kind = "excel"``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import frozen

from kpicore import InvalidOption, Lang, Problem, SourceContext
from kpicore_excel.messages import source as messages

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

LAST_ROW = 1_048_576


@frozen
class ExcelSource:
    """Reads a table from a worksheet of a workbook (.xlsx, .xlsm), every cell as text with the meaning it has there.

    `path` is relative to the pipeline document, and ``{period}`` in it is filled. Forms that kpicore made need no more.
    For other workbooks, `sheet` is the name of the worksheet, needed where several can be seen; `header` the row of the
    headings, counted from 1, by default the first that holds something; `stop` how the first filled cell begins of the
    row at which the table has ended, such as ``合计``. `merged_cells` over people's rows are refused; with "fill" each
    of their cells has their value. `hidden_rows` of people are refused; with "read" they are read like any other, with
    "skip" left out.
    """

    kind: ClassVar[str] = "excel"

    path: str
    sheet: str | None = None
    header: int | None = None
    stop: str | None = None
    merged_cells: Literal["error", "fill"] = "error"
    hidden_rows: Literal["error", "read", "skip"] = "error"

    def __attrs_post_init__(self) -> None:
        if self.header is not None and not 1 <= self.header < LAST_ROW:
            raise InvalidOption(messages.HEADER_OPTION, "header")
        if self.stop is not None and not self.stop.strip():
            raise InvalidOption(messages.STOP_OPTION, "stop")

    def read(self, context: SourceContext) -> pl.DataFrame:
        """One row per row below the headings that holds something: a text column per heading, null where a cell is
        empty, and ``_row`` (Int64), the row of the worksheet. Columns of a form carry their ids.

        Text stands without white space around; numbers are plain decimals, percentages ``98.5%``, dates and times ISO
        text, error values as they are, and a formula that nobody has calculated is its own text. Raises `Refused` with
        everything in the workbook that leaves a doubt.
        """
        from kpicore_excel.reading.read import read_workbook
        from kpicore_excel.reading.table import Layout

        file = self.path.replace("{period}", context.period.text)
        layout = Layout(
            header=self.header, stop=self.stop, merged_cells=self.merged_cells, hidden_rows=self.hidden_rows
        )
        read = read_workbook(context.open(self.path), file, self.sheet, layout)
        if read.form:
            context.made_for(read.form.scheme, read.form.version, read.form.period)
        context.cells(read.sheet, read.letters)
        return read.frame()

    def marked(self, content: bytes, problems: Sequence[Problem], lang: Lang) -> bytes:
        """A copy of the workbook in which the problems are marked: cells coloured and noted, all of them on a sheet in
        front. See `kpicore_excel.marking`."""
        from kpicore_excel.marking.workbook import marked

        return marked(content, problems, lang)

    def is_untouched_copy(self, content: bytes) -> bool:
        """Whether the file is a marked copy that no spreadsheet program has saved since."""
        from kpicore_excel.marking.seal import is_untouched

        return is_untouched(content)
