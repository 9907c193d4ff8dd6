"""Scoring in memory, against the same columns written by hand in polars."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import polars as pl

from bench import by_hand
from bench.operators import operators
from kpicore.document import find_scheme
from kpicore.plugin import load_plugins
from kpicore.scoring.compile import compile_scheme
from kpicore.scoring.score import score


def report(people: int, rounds: int = 9) -> None:
    """Prints both medians and their ratio; the two run in turns, so that noise of the machine falls on both."""
    population = operators(people)
    scheme = find_scheme("hotline-10086/operator", None, None, load_plugins()).scheme
    program = compile_scheme(scheme)

    def ours() -> pl.DataFrame:
        return score(program, population)

    def theirs() -> pl.DataFrame:
        return by_hand.scored(population)

    public = [*by_hand.ITEMS, "base_total", "total", "rank", "grade"]
    assert ours().select(public).equals(theirs().select(public)), "the two do not give the same cells"
    seconds: dict[Callable[[], pl.DataFrame], list[float]] = {ours: [], theirs: []}
    for _ in range(rounds):
        for run in seconds:
            start = time.perf_counter()
            run()
            seconds[run].append(time.perf_counter() - start)
    mine, hand = (statistics.median(times) for times in seconds.values())
    print(f"scoring {people:,} operators, median of {rounds} runs in turns")
    print(f"  kpicore      {mine:6.3f} s   ({min(seconds[ours]):.3f}–{max(seconds[ours]):.3f})")
    print(f"  by hand      {hand:6.3f} s   ({min(seconds[theirs]):.3f}–{max(seconds[theirs]):.3f})")
    print(f"  ratio        {mine / hand:6.2f}     (goal: at most 1.5)")
