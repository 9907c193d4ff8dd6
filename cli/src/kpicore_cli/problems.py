"""Problems for people, a line each, and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from attrs import asdict, evolve

from kpicore.errors import Lang, Problem, Refused, Text
from kpicore_cli import messages
from kpicore_cli.messages import Said

MOST_ALIKE = 20
"""How many problems with the same code and key are shown to people."""

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(32), *range(127, 160), 0x2028, 0x2029)}


def text(said: Said, **facts: object) -> Text:
    """A text of the command as one of the core, its slots filled."""
    return Text(*said).fill(**facts) if facts else Text(*said)


def lines(problems: Iterable[Problem], lang: Lang) -> Iterator[str]:
    """``FILE:LINE:COLUMN: severity CODE: KEY: message (hint)``, one line each; the 21st of the same kind says how many
    more there are."""
    problems = list(problems)
    alike = Counter(map(_kind, problems))
    seen: Counter[tuple[str, str]] = Counter()
    for problem in problems:
        kind = _kind(problem)
        seen[kind] += 1
        if seen[kind] <= MOST_ALIKE:
            yield printable(problem.line(lang))
        elif seen[kind] == MOST_ALIKE + 1:
            yield messages.MORE_ALIKE.in_(lang, count=alike[kind] - MOST_ALIKE, code=problem.code)


def printable(shown: str) -> str:
    """The text in one line, what would steer a terminal made visible."""
    return shown.translate(_CONTROLS)


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem for programs: code, severity, file, line, column, key, message and hint in both languages."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        **asdict(problem.place),
        "message": asdict(problem.message),
        "hint": asdict(problem.hint) if problem.hint else None,
    }


def echo_json(data: Any) -> None:
    """Prints data for programs: always UTF-8, whatever the terminal speaks."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8", errors="backslashreplace"))


def refused_from_here(refused: Refused, folder: Path) -> Refused:
    """What was refused, its files named as people find them from where they are."""
    return type(refused)(*(seen_from_here(problem, folder) for problem in refused.problems))


def seen_from_here(problem: Problem, folder: Path) -> Problem:
    """The problem with its input file, which is named from the pipeline's `folder` on, named from here."""
    file = problem.place.file
    if file is None or file.startswith(("--", "sources.")):
        return problem
    return problem.at(evolve(problem.place, file=file_from_here(file, folder)))


def file_from_here(file: str, folder: Path) -> str:
    """An input file that is named from the pipeline's `folder` on, named from here."""
    return file if not (folder / file).exists() and Path(file).exists() else str(folder / file)


def _kind(problem: Problem) -> tuple[str, str]:
    return problem.code, problem.place.key
