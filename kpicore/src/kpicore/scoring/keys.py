"""Whom a row is about: ids that are there, once, and are ids; and other texts that choose or group people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import polars as pl

from kpicore.errors import Message, Problem, Text
from kpicore.messages import sources as source_messages
from kpicore.messages import values as messages
from kpicore.scoring import foreign
from kpicore.scoring.foreign import quoted
from kpicore.scoring.source_frame import ROW, SourceFrame

NO_IDS: Mapping[str, Message] = {
    r"^\d(\.\d+)?[eE]\+\d+$": messages.DAMAGED_KEY,
    foreign.ERROR_VALUE: messages.ID_ERROR,
    foreign.FORMULA: messages.ID_FORMULA,
    foreign.DATE: messages.ID_DATE,
    foreign.TIME: messages.ID_DATE,
    r"(合\s*计|总\s*计|小\s*计|汇\s*总)\s*[:：]?$": messages.ID_TOTALS,
    r"(?i)^(平\s*均\s*值?|均\s*值|(sub|grand )?totals?|sum|average|mean)\s*[:：]?$": messages.ID_TOTALS,
    "：": messages.ID_FOOTNOTE,
    # Control and format characters: line breaks within, marks of the direction of writing.
    r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]": messages.ID_UNSEEN,
}
"""What stands in the column of ids and is none: what a spreadsheet made of it, a totals row, a footnote."""

NO_TEXTS: Mapping[str, Message] = {foreign.ERROR_VALUE: messages.TEXT_ERROR, foreign.FORMULA: messages.TEXT_FORMULA}
"""What is no team, position or other text that people are chosen or compared by."""

NO_NAMES: Mapping[str, Message] = {foreign.ERROR_VALUE: messages.TEXT_ERROR}
"""What is no name. One may begin with an equals sign: writers of workbooks take it for text."""


def key_problems(source: SourceFrame, frame: pl.DataFrame, key: str) -> list[Problem]:
    """A problem for each row of the source in `frame` without a key, whose key is none, or stood there before."""
    wrong = NO_IDS if key == "employee" else NO_TEXTS
    return [
        *empty_keys(source, frame, key),
        *foreign_texts(source, frame, key, wrong),
        *repeated_keys(source, frame, key),
    ]


def empty_keys(source: SourceFrame, frame: pl.DataFrame, key: str) -> list[Problem]:
    """A problem for each row without a key."""
    empty = frame.filter(pl.col(key).is_null())
    return [messages.KEY_EMPTY.at(source.place(key, row), key=_named(key)) for row in empty[ROW]]


def repeated_keys(source: SourceFrame, frame: pl.DataFrame, key: str) -> list[Problem]:
    """A problem for each row whose key stood there before; of employees also how the ids were written, where that
    differs."""
    again = (
        frame.select(pl.col(key), pl.col(ROW))
        .drop_nulls(key)
        .with_columns(pl.col(ROW).first().over(key).alias("first"))
        .filter(~pl.col(key).is_first_distinct())
    )
    if again.is_empty():
        return []
    written = _written(source, [*again[ROW], *again["first"]]) if key == "employee" else {}
    otherwise = source_messages.SAME_PERSON if source.source.employees else source_messages.SAME_STRIPPED
    problems = []
    for value, row, first in again.iter_rows():
        place, said = source.place(key, row, value), {"value": value, "first": first}
        as_written, other = written.get(row, value), written.get(first, value)
        if as_written == other == value:
            problems.append(messages.DUPLICATE.at(place, key=_named(key), **said))
        else:
            said |= {"written": quoted(f"“{as_written}”"), "other": quoted(f"“{other}”")}
            problems.append(otherwise.at(place, **said))
    return problems


def _written(source: SourceFrame, rows: Sequence[int]) -> Mapping[int, str]:
    """The ids of the rows before they were stripped and looked up."""
    if source.ids is None:
        return {}
    return dict(source.ids.filter(pl.col(ROW).is_in(rows)).iter_rows())


def _named(key: str) -> str | Text:
    return messages.EMPLOYEE_KEY if key == "employee" else key


def foreign_texts(source: SourceFrame, frame: pl.DataFrame, column: str, wrong: Mapping[str, Message]) -> list[Problem]:
    """A problem for each row whose text in the column fits one of the patterns, the first that it fits."""
    texts = frame.select(pl.col(column).cast(pl.String), ROW)
    fits = pl.col(column).str.contains("|".join(f"(?:{pattern})" for pattern in wrong))
    problems = []
    for value, row in texts.filter(fits).iter_rows():
        message = next(message for pattern, message in wrong.items() if re.search(pattern, value))
        problems.append(message.at(source.place(column, row, value), value=quoted(value)))
    return problems
