"""Input that no file holds is kept with the run: together with its results, or not at all."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

import polars as pl
import pytest
from attrs import frozen

from kpicore import ExportTarget, SourceContext
from kpicore.errors import Refused
from kpicore.plugin import Registry
from kpicore.plugin.registry import Origin
from kpicore.scheme import InputRecord, Results
from kpicore.scoring.publish import publish
from kpicore.scoring.record import run_record
from tests.core.scoring.centre import entered, metric, scheme
from tests.pipelines import problems, registry_with, run, written

ORIGIN = Origin("desk", "kpicore-desk", "1.2")
SCHEME = scheme(metric("calls", 'unit = "count"') + entered("calls"))
KEPT = "answers/{period}.json"


@frozen
class Breaks:
    kind: ClassVar[str] = "breaks"

    def export(self, results: Results, target: ExportTarget) -> None:
        raise OSError("broken")


@frozen
class Writes:
    kind: ClassVar[str] = "writes"
    path: str

    def export(self, results: Results, target: ExportTarget) -> None:
        with target.open_text(self.path) as file:
            file.write("result")


def asking(answer: Callable[[], bytes]) -> Registry:
    """A registry with a source that gets an answer from somewhere and keeps it."""

    @frozen
    class Asks:
        kind: ClassVar[str] = "asks"
        keeps: str = KEPT

        def read(self, context: SourceContext) -> pl.DataFrame:
            content = answer()
            context.keep(self.keeps, content)
            context.note(requests="1")
            return pl.DataFrame({"employee": ["1"], "calls": [int(content)]})

    return registry_with([Asks])


def folder(path: Path, sources: str = '[sources.crm]\nkind = "asks"\n', read: str = '"crm"') -> Path:
    stage = f'[stages.agents]\nscheme = "scheme.toml"\nfrom = [{read}]\n'
    pipeline = f'title = "Centre"\nperiod = "2026-10"\n{sources}{stage}'
    return written(path, {"pipeline.toml": pipeline, "scheme.toml": SCHEME})


def published(results: Results, path: Path, exporter: Writes | Breaks) -> None:
    record = run_record(results, InputRecord("pipeline.toml", ""), [ORIGIN])
    publish(results, {"pages": (exporter, ORIGIN)}, path / "out" / "2026-10", record)


def test_what_is_kept_appears_with_the_results_and_is_recorded(tmp_path: Path) -> None:
    results = run(folder(tmp_path), asking(lambda: b"7"))
    kept = tmp_path / "answers" / "2026-10.json"
    assert not kept.exists()

    published(results, tmp_path, Writes("a.txt"))

    assert kept.read_bytes() == b"7"
    assert [(each.path, each.sha256, each.facts) for each in results.inputs] == [
        ("answers/2026-10.json", sha256(b"7").hexdigest(), {"requests": "1"})
    ]
    assert [each.name for each in kept.parent.iterdir()] == ["2026-10.json"]


def test_a_run_that_fails_leaves_what_was_kept_before(tmp_path: Path) -> None:
    published(run(folder(tmp_path), asking(lambda: b"7")), tmp_path, Writes("a.txt"))
    later = run(tmp_path, asking(lambda: b"8"))

    with pytest.raises(Refused):
        published(later, tmp_path, Breaks())

    assert (tmp_path / "answers" / "2026-10.json").read_bytes() == b"7"
    assert [each.name for each in (tmp_path / "answers").iterdir()] == ["2026-10.json"]
    published(later, tmp_path, Writes("a.txt"))
    assert (tmp_path / "answers" / "2026-10.json").read_bytes() == b"8"


def test_a_first_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        published(run(folder(tmp_path), asking(lambda: b"7")), tmp_path, Breaks())
    assert not (tmp_path / "answers").exists()


def test_what_an_export_writes_cannot_be_kept_input(tmp_path: Path) -> None:
    source = '[sources.crm]\nkind = "asks"\nkeeps = "out/2026-10/a.txt"\n'
    with pytest.raises(Refused) as caught:
        published(run(folder(tmp_path, source), asking(lambda: b"7")), tmp_path, Writes("a.txt"))
    assert [problem.code for problem in caught.value.problems] == ["output-twice"]
    assert not (tmp_path / "out" / "2026-10" / "a.txt").exists()


def test_two_sources_do_not_keep_one_file(tmp_path: Path) -> None:
    sources = '[sources.crm]\nkind = "asks"\n[sources.pbx]\nkind = "asks"\nkeeps = "answers/../answers/2026-10.json"\n'
    found = problems(folder(tmp_path, sources, '"crm", "pbx"'), asking(lambda: b"7"))
    assert [problem.line("en") for problem in found] == [
        (
            "answers/../answers/2026-10.json: error kept-twice: crm, pbx would all keep what they read in this file "
            "(give each a file of its own)"
        )
    ]
