"""Texts of cells: rich text joined, pronunciation left out, escapes undone; and the table of shared ones."""

from __future__ import annotations

import re

from kpicore_excel.messages import source as messages
from kpicore_excel.reading.markup import DEPTH, parse, tags
from kpicore_excel.reading.package import Package

MOST_TEXTS = 400_000
"""25 for each of 20,000 people."""
MOST_CHARACTERS = 10_000_000
"""Of all texts of a workbook together: 500 for each of 20,000 people."""
LONGEST_TEXT = 32_767
"""What a cell can hold."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """The text with ``_x000D_`` and the like undone, and without white space around."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
        # Characters beyond 65,535 are escaped in two halves; a half alone is no character.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "\ufffd")
    return text.strip()


def shared_strings(package: Package, part: str) -> list[str]:
    """All texts of the table, in order, whatever number it declares."""
    texts: list[str] = []
    depth = characters = spoken = 0
    text = item = ""

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal depth, text, item, spoken
        depth += 1
        text = ""
        if depth == 2:
            item = ""
        elif depth > DEPTH:
            raise package.unsafe(messages.TOO_DEEP, part)
        elif tag == "<rPh" and not spoken:
            spoken = depth

    def heard(piece: str) -> None:
        nonlocal text, characters
        text += piece
        characters += len(piece)
        if characters > MOST_CHARACTERS:
            raise package.too_large(messages.CHARACTERS, MOST_CHARACTERS)
        if len(text) > LONGEST_TEXT:
            raise package.damaged(messages.LONG_TEXT, part)

    def end(tag: str) -> None:
        nonlocal depth, item, spoken
        if tag == "<t" and not spoken:
            item += text
        elif tag == "<si" and depth == 2:
            texts.append(unescaped(item))
            if len(texts) > MOST_TEXTS:
                raise package.too_large(messages.TEXTS, MOST_TEXTS)
        elif depth == spoken:
            spoken = 0
        depth -= 1

    parse(package, part, tags("si", "t", "rPh"), start, end, heard)
    return texts
