"""The page about the files that a run writes: columns of the CSV file and the workbook, keys of the run record."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from attrs import frozen

from docs.generate.markdown import code, mono, page, table
from docs.generate.messages import pages
from docs.generate.messages import results as said
from kpicore.errors import Lang, Text

SAMPLE = "hotline-10086/shift-leader"
STAGE = "shift-leader"


@frozen
class Column:
    """A column of a stage's sheet."""

    id: str
    label: str
    is_hidden: bool


@frozen
class Written:
    """What a run of the sample wrote: the first lines of its CSV file, the sheets of its workbook by name and whether
    they are hidden, and the columns of the stage's sheet."""

    lines: Sequence[Sequence[str]]
    sheets: dict[str, bool]
    columns: Sequence[Column]


def results_page(lang: Lang) -> str:
    """What stands in the files of a run."""
    written = written_by_sample(lang)
    headings = said.COLUMN.in_(lang), said.HOLDS.in_(lang)
    return page(
        "results",
        lang,
        pages.RESULTS,
        pages.RESULTS_LEAD,
        f"## {said.CSV.in_(lang)}",
        said.CSV_LEAD.in_(lang),
        table(headings, [(_column(column, lang), text.in_(lang)) for column, text in said.COLUMNS.items()]),
        pages.EXAMPLE.in_(lang),
        code("\n".join(",".join(line) for line in written.lines), "csv"),
        f"## {said.WORKBOOK.in_(lang)}",
        said.WORKBOOK_LEAD.in_(lang),
        table(
            (said.SHEET.in_(lang), said.HOLDS.in_(lang)),
            [(_shown(name, hidden, lang), _sheet(name).in_(lang)) for name, hidden in written.sheets.items()],
        ),
        said.STAGE_COLUMNS.in_(lang),
        table(
            (said.ID.in_(lang), said.LABEL.in_(lang)),
            [(_shown(column.id, column.is_hidden, lang), column.label) for column in written.columns],
        ),
        f"## {said.RECORD.in_(lang)}",
        said.RECORD_LEAD.in_(lang),
        *(_record(cls, lang) for cls in said.RECORDS),
    )


def written_by_sample(lang: Lang) -> Written:
    """Runs the sample with a CSV file and a workbook as exports, and looks at what it wrote."""
    from click.testing import CliRunner
    from openpyxl import load_workbook

    from kpicore_cli.main import command

    with TemporaryDirectory() as name:
        folder = Path(name) / "sample"
        kpi = command(lang)
        CliRunner().invoke(kpi, ["scheme", "sample", SAMPLE, str(folder)], obj=lang, catch_exceptions=False)
        document = folder / "pipeline.toml"
        with document.open("a", encoding="utf-8") as pipeline:
            pipeline.write(f'\n[exports.workbook]\nkind = "excel"\nlang = "{lang}"\n')
        CliRunner().invoke(kpi, ["run", str(document)], obj=lang, catch_exceptions=False)
        [table] = folder.rglob(f"{STAGE}.csv")
        lines = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))[:3]
        with warnings.catch_warnings(action="ignore"):  # openpyxl does not know all that the workbook holds
            book = load_workbook(table.with_name("scorecards.xlsx"))
        sheet = book[STAGE]
        hidden = {
            letter
            for dimension in sheet.column_dimensions.values()
            if dimension.hidden
            for letter in range(dimension.min, dimension.max + 1)
        }
        columns = [
            Column(str(above.value), str(label.value or ""), above.column in hidden)
            for above, label in zip(sheet[1], sheet[2], strict=True)
            if above.value
        ]
        return Written(lines, {each.title: each.sheet_state != "visible" for each in book.worksheets}, columns)


def _column(column: str, lang: Lang) -> str:
    return said.ANY[column].in_(lang) if column in said.ANY else mono(column)


def _shown(name: str, is_hidden: bool, lang: Lang) -> str:
    return mono(name) + (said.HIDDEN.in_(lang) if is_hidden else "")


def _sheet(name: str) -> Text:
    return said.STAGE_SHEET if name == STAGE else said.SHEETS[name]


def _record(cls: type, lang: Lang) -> str:
    name, keys = said.RECORDS[cls]
    known = [field.name for field in attrs.fields(cls)]
    rows = [(mono(key), keys[key].in_(lang)) for key in sorted(known)]
    head = [f"### `{name}`"] if name else []
    return "\n\n".join([*head, table((pages.KEY.in_(lang), said.HOLDS.in_(lang)), rows)])
