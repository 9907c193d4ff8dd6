"""The record of a run, ``run.json``: what went in, what scored it, what came out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import polars as pl
from attrs import asdict, evolve, field, frozen

import kpicore
from kpicore.errors import Problem, Text
from kpicore.plugin.registry import Origin
from kpicore.scheme import InputRecord, Period, Results, SchemeOrigin, StageResults

RUN_RECORD = "run.json"
"""The name of the record; where it stands, all the files of its `outputs` do."""

FORMAT = 1


@frozen
class WarningRecord:
    """Something a person should look at, in both languages."""

    code: str
    message: Text


@frozen
class SchemeRecord:
    """A scheme that scored a stage; `origin` holds `plugin`, `distribution`, `version`, or `file`.

    `sha256` is that of its document. An overlay has `layers`, itself and what it extends, and the hash is that of
    their hashes, each with a line feed behind it.
    """

    id: str
    version: str
    sha256: str
    origin: Mapping[str, str]
    layers: tuple[SchemeRecord, ...] = ()


@frozen
class StageRecord:
    """A stage in numbers: its people, how many of them have a total, the mean of those totals rounded like one, and how
    many people have each grade."""

    scheme: str
    version: str
    people: int
    scored: int
    mean_total: float | None
    grades: Mapping[str, int]
    warnings: tuple[WarningRecord, ...]


@frozen
class OutputRecord:
    """A file that was published: the export that wrote it, its path in the run's output folder, and its hash."""

    export: str
    path: str
    sha256: str


@frozen
class RunRecord:
    """One run. Everything but `finished` (UTC) is the same for the same input; no path of the machine is in it."""

    kpicore: str
    title: str
    period: Period
    pipeline: InputRecord
    inputs: tuple[InputRecord, ...]
    schemes: tuple[SchemeRecord, ...]
    plugins: tuple[Origin, ...]
    stages: Mapping[str, StageRecord]
    warnings: tuple[WarningRecord, ...]
    outputs: tuple[OutputRecord, ...] = ()
    finished: str = ""
    format: int = field(default=FORMAT, init=False)

    def to_json(self) -> str:
        """The record as JSON, keys sorted."""
        values = asdict(self, value_serializer=_plain)
        return json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def run_record(results: Results, pipeline: InputRecord, plugins: Iterable[Origin]) -> RunRecord:
    """The record of a run that has been scored, its outputs still unknown.

    `pipeline` is the document's name and hash, `plugins` are all that were loaded.
    """
    schemes = {_scheme(stage) for stage in results.stages.values()}
    return RunRecord(
        kpicore=kpicore.__version__,
        title=results.title,
        period=results.period,
        pipeline=_without_machine(pipeline),
        inputs=tuple(sorted(map(_without_machine, results.inputs), key=lambda record: (record.path, record.sha256))),
        schemes=tuple(
            _scheme_record(name, version, origin)
            for name, version, origin in sorted(schemes, key=lambda scheme: (scheme[0], scheme[1], scheme[2].sha256))
        ),
        plugins=tuple(sorted(plugins, key=lambda origin: (origin.plugin, origin.distribution))),
        stages={name: _stage(stage) for name, stage in results.stages.items()},
        warnings=_warnings(results.warnings),
    )


def _scheme(stage: StageResults) -> tuple[str, str, SchemeOrigin]:
    return stage.scheme.id, stage.scheme.version, stage.origin or SchemeOrigin("")


def _scheme_record(id: str, version: str, origin: SchemeOrigin) -> SchemeRecord:
    layers = tuple(_scheme_record(layer.id, layer.version, layer.origin) for layer in origin.layers)
    return SchemeRecord(id, version, origin.sha256, _named(origin), layers)


def _named(origin: SchemeOrigin) -> dict[str, str]:
    said = {
        "file": _name(origin.file),
        "plugin": origin.plugin,
        "distribution": origin.distribution,
        "version": origin.version,
    }
    return {key: value for key, value in said.items() if value}


def _stage(stage: StageResults) -> StageRecord:
    frame: pl.DataFrame = stage.frame
    totals = frame["total"].drop_nulls()
    letters = stage.scheme.grades.mapper.letters if stage.scheme.grades else ()
    return StageRecord(
        scheme=stage.scheme.id,
        version=stage.scheme.version,
        people=stage.people,
        scored=len(totals),
        mean_total=recorded_mean(totals, stage.scheme.rounding.digits),
        grades={letter: int((frame["grade"] == letter).sum()) for letter in letters},
        warnings=_warnings(stage.warnings),
    )


def recorded_mean(totals: pl.Series, digits: int) -> float | None:
    """The mean of recorded totals, rounded half away from zero; in whole numbers, so that it is exact."""
    if totals.is_empty():
        return None
    scale: int = 10**digits
    points = int((totals * scale).round().cast(pl.Int64).sum())
    people = len(totals)
    return (2 * points + people) // (2 * people) / scale


def _warnings(problems: Iterable[Problem]) -> tuple[WarningRecord, ...]:
    return tuple(WarningRecord(problem.code, problem.message) for problem in problems)


def _without_machine(record: InputRecord) -> InputRecord:
    return evolve(record, path=_name(record.path))


def _name(path: str) -> str:
    """The path as the document has it; of a path from the machine's root only the name."""
    windows = PureWindowsPath(path)
    return windows.name if windows.anchor or PurePosixPath(path).is_absolute() else path


def _plain(_: type, attribute: Any, value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
