"""Markdown made of values and docstrings."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence

from kpicore.errors import Lang, Text

_LANGUAGES = (
    ("python", re.compile(r"(import|from|@|class|def) ?\w*")),
    ("toml", re.compile(r"\[+[\w.]+\]+|[\w.]+ *= ")),
    ("console", re.compile(r"(pip|kpi) ")),
)
_PAGE = re.compile(r"(\]\((?!https?:)[^)\s#]+?)(?<!\.zh)\.md(?=[#)])")
"""A link to another page; in Chinese it leads to the Chinese one."""


def page(name: str, lang: Lang, title: Text, lead: Text, *parts: str) -> str:
    """A generated page: its title, the way to its other language, what it is about, its parts.

    `name` is that of its file, without a suffix.
    """
    other = f"English: [{name}.md]({name}.md)" if lang == "zh" else f"中文：[{name}.zh.md]({name}.zh.md)"
    head = f"# {title.in_(lang)}\n\n{other}\n\n<!-- Written by `python -m docs.generate`: change the code instead. -->"
    body = "\n\n".join([lead.in_(lang), *parts])
    if lang == "zh":
        body = _PAGE.sub(r"\1.zh.md", body)
    return f"{head}\n\n{body}\n"


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a line break in a cell stays one."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def code(text: str, language: str = "text") -> str:
    """A block of code."""
    return f"```{language}\n{text.rstrip()}\n```"


def mono(text: str) -> str:
    """A piece of code within a line."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def docstring(value: object) -> str:
    """What the code says of a value, its double backticks made single ones and its indented blocks blocks of code."""
    lines = (inspect.getdoc(value) or "").splitlines()
    parts: list[str] = []
    block: list[str] = []
    for line in [*lines, "."]:
        is_code = line.startswith("    ") or (not line.strip() and bool(block))
        if is_code:
            block.append(line[4:])
            continue
        if block:
            text = "\n".join(block).strip("\n")
            while parts and not parts[-1]:
                parts.pop()
            parts += ["", code(text, _language(text)), ""]
            block = []
        parts.append(re.sub(r"::$", ":", line).replace("``", "`"))
    return "\n".join(parts[:-1]).strip()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def _language(text: str) -> str:
    return next((name for name, begins in _LANGUAGES if begins.match(text)), "text")
