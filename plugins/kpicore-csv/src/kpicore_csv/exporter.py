"""The exporter ``kind = "csv"``."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import frozen

from kpicore import ExportTarget, Lang, Results, StageResults
from kpicore_csv import messages

if TYPE_CHECKING:
    import polars as pl

FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How a text begins that a spreadsheet would take for a formula, however it is quoted; full-width signs count where
Chinese is typed."""


@frozen
class CsvExporter:
    """Writes ``STAGE.csv`` for every stage: UTF-8 with byte order mark, lines ending in ``\\n``, one row per person in
    the population's order.

    Columns are `employee`, `name` and `team` where the population has them, every indicator, every adjustment,
    `base_total` where the scheme asks for it, `total`, `rank`, `grade`, and `outcome` where the scheme has outcomes.
    Scores are plain decimals in points, an empty cell is a missing value. Text that a spreadsheet would take for a
    formula gets a leading ``'``. `header` chooses ids or the scheme's labels as headings; `lang` is the language of
    labels and outcomes.
    """

    kind: ClassVar[str] = "csv"
    header: Literal["ids", "labels"] = "ids"
    lang: Lang = "zh"

    def export(self, results: Results, target: ExportTarget) -> None:
        """Opens one file per stage, named after it."""
        for name, stage in results.stages.items():
            table = self._table(stage)
            with target.open_binary(f"{name}.csv") as file:
                # The headings stand apart from the frame because two labels may be the same.
                file.write(self._headings(stage, table.columns).encode("utf-8-sig"))
                # Without `float_scientific` polars writes the shortest decimal that reads back as the same number.
                table.write_csv(file, include_header=False, float_scientific=False)

    def _table(self, stage: StageResults) -> pl.DataFrame:
        """The columns of the file, ready to be written as they are."""
        import polars as pl
        import polars.selectors as cs

        frame: pl.DataFrame = stage.frame
        scheme = stage.scheme
        people = [column for column in ("employee", "name", "team") if column in frame.columns]
        base = ["base_total"] if scheme.total.base else []
        outcomes = scheme.grades.outcomes if scheme.grades else {}
        texts = {grade: outcome.in_(self.lang) for grade, outcome in outcomes.items()}
        outcome = pl.col("grade").replace_strict(texts, default=None, return_dtype=pl.String).alias("outcome")
        table = frame.select(
            *people,
            *scheme.items,
            *base,
            "total",
            pl.col("rank").cast(pl.Int64),
            pl.col("grade").cast(pl.String),
            *([outcome] if texts else []),
        )
        numbers, words = cs.float(), cs.string()
        return table.with_columns(
            pl.when(numbers == 0).then(0.0).otherwise(numbers).name.keep(),  # never -0
            pl.when(words.str.contains(FORMULA)).then("'" + words).otherwise(words).name.keep(),
        )

    def _headings(self, stage: StageResults, columns: list[str]) -> str:
        headings = columns
        if self.header == "labels":
            labels = messages.HEADINGS | {item: said.label for item, said in stage.scheme.items.items()}
            headings = [labels[column].in_(self.lang) for column in columns]
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([re.sub(FORMULA, r"'\g<0>", heading) for heading in headings])
        return line.getvalue()
