"""Metrics out of many call events: what the SQL source costs beside the same SQL by hand, and what a client pays.

10,000,000 events in a Parquet file go through ``duckdb://``; 2,000,000 rows lie in a PostgreSQL server, which is
started for this and stopped again, where one is installed. Each measure is taken in a process of its own, and this one
stays small: a new process is told the memory of the one that started it as its own.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
EVENTS = 10_000_000
ROWS = 2_000_000
AGENTS = 2_000

_EVENTS = f"""
copy (
    select 'A' || lpad((hash(i) % {AGENTS})::varchar, 6, '0')                                    as agent,
           timestamp '2026-10-01' + to_microseconds((hash(i + 1) % 2678400)::bigint * 1000000)   as started,
           (hash(i + 2) % 100 < 92)                                                              as answered,
           case when hash(i + 2) % 100 < 92 then (hash(i + 3) % 1800)::smallint end              as talk_seconds,
           case when hash(i + 2) % 100 < 92 then (hash(i + 4) % 120)::smallint end               as wait_seconds,
           case when hash(i + 5) % 10 < 3 then (hash(i + 6) % 5 + 1)::tinyint end                as rating
    from range({{events}}) t(i) order by started
) to '{{file}}' (format parquet)
"""

QUERY = """
select agent as employee,
       count(*) as calls,
       count(*) filter (where answered)::float8 / count(*) as answer_rate,
       sum(talk_seconds)::float8 / count(talk_seconds) as talk_seconds,
       sum(wait_seconds)::float8 / count(wait_seconds) as answer_seconds,
       count(*) filter (where rating >= 4)::float8 / count(rating) as satisfaction,
       count(rating) as satisfaction_n
from {events}
where started >= {start} and started < {end} + interval '1 day'
group by agent
"""
PARAMETERS = {"start": ":period_start", "end": ":period_end"}

_BOTH_WAYS = """
import json, resource, sys, time
from pathlib import Path
import duckdb
from bench.sources import BY_HAND, through_the_source
folder, rounds = Path(sys.argv[1]), int(sys.argv[2])
way = sys.argv[3]
took = {"by hand": [], "read": []}
def clock(name, work):
    begun = time.perf_counter()
    rows = work()
    took[name].append(time.perf_counter() - begun)
    return sorted(map(tuple, rows))
def by_hand():
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        return connection.execute(BY_HAND.replace("calls.parquet", str(folder / "calls.parquet"))).fetchall()
read = through_the_source(folder)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for number in range(rounds):
    if way == "read":
        clock("read", lambda: read().rows())
    else:
        ways = [("by hand", by_hand), ("read", lambda: read().rows())]
        rows = [clock(*each) for each in (ways if number % 2 else ways[::-1])]
        assert rows[0] == rows[1] and len(rows[0]) == 2000
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({**took, "peak": peak / 1024, "before": before / 1024}))
"""
"""In turns, in one process; or the source alone, for its memory."""

_CLIENT = """
import json, resource, sys, time
from pathlib import Path
from bench.sources import through_the_source
def used():
    told = resource.getrusage(resource.RUSAGE_SELF)
    return told.ru_utime + told.ru_stime, told.ru_maxrss / 1024
