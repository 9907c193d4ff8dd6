"""Checking one document: its mistakes, what lint finds, and the same of the schemes it names; worked examples too."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from attrs import frozen

from kpicore.document import PipelineDocument, SchemeDocument, find_scheme, read_pipeline, read_scheme
from kpicore.document.syntax import file_content, read_toml
from kpicore.errors import Lang, Problem, Refused
from kpicore.lint import by_place, lint_pipeline, lint_scheme
from kpicore.plugin import Registry
from kpicore.scoring.examples import check_examples
from kpicore_cli import messages

FINDINGS = 1


@frozen
class Checked:
    """What was found in a document, by place. `examples` counts those of a scheme, `schemes` names those of a pipeline.
    `exit_code` is that of what was refused."""

    file: str
    kind: Literal["scheme", "pipeline"]
    problems: tuple[Problem, ...] = ()
    exit_code: int = 0
    examples: int = 0
    schemes: tuple[str, ...] = ()

    def said(self, lang: Lang) -> str:
        """That nothing was found."""
        if self.kind == "scheme":
            return messages.SCHEME_FINE.in_(lang, file=self.file, examples=self.examples)
        separator = "、" if lang == "zh" else ", "
        return messages.PIPELINE_FINE.in_(lang, file=self.file, schemes=separator.join(self.schemes))


def check_document(file: Path, period: str | None, registry: Registry) -> Checked:
    """A scheme or a pipeline, told apart by what it holds: only pipelines have stages and sources."""
    kind: Literal["scheme", "pipeline"] = "scheme"
    try:
        content = file_content(file)
        table = read_toml(content, str(file)).table
        if {"stages", "sources"} & table.keys():
            kind = "pipeline"
            settings: Mapping[str, str] = {} if period is None else {"period": period}
            return _pipeline(read_pipeline(file, registry, settings), registry)
        document = read_scheme(content, str(file), registry)
    except Refused as refused:
        return _refused(file, kind, refused)
    problems = by_place([*lint_scheme(document, registry), *_examples(document)])
    return Checked(str(file), kind, tuple(problems), examples=len(document.scheme.examples))


def _pipeline(document: PipelineDocument, registry: Registry) -> Checked:
    """The pipeline and the schemes that its stages name, each once. What is installed has been linted by its author."""
    pipeline = document.pipeline
    problems: list[Problem] = lint_pipeline(document, registry)
    names: list[str] = []
    code = 0
    for name, stage in pipeline.stages.items():
        place = document.positions.at_value(("stages", name, "scheme"))
        try:
            scheme = find_scheme(stage.scheme, pipeline.period, pipeline.folder, registry, place)
        except Refused as refused:
            problems += refused.problems
            code = max(code, _code(refused))
            continue
        names.append(str(scheme.scheme))
        own = lint_scheme(scheme, registry) if scheme.origin is None else []
        problems += by_place([*own, *_examples(scheme)])
    return Checked(document.file, "pipeline", tuple(problems), code, schemes=tuple(dict.fromkeys(names)))


def _examples(document: SchemeDocument) -> list[Problem]:
    numbers = range(len(document.scheme.examples))
    places = {f"examples[{number}]": document.positions.at_key(("examples", number)) for number in numbers}
    return check_examples(document.scheme, places)


def _refused(file: Path, kind: Literal["scheme", "pipeline"], refused: Refused) -> Checked:
    return Checked(str(file), kind, tuple(refused.problems), _code(refused))


def _code(refused: Refused) -> int:
    """What is refused elsewhere is a finding here; a plugin that failed stays one."""
    return FINDINGS if refused.exit_code == Refused.exit_code else refused.exit_code
