"""What a run ends with: its stages in numbers, what to look at, what was read and what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from rich.cells import cell_len

from kpicore.errors import Lang, Problem
from kpicore.scheme import InputRecord, Results
from kpicore.scoring.publish import Published
from kpicore.scoring.record import RunRecord, StageRecord
from kpicore_cli import messages
from kpicore_cli.messages import Said
from kpicore_cli.problems import lines
from kpicore_cli.screen import TOGETHER, heading, points, table, wrapped

MOST_IN_A_FOLDER = 10
"""How many files of a folder are named one by one."""


def summary(results: Results, record: RunRecord, published: Published, folder: Path, lang: Lang) -> str:
    """The summary of a run. `folder` is the pipeline's, from which inputs are named."""
    warnings = [*_stage_warnings(results), *results.warnings, *published.warnings]
    parts = [
        heading(wrapped(f"{results.title} · {results.period}")),
        _stages(results, record, lang),
        _inputs(results.inputs, folder, lang),
    ]
    if warnings:
        title = messages.WARNINGS_COUNTED.in_(lang, count=len(warnings))
        parts.append(_listed(title, lines(warnings, lang)))
    if published.removed:
        parts.append(_listed(messages.REMOVED.in_(lang), _files(published.removed, lang)))
    parts.append(_listed(messages.OUTPUTS.in_(lang), _files(published.files, lang)))
    return "\n\n".join(parts)


def _stages(results: Results, record: RunRecord, lang: Lang) -> str:
    said = (
        messages.STAGE,
        messages.SCHEME_COLUMN,
        messages.PEOPLE,
        messages.MEAN_TOTAL,
        messages.GRADES,
        messages.WARNINGS,
    )
    rows = []
    for name, stage in results.stages.items():
        counted = record.stages[name]
        digits = stage.scheme.rounding.digits
        rows.append(
            (
                name,
                stage.scheme.title.in_(lang),
                str(counted.people),
                "—" if counted.mean_total is None else points(counted.mean_total, digits),
                _grades(counted, lang),
                str(len(stage.warnings)),
            )
        )
    return table([text.in_(lang) for text in said], rows, numbers=(2, 3, 5))


def _grades(stage: StageRecord, lang: Lang) -> str:
    counted = [f"{letter}{TOGETHER}{people}" for letter, people in stage.grades.items()]
    without = stage.people - sum(stage.grades.values())
    if counted and without:
        counted.append(f"{messages.NO_GRADE.in_(lang)}{TOGETHER}{without}")
    return " · ".join(counted) or "—"


def _stage_warnings(results: Results) -> Iterator[Problem]:
    for stage in results.stages.values():
        yield from stage.warnings


def _inputs(inputs: Sequence[InputRecord], folder: Path, lang: Lang) -> str:
    """The files that were read, each with its facts beside it."""
    paths = [str(folder / read.path) for read in inputs]
    longest = max(map(cell_len, paths), default=0)
    shown = [heading(messages.INPUTS.in_(lang))]
    for path, read in zip(paths, inputs, strict=True):
        facts = "  ".join(
            f"{messages.FACTS.get(name, Said(name, name)).in_(lang)} {fact}" for name, fact in read.facts.items()
        )
        shown.append(f"  {path}{' ' * (longest - cell_len(path))}  {facts}".rstrip())
    return "\n".join(shown)


def _files(paths: Iterable[Path], lang: Lang) -> Iterator[str]:
    """Files by name; of those that lie together in a folder, where they are many, the folder and how many."""
    for folder, files in groupby(paths, key=lambda path: path.parent):
        together = list(files)
        if len(together) > MOST_IN_A_FOLDER:
            yield messages.FILES_IN.in_(lang, folder=folder, count=len(together))
        else:
            yield from map(str, together)


def _listed(title: str, entries: Iterator[str]) -> str:
    return "\n".join([heading(title), *(wrapped(entry, "  ") for entry in entries)])
