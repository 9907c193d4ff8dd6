"""A pipeline on its way from the command line to scored people, its problems named as people see them from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attrs import evolve

from kpicore.document import PipelineDocument, find_scheme, read_pipeline
from kpicore.errors import Problem, Refused, Text
from kpicore.plugin import Registry
from kpicore.scheme import Results, StageResults
from kpicore.scoring.run import run_pipeline
from kpicore_cli.problems import refused_from_here, seen_from_here


def read(file: Path, period: str | None, settings: Mapping[str, str], registry: Registry) -> PipelineDocument:
    """The pipeline in a file, with what the command line sets laid over it."""
    return read_pipeline(file, registry, {**settings, **({"period": period} if period is not None else {})})


def score(document: PipelineDocument, registry: Registry, progress: Callable[[Text], None]) -> Results:
    """The scored stages; problems and warnings name input files from the working directory on."""
    folder = document.pipeline.folder
    try:
        results = run_pipeline(document, registry, progress)
    except Refused as refused:
        raise refused_from_here(refused, folder) from refused

    def here(warnings: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return tuple(seen_from_here(warning, folder) for warning in warnings)

    stages = {name: evolve(stage, warnings=here(stage.warnings)) for name, stage in results.stages.items()}
    return evolve(results, stages=stages, warnings=here(results.warnings))


def with_findings(results: Results, document: PipelineDocument, registry: Registry) -> Results:
    """The results with what lint finds in each stage's scheme, where an exporter shows it (`kpicore.scheme.Exporter`);
    otherwise as they are, for it takes a moment."""
    pipeline = document.pipeline
    if not any(getattr(exporter, "shows_findings", False) for exporter in pipeline.exports.values()):
        return results
    from kpicore.lint import lint_scheme

    def found(stage: StageResults) -> tuple[Problem, ...]:
        reference = pipeline.stages[stage.name].scheme
        return tuple(lint_scheme(find_scheme(reference, pipeline.period, pipeline.folder, registry), registry))

    return evolve(
        results, stages={name: evolve(stage, findings=found(stage)) for name, stage in results.stages.items()}
    )


@contextmanager
def with_place(document: PipelineDocument) -> Iterator[None]:
    """Puts what an exporter says of its options at their place in the pipeline's document."""
    try:
        yield
    except Refused as refused:
        raise type(refused)(*(_placed(problem, document) for problem in refused.problems)) from refused


def _placed(problem: Problem, document: PipelineDocument) -> Problem:
    place = problem.place
    if place.file is None and place.key.startswith("exports."):
        return problem.at(document.positions.at_value(place.key))
    return problem