read = through_the_source(Path(sys.argv[1]), "BENCH_URL")
before, begun = used(), time.perf_counter()
frame = read()
assert len(frame) == 2000
seconds = time.perf_counter() - begun
after = used()
print(json.dumps({"seconds": seconds, "processor": after[0] - before[0], "memory": after[1] - before[1]}))
"""

BY_HAND = QUERY.format(events="'calls.parquet'", start="date '2026-10-01'", end="date '2026-10-31'")


def through_the_source(folder: Path, url_env: str | None = None):  # type: ignore[no-untyped-def]  # they load what is measured
    """What reads the source anew, the pipeline and the core being there already."""
    import polars as pl

    from kpicore.plugin import load_plugins
    from kpicore.scheme import Period, Pipeline, Source
    from kpicore.scoring.engine_files import EngineFiles
    from kpicore.scoring.sources import Reading, SourceReader
    from kpicore_sql.source import SqlSource

    events = "'calls.parquet'" if url_env is None else "calls"
    source = SqlSource(QUERY.format(events=events, **PARAMETERS), url_env=url_env)
    pipeline = Pipeline(folder, "bench", Period.parse("2026-10"), {"calls": Source(source)}, stages={}, exports={})
    registry = load_plugins()
    assert pl.DataFrame({"a": [1]}).height  # the engine has been used before

    def read() -> pl.DataFrame:
        reader = SourceReader(pipeline, registry)
        frame = source.read(Reading(reader, "calls"))
        assert len(reader.files) == (url_env is None)  # which waits until all is hashed
        reader.recorded.get("calls", EngineFiles()).close()
        return frame

    return read


def report(rounds: int = 7) -> None:
    """Prints both parts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "calls.parquet"
        make = "import duckdb, sys; duckdb.execute('set enable_progress_bar = false'); duckdb.execute(sys.argv[1])"
        subprocess.run([sys.executable, "-c", make, _EVENTS.format(events=EVENTS, file=file)], check=True)
        told = _measured(_BOTH_WAYS, folder, str(rounds), "both")
        by_hand, read = (statistics.median(told[way]) for way in ("by hand", "read"))
        print(f"{EVENTS:,} call events in Parquet ({file.stat().st_size / 2**20:.0f} MB) → {AGENTS:,} agents")
        print(
            f"  median of {rounds}: by hand {by_hand:.3f} s, read {read:.3f} s, {read / by_hand:.2f} times (goal: 1.2)"
        )
        told = _measured(_BOTH_WAYS, folder, "1", "read")
        print(
            f"  read alone: {told['peak']:.0f} MB at most, {told['before']:.0f} of these before it (goal: under 1,000)"
        )
    _postgresql(3)


def _postgresql(rounds: int) -> None:
    import pytest

    from tests.system.postgresql import server

    try:
        with server() as running, tempfile.TemporaryDirectory() as folder:
            running.run(
                f"""create unlogged table calls as
                select 'A' || lpad((hashint4(i) & 2147483647) % {AGENTS} || '', 6, '0') as agent,
                       date '2026-10-01' + interval '1 second' * ((hashint4(i + 1) & 2147483647) % 2678400) as started,
                       hashint4(i + 2) & 127 < 118 as answered,
                       case when hashint4(i + 2) & 127 < 118 then hashint4(i + 3) & 2047 end as talk_seconds,
                       case when hashint4(i + 2) & 127 < 118 then hashint4(i + 4) & 127 end as wait_seconds,
                       case when hashint4(i + 5) & 7 < 2 then (hashint4(i + 6) & 3) + 2 end as rating
                from generate_series(1, {ROWS}) i""",  # type: ignore[arg-type]  # its numbers are ours
                "analyze calls",
            )
            each = [_measured(_CLIENT, Path(folder), url=running.url) for _ in range(rounds)]
    except pytest.skip.Exception as skipped:
        print(f"PostgreSQL: {skipped}")
        return
    processor, memory, seconds = (
        statistics.median(told[key] for told in each) for key in ("processor", "memory", "seconds")
    )
    print(f"{ROWS:,} rows in PostgreSQL → {AGENTS:,} agents, read in a process of its own, median of {rounds}")
    print(f"  processor {processor:.2f} s (goal: under 0.5), memory {memory:.0f} MB (goal: under 50)")
    print(f"  {seconds:.2f} s in all")


def _measured(code: str, folder: Path, *arguments: str, url: str = "") -> dict[str, float]:
    environment = {**os.environ, "BENCH_URL": url, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, str(folder), *arguments]
    run = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    told: dict[str, float] = json.loads(run.stdout)
    return told


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    report()
