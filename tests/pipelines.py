"""Pipelines for tests: documents and tables written into a folder, and run there as a person would run them."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from kpicore.document import read_pipeline
from kpicore.errors import Problem, Refused
from kpicore.plugin import Contribution, Origin, Registry, load_plugins
from kpicore.scheme import Results
from kpicore.scoring.run import run_pipeline

HERE = Origin("tests", "kpicore-tests", "0")


@cache
def installed() -> Registry:
    """Everything installed here."""
    return load_plugins()


def registry_with(sources: Sequence[type] = (), calculators: Sequence[type] = ()) -> Registry:
    """Everything installed here, and classes of the test tree beside it."""

    def beside(known: Mapping[str, Contribution], classes: Sequence[type]) -> Mapping[str, Contribution]:
        return {**known, **{cls.kind: Contribution(cls.kind, cls, HERE) for cls in classes}}  # type: ignore[attr-defined]  # every extension has a kind

    known = installed()
    return evolve(known, sources=beside(known.sources, sources), calculators=beside(known.calculators, calculators))


def written(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files below the folder, and returns the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def run(folder: Path, registry: Registry | None = None, **settings: str) -> Results:
    """The results of ``pipeline.toml`` in the folder."""
    registry = registry or installed()
    return run_pipeline(read_pipeline(folder / "pipeline.toml", registry, settings), registry)


def problems(folder: Path, registry: Registry | None = None, **settings: str) -> Sequence[Problem]:
    """What running ``pipeline.toml`` in the folder is refused for."""
    with pytest.raises(Refused) as caught:
        run(folder, registry, **settings)
    assert caught.value.exit_code == Refused.exit_code
    return caught.value.problems


def column(results: Results, stage: str, name: str) -> dict[str, object]:
    """A column of a stage by employee id."""
    frame: pl.DataFrame = results.stages[stage].frame
    return dict(zip(frame["employee"], frame[name], strict=True))
