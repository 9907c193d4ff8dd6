"""Every code has its paragraph in both languages, and the examples there do what the paragraph says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attrs import evolve, frozen

from kpicore.document import read_scheme
from kpicore.errors import Message, Problem, Refused
from kpicore.lint import lint_pipeline, lint_scheme
from kpicore.messages import lint, lint_rules
from kpicore.plugin import SchemeFile
from kpicore.plugin.attribution import Origin
from kpicore.scoring.examples import check_examples
from tests.core.lint.documents import REGISTRY, pipeline, scheme, scheme_text

DOCS = Path(__file__).parents[3] / "docs"
LANGUAGES = {"en": "findings.md", "zh": "findings.zh.md"}
HEADING = re.compile(r"^### `([\w-]+)` · (\w+)$", re.MULTILINE)
BLOCK = re.compile(r"^```toml\n(.*?)^```", re.MULTILINE | re.DOTALL)
MESSAGES = [each for room in (lint, lint_rules) for each in vars(room).values() if isinstance(each, Message)]
REFUSED = ("empty-band", "missing-case", "unknown-key", "unknown-kind")


@frozen
class Paragraph:
    """What a page says of a code, with its examples: wrong, then right where there is one."""

    code: str
    severity: str
    text: str
    examples: tuple[str, ...]

    def __str__(self) -> str:
        return self.code


def paragraphs(lang: str) -> list[Paragraph]:
    page = (DOCS / LANGUAGES[lang]).read_text(encoding="utf-8")
    _, *parts = HEADING.split(page)
    return [
        Paragraph(
            code, severity, body.split("```")[0].strip(), tuple(BLOCK.findall(re.split(r"^## ", body, flags=re.M)[0]))
        )
        for code, severity, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]


LINTED = [each for each in paragraphs("en") if each.code not in (*REFUSED, "example-fails")]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_is_documented_with_its_severity(lang: str) -> None:
    known = {message.code: message.severity for message in MESSAGES}
    documented = {each.code: each.severity for each in paragraphs(lang)}
    for code in (*REFUSED, "example-fails"):
        assert documented.pop(code) == "error"
    assert documented == known


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_finding_has_a_paragraph_a_wrong_and_a_right_example(lang: str) -> None:
    pages = [each for each in paragraphs(lang) if each.code not in (*REFUSED, "example-fails")]
    assert [each.code for each in pages if len(each.text) < 20 or len(each.examples) != 2] == []


def test_both_languages_show_the_same_examples() -> None:
    shown = {lang: {each.code: each.examples for each in paragraphs(lang)} for lang in LANGUAGES}
    assert shown["zh"] == shown["en"]


@pytest.mark.parametrize("paragraph", LINTED, ids=str)
def test_the_wrong_example_is_found_and_the_right_one_is_not(paragraph: Paragraph, tmp_path: Path) -> None:
    wrong, right = (problems(example, tmp_path) for example in paragraph.examples)
    assert {each.severity for each in wrong if each.code == paragraph.code} == {paragraph.severity}
    assert paragraph.code not in {each.code for each in right}


@pytest.mark.parametrize("paragraph", [each for each in paragraphs("en") if each.code in REFUSED], ids=str)
def test_what_is_refused_while_reading_is_no_finding(paragraph: Paragraph) -> None:
    with pytest.raises(Refused) as raised:
        scheme(paragraph.examples[0])
    assert [problem.code for problem in raised.value.problems] == [paragraph.code]


def test_the_failing_example_fails() -> None:
    [paragraph] = [each for each in paragraphs("en") if each.code == "example-fails"]
    assert [each.code for each in check_examples(scheme(paragraph.examples[0]).scheme)] == ["example-fails"]


def problems(example: str, folder: Path) -> list[Problem]:
    """What lint says of an example: a pipeline where it has sources, else a scheme, version 1 of which is installed."""
    if "sources." in example:
        prepare(folder)
        return lint_pipeline(pipeline(example, folder), REGISTRY)
    installed = folder / "version-1.toml"
    until = "valid = { from = 2024-01-01, until = 2024-12-31 }\n"
    installed.write_text(scheme_text(until), encoding="utf-8")
    origin = Origin("house", "kpicore-house", "1.0")
    registry = evolve(REGISTRY, schemes=(SchemeFile("house/agent", "1", installed, origin),))
    document = read_scheme(scheme_text(example).encode(), "s.toml", registry)
    return lint_scheme(document, registry)


def prepare(folder: Path) -> None:
    """The files that the page's pipelines name."""
    page = (DOCS / "findings.md").read_text(encoding="utf-8")
    shown = page[page.index("## Pipelines") :]
    heading = re.findall(r"^```csv\n(.*?)\n```", shown, re.MULTILINE | re.DOTALL)[0]
    people = [f"{number:03d},甲{number},operator,1,{60 + number}" for number in range(19)]
    (folder / "people.csv").write_text("\n".join([heading, *people]), encoding="utf-8")
    agent = BLOCK.findall(shown)[0]
    leader = """
        metrics.share = { unit = "ratio", default = 0 }
        metrics.share_as_score = { unit = "score", default = 0 }
        [indicators.exam]
        points = 10
        calculator = { kind = "proportional", metric = "share" }
        [indicators.other]
        points = 10
        calculator = { kind = "proportional", metric = "share_as_score" }
    """
    five_percent = agent.replace("A = 0.2, B = 0.3, C = 0.5", "A = 0.5, B = 0.45, C = 0.05")
    assert five_percent != agent
    for name, fragment in (("agent", agent), ("leader", leader), ("five-percent", five_percent)):
        (folder / f"{name}.toml").write_text(scheme_text(fragment), encoding="utf-8")
