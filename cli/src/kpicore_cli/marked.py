"""Copies of refused input files with their problems marked, for those who correct them by hand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from kpicore.document import PipelineDocument
from kpicore.errors import Lang, Problem, Refused
from kpicore.messages.publish import CANNOT_WRITE
from kpicore.plugin import Registry, attributed
from kpicore.scheme import MarksProblems
from kpicore.scoring.staging import failure, hidden_beside
from kpicore_cli import messages
from kpicore_cli.copies import already_there, write_new
from kpicore_cli.problems import file_from_here, text
from kpicore_cli.progress import Progress


@frozen
class _Concerned:
    """An input file with problems at places in its sheets, and the first source that reads it."""

    source: str
    reader: MarksProblems
    file: Path
    problems: Sequence[Problem]


@frozen
class Marked:
    """The copies that were written, and why others were not."""

    files: Sequence[Path]
    problems: Sequence[Problem]

    def said(self, lang: Lang) -> Sequence[str]:
        """A line for each copy, or that there was nothing to mark."""
        if not self.files and not self.problems:
            return [messages.NOTHING_MARKED.in_(lang)]
        return [messages.MARKED.in_(lang, file=file) for file in self.files]


def write_marked(
    problems: Sequence[Problem], document: PipelineDocument, registry: Registry, path: Path, progress: Progress
) -> Marked:
    """Writes a copy of each input file that has problems in its cells: at `path`, of several beside it, each named by
    its source. A copy has the suffix of its file.

    Nothing that a person has made or changed is overwritten.
    """
    concerned = _concerned(problems, document)
    files: list[Path] = []
    failed: list[Problem] = []
    for each in concerned:
        target = path if len(concerned) == 1 else path.with_stem(f"{path.stem}.{each.source}")
        target = target.with_suffix(each.file.suffix)
        origin = registry.sources[document.pipeline.sources[each.source].reader.kind].origin
        doing = text(messages.MARKS, file=target)
        progress(doing)
        try:
            with attributed(origin, doing):
                _write(each, target, progress.lang)
        except Refused as refused:
            failed += refused.problems
        else:
            files.append(target)
    return Marked(files, failed)


def _concerned(problems: Sequence[Problem], document: PipelineDocument) -> Sequence[_Concerned]:
    """The files with problems in their sheets, in the order of the pipeline's sources, each once."""
    pipeline = document.pipeline
    found: dict[str, _Concerned] = {}
    for name, source in pipeline.sources.items():
        if not isinstance(source.reader, MarksProblems):
            continue
        file = file_from_here(source.reader.path.replace("{period}", pipeline.period.text), pipeline.folder)
        own = [problem for problem in problems if problem.place.file == file]
        if any(problem.place.sheet is not None for problem in own):
            found.setdefault(file, _Concerned(name, source.reader, Path(file), own))
    return list(found.values())


def _write(concerned: _Concerned, target: Path, lang: Lang) -> None:
    try:
        is_there = target.exists()
        before = target.read_bytes() if target.is_file() else b""
        content = concerned.file.read_bytes()
    except OSError as error:
        raise Refused(failure(CANNOT_WRITE, str(target), error)) from None
    if is_there and not concerned.reader.is_untouched_copy(before):
        raise Refused(already_there(target))
    marked = concerned.reader.marked(content, concerned.problems, lang)
    if is_there:
        _replace(target, marked)
    else:
        write_new(target, marked)


def _replace(target: Path, content: bytes) -> None:
    temporary = hidden_beside(target)
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise Refused(failure(CANNOT_WRITE, str(target), error)) from None
