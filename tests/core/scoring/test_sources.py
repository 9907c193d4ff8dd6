"""What a source may ask of the core while it reads: its own name, and files that something else opens."""

from hashlib import sha256
from pathlib import Path
from typing import ClassVar

import polars as pl
import pytest
from attrs import frozen

from kpicore import SourceContext
from kpicore.scheme import InputRecord
from tests.pipelines import column, problems, registry_with, run, written

SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 10
[metrics]
calls = { unit = "count", label = { zh = "话务量", en = "Calls" } }
[indicators.volume]
label = { zh = "业务量", en = "Volume" }
points = 10
calculator = { kind = "entered", metric = "calls" }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.phones]
kind = "elsewhere"
path = "in/{period}/calls.parquet"
[stages.agents]
scheme = "scheme.toml"
from = ["phones"]
"""


@frozen
class Elsewhere:
    """Has its file opened by an engine, and tells what it was told."""

    kind: ClassVar[str] = "elsewhere"
    path: str

    def read(self, context: SourceContext) -> pl.DataFrame:
        calls = pl.read_parquet(context.record(self.path))["calls"]
        return pl.DataFrame({"employee": [context.name], "calls": calls})


def centre(folder: Path, calls: float) -> Path:
    written(folder, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "in/2026-10/note.txt": ""})
    pl.DataFrame({"calls": [calls]}).write_parquet(folder / "in/2026-10/calls.parquet")
    return folder


def test_a_file_that_an_engine_opens_is_recorded_with_its_hash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    centre(tmp_path, 7)
    monkeypatch.chdir(tmp_path.parent)

    results = run(Path(tmp_path.name), registry_with([Elsewhere]))

    content = (tmp_path / "in/2026-10/calls.parquet").read_bytes()
    assert results.inputs == (InputRecord("in/2026-10/calls.parquet", sha256(content).hexdigest()),)
    assert column(results, "agents", "metric.calls") == {"phones": 7.0}


@frozen
class Written(Elsewhere):
    """Has its file written to while the engine reads it."""

    kind: ClassVar[str] = "written"

    def read(self, context: SourceContext) -> pl.DataFrame:
        place = context.record(self.path)
        place.write_bytes(place.read_bytes() + b"\0")
        return pl.DataFrame({"employee": [context.name], "calls": [1.0]})


def test_a_file_that_is_written_while_an_engine_reads_it_is_refused(tmp_path: Path) -> None:
    centre(tmp_path, 7)
    written(tmp_path, {"pipeline.toml": PIPELINE.replace("elsewhere", "written")})

    (wrong,) = problems(tmp_path, registry_with([Written]))

    assert wrong.line("en").startswith(
        "in/2026-10/calls.parquet: error changed-file: the file was changed while it was"
    )


def test_what_is_wrong_with_the_figures_is_not_said_of_that_file(tmp_path: Path) -> None:
    (wrong,) = problems(centre(tmp_path, -1), registry_with([Elsewhere]))

    assert wrong.line("en").startswith("sources.phones: error out-of-range: calls[phones]: -1 is out of range")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("in/{period}/nothing.parquet", "in/2026-10/nothing.parquet: error no-file: there is no such file"),
        ("in/{period}", "in/2026-10: error is-folder: this is a folder, not a file"),
    ],
)
def test_a_file_that_is_not_there_is_refused_by_its_name(file: str, said: str, tmp_path: Path) -> None:
    centre(tmp_path, 7)
    written(tmp_path, {"pipeline.toml": PIPELINE.replace("in/{period}/calls.parquet", file)})

    (wrong,) = problems(tmp_path, registry_with([Elsewhere]))

    assert wrong.line("en").startswith(said)
