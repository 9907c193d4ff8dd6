"""The same table as a CSV file and as a worksheet, for what every source has in common."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Literal

from openpyxl import Workbook

from tests.pipelines import written

FileKind = Literal["csv", "excel"]
SUFFIX = {"csv": ".csv", "excel": ".xlsx"}

Rows = Sequence[Sequence[str]]


def rows(text: str) -> Rows:
    """The rows of a table that is written like CSV without quotes."""
    return [line.split(",") for line in text.splitlines()]


def content(table: Rows, kind: FileKind) -> bytes:
    """The file; every cell is text, an empty one is no cell."""
    if kind == "csv":
        return "".join(",".join(row) + "\n" for row in table).encode()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet"
    for number, row in enumerate(table, 1):
        for column, cell in enumerate(row, 1):
            if cell:
                sheet.cell(number, column, cell).number_format = "@"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def folder_with(
    folder: Path, scheme: str, tables: Mapping[str, str], options: Mapping[str, str], kind: FileKind, stage: str = ""
) -> Path:
    """A pipeline of one stage, `agents`, that reads the tables from files of a kind, each with its options.

    Tables whose name begins with a dash are files that no source reads of itself.
    """
    joined = [name for name in tables if not name.startswith("-")]
    sources = "".join(
        f'[sources.{name}]\nkind = "{kind}"\npath = "{name}{SUFFIX[kind]}"\n{options.get(name, "")}\n'
        for name in joined
    )
    names = ", ".join(f'"{name}"' for name in joined)
    head = f'title = "Centre"\nperiod = "2026-10"\n{sources}'
    pipeline = f'{head}[stages.agents]\nscheme = "scheme.toml"\n{stage or f"from = [{names}]"}\n'
    files = {f"{name.removeprefix('-')}{SUFFIX[kind]}": content(rows(table), kind) for name, table in tables.items()}
    return written(folder, {"pipeline.toml": pipeline, "scheme.toml": scheme, **files})


def cell(kind: FileKind, name: str, column: str, row: int) -> str:
    """How messages name a cell: by its line in a CSV file, by its address in a worksheet."""
    return f"{name}.csv:{row}" if kind == "csv" else f"{name}.xlsx!Sheet!{column}{row}"


def here(kind: FileKind, name: str) -> str:
    """How messages name the whole table."""
    return f"{name}.csv" if kind == "csv" else f"{name}.xlsx!Sheet"
