"""Writing the results workbook: seconds, processor time and memory, imports included; each size in its own process.

Twelve indicators: the ten of the hotline operator and two more, with a quota grade and 40 teams. Above 10,000 people a
sheet holds values only.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SIZES = (1_000, 10_000, 100_000)

_MEASURED = """
import io, json, resource, sys, time
from bench.workbooks import twelve_indicators
results = twelve_indicators(int(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun, used = time.perf_counter(), time.process_time()
from kpicore_excel import exporter
from kpicore_excel.results.workbook import write_workbook
file = io.BytesIO()
write_workbook(results, "zh", file)
took, cpu = time.perf_counter() - begun, time.process_time() - used
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = {"seconds": took, "cpu": cpu, "process": after / 1024, "before": before / 1024, "file": file.tell() / 2**20}
print(json.dumps(told))
"""


def twelve_indicators(people: int):  # type: ignore[no-untyped-def]  # the types load what is measured
    """Scored results of so many invented operators."""
    import polars as pl
    from attrs import evolve

    from bench.operators import operators
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore.scheme import Period, Results, StageResults
    from kpicore.scoring.compile import compile_scheme
    from kpicore.scoring.score import score

    found = find_scheme("hotline-10086/operator", Period.parse("2026-10"), None, load_plugins()).scheme
    twice = {"process_norm": "process_again", "quarterly_exam": "exam_again"}
    more = {again: found.indicators[id] for id, again in twice.items()}
    scheme = evolve(found, indicators={**found.indicators, **more})
    frame = operators(people).with_columns(
        name=pl.format("话务员{}", "employee"), team=pl.format("{}班", pl.int_range(people) % 40)
    )
    program = compile_scheme(scheme)
    stage = StageResults("operators", scheme, program.columns, score(program, frame))
    return Results("10086", Period.parse("2026-10"), {"operators": stage})


def report() -> None:
    """A line per size."""
    print(
        "results workbook, 12 indicators      seconds   CPU seconds   MB at most   of these the people scored   "
        "MB of file"
    )
    root = Path(__file__).parent.parent
    for people in SIZES:
        run = subprocess.run(
            [sys.executable, "-c", _MEASURED, str(people)], cwd=root, check=True, capture_output=True, text=True
        )
        told = json.loads(run.stdout)
        memory = f"{told['process']:>12.0f} {told['before']:>28.0f}"
        print(f"{people:>9,} people {told['seconds']:>25.2f} {told['cpu']:>13.2f} {memory} {told['file']:>12.1f}")


if __name__ == "__main__":
    report()
