"""Groups of people in figures: means, grades, the distribution of totals, and how each item went."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import median

import polars as pl

from kpicore import Indicator, Scheme, StageResults, recorded_mean
from kpicore_html.content import Distribution, Figures, ItemFigures

BANDS = 20
"""About how many bands of totals a distribution has."""

PARTS = 5

WIDTHS = (1, 2, 5)

EDGE = 1e-9
"""Totals as close as this to an edge lie on it: they are decimals, held as binary fractions."""


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
    # Groups are many and small: lists are quicker than frames here.
    totals = people["total"].drop_nulls()
    known = totals.to_list()
    graded = Counter(people["grade"].to_list())
    letters = scheme.grades.mapper.letters if scheme.grades else ()
    return Figures(
        people=len(people),
        scored=len(known),
        mean=recorded_mean(totals, scheme.rounding.digits),
        median=median(known) if known else None,
        lowest=min(known, default=None),
        highest=max(known, default=None),
        grades={letter: graded[letter] for letter in letters},
        totals=distribution(known, float(scheme.full)),
        items={id: _item(scheme, id, [points for points in people[id] if points is not None]) for id in scheme.items},
    )


def distribution(totals: Sequence[float], full: float) -> Distribution:
    """How many totals lie in each of about `BANDS` bands of a round width: up to full marks where most of the totals
    are not far below, otherwise up to the highest one. The bands are a multiple of `PARTS`, so that an axis can be
    divided; those that are added for it stand below where there is room above 0.
    """
    if not totals:
        return Distribution(0, full, ())
    low, high = min(totals), max(totals)
    high = max(high, full) if full - high < high - low else high
    width = _round_width((high - low) / BANDS)
    start = math.floor(low / width) * width
    count = max(1, math.ceil((high - start) / width - EDGE))
    more = -count % PARTS
    below = min(more, max(0, math.floor(start / width + EDGE)))
    start, count = start - below * width, count + more
    counts = [0] * count
    for total in totals:
        counts[min(math.floor((total - start) / width + EDGE), count - 1)] += 1
    return Distribution(start, width, tuple(counts))


def _round_width(least: float) -> float:
    """The next 1, 2 or 5 times a power of ten, not under one point."""
    power = 10.0 ** max(0, math.floor(math.log10(max(least, 1))))
    return next((width * power for width in WIDTHS if width * power >= least - EDGE), 10 * power)


def _item(scheme: Scheme, id: str, points: Sequence[float]) -> ItemFigures:
    item = scheme.items[id]
    full = round(float(item.points), scheme.rounding.digits) if isinstance(item, Indicator) else math.inf
    mean = math.fsum(points) / len(points) if points else None
    spread = None if mean is None else math.sqrt(math.fsum((one - mean) ** 2 for one in points) / len(points))
    return ItemFigures(
        scored=len(points),
        mean=mean,
        spread=spread,
        in_full=sum(one >= full for one in points),
        at_nothing=sum(one <= 0 for one in points),
    )
