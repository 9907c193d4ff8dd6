"""How a contract says what is wrong: in both languages, because whoever writes a plugin reads one of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from kpicore.errors import Problem, Text

MOST_SHOWN = 8
"""How many problems one failure shows."""


def said(text: Text, **facts: object) -> str:
    """The text with its slots filled, Chinese first."""
    filled = text.fill(**facts)
    return f"{filled.zh}\n{filled.en}"


def told(text: Text, problems: Iterable[Problem], **facts: object) -> str:
    """The text, and under it the first few problems, as the command shows them."""
    shown = list(problems)[:MOST_SHOWN]
    filled = text.fill(**facts)
    chinese = [filled.zh, *(problem.line("zh") for problem in shown)]
    english = [filled.en, *(problem.line("en") for problem in shown)]
    return "\n".join([*chinese, *english])


def leave_out(text: Text, **facts: object) -> NoReturn:
    """Skips a test that has nothing to look at, most often because another one fails for that."""
    import pytest

    pytest.skip(said(text, **facts))
