"""What `make bench` prints: speed beside what one would do without kpicore, and exactness. See README.md for meanings.

The number of operators whose cells are compared with exact fractions may be given, and after it the number of random
people of each installed scheme: ``bench/run.py 1000000 100000``.
"""

from __future__ import annotations

import platform
import sys
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that the scripts find each other as `bench.…`

from bench import command, exactness, linting, reading, scoring, startup, workbooks


def main() -> None:
    """Runs everything, one after another."""
    compared = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    each = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    names = ["kpicore", "polars", "narwhals", "click", "xlsxwriter"]
    versions = ", ".join(f"{name} {version(name)}" for name in names)
    print(f"Python {platform.python_version()}, {versions}\n")
    scoring.report(1_000_000)
    print()
    startup.report()
    print()
    command.report()
    print()
    linting.report()
    print()
    workbooks.report()
    print()
    reading.report()
    print()
    exactness.report(compared, each)


if __name__ == "__main__":
    main()
