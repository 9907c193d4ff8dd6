"""The engines that must agree with the exact renderer, and what agreeing means."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

import duckdb
import polars as pl

from kpicore.render import frame
from kpicore.render.exact import Value, Values
from kpicore.rule import Column

ENGINES: Mapping[str, tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame]]] = {
    "polars": (lambda people: people, lambda scored: scored),
    "lazy polars": (lambda people: people.lazy(), lambda scored: scored.collect()),
    "duckdb": (lambda people: duckdb.from_arrow(people.to_arrow()), lambda scored: scored.pl()),
}
"""How people get into each engine, and how the scored ones come out."""


def scored(
    engine: str,
    columns: Sequence[Column],
    people: pl.DataFrame,
    earlier: Mapping[str, pl.DataFrame] | None = None,
    non_negative: Sequence[str] = (),
) -> pl.DataFrame:
    """The columns as this engine computes them, people in their order."""
    into, out = ENGINES[engine]
    stages = {name: into(stage) for name, stage in (earlier or {}).items()}
    return out(frame.evaluate(columns, into(people), stages, non_negative)).sort("order")


def differences(expected: Mapping[str, Values], got: pl.DataFrame, unrounded: Collection[str] = ()) -> list[str]:
    """Each cell that is not what the exact renderer says.

    What is recorded must be the same to the last bit. Only a column that nothing has rounded may differ by the noise of
    the engine's own sums: engines add in different orders, and nobody gets to see such a column.
    """
    return [
        f"{name}[{row}]: {wanted} but {cell!r}"
        for name, values in expected.items()
        for row, (wanted, cell) in enumerate(zip(values, got[name].to_list(), strict=True))
        if not _agrees(wanted, cell, is_rounded=name not in unrounded)
    ]


def _agrees(wanted: Value, cell: object, *, is_rounded: bool) -> bool:
    if not isinstance(wanted, Fraction):
        return wanted == cell
    if not isinstance(cell, float):
        return False
    if is_rounded:
        return repr(float(wanted)) == repr(cell)  # which also tells 0.0 from -0.0
    return abs(wanted - Fraction(cell)) <= Fraction(1, 10**9) * (1 + abs(wanted))
