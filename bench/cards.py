"""Writing cards for signature: seconds, memory and pages, each size in a process of its own.

The ten indicators of the hotline operator in Chinese, one page each; whatever font with Chinese the system has. Figures
are from scored people to closed files, the look for fonts included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SIZES = (500, 5_000, 20_000)

_MEASURED = """
import json, resource, sys, tempfile, time
from pathlib import Path
from bench.cards import Folder, ten_indicators
results = ten_indicators(int(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun, busy = time.perf_counter(), time.process_time()
from kpicore_pdf.exporter import PdfExporter
with tempfile.TemporaryDirectory() as name:
    PdfExporter().export(results, Folder(Path(name)))
    took, busy = time.perf_counter() - begun, time.process_time() - busy
    files = list(Path(name).iterdir())
    size = sum(file.stat().st_size for file in files)
    from pypdf import PdfReader
    pages = sum(len(PdfReader(file).pages) for file in files)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
told = {"seconds": took, "busy": busy, "process": after / 1024, "before": before / 1024}
print(json.dumps({**told, "files": len(files), "pages": pages, "size": size / 2**20}))
"""


class Folder:
    """An export's target that is just a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def open_binary(self, path: str):  # type: ignore[no-untyped-def]
        return (self.folder / path).open("xb")


def ten_indicators(people: int):  # type: ignore[no-untyped-def]  # the types load what is measured
    """Scored results of so many invented operators."""
    import polars as pl

    from bench.operators import operators
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore.scheme import Period, Results, StageResults
    from kpicore.scoring.compile import compile_scheme
    from kpicore.scoring.score import score

    scheme = find_scheme("hotline-10086/operator", Period.parse("2026-10"), None, load_plugins()).scheme
    frame = operators(people).with_columns(
        name=pl.format("话务员{}", "employee"), team=pl.format("{}班", pl.int_range(people) % 40)
    )
    program = compile_scheme(scheme)
    stage = StageResults("operators", scheme, program.columns, score(program, frame))
    return Results("10086", Period.parse("2026-10"), {"operators": stage})


def report(sizes: tuple[int, ...] = SIZES) -> None:
    """A line per size."""
    load = os.getloadavg()[0]
    print(f"cards, 10 indicators, load {load:.1f}   seconds  of processor   MB at most   before   files   pages   MB")
    root = Path(__file__).parent.parent
    for people in sizes:
        run = subprocess.run(
            [sys.executable, "-c", _MEASURED, str(people)], cwd=root, check=True, capture_output=True, text=True
        )
        told = json.loads(run.stdout)
        print(
            f"{people:>9,} people {told['seconds']:>23.2f} {told['busy']:>13.2f} {told['process']:>12.0f} "
            f"{told['before']:>8.0f} {told['files']:>7} {told['pages']:>7,} {told['size']:>4.1f}"
        )


if __name__ == "__main__":
    report(tuple(map(int, sys.argv[1:])) or SIZES)
