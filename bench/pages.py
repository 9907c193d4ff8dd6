"""Pages of people and files of teams: seconds from scored results until all files are in their places on the disk.

The ten indicators of the hotline operator, published as `kpi run` does: written, brought to the disk, renamed. Run
twice: the second time with the first person gone, whose page goes too.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that the scripts find each other as `bench.…`

SIZES = (500, 5_000)


def report() -> None:
    """A line per size and audience."""
    print("audience    people   files      MB   first s (processor)   again s (processor)")
    for people in SIZES:
        for audience in ("person", "team"):
            with tempfile.TemporaryDirectory() as folder:
                print(_measured(people, audience, Path(folder)))


def _measured(people: int, audience: str, output: Path) -> str:
    from attrs import evolve

    from bench.reports import operators_with_names
    from kpicore.plugin import load_plugins
    from kpicore.scheme import InputRecord, Results
    from kpicore.scoring.publish import Published, publish
    from kpicore.scoring.record import run_record
    from kpicore_html.exporter import HtmlExporter

    exporter = HtmlExporter(audience=audience)  # type: ignore[arg-type]  # one of the two
    origin = load_plugins().exporters["html"].origin

    def published(results: Results) -> tuple[Published, str]:
        record = run_record(results, InputRecord("pipeline.toml", "0" * 64), [origin])
        begun, worked = time.perf_counter(), time.process_time()
        done = publish(results, {"pages": (exporter, origin)}, output / "2026-10", record)
        return done, f"{time.perf_counter() - begun:7.2f} ({time.process_time() - worked:9.2f})"

    results = operators_with_names(people)
    done, first = published(results)
    size = sum(path.stat().st_size for path in done.files)
    stage = results.stages["operators"]
    _, again = published(evolve(results, stages={"operators": evolve(stage, frame=stage.frame.slice(1))}))
    return f"{audience:10} {people:7,} {len(done.files):7,} {size / 1e6:7.1f} {first:>21} {again:>21}"


if __name__ == "__main__":
    report()
