"""How much room a text takes up, counted in narrow characters: a Chinese one is as wide as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import count
from math import ceil

_TOKEN = re.compile(r"[（《“(*]*(?:[A-Za-z0-9.+%'’&/-]+|.)[）》”)，。、；：·,.;:!?！？]*\s*")
"""What stays together where a line is broken: a word or a Chinese character, with its punctuation."""


def text_width(text: str) -> int:
    """The width of a text in one line."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes up where a line holds `width` narrow characters."""
    return sum(len(_lines(_TOKEN.findall(line), max(2, int(width)))) for line in text.split("\n"))


def balanced(text: str, width: int, most: int = 3) -> list[str]:
    """The text in lines of about one length: one if it is not wider than `width`, and no more than `most`."""
    lines = min(most, ceil(text_width(text) / width))
    if lines < 2:
        return [text]
    tokens = _TOKEN.findall(text)
    return next(
        found for limit in count(ceil(text_width(text) / lines)) if len(found := _lines(tokens, limit)) <= lines
    )


def _lines(tokens: Sequence[str], limit: int) -> list[str]:
    """As many tokens in each line as it holds, and at least one."""
    lines = [""]
    for token in tokens:
        if lines[-1] and text_width(lines[-1] + token.rstrip()) > limit:
            lines.append("")
        lines[-1] += token
    return [line.rstrip() for line in lines]
