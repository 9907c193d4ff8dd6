"""Pipelines: sources nobody uses, metrics nobody gives, people nobody finds, quotas too fine for so few people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from kpicore.builtin.grade_mappers import Quota
from kpicore.builtin.sources import StageSource
from kpicore.document import KeyPath, PipelineDocument, find_scheme
from kpicore.errors import Problem, Refused, did_you_mean
from kpicore.lint.columns import Known, Reader
from kpicore.lint.finding import found, listed, said
from kpicore.lint.grades import unfilled
from kpicore.messages import lint as messages
from kpicore.plugin import Registry
from kpicore.rule import Ref, references
from kpicore.scheme import CONVERTED_TO, Item, Scheme, Stage, metric_column

CARRIED = ("employee", "name", "team")


@frozen
class Staged:
    """A stage with its scheme, None where that cannot be had, and what is known of its sources."""

    name: str
    stage: Stage
    scheme: Scheme | None
    sources: Mapping[str, Known]


def check(document: PipelineDocument, registry: Registry) -> Iterator[Problem]:
    """All sources and stages."""
    pipeline = document.pipeline
    yield from _unused(document)
    reader = Reader(pipeline)
    yield from _named_columns(document, reader)
    schemes = {name: _scheme(document, stage, registry) for name, stage in pipeline.stages.items()}
    for name, stage in pipeline.stages.items():
        staged = Staged(name, stage, schemes[name], {source: reader.known(source) for source in stage.sources})
        yield from _where(document, staged)
        if staged.scheme is not None:
            yield from _metrics(document, staged, staged.scheme)
            yield from _units(document, staged, staged.scheme)
            yield from _shares(document, staged, staged.scheme)
            yield from _quota(document, staged, staged.scheme)
    yield from _letters(document, schemes)


def _scheme(document: PipelineDocument, stage: Stage, registry: Registry) -> Scheme | None:
    """The scheme, if it can be had; that it cannot is said by whoever checks the schemes."""
    pipeline = document.pipeline
    try:
        return find_scheme(stage.scheme, pipeline.period, pipeline.folder, registry).scheme
    except Refused:
        return None


def _unused(document: PipelineDocument) -> Iterator[Problem]:
    pipeline = document.pipeline
    used = {source for stage in pipeline.stages.values() for source in stage.sources}
    used |= {source.of for source in pipeline.sources.values() if source.of is not None}
    for name in pipeline.sources:
        if name not in used:
            yield found(document.positions, messages.SOURCE_UNUSED, ("sources", name))


def _named_columns(document: PipelineDocument, reader: Reader) -> Iterator[Problem]:
    """Columns that a source is said to have, and that its file has not."""
    for name, source in document.pipeline.sources.items():
        known = reader.known(name)
        if known.headings is None or known.columns is None:
            continue
        theirs: dict[KeyPath, str] = {("columns", ours): heading for ours, heading in source.columns.items()}
        if source.period_column is not None:
            theirs[("period_column",)] = source.period_column
        for key, heading in theirs.items():
            if heading not in known.headings:
                facts = {"source": name, "column": heading, "near": did_you_mean(heading, known.headings)}
                yield found(document.positions, messages.SOURCE_UNKNOWN_COLUMN, ("sources", name, *key), **facts)
        for column in source.units:
            if column not in known.columns and column not in source.columns:
                facts = {"source": name, "column": column, "near": did_you_mean(column, known.columns)}
                path = ("sources", name, "units", column)
                yield found(document.positions, messages.SOURCE_UNKNOWN_COLUMN, path, **facts)


def _units(document: PipelineDocument, staged: Staged, scheme: Scheme) -> Iterator[Problem]:
    """Figures that are given in what is not, and cannot become, their metric's unit."""
    for name in staged.stage.sources:
        source = document.pipeline.sources[name]
        for theirs, stated in source.gives.items():
            ours = next((id for id, heading in source.columns.items() if heading == theirs), theirs)
            metric = scheme.metrics.get(ours)
            if metric is not None and metric.unit != stated:
                facts = {"scheme": scheme.id, "metric": ours, "unit": metric.unit, "given": stated}
                yield found(document.positions, messages.UNITS_UNIT, ("sources", name, "kind"), **facts)
        for id, given in document.pipeline.sources[name].units.items():
            metric = scheme.metrics.get(id)
            if metric is not None and CONVERTED_TO[given] != metric.unit:
                facts = {"scheme": scheme.id, "metric": id, "unit": metric.unit, "given": given}
                yield found(document.positions, messages.UNITS_UNIT, ("sources", name, "units", id), **facts)


