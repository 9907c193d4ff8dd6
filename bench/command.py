"""The whole way of a department's month: 10,000 operators in CSV files, through ``kpi run``, to a CSV file."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.operators import operators
from bench.startup import KPI

PIPELINE = """
title  = "bench"
period = "2026-10"

[sources.people]
kind = "csv"
path = "people.csv"

[stages.operators]
scheme = "hotline-10086/operator"
from   = ["people"]

[exports.scores]
kind = "csv"
"""

STEPS = """
import sys, time
clock = [("", time.perf_counter())]
def done(step): clock.append((step, time.perf_counter()))
from pathlib import Path
import polars, narwhals, cattrs
done("importing polars, narwhals, cattrs")
from kpicore.document import read_pipeline
from kpicore.plugin import load_plugins
from kpicore.scheme import InputRecord
from kpicore.scoring.publish import publish
from kpicore.scoring.record import run_record
from kpicore.scoring.run import run_pipeline
done("importing kpicore")
registry = load_plugins()
done("loading plugins")
document = read_pipeline(Path(sys.argv[1]), registry)
done("reading the pipeline")
results = run_pipeline(document, registry, lambda step: None)
done("reading, checking and scoring people")
record = run_record(results, InputRecord("pipeline.toml", document.sha256), [])
exporters = {name: (each, registry.exporters[each.kind].origin) for name, each in document.pipeline.exports.items()}
publish(results, exporters, Path(sys.argv[2]), record)
done("writing")
for (_, before), (step, after) in zip(clock, clock[1:]):
    print(f"    {step:38} {after - before:6.3f} s")
"""
"""The steps that the command takes, in one process like it, with a clock between them."""


def report(people: int = 10_000, rounds: int = 7) -> None:
    """Prints the median wall time of the real command, and the steps of one run."""
    with tempfile.TemporaryDirectory() as folder:
        pipeline = Path(folder, "pipeline.toml")
        pipeline.write_text(PIPELINE, encoding="utf-8")
        population = operators(people)
        population.rename(lambda column: column.removeprefix("metric.")).write_csv(Path(folder, "people.csv"))
        seconds = []
        for _ in range(rounds):
            start = time.perf_counter()
            subprocess.run([str(KPI), "run", str(pipeline)], check=True, capture_output=True)
            seconds.append(time.perf_counter() - start)
        median = statistics.median(seconds)
        print(f"kpi run, {people:,} operators CSV → CSV, median of {rounds} runs")
        print(f"  kpi run      {median:6.3f} s   ({min(seconds):.3f}–{max(seconds):.3f}; goal: under 1.5 when idle)")
        steps = subprocess.run(
            [sys.executable, "-c", STEPS, str(pipeline), str(Path(folder, "steps"))],
            check=True,
            capture_output=True,
            text=True,
        )
        print("  the steps of one run, measured inside the process")
        print(steps.stdout, end="")
