"""Pages as people read them: what they have one write into files, the commands they have one type, what these answer.

A block with a title is a file. In a ``console`` block a line behind ``$`` is a command, what follows is its answer; a
line ``…`` there stands for any lines. A comment that begins with ``setup`` is Python that prepares what the reader has,
such as a workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from docs.generate.files import DOCS
from kpicore.errors import Lang

_PARTS = re.compile(
    r"""^<!--\ setup\n(?P<setup>.*?)^-->$
    |^```(?P<language>\w+)(?:\ title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$""",
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


@frozen
class File:
    """A block that stands for a file."""

    name: str
    content: str


@frozen
class Setup:
    """Python that makes what the reader has."""

    code: str


@frozen
class Command:
    """A command as it is typed, and the lines that the page shows of its answer."""

    line: str
    answer: tuple[str, ...]

    @property
    def fails(self) -> bool:
        """Whether the page shows that something is wrong."""
        return any(re.search(r"(^|: )error [\w-]+: ", line) for line in self.answer)


@frozen
class Block:
    """Any other block, in its language."""

    language: str
    content: str


Part = File | Setup | Command | Block


def pages() -> list[Path]:
    """The pages that are written by hand, in both languages."""
    return sorted(path for path in DOCS.rglob("*.md") if "reference" not in path.relative_to(DOCS).parts)


def language(page: Path) -> Lang:
    return "zh" if page.name.endswith(".zh.md") else "en"


def parts(page: Path) -> Iterator[Part]:
    """What the page has one do, in its order."""
    for found in _PARTS.finditer(page.read_text(encoding="utf-8")):
        if found["setup"] is not None:
            yield Setup(found["setup"])
        elif found["title"]:
            yield File(found["title"], found["body"])
        elif found["language"] == "console":
            yield from _commands(found["body"])
        else:
            yield Block(found["language"], found["body"])


def answers(expected: tuple[str, ...], said: str) -> bool:
    """Whether what a command said is what the page shows of it."""
    pattern = "".join(r"(?:.*\n)*" if line.strip() == "…" else re.escape(line.rstrip()) + r" *\n" for line in expected)
    return re.fullmatch(pattern, said.strip("\n") + "\n") is not None


def _commands(body: str) -> Iterator[Command]:
    line, answer = "", list[str]()
    for each in body.splitlines():
        if each.startswith("$ "):
            if line:
                yield Command(line, tuple(answer))
            line, answer = each[2:], []
        else:
            answer.append(each)
    if line:
        yield Command(line, tuple(answer))
