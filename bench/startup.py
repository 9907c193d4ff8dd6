"""How soon the command answers: whole processes, from their start to their end."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

KPI = Path(sys.executable).with_name("kpi")


def report(rounds: int = 25) -> None:
    """Prints the medians of ``kpi --help``, of importing click alone, and of Python doing nothing."""
    commands = {
        "kpi --help": [str(KPI), "--help"],
        "import click": [sys.executable, "-c", "import click"],
        "python alone": [sys.executable, "-c", "pass"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    print(f"start-up, median of {rounds} processes each in turns")
    for name, median in medians.items():
        print(
            f"  {name:12} {median * 1000:6.0f} ms   ({min(seconds[name]) * 1000:.0f}–{max(seconds[name]) * 1000:.0f})"
        )
    print(f"  ratio        {medians['kpi --help'] / medians['import click']:6.2f}      (goal: at most 2)")
