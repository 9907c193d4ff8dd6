"""Random people: what is missing, ties at half a cent, values on edges, groups of one, nobody at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl
from attrs import frozen
from hypothesis import strategies as st

from kpicore.render.exact import People as ExactPeople

NUMBERS = ("metric.a", "metric.b", "metric.c")
GROUPS: Mapping[str, Sequence[str]] = {"group": ("x", "y", "z"), "team": ("早班", "late")}
LETTERS = ("A", "B", "C")
"""Tables may lack one of them."""
TEXTS = (*GROUPS, "letter")

FIGURES = [
    *("0", "1", "2", "-1", "3.5", "0.5"),
    *("0.97", "0.975", "1.005", "-0.005", "0.125", "-2.675", "99.995"),  # on edges, and at half a cent
    *("1e-11", "-1e-12"),  # beside zero
]

Cell = Decimal | str | None


@frozen
class People:
    """Columns of equal length: numbers as decimals, texts, None where something is missing."""

    columns: Mapping[str, Sequence[Cell]]

    @property
    def exact(self) -> ExactPeople:
        """As the exact renderer takes them."""
        return {
            name: [Fraction(cell) if isinstance(cell, Decimal) else cell for cell in cells]
            for name, cells in self.columns.items()
        }

    @property
    def frame(self) -> pl.DataFrame:
        """As polars takes them, with a column ``order``."""
        texts = {name for name in self.columns if name in (*TEXTS, "metric.letter", "employee", "grade")}
        size = len(next(iter(self.columns.values())))
        return pl.DataFrame(
            {
                **{
                    name: pl.Series([float(cell) if isinstance(cell, Decimal) else cell for cell in cells],
                                    dtype=pl.String if name in texts else pl.Float64)
                    for name, cells in self.columns.items()
                },
                "order": pl.Series(range(size), dtype=pl.Int64),
            }
        )  # fmt: skip


figures: st.SearchStrategy[Cell] = st.one_of(
    st.sampled_from(FIGURES).map(Decimal),
    st.decimals(-100, 100, places=3),
    st.none(),
)


@st.composite
def people(draw: st.DrawFn, numbers: Sequence[str] = NUMBERS) -> People:
    """Nobody to a dozen people."""
    size = draw(st.integers(0, 12))

    def column(cells: st.SearchStrategy[Cell]) -> Sequence[Cell]:
        return draw(st.lists(cells, min_size=size, max_size=size))

    return People(
        {
            **{name: column(figures) for name in numbers},
            **{name: column(st.sampled_from(values)) for name, values in GROUPS.items()},
            "letter": column(st.sampled_from([*LETTERS, None])),
        }
    )
