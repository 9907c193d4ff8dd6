"""How much room a text takes up, counted in narrow characters: a Chinese one is as wide as two."""

from __future__ import annotations

import unicodedata


def text_width(text: str) -> int:
    """The width of a text in one line."""
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def lines_needed(text: str, width: float) -> int:
    """How many lines a text takes up where a line holds `width` narrow characters. Broken between any two Chinese
    characters, but not inside of words."""
    return sum(_wrapped(line, max(2, int(width))) for line in text.split("\n"))


def _wrapped(line: str, width: int) -> int:
    lines, used, word = 1, 0, 0
    for character in line:
        size = text_width(character)
        word = 0 if size == 2 or character == " " else word + size
        used += size
        if used > width and used > size:
            carried = word if size == 1 and word < width else size
            lines, used = lines + 1, carried
    return lines
