"""Whom a row is about: ids that are there, once, and are ids; and other texts that choose or group people."""

from __future__ import annotations

import re
from collections.abc import Mapping

import polars as pl

from kpicore.errors import Message, Problem
from kpicore.messages import values as messages
from kpicore.scoring import foreign
from kpicore.scoring.foreign import quoted
from kpicore.scoring.sources import ROW, SourceFrame

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
    named = messages.EMPLOYEE_KEY if key == "employee" else key
    empty = frame.filter(pl.col(key).is_null())
    problems = [messages.KEY_EMPTY.at(source.place(key, row), key=named) for row in empty[ROW]]
    problems += foreign_texts(source, frame, key, NO_IDS if key == "employee" else NO_TEXTS)
    again = (
        frame.select(pl.col(key), pl.col(ROW))
        .drop_nulls(key)
        .with_columns(pl.col(ROW).first().over(key).alias("first"))
        .filter(~pl.col(key).is_first_distinct())
    )
    for value, row, first in again.iter_rows():
        problems.append(messages.DUPLICATE.at(source.place(key, row, value), key=named, value=value, first=first))
    return problems


def foreign_texts(source: SourceFrame, frame: pl.DataFrame, column: str, wrong: Mapping[str, Message]) -> list[Problem]:
    """A problem for each row whose text in the column fits one of the patterns, the first that it fits."""
    texts = frame.select(pl.col(column).cast(pl.String), ROW)
    fits = pl.col(column).str.contains("|".join(f"(?:{pattern})" for pattern in wrong))
    problems = []
    for value, row in texts.filter(fits).iter_rows():
        message = next(message for pattern, message in wrong.items() if re.search(pattern, value))
        problems.append(message.at(source.place(column, row, value), value=quoted(value)))
    return problems
