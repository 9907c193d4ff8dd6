"""Cells in which the fast renderer says something else than exact fractions: there must be none.

``bench/exactness.py 100000`` compares that many random people of every installed scheme, and nothing else.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path

import polars as pl

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))  # so that the scripts find each other as `bench.…`

from bench.operators import operators
from bench.people import STEPS, invented
from kpicore.document import find_scheme
from kpicore.plugin import load_plugins
from kpicore.render import exact
from kpicore.rule import Par, walk
from kpicore.scheme import Metric, metric_column
from kpicore.scoring.compile import Program, compile_scheme
from kpicore.scoring.score import score

CHUNK = 20_000
"""People scored against each other at once: fractions take memory."""

PROCESSES = 2

BESIDE = [Decimal(text) for text in ("0", "1e-11", "-1e-11", "1e-9", "-1e-9", "0.0001", "-0.0001")]
"""How far from an edge is still on it, and what is beside it."""


def report(people: int, each: int) -> None:
    """Prints how many cells were compared and how many differ; `each` is the random people of each scheme."""
    registry = load_plugins()
    schemes = {file.id: find_scheme(file.id, None, None, registry).scheme for file in registry.schemes}
    print("cells that differ from exact fractions (must be 0)")
    start = time.perf_counter()
    program = compile_scheme(schemes["hotline-10086/operator"])
    chunks = (operators(people).slice(first, CHUNK) for first in range(0, people, CHUNK))
    compared, differ = _compared(program, chunks)
    print(f"  {people:,} random operators: {differ} of {compared:,} cells ({time.perf_counter() - start:.0f} s)")
    report_random(each)
    for id, scheme in schemes.items():
        program = compile_scheme(scheme)
        compared, differ = _compared(program, [on_edges(program)])
        print(f"  every printed value and edge of {id}: {differ} of {compared:,} cells")


def report_random(people: int) -> None:
    """Prints how many cells of that many random people of every installed scheme differ."""
    start = time.perf_counter()
    ids = [file.id for file in load_plugins().schemes]
    totals = {id: [0, 0] for id in ids}
    chunks = [(id, min(CHUNK, people - first), first) for id in ids for first in range(0, people, CHUNK)]
    # Spawned, because a fork copies the locks of polars' threads.
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("spawn")) as processes:
        for (id, _, _), counts in zip(chunks, processes.map(_compare_random, *zip(*chunks, strict=True)), strict=True):
            totals[id] = [before + more for before, more in zip(totals[id], counts, strict=True)]
    for id, (compared, differ) in totals.items():
        print(f"  {people:,} random people of {id}: {differ} of {compared:,} cells")
    compared, differ = (sum(counts) for counts in zip(*totals.values(), strict=True))
    print(f"  {len(ids)} schemes: {differ} of {compared:,} cells ({time.perf_counter() - start:.0f} s)")


def on_edges(program: Program) -> pl.DataFrame:
    """One row per value that a report can print, all metrics at once, for each value of each group; and every edge."""
    scheme = program.scheme
    edges = [part.value for id in scheme.items for part in walk(program.rules[id]) if isinstance(part, Par)]
    columns = {id: values(metric, edges, program) for id, metric in scheme.metrics.items()}
    size = max(len(column) for column in columns.values()) * 2
    frame = {metric_column(id): [column[row % len(column)] for row in range(size)] for id, column in columns.items()}
    for step, (id, group) in enumerate(scheme.groups.items(), start=1):
        names = list(group.values)
        frame[id] = [names[(row * step * len(names) // size) % len(names)] for row in range(size)]
    for name in program.inputs:
        frame.setdefault(name, ["早班"] * size)
    return pl.DataFrame(frame)


def values(metric: Metric, edges: Sequence[Decimal], program: Program) -> list[float] | list[str]:
    """The values of a metric from its lowest to its highest in steps, and those on and beside an edge."""
    if metric.is_text:
        return sorted({letter for letters in program.letters.values() for letter in letters})
    low, high = metric.bounds
    low, high = (Decimal(-20) if low is None else low), (Decimal(2000) if high is None else high)
    step = STEPS.get(metric.unit, Decimal("0.5"))
    swept = [low + step * count for count in range(int((high - low) / step) + 1)]
    near = [edge + beside for edge in edges for beside in BESIDE if low <= edge + beside <= high]
    return [float(value) for value in swept + near]


def _compare_random(id: str, people: int, seed: int) -> tuple[int, int]:
    program = _program(id)
    return _compared(program, [invented(program, people, seed)])


@cache
def _program(id: str) -> Program:
    return compile_scheme(find_scheme(id, None, None, load_plugins()).scheme)


def _compared(program: Program, chunks: Iterable[pl.DataFrame]) -> tuple[int, int]:
    compared = differ = 0
    for people in chunks:
        scored = score(program, people)
        expected = exact.evaluate(program.rules, _exactly(people))
        for name in program.rules:
            if name.startswith("_"):
                continue
            wanted = [float(value) if isinstance(value, Fraction) else value for value in expected[name]]
            compared += len(wanted)
            differ += sum(left != right for left, right in zip(wanted, scored[name], strict=True))
    return compared, differ


def _exactly(people: pl.DataFrame) -> exact.People:
    """The figures as their shortest decimals, which is what a report prints."""
    return {
        column.name: column.to_list()
        if column.dtype == pl.String
        else [None if value is None else Fraction(repr(value)) for value in column]
        for column in people.iter_columns()
    }


if __name__ == "__main__":
    report_random(int(sys.argv[1]))
