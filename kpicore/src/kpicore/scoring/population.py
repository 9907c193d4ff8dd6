"""The people of a stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl
from attrs import frozen

from kpicore.errors import NOWHERE, Place, Problem
from kpicore.scoring.sources import SourceFrame

CARRIED = ("employee", "name", "team")
"""Columns of the population that go into every result where they exist."""

SHOWN_IDS = 5
"""How many employee ids a warning names."""


@frozen
class Population:
    """The people of a stage and what is known of them, checked.

    `frame` has one row per person in the first source's order: `employee`, `name` and `team` where known, the scheme's
    groups as text, ``metric.ID`` as numbers (ratings as text), missing as null. `given_by` names the source of each
    input column. `keys` holds, by source name, the value on which it was joined to each person, and `rows` which of its
    rows that was, None where it has none.
    """

    frame: pl.DataFrame
    given_by: Mapping[str, SourceFrame]
    keys: Mapping[str, pl.Series]
    rows: Mapping[str, pl.Series]
    warnings: tuple[Problem, ...]

    def place(self, column: str, person: int | None = None, suffix: str = "") -> Place:
        """Where an input column of the scheme stands, or its value for the person in that row; `suffix` names a column
        that goes with it.
        """
        source = self.given_by.get(column)
        if source is None:
            return NOWHERE
        name = column.removeprefix("metric.") + suffix
        if person is None:
            return source.place(name)
        return source.place(name, self.rows[source.name][person], self.keys[source.name][person])


def some(employees: Iterable[str]) -> str:
    """The first few employee ids, as a warning names them."""
    ids = list(employees)
    return ", ".join(ids[:SHOWN_IDS]) + (" …" if len(ids) > SHOWN_IDS else "")
