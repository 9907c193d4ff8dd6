"""Running a pipeline: stage after stage from its sources to scored people. Nothing is written here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from graphlib import TopologicalSorter

import polars as pl
from attrs import asdict, evolve, frozen

from kpicore.document import Layer, PipelineDocument, SchemeDocument, find_scheme
from kpicore.errors import PluginFailed, Problem, Refused, Text
from kpicore.messages import scoring as messages
from kpicore.plugin import Registry
from kpicore.rule import Aggregate
from kpicore.scheme import Pipeline, Results, SchemeLayer, SchemeOrigin, StageResults, source_column
from kpicore.scoring.columns import CARRIED
from kpicore.scoring.compile import compile_scheme
from kpicore.scoring.gather import Population, gather
from kpicore.scoring.missing import check_scores
from kpicore.scoring.score import score
from kpicore.scoring.sources import SourceReader

Progress = Callable[[Text], None]
"""Told what is being done, for people who wait."""


@frozen
class ScoredStage:
    """A stage's results with the population they were computed from."""

    results: StageResults
    population: Population


def run_pipeline(document: PipelineDocument, registry: Registry, progress: Progress = lambda _: None) -> Results:
    """All stages of a pipeline, scored, in the order in which they feed each other.

    What is wrong with schemes and input is `Refused` for all stages at once, but for stages that would have read a
    failed one. A plugin that fails is `PluginFailed`.
    """
    pipeline = document.pipeline
    schemes = _schemes(document, registry)
    reader = SourceReader(pipeline, registry, progress)
    scored: dict[str, ScoredStage] = {}
    problems: list[Problem] = []
    for name in stage_order(pipeline):
        if any(earlier not in scored for earlier in _earlier(pipeline, name)):
            continue
        try:
            scored[name] = _scored(name, pipeline, schemes[name], registry, reader, progress)
        except PluginFailed:
            raise
        except Refused as refused:
            problems += refused.problems
            continue
        reader.stages[name] = scored[name].results
    if problems:
        raise Refused(*dict.fromkeys(_in_document(problem, document) for problem in problems))
    return Results(
        title=pipeline.title,
        period=pipeline.period,
        stages={name: scored[name].results for name in scored},
        inputs=reader.files,
        warnings=(
            *(warning for source in reader.frames.values() for warning in source.warnings),
            *_unused_columns(pipeline, scored, reader),
        ),
        kept=tuple(reader.kept.values()),
    )


def _in_document(problem: Problem, document: PipelineDocument) -> Problem:
    """What is wrong with an option of a source, at its place in the pipeline's document."""
    place = problem.place
    if place.file is None and place.key.startswith("sources."):
        return problem.at(document.positions.at_value(place.key))
    return problem


def stage_order(pipeline: Pipeline) -> list[str]:
    """The stages' names, each behind those it reads, otherwise as in the document. Reading refuses circles."""
    sorter = TopologicalSorter({name: set(_earlier(pipeline, name)) for name in pipeline.stages})
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=list(pipeline.stages).index)
        order += ready
        sorter.done(*ready)
    return order


def _earlier(pipeline: Pipeline, stage: str) -> Iterator[str]:
    """The stages that a stage reads, through its sources and theirs."""
    waiting = list(pipeline.stages[stage].sources)
    while waiting:
        source = pipeline.sources[waiting.pop()]
        if source.stage is not None:
            yield source.stage
        if source.of is not None:
            waiting.append(source.of)


def _schemes(document: PipelineDocument, registry: Registry) -> Mapping[str, SchemeDocument]:
    pipeline = document.pipeline
    found: dict[str, SchemeDocument] = {}
    problems: list[Problem] = []
    for name, stage in pipeline.stages.items():
        try:
            place = document.positions.at_value(("stages", name, "scheme"))
            found[name] = find_scheme(stage.scheme, pipeline.period, pipeline.folder, registry, place)
        except PluginFailed:
            raise
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(*dict.fromkeys(problems))
    return found


def _scored(
    name: str,
    pipeline: Pipeline,
    document: SchemeDocument,
    registry: Registry,
    reader: SourceReader,
    progress: Progress,
) -> ScoredStage:
    program = compile_scheme(document.scheme)
    population = gather(pipeline.stages[name], program, reader)
    progress(messages.SCORES.fill(stage=name, people=len(population.frame)))
    earlier = {stage: results.frame for stage, results in reader.stages.items()}
    frame: pl.DataFrame = score(program, population.frame, earlier)
    warnings = [*population.warnings, *check_scores(program, frame, population)]
    return ScoredStage(
        StageResults(
            name,
            document.scheme,
            program.columns,
            frame,
            tuple(warnings),
            _origin(document),
            _figures_of_stages(population),
        ),
        population,
    )


def _figures_of_stages(population: Population) -> dict[str, Aggregate]:
    """The input columns whose source says by which figures over an earlier stage it computes them."""
    figures: dict[str, Aggregate] = {}
    for column, giver in population.given_by.items():
        rules = getattr(giver.source.reader, "rules", None)
        if giver.source.stage is not None and rules is not None:
            theirs = giver.source.columns.get(source_column(column), source_column(column))
            figures |= {column: rule} if (rule := rules().get(theirs)) is not None else {}
    return figures


def _origin(document: SchemeDocument) -> SchemeOrigin:
    layers = [SchemeLayer(layer.id, layer.version, _layer_origin(layer)) for layer in document.layers]
    origin = evolve(layers[0].origin, sha256=document.sha256)
    return evolve(origin, layers=tuple(layers)) if len(layers) > 1 else origin


def _layer_origin(layer: Layer) -> SchemeOrigin:
    if layer.origin is None:
        return SchemeOrigin(layer.sha256, file=layer.file)
    return SchemeOrigin(layer.sha256, **asdict(layer.origin))


def _unused_columns(pipeline: Pipeline, scored: Mapping[str, ScoredStage], reader: SourceReader) -> Iterator[Problem]:
    """One warning per source with columns that no stage reads."""
    used: dict[str, set[str]] = {}
    for name, stage in scored.items():
        for column, source in stage.population.given_by.items():
            id = source_column(column)
            used.setdefault(source.name, set()).update((id, f"{id}_n"))
        first, *others = pipeline.stages[name].sources
        keys = {pipeline.sources[other].by for other in others}
        used.setdefault(first, set()).update(keys, CARRIED, pipeline.stages[name].where)
        for other in others:
            used.setdefault(other, set()).update((*CARRIED, pipeline.sources[other].by))
    for name, columns in used.items():
        source = reader.frames[name]
        theirs = [source.source.columns.get(column, column) for column in source.columns if column not in columns]
        offered = {each for column in source.source.gives for each in (column, f"{column}_n")}
        unused = [heading for heading in theirs if heading not in (source.source.period_column, *offered)]
        if unused:
            yield messages.UNUSED_COLUMNS.at(source.here, source=name, columns=", ".join(unused))
