"""Invented people for any scheme: as many as asked for, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from kpicore.rule import Par, references, walk
from kpicore.scheme import Metric, metric_column
from kpicore.scoring.compile import Program

STEPS = {"ratio": Decimal("0.0001"), "score": Decimal("0.01"), "points": Decimal("0.005")}
"""The steps in which reports print a unit; counts and seconds go by halves."""

BESIDE = (Decimal(0), Decimal("0.0001"), Decimal("-0.0001"))
"""On an edge, and what is just beside it."""

ON_EDGE, COARSE, MISSING, SAME = 0.4, 0.2, 0.1, 0.1
"""The part of figures on or beside an edge, the part with few different values, the part of an optional metric's
figures that is missing, and the part of people who have all figures of somebody else."""

LEAN = 0.15
"""How far a person's figures lie from how well the person does, as a part of the range: else no total would be high."""

Cell = float | str | None


def invented(program: Program, people: int, seed: int) -> pl.DataFrame:
    """One row per person, the columns that the scheme's rules read."""
    chance = random.Random(seed)
    originals = [chance.randrange(row) if row and chance.random() < SAME else row for row in range(people)]
    standings = [1 - chance.random() ** 2 for _ in range(people)]
    columns: dict[str, pl.Series] = {}
    for id, metric in program.scheme.metrics.items():
        column = metric_column(id)
        cells = _cells(metric, numbers_beside(program, column), program.letters.get(column, ()), standings, chance)
        dtype = pl.String if metric.is_text else pl.Float64
        columns[column] = pl.Series([cells[row] for row in originals], dtype=dtype)
    for id, group in program.scheme.groups.items():
        names = chance.choices(list(group.values), k=people)
        columns[id] = pl.Series([names[row] for row in originals], dtype=pl.String)
    for name in program.inputs:
        if name not in columns:
            columns[name] = pl.Series(chance.choices(["早班", "中班", "晚班"], k=people), dtype=pl.String)
    return pl.DataFrame(columns)


def numbers_beside(program: Program, column: str) -> list[Decimal]:
    """The policy's numbers in the rules that read the column."""
    rules = [rule for rule in program.rules.values() if column in references(rule)]
    return sorted({part.value for rule in rules for part in walk(rule) if isinstance(part, Par)})


def _cells(
    metric: Metric,
    numbers: Sequence[Decimal],
    letters: Sequence[str],
    standings: Sequence[float],
    chance: random.Random,
) -> list[Cell]:
    if metric.is_text:
        return [chance.choice(letters) for _ in standings]
    highest = max([*numbers, Decimal(10)])
    low, high = metric.bounds
    is_open = high is None
    low, high = (-highest if low is None else low), (2 * highest if high is None else high)
    step = Decimal(1) if metric.whole else STEPS.get(metric.unit, Decimal("0.5"))
    beside = BESIDE[:1] if metric.whole else BESIDE
    near = {edge + off for edge in (low, high, *numbers) for off in beside if low <= edge + off <= high}
    edges = sorted(edge for edge in near if not metric.whole or edge == int(edge))
    steps = int((high - low) / step)

    def cell(standing: float) -> Cell:
        if metric.optional and chance.random() < MISSING:
            return None
        part = chance.random() if metric.better is None else standing + chance.uniform(-LEAN, LEAN)
        part = min(max(1 - part if metric.better == "lower" else part, 0.0), 1.0)
        if is_open and metric.better == "lower":
            part **= 3  # events are few
        kind = chance.random()
        if kind < ON_EDGE:
            return float(edges[round(part * (len(edges) - 1))])
        place = steps * round(part * 20) // 20 if kind < ON_EDGE + COARSE else round(steps * part)
        return float(low + step * place)

    return [cell(standing) for standing in standings]
