"""What a pipeline's CSV files say, beside what the policy gives worked by hand."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import IO

from attrs import field, frozen

from kpicore.document import read_pipeline
from kpicore.plugin import load_plugins
from kpicore.scheme import Exporter, Results
from kpicore.scoring.run import run_pipeline
from tests.schemes.hotline_10086 import by_hand

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


def published(pipeline: Path, folder: Path) -> tuple[Results, dict[str, list[Row]]]:
    """Runs a pipeline and exports it into `folder`: its results, and the rows of each stage's CSV file."""
    registry = load_plugins()
    document = read_pipeline(pipeline, registry)
    results = run_pipeline(document, registry)
    for exporter in document.pipeline.exports.values():
        exporter.export(results, Folder(folder))
    return results, {stage: rows(folder / f"{stage}.csv") for stage in results.stages}


def rows(path: Path, encoding: str = "utf-8-sig") -> list[Row]:
    """The rows of a CSV file."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def worked(row: Row, card: by_hand.Card) -> by_hand.Card:
    """A row as far as it was worked by hand, its numbers exact."""
    return {column: row[column] if column == "grade" else Fraction(row[column]) for column in card}
