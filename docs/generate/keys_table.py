"""Keys and options as tables of the reference."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from docs.generate.keys import Key, worded
from docs.generate.markdown import mono, table
from docs.generate.messages import pages
from kpicore.errors import Lang, Text


def keys_table(known: Iterable[Key], lang: Lang, heading: Text = pages.KEY) -> str:
    """A row for each key: what it takes, its default, what it means."""
    headings = (heading, pages.TYPE, pages.DEFAULT, pages.MEANS)
    rows = [(mono(key.name), worded(key.type).in_(lang), _default(key, lang), key.says.in_(lang)) for key in known]
    return table([each.in_(lang) for each in headings], rows)


def _default(key: Key, lang: Lang) -> str:
    if key.is_required:
        return f"**{pages.REQUIRED.in_(lang)}**"
    match key.default:
        case bool(truth):
            return mono("true" if truth else "false")
        case Decimal() | int() as number:
            return mono(f"{number:f}" if isinstance(number, Decimal) else str(number))
        case str(text) if text:
            return mono(f'"{text}"')
        case [*items] if items:
            return mono(f"[{', '.join(map(str, items))}]")
        case _:
            return ""
