"""Groups of people in figures: means, grades, the distribution of totals, and how each item went."""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from kpicore import Indicator, Scheme, StageResults, recorded_mean
from kpicore_html.content import Distribution, Figures, ItemFigures

BANDS = 20
"""About how many bands of totals a distribution has."""

WIDTHS = (1, 2, 5)


def everybody(stage: StageResults) -> Figures:
    """The whole stage."""
    return figures(stage.scheme, stage.frame)


def teams(stage: StageResults) -> Mapping[str, Figures]:
    """Each team, in the order in which the population first names them; people without a team are in none."""
    frame: pl.DataFrame = stage.frame
    if "team" not in frame.columns:
        return {}
    groups = frame.filter(pl.col("team").is_not_null()).partition_by("team", maintain_order=True, as_dict=True)
    return {str(team): figures(stage.scheme, members) for (team,), members in groups.items()}


def figures(scheme: Scheme, people: pl.DataFrame) -> Figures:
    """The people, rows of a stage's frame, in figures."""
    totals = people["total"].drop_nulls()
    letters = scheme.grades.mapper.letters if scheme.grades else ()
    return Figures(
        people=len(people),
        scored=len(totals),
        mean=recorded_mean(totals, scheme.rounding.digits),
        median=_number(totals.median()),
        lowest=_number(totals.min()),
        highest=_number(totals.max()),
        grades={letter: int((people["grade"] == letter).sum()) for letter in letters},
        totals=distribution(totals, float(scheme.full)),
        items={id: _item(scheme, id, people[id].drop_nulls()) for id in scheme.items},
    )


def distribution(totals: pl.Series, full: float) -> Distribution:
    """How many totals lie in each of about `BANDS` bands of a round width, up to full marks where none lies above."""
    if totals.is_empty():
        return Distribution(0, full, ())
    low, high = float(totals.min()), max(float(totals.max()), 0.0)  # type: ignore[arg-type]  # totals are floats
    high = max(high, full) if high > full - (full - low) / 2 else high
    width = _round_width((high - low) / BANDS)
    start = math.floor(low / width) * width
    count = max(1, math.ceil((high - start) / width - 1e-9))
    bands = ((totals - start) / width + 1e-9).floor().cast(pl.Int64).clip(0, count - 1)
    sizes = dict(bands.value_counts().iter_rows())
    return Distribution(start, width, tuple(sizes.get(band, 0) for band in range(count)))


def _round_width(least: float) -> float:
    """The next 1, 2 or 5 times a power of ten, not under one point."""
    power = 10.0 ** max(0, math.floor(math.log10(max(least, 1))))
    return next((width * power for width in WIDTHS if width * power >= least - 1e-9), 10 * power)


def _item(scheme: Scheme, id: str, points: pl.Series) -> ItemFigures:
    item = scheme.items[id]
    full = float(item.points) if isinstance(item, Indicator) else None
    return ItemFigures(
        scored=len(points),
        mean=_number(points.mean()),
        spread=_number(points.std(ddof=0)),
        in_full=0 if full is None else int((points >= round(full, scheme.rounding.digits)).sum()),
        at_nothing=int((points <= 0).sum()),
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
