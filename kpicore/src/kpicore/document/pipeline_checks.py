"""Checks of a pipeline beyond its shape: names, what stages and sources refer to, and circles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from kpicore.document.mistakes import Finding
from kpicore.document.positions import KeyPath, show_path
from kpicore.document.rule_checks import names
from kpicore.document.syntax import RawTable
from kpicore.errors import did_you_mean
from kpicore.messages import document as messages
from kpicore.messages import sources as source_messages
from kpicore.scheme import Source, Stage

_NO_FILE_NAME = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]|^$|^\s|\s$|\.$|^run\.json$')
_LONGEST_NAME = 120
_TEXTS = ("employee", "name", "team")
"""Columns of people, which hold no figures."""


def check_pipeline(sources: Mapping[str, Source], stages: Mapping[str, Stage], raw: RawTable) -> Iterator[Finding]:
    """What is wrong with the readable sources and stages; `raw` is the whole document."""
    for table in ("sources", "stages", "exports"):
        for name in names(raw, table):
            if _NO_FILE_NAME.search(name) or len(name) > _LONGEST_NAME:
                yield Finding(messages.BAD_NAME.at(name=name), (table, name), "key")
    if raw.get("stages") == {}:
        yield Finding(messages.NO_STAGES.at(), ("stages",))
    known = names(raw, "sources")
    for name, stage in stages.items():
        path = ("stages", name, "from")
        if not stage.sources:
            yield Finding(messages.NO_SOURCES.at(), path)
        for index, source in enumerate(stage.sources):
            if source not in known:
                unknown = messages.UNKNOWN_SOURCE.at(name=source, near=did_you_mean(source, known))
                yield Finding(unknown, (*path, index))
            elif source in stage.sources[:index]:
                yield Finding(messages.SOURCE_TWICE.at(name=source), (*path, index))
    for name, reader in sources.items():
        if isinstance(reader.stage, str) and reader.stage not in (stages_known := names(raw, "stages")):
            unknown = messages.UNKNOWN_STAGE.at(name=reader.stage, near=did_you_mean(reader.stage, stages_known))
            yield Finding(unknown, ("sources", name, "stage"))
        if isinstance(reader.of, str) and reader.of not in known:
            unknown = messages.UNKNOWN_SOURCE.at(name=reader.of, near=did_you_mean(reader.of, known))
            yield Finding(unknown, ("sources", name, "of"))
        yield from _check_shared(name, reader)
    yield from _check_circles(sources, stages)


def _check_shared(name: str, source: Source) -> Iterator[Finding]:
    """What is wrong with the keys that every source has."""
    path: KeyPath = ("sources", name)
    if source.stage is not None and source.units:
        yield Finding(source_messages.UNITS_OF_STAGE.at(), (*path, "units"), "key")
    elif texts := [column for column in source.units if column in (*_TEXTS, source.by)]:
        yield from (Finding(source_messages.NO_FIGURES.at(column=c), (*path, "units", c), "key") for c in texts)
    if (ids := source.employees) is not None:
        if source.by != "employee":
            yield Finding(source_messages.EMPLOYEES_OTHER_KEY.at(by=source.by), (*path, "employees"), "key")
        if ids.from_ == ids.to:
            yield Finding(source_messages.EMPLOYEES_SAME_COLUMN.at(), (*path, "employees", "to"))


def _check_circles(sources: Mapping[str, Source], stages: Mapping[str, Stage]) -> Iterator[Finding]:
    """Each circle once, spelled from its first stage on, in the direction of reading."""
    reads: dict[KeyPath, list[KeyPath]] = {
        ("stages", name): [("sources", source) for source in stage.sources] for name, stage in stages.items()
    }
    for name, source in sources.items():
        earlier = [("stages", source.stage)] if isinstance(source.stage, str) else []
        others = [("sources", source.of)] if isinstance(source.of, str) else []
        reads["sources", name] = [*earlier, *others]
    order = list(reads)
    while True:
        try:
            TopologicalSorter(reads).prepare()
        except CycleError as error:
            circle: list[KeyPath] = error.args[1][:0:-1]  # graphlib lists what is read before what reads it
            first = circle.index(min(circle, key=order.index))
            circle = [*circle[first:], *circle[: first + 1]]
            spelled = " → ".join(show_path(path) for path in circle)
            yield Finding(messages.CIRCLE.at(circle=spelled), circle[0], "key")
            reads = {node: below for node, below in reads.items() if node not in circle}
        else:
            return
