"""Input that is read piece by piece: what was read is hashed, in the order that names have."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import IO, ClassVar

import polars as pl
import pytest
from attrs import frozen

from kpicore import Message, Place, SourceContext, Text
from kpicore.scheme import Results
from tests.core.scoring.centre import entered, metric, scheme
from tests.pipelines import problems, registry_with, run, written

SCHEME = scheme(metric("calls", 'unit = "count"') + entered("calls"))
NOTE = Message("gap", Text("有空档", "there is a gap"), severity="warning")


def reading(work: Callable[[SourceContext], object]) -> type:
    """A source that does some work, then gives one person with one call."""

    @frozen
    class Pieces:
        kind: ClassVar[str] = "pieces"

        def read(self, context: SourceContext) -> pl.DataFrame:
            work(context)
            return pl.DataFrame({"employee": ["1"], "calls": [1]})

    return Pieces


def folder(path: Path, **files: bytes) -> Path:
    pipeline = (
        'title = "Centre"\nperiod = "2026-10"\n[sources.log]\nkind = "pieces"\n'
        '[stages.agents]\nscheme = "scheme.toml"\nfrom = ["log"]\n'
    )
    named = {name.replace("_", "."): content for name, content in files.items()}
    return written(path, {"pipeline.toml": pipeline, "scheme.toml": SCHEME, **named})


def ran(path: Path, work: Callable[[SourceContext], object]) -> Results:
    return run(path, registry_with([reading(work)]))


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_a_stream_has_the_file_s_bytes_and_hash(size: int, tmp_path: Path) -> None:
    content = os.urandom(size)
    read: list[bytes] = []

    def work(context: SourceContext) -> None:
        with context.stream("{period}.log") as file:
            read.extend(iter(lambda: file.read(700_000), b""))

    results = ran(written(folder(tmp_path), {"2026-10.log": content}), work)

    assert b"".join(read) == content
    assert [(each.path, each.sha256) for each in results.inputs] == [("2026-10.log", sha256(content).hexdigest())]


def test_a_file_that_is_left_in_the_middle_is_hashed_to_its_end(tmp_path: Path) -> None:
    content = os.urandom(3_000_000)

    def work(context: SourceContext) -> None:
        with context.stream("a.log") as file:
            file.read(1)

    results = ran(folder(tmp_path, a_log=content), work)
    assert [each.sha256 for each in results.inputs] == [sha256(content).hexdigest()]


def test_what_is_written_after_the_end_was_reached_is_neither_read_nor_hashed(tmp_path: Path) -> None:
    later: list[bytes] = []

    def work(context: SourceContext) -> None:
        with context.stream("a.log") as file:
            assert file.read() == b"one\n"
            with (tmp_path / "a.log").open("ab") as growing:
                growing.write(b"two\n")
            later.append(file.read())

    results = ran(folder(tmp_path, a_log=b"one\n"), work)
    assert later == [b""]
    assert [each.sha256 for each in results.inputs] == [sha256(b"one\n").hexdigest()]


def test_a_pattern_means_the_files_of_such_names_numbers_in_their_order(tmp_path: Path) -> None:
    found: list[list[str]] = []

    def work(context: SourceContext) -> None:
        found.append(list(context.paths("logs/{period}.log*")))
        found.append(list(context.paths("a.log")))

    names = ["2026-10.log", "2026-10.log.10", "2026-10.log.2", "2026-10.log.1", "2026-11.log", ".2026-10.log.3"]
    files = {f"logs/{name}": b"x" for name in names}
    (tmp_path / "logs" / "2026-10.logs").mkdir(parents=True)
    ran(written(folder(tmp_path), files), work)

    expected = ["2026-10.log", "2026-10.log.1", "2026-10.log.2", "2026-10.log.10"]
    assert found == [[f"logs/{name}" for name in expected], ["a.log"]]


@pytest.mark.parametrize(
    ("ask", "line"),
    [
        (lambda context: context.paths("log*"), "log*: error no-file: there is no file of such a name"),
        (lambda context: context.stream("log"), "log: error no-file: there is no such file"),
        (lambda context: context.stream("."), ".: error is-folder: this is a folder, not a file"),
    ],
)
def test_what_is_not_there_is_refused(ask: Callable[[SourceContext], IO[bytes]], line: str, tmp_path: Path) -> None:
    found = problems(folder(tmp_path), registry_with([reading(ask)]))
    assert [problem.line("en").partition(" (")[0] for problem in found] == [line]


def test_a_source_may_warn_of_what_it_found(tmp_path: Path) -> None:
    results = ran(folder(tmp_path), lambda context: context.warn(NOTE.at(Place("a.log", line=3))))
    assert [warning.line("zh") for warning in results.warnings] == ["a.log:3: warning gap: 有空档"]
