"""A queue log of 1,000,000 lines to metrics of agents: seconds, memory, and what reading the lines alone takes.

``bench/queue_log.py 1000000`` — the number of lines.
"""

from __future__ import annotations

import platform
import random
import resource
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

from kpicore import Period
from kpicore.plugin import load_plugins
from kpicore.scheme import Pipeline, Source
from kpicore.scoring.sources import SourceReader
from kpicore_asterisk.source import QueueLog

FIRST = 1_790_784_000
"""Midnight of 1 October 2026 in China."""

AGENTS, QUEUES = 500, ("support", "vip", "sales")


def write_log(path: Path, lines: int) -> None:
    """Invented calls of October 2026, about four lines each, and the log-ins of every day."""
    chance = random.Random(0)
    step = 31 * 86_400 / (lines / 4)
    with path.open("w", encoding="ascii") as file:
        for number in range(lines // 4):
            time = FIRST + int(number * step)
            call, queue = f"{time}.{number}", chance.choice(QUEUES)
            agent = f"SIP/{1000 + chance.randrange(AGENTS)}"
            wait, talk = chance.randrange(60), chance.randrange(10, 600)
            file.write(f"{time}|{call}|{queue}|NONE|ENTERQUEUE||13800000000|1\n")
            if number % 7 == 0:
                file.write(f"{time + wait}|{call}|{queue}|{agent}|RINGNOANSWER|15000\n")
            else:
                event = "ADDMEMBER" if number % 2 else "REMOVEMEMBER"
                file.write(f"{time}|MANAGER|{queue}|{agent}|{event}|\n")
            file.write(f"{time + wait}|{call}|{queue}|{agent}|CONNECT|{wait}|{call}|{wait % 9}\n")
            file.write(f"{time + wait + talk}|{call}|{queue}|{agent}|COMPLETECALLER|{wait}|{talk}|1\n")


def report(lines: int) -> None:
    """Prints the figures."""
    registry = load_plugins()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_log(folder / "queue_log", lines)
        size = (folder / "queue_log").stat().st_size
        before = perf_counter()
        with (folder / "queue_log").open("rb") as file:
            fields = sum(line.count(b"|") for line in file)
        bare = perf_counter() - before
        source = Source(QueueLog(path="queue_log", time_zone="Asia/Shanghai", agents="number"))
        pipeline = Pipeline(folder, "", Period.parse("2026-10"), {"calls": source}, {}, {})
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        before, before_cpu = perf_counter(), process_time()
        frame = SourceReader(pipeline, registry).read("calls").frame
        seconds, cpu = perf_counter() - before, process_time() - before_cpu
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(f"queue log of {lines:,} lines ({size / 1e6:.0f} MB, {fields:,} fields) to metrics of {len(frame)} agents")
    print(f"  {seconds:.2f} s, of them {cpu:.2f} s of processor time; counting the bars of its lines {bare:.2f} s")
    print(f"  {grown:.0f} MB more memory than before, imports of polars included")


if __name__ == "__main__":
    print(f"Python {platform.python_version()}")
    report(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