def _where(document: PipelineDocument, staged: Staged) -> Iterator[Problem]:
    first = staged.stage.sources[0]
    columns = staged.sources[first].columns
    if columns is None:
        return
    for column in staged.stage.where:
        if column not in columns:
            path = ("stages", staged.name, "where", column)
            facts = {"source": first, "column": column, "near": did_you_mean(column, columns)}
            yield found(document.positions, messages.WHERE_UNKNOWN_COLUMN, path, **facts)


def _metrics(document: PipelineDocument, staged: Staged, scheme: Scheme) -> Iterator[Problem]:
    """What the rules read and no source gives. A source whose columns are not known may give anything."""
    there: dict[str, None] = {}
    for source, known in staged.sources.items():
        if known.columns is None:
            return
        is_first = source == staged.stage.sources[0]
        hidden = () if is_first else (*CARRIED, document.pipeline.sources[source].by)
        there |= dict.fromkeys(column for column in known.columns if column not in hidden)
    for column in _wanted(scheme):
        if column not in there:
            group = scheme.groups.get(column)
            metric = scheme.metrics.get(column)
            label = metric.label if metric else group.label if group else column
            facts = {"scheme": scheme.id, "column": column, "label": label, "near": did_you_mean(column, there)}
            yield found(document.positions, messages.METRIC_NOT_GIVEN, ("stages", staged.name, "from"), **facts)


def _wanted(scheme: Scheme) -> list[str]:
    """The metrics, groups and teams that have to be given: neither optional nor with a default."""
    read: dict[str, None] = dict.fromkeys(scheme.groups)
    for id, item in scheme.items.items():
        rule = item.calculator.rule(Item(id, getattr(item, "points", None), scheme.metrics))
        read |= dict.fromkeys(references(rule))
    if scheme.grades is not None:
        read |= dict.fromkeys(references(scheme.grades.mapper.rule(Ref("total"))))
        read.pop("total", None)
    columns = {metric_column(id): metric for id, metric in scheme.metrics.items()}
    spared = {column for column, metric in columns.items() if metric.optional or metric.default is not None}
    return [column.removeprefix(metric_column("")) for column in read if column not in spared]


def _shares(document: PipelineDocument, staged: Staged, scheme: Scheme) -> Iterator[Problem]:
    """A share of an earlier stage's people is a ratio, whatever the scheme takes it for."""
    for name in staged.stage.sources:
        reader = document.pipeline.sources[name].reader
        if not isinstance(reader, StageSource):
            continue
        for id in reader.shares:
            metric = scheme.metrics.get(id)
            if metric is not None and metric.unit != "ratio":
                path = ("sources", name, "shares", id)
                facts = {"scheme": scheme.id, "metric": id, "unit": metric.unit}
                yield found(document.positions, messages.SHARE_UNIT, path, **facts)


def _letters(document: PipelineDocument, schemes: Mapping[str, Scheme | None]) -> Iterator[Problem]:
    """Grades that are counted and that the earlier stage does not give."""
    for name, source in document.pipeline.sources.items():
        reader = source.reader
        scheme = schemes.get(reader.stage) if isinstance(reader, StageSource) else None
        if not isinstance(reader, StageSource) or scheme is None:
            continue
        letters: Sequence[str] = list(scheme.grades.mapper.letters) if scheme.grades is not None else []
        for id, counted in reader.shares.items():
            for index, letter in enumerate(counted):
                if letter not in letters:
                    path = ("sources", name, "shares", id, index)
                    facts = {"stage": reader.stage, "letter": letter, "near": did_you_mean(letter, letters)}
                    yield found(document.positions, messages.SHARE_UNKNOWN_GRADE, path, **facts)


def _quota(document: PipelineDocument, staged: Staged, scheme: Scheme) -> Iterator[Problem]:
    """Grades nobody can get among so many people, or so many of a group."""
    mapper = scheme.grades and scheme.grades.mapper
    if not isinstance(mapper, Quota) or sum(mapper.shares.values()) != 1:
        return
    sizes = staged.sources[staged.stage.sources[0]].sizes(staged.stage.where, mapper.within)
    for people in sorted(set(sizes)):
        if empty := unfilled(mapper.shares, people):
            share = said(mapper.shares[empty[0]], "ratio")
            facts = {"people": people, "letters": listed(empty), "letter": empty[0], "share": share}
            yield found(document.positions, messages.QUOTA_UNFILLED, ("stages", staged.name, "scheme"), **facts)
