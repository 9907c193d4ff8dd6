"""The metric source ``kind = "csv"``."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from kpicore import InvalidOption, SourceContext
from kpicore_csv import messages
from kpicore_csv.encoding import decode

if TYPE_CHECKING:
    import polars as pl


@frozen
class CsvSource:
    """Reads a CSV file with a line of headings: UTF-8 with or without byte order mark, or GB18030.

    `path` is relative to the pipeline document, and ``{period}`` in it is filled. `delimiter` is one character.
    """

    kind: ClassVar[str] = "csv"
    path: str
    delimiter: str = ","

    def __attrs_post_init__(self) -> None:
        if len(self.delimiter) != 1 or self.delimiter in '"\r\n ':
            raise InvalidOption(messages.DELIMITER, "delimiter")

    def read(self, context: SourceContext) -> pl.DataFrame:
        """One row per record: a text column per heading, exactly as the file has it, and ``_row`` (Int64), the line in
        which the record begins. An empty text is a missing value.

        Raises `Refused` with everything that is wrong with the file.
        """
        # Reading needs polars, naming the kinds of a pipeline does not: it costs 0.2 s that `kpi check` can do without.
        from kpicore_csv.records import read_records

        file = self.path.replace("{period}", context.period.text)
        text, encoding = decode(context.open(self.path), file)
        context.note(encoding=encoding)
        return read_records(text, self.delimiter, file)
