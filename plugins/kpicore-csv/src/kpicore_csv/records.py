"""From the text of a CSV file to a frame of text columns, with the line of every record."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator, Sequence

import polars as pl

from kpicore import Place, Problem, Refused
from kpicore_csv import messages

ROW = "_row"
CHUNK = 4_096
"""Records held as Python objects at a time, few enough to stay in the processor's cache: with 65,536 it takes twice as
long."""


def read_records(text: str, delimiter: str, file: str) -> pl.DataFrame:
    """All records of `text` below its headings, as text, and ``_row``.

    Blank lines, and records of nothing but blanks and delimiters as spreadsheets leave behind, are passed over. Raises
    `Refused` with every heading, record and quote that is wrong, each with its line in `file`.
    """
    problems: list[Problem] = []
    records = _records(text, delimiter, file, problems)
    line, headings = next(records, (0, []))
    if problems or not headings:
        raise Refused(*problems or [messages.EMPTY.at(Place(file))])
    headings = [heading.strip() for heading in headings]
    problems += _wrong_headings(headings, Place(file, line))

    chunks: list[pl.DataFrame] = []
    lines: list[int] = []
    cells: list[list[str]] = []
    for line, record in records:
        if len(record) != len(headings):
            ragged = messages.RAGGED.at(
                Place(file, line), found=len(record), expected=len(headings), delimiter=delimiter
            )
            problems.append(ragged)
        elif not problems:
            lines.append(line)
            cells.append(record)
            if len(cells) == CHUNK:
                chunks.append(_frame(headings, lines, cells))
                lines, cells = [], []
    if problems:
        raise Refused(*problems)
    return pl.concat([*chunks, _frame(headings, lines, cells)], rechunk=True)


def _records(text: str, delimiter: str, file: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Every record that holds something, with the line in which it begins; quotes that do not match join `problems`."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            problems.append(messages.QUOTES.at(Place(file, line)))
            continue
        if any(map(str.strip, record)):
            yield line, record


def _wrong_headings(headings: Sequence[str], place: Place) -> Iterator[Problem]:
    positions = defaultdict(list)
    for position, heading in enumerate(headings, start=1):
        positions[heading].append(position)
    for position in positions.pop("", []):
        yield messages.HEADING_EMPTY.at(place, position=position)
    for heading, where in positions.items():
        if heading == ROW:
            yield messages.HEADING_RESERVED.at(place, heading=heading)
        if len(where) > 1:
            yield messages.HEADING_TWICE.at(place, heading=heading, positions=", ".join(map(str, where)))


def _frame(headings: Sequence[str], lines: Sequence[int], cells: Sequence[Sequence[str]]) -> pl.DataFrame:
    columns = zip(*cells, strict=True) if cells else ([] for _ in headings)
    texts = [pl.Series(heading, values, pl.String) for heading, values in zip(headings, columns, strict=True)]
    return pl.DataFrame([*texts, pl.Series(ROW, lines, pl.Int64)])
