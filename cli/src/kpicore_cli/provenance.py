"""Where the policy says a figure, and what is not its word: clause, status and note of a scheme's item."""

from __future__ import annotations

from collections.abc import Iterator

from kpicore.errors import Lang
from kpicore.scheme import Adjustment, Grades, Indicator
from kpicore_cli import messages


def provenance(item: Indicator | Adjustment | Grades, policy: str, lang: Lang) -> Iterator[str]:
    """The clause, then for what the policy does not state: which figures, and the note."""
    if item.clause:
        yield messages.CLAUSE.in_(lang, clause=item.clause.removeprefix(f"{policy}·"))
    if item.status != "stated":
        yield status(item, lang)
    elif item.note is not None:
        yield item.note.in_(lang)


def status(item: Indicator | Adjustment | Grades, lang: Lang) -> str:
    """``Assumed (points, zero): note``."""
    word = messages.STATUS[item.status].in_(lang)
    if item.assumed:
        separator = "、" if lang == "zh" else ", "
        figures = separator.join(figure(path, lang) for path in item.assumed)
        word = messages.STATUS_FIGURES.in_(lang, status=word, figures=figures)
    return messages.STATUS_LINE.in_(lang, status=word, note=item.note.in_(lang)) if item.note is not None else word


def figure(path: str, lang: Lang) -> str:
    """A parameter's key path in words, where it is a usual one: ``points``, ``calculator.zero``."""
    key = path.removeprefix("calculator.")
    head, dot, rest = key.partition(".")
    return messages.FIGURES[head].in_(lang) + dot + rest if head in messages.FIGURES else key
