"""Whom a source knows beside the people of a stage: who is not among them, and of whom it has nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from kpicore.errors import Problem
from kpicore.messages import sources as messages
from kpicore.scoring.source_frame import SourceFrame

SHOWN_IDS = 5
"""How many employee ids a warning names."""


def coverage(source: SourceFrame, first: SourceFrame, employees: pl.Series, rows: pl.Series) -> Iterator[Problem]:
    """What a joined source has of people whom `first` does not list, and of which `employees` it has no row in `rows`.

    Both are counted, and the first few are named.
    """
    said = {"source": source.name, "people": first.name}
    if source.source.by == "employee":
        unknown = source.frame.join(first.frame, on="employee", how="anti", maintain_order="left")["employee"]
        if ids := unknown.drop_nulls().unique(maintain_order=True).to_list():
            yield messages.UNKNOWN_PEOPLE.at(source.here, **said, count=len(ids), employees=some(ids))
    if ids := employees.filter(rows.is_null()).to_list():
        yield messages.NO_DATA.at(source.here, **said, count=len(ids), employees=some(ids))


def some(employees: Iterable[str]) -> str:
    """The first few employee ids, as a warning names them."""
    ids = list(employees)
    return ", ".join(ids[:SHOWN_IDS]) + (" …" if len(ids) > SHOWN_IDS else "")
