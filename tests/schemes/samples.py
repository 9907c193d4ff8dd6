"""The samples that come with the schemes, run as a department runs them."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import as_file, files
from pathlib import Path
from typing import IO, Any

from attrs import field, frozen

from kpicore.document import read_pipeline
from kpicore.scheme import Exporter, Results
from kpicore.scoring.run import run_pipeline
from tests.schemes.arithmetic import Card
from tests.schemes.both_ways import registry

Row = dict[str, str]


@frozen
class Folder:
    """An export target that writes straight into a folder."""

    path: Path
    exports: Mapping[str, Exporter] = field(factory=dict)

    def open_text(self, path: str, encoding: str = "utf-8") -> IO[str]:
        return (self.path / path).open("w", encoding=encoding, newline="")

    def open_binary(self, path: str) -> IO[bytes]:
        return (self.path / path).open("wb")

    def key(self, purpose: str) -> bytes:
        return purpose.encode().ljust(32)


def copied(package: str, position: str, folder: Path) -> Path:
    """The sample of a position, copied out of its package."""
    with as_file(files(package) / "sample" / position) as sample:
        return Path(shutil.copytree(sample, folder / position))


def published(sample: Path) -> tuple[Results, dict[str, list[Row]]]:
    """The sample's pipeline, run and exported: its results, and the rows of each stage's CSV file."""
    document = read_pipeline(sample / "pipeline.toml", registry())
    results = run_pipeline(document, registry())
    for exporter in document.pipeline.exports.values():
        exporter.export(results, Folder(sample))
    return results, {stage: rows(sample / f"{stage}.csv") for stage in results.stages}


def rows(path: Path) -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def people(sample: Path, files: list[str], headings: dict[str, str]) -> list[Row]:
    """Everyone in the first file, with what the other files say of them, under our names for the headings."""
    tables = [rows(sample / name) for name in files]
    others = [{row["工号"]: row for row in table} for table in tables[1:]]
    known = [
        {**row, **{key: cell for other in others for key, cell in other[row["工号"]].items()}} for row in tables[0]
    ]
    return [{ours: person[theirs] for theirs, ours in headings.items()} for person in known]


def worked(row: Row, card: Card) -> dict[str, Any]:
    """A row as far as it was worked by hand, its numbers exact."""
    return {column: row[column] if column == "grade" else Fraction(row[column]) for column in card}
