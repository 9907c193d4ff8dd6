"""A source as a frame: its rows numbered, its places known, its columns under our names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
from attrs import evolve, frozen

from kpicore.errors import Place, Problem, Refused, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.scheme import Source

ROW = "_row"
"""The column that may hold the line of the file in which a row begins."""

UNSEEN = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\xad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
)
"""White space, that of full width included, and characters without a width: around a text they mean nothing."""


@frozen
class Sheet:
    """The worksheet that a source read: its name, and the column letters of each heading."""

    name: str
    letters: Mapping[str, str]


@frozen
class MadeFor:
    """What a form was made for. Without a period it is for any."""

    scheme: str
    version: str
    period: str | None


@frozen
class SourceFrame:
    """A source as it was read: text columns stripped of what cannot be seen, empty text made missing.

    `file` is how messages name it. ``_row`` numbers the rows: with `has_lines` by their lines in the file (or rows in
    its `sheet`), or else from 1 on. `made_for` is there where the source is a form. `ids` are the employee ids as they
    were before they were stripped and looked up, by ``_row``; `unknown_ids` those that its table of ids does not have.
    `warnings` are about the source itself, whoever reads it.
    """

    name: str
    file: str
    frame: pl.DataFrame
    source: Source
    has_lines: bool
    sheet: Sheet | None = None
    made_for: MadeFor | None = None
    ids: pl.DataFrame | None = None
    unknown_ids: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def here(self) -> Place:
        """The place of the source as a whole."""
        return Place(self.file, sheet=self.sheet.name if self.sheet else None)

    @property
    def columns(self) -> list[str]:
        """Our names of its columns."""
        return [column for column in self.frame.columns if column != ROW]

    def place(self, column: str, row: int | None = None, key: str | None = None) -> Place:
        """Where a column stands, or the value in one of its rows; without lines the row's `key` says which it is."""
        return self.place_of(self.source.columns.get(column, column), row, key)

    def place_of(self, theirs: str, row: int | None = None, key: str | None = None) -> Place:
        """The same for a column by its name in the source."""
        if self.sheet is not None:
            letters = self.sheet.letters.get(theirs)
            number = str(row) if row is not None and self.has_lines else ""
            return evolve(self.here, key=theirs, cell=f"{letters}{number}" if letters else None)
        if self.has_lines or key is None:
            return Place(self.file, line=row if self.has_lines else None, key=theirs)
        return Place(self.file, key=f"{theirs}[{key}]")


def as_frame(native: Any) -> tuple[pl.DataFrame, bool]:
    """What a source gave as a polars frame with ``_row``, and whether it numbered its rows itself."""
    frame = nw.from_native(native)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("polars")
    collected: pl.DataFrame = frame.to_polars()
    if ROW in collected.columns:
        return collected, True
    return collected.with_row_index(ROW, offset=1), False


def in_our_names(read: SourceFrame) -> SourceFrame:
    """The source with our names of its columns; its key column is there and is text."""
    frame, source = read.frame, read.source
    renamed = [column for column in source.columns.values() if column not in frame.columns]
    own = [column for column in frame.columns if column not in {*source.columns, *source.columns.values()}]
    ours = {*source.columns, *own}
    lacking = [*renamed, *(column for column in dict.fromkeys([source.by, *source.units]) if column not in ours)]
    if lacking:
        raise Refused(*(missing_column(read, column) for column in lacking))
    frame = frame.select(*own, *(pl.col(theirs).alias(ours) for ours, theirs in source.columns.items()))
    read = evolve(read, frame=frame)
    if "employee" in frame.columns:
        if frame.schema["employee"] not in (pl.String, pl.Null):
            raise Refused(messages.EMPLOYEE_NOT_TEXT.at(read.place("employee"), type=frame.schema["employee"]))
        read = evolve(read, ids=frame.select(ROW, pl.col("employee").cast(pl.String)))
    keys = [key for key in dict.fromkeys(("employee", "team", source.by)) if key in frame.columns]
    texts = frame.with_columns(pl.col(keys).cast(pl.String))
    return evolve(read, frame=texts.with_columns(map(stripped, texts.select(pl.col(pl.String)))))


def missing_column(read: SourceFrame, heading: str) -> Problem:
    """That the source has no such column."""
    near = did_you_mean(heading, read.columns)
    return messages.MISSING_COLUMN.at(evolve(read.here, key=heading), column=heading, near=near)


def stripped(texts: pl.Series) -> pl.Series:
    """The column without what cannot be seen around its texts, empty ones made missing."""
    # Columns of numbers are long and plain ASCII, for which stripping by class is the faster way.
    is_ascii = texts.str.len_bytes().sum() == texts.str.len_chars().sum()
    return texts.str.strip_chars(None if is_ascii else UNSEEN).replace("", None)
