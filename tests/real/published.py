"""Where outside data lies: public files that others published, which are not part of this repository."""

import csv
import os
from pathlib import Path

import pytest


def folder(name: str) -> Path:
    """A folder of outside data; the test is skipped where it is absent."""
    data = os.environ.get("KPICORE_TEST_DATA")
    if not data:
        pytest.skip("KPICORE_TEST_DATA names no folder of outside data")
    found = Path(data) / name
    if not found.is_dir():
        pytest.skip(f"the outside data {name} is not there")
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file, one dictionary per row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
