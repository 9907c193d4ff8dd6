"""The list of the files of a folder, for those who hand them out: ``index.csv``."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

FORMULA = re.compile(r"^[=+\-@\t\r\n＝＋－＠]")
"""How a text begins that a spreadsheet would take for a formula, however it is quoted; full-width signs count where
Chinese is typed."""

FILE = "index.csv"


def listing(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The whole file, with the mark at its beginning by which a spreadsheet knows UTF-8. A text that a spreadsheet
    would take for a formula begins with ``'``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in (headings, *rows):
        writer.writerow([FORMULA.sub(r"'\g<0>", cell) for cell in row])
    return f"\ufeff{text.getvalue()}"
