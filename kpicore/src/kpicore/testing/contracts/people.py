"""People drawn at random, always the same ones: figures in their units, on the edges of a rule and beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

import polars as pl
from attrs import frozen

from kpicore.render import exact
from kpicore.rule import Lit, Lookup, Node, Par, walk
from kpicore.scheme import Metric, Unit, metric_column

Cell = Decimal | str | None

SIZE = 120
"""How many people are drawn."""
BESIDE = [Decimal(step) for step in ("0", "0", "0.01", "-0.01", "0.005", "-0.005", "1")]
"""How far from an edge a figure is put."""
DIGITS: Mapping[Unit, int] = {"ratio": 4, "score": 2, "count": 0, "seconds": 1, "points": 2, "rating": 0}
SPANS: Mapping[Unit, tuple[int, int]] = {"count": (0, 2000), "seconds": (0, 900), "points": (-30, 30)}
"""What is drawn of units that are open on a side."""
LARGEST = Decimal(10) ** 6


@frozen
class People:
    """Columns of equal length, missing as None."""

    columns: Mapping[str, Sequence[Cell]]

    @property
    def exact(self) -> exact.People:
        """As the exact renderer takes them."""
        return {
            name: [Fraction(cell) if isinstance(cell, Decimal) else cell for cell in cells]
            for name, cells in self.columns.items()
        }

    @property
    def frame(self) -> pl.DataFrame:
        """As polars takes them: text where there is any, or else numbers."""
        return pl.DataFrame([_series(name, cells) for name, cells in self.columns.items()])

    def person(self, number: int) -> dict[str, str]:
        """One of them as a failure shows it, what is missing left out."""
        return {name: str(cells[number]) for name, cells in self.columns.items() if cells[number] is not None}


def drawn(metrics: Mapping[str, Metric], groups: Mapping[str, Sequence[str]], rule: Node) -> People:
    """People with a value of every group, and a figure of every metric, or none."""
    chance = Random(0)
    edges = edges_of(rule)
    letters = {
        node.body.column: [letter for letter, _ in node.table] for node in walk(rule) if isinstance(node, Lookup)
    }
    columns: dict[str, Sequence[Cell]] = {
        name: [chance.choice(list(values)) for _ in range(SIZE)] for name, values in groups.items()
    }
    for id, metric in metrics.items():
        column = metric_column(id)
        if metric.is_text:
            columns[column] = [chance.choice([*letters.get(column, ["A", "B"]), None]) for _ in range(SIZE)]
        else:
            columns[column] = [_figure(metric, edges, chance) for _ in range(SIZE)]
    return People(columns)


def given(rows: Iterable[Mapping[str, object]], metrics: Mapping[str, Metric], groups: Iterable[str]) -> People:
    """People whose figures are known, by the metrics' ids; numbers are taken as they are written."""
    people = list(rows)
    columns: dict[str, Sequence[Cell]] = {group: [_text(person.get(group)) for person in people] for group in groups}
    for id, metric in metrics.items():
        read = _text if metric.is_text else _decimal
        columns[metric_column(id)] = [read(person.get(id)) for person in people]
    return People(columns)


def number(value: object) -> Fraction | None:
    """A number that was worked out by hand, as it is written: ``16``, ``"16.5"``, ``Decimal("16.5")``."""
    decimal = _decimal(value)
    return None if decimal is None else Fraction(decimal)


def edges_of(rule: Node) -> list[Decimal]:
    """The numbers of a rule, where it may turn from one to the other."""
    numbers = {node.value for node in walk(rule) if isinstance(node, Par | Lit) and isinstance(node.value, Decimal)}
    return sorted(number for number in numbers if abs(number) <= LARGEST)


def _figure(metric: Metric, edges: Sequence[Decimal], chance: Random) -> Decimal | None:
    low, high = metric.bounds
    least, most = SPANS.get(metric.unit, (0, 1))
    low, high = Decimal(least) if low is None else low, Decimal(most) if high is None else high
    digits = 0 if metric.whole else DIGITS[metric.unit]
    near = [edge for edge in edges if low <= edge <= high]
    draw = chance.random()
    if draw < 0.08:
        return None
    if draw < 0.2:
        figure = chance.choice([low, high])
    elif near and draw < 0.6:
        figure = chance.choice(near) + chance.choice(BESIDE) * (high - low if metric.unit == "ratio" else 1)
    else:
        figure = Decimal(chance.randint(0, 10**6)) / 10**6 * (high - low) + low
    return min(max(round(figure, digits + (0 if metric.whole else 1)), low), high)


def _decimal(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _series(name: str, cells: Sequence[Cell]) -> pl.Series:
    if any(isinstance(cell, str) for cell in cells):
        return pl.Series(name, cells, dtype=pl.String)
    return pl.Series(name, [None if cell is None else float(cell) for cell in cells], dtype=pl.Float64)
