"""How long it takes to lint all installed schemes together, after start-up."""

from __future__ import annotations

import statistics
import time

from kpicore.document import find_scheme
from kpicore.lint import lint_scheme
from kpicore.plugin import load_plugins


def report(rounds: int = 5) -> None:
    """Prints the seconds for linting alone and for reading and linting: the first time in a process, and the median.

    Start-up, which is importing and finding the plugins, is not in it.
    """
    registry = load_plugins()
    reading: list[float] = []
    linting: list[float] = []
    found = 0
    for _ in range(rounds):
        start = time.perf_counter()
        documents = [find_scheme(file.id, None, None, registry) for file in registry.schemes]
        read = time.perf_counter()
        found = sum(len(lint_scheme(document, registry)) for document in documents)
        linted = time.perf_counter()
        reading.append(read - start)
        linting.append(linted - read)
    both = [first + second for first, second in zip(reading, linting, strict=True)]
    print(f"linting all {len(registry.schemes)} installed schemes ({found} findings), after start-up")
    for name, seconds in {"linting alone": linting, "reading and linting": both}.items():
        print(f"  {name:20} {seconds[0]:6.2f} s the first time, median of {rounds}: {statistics.median(seconds):.2f} s")
    print("  (goal: under 1 s)")
