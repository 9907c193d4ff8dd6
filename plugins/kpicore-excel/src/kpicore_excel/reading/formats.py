"""What a number format makes of a number: a percentage, a date, a time, a duration, an id with leading zeros."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

from attrs import frozen

Kind: TypeAlias = Literal["number", "percent", "date", "time", "date and time", "duration", "zeros"]


@frozen
class Format:
    """How a number is meant. Of kind ``zeros`` it is padded to `width` digits, the literal text `prefix` before it."""

    kind: Kind = "number"
    width: int = 0
    prefix: str = ""


PLAIN = Format()
_PERCENT, _DATE, _TIME, _BOTH, _DURATION = (
    Format("percent"),
    Format("date"),
    Format("time"),
    Format("date and time"),
    Format("duration"),
)
BUILT_IN: Mapping[int, Format] = {
    **dict.fromkeys((9, 10, 67, 68), _PERCENT),
    **dict.fromkeys((14, 15, 16, 17), _DATE),
    **dict.fromkeys((18, 19, 20, 21, 45, 47), _TIME),
    22: _BOTH,
    46: _DURATION,
    # Of East Asian and Thai versions; the same number is a date in one and a time in another.
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58, *range(71, 82)), _DATE),
    **dict.fromkeys((*range(32, 36), 55, 56), _TIME),
}
"""The formats that a workbook uses by number without spelling them out. All others show a number."""

_TOKEN = re.compile(r'"[^"]*"?|[\\!_*].|\[[^\]]*\]?|.', re.DOTALL)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_HALVES_OF_DAY = re.compile(r"am/pm|a/p|上午/下午|上午|下午")
_NO_TOKENS = re.compile(r"general|g/通用格式|e[+-]")
_LONGEST = 1_000
"""Characters looked at. Excel allows 255."""


@frozen
class _Section:
    """One of the up to four parts of a format code: what stands in it without quotes, and the literal text before."""

    bare: str
    prefix: str
    is_elapsed: bool


def format_of(code: str) -> Format:
    """What a format code such as ``0.0%`` or ``yyyy"年"m"月"d"日"`` makes of a number.

    Quoted and escaped text, colours, conditions and currencies in it say nothing.
    """
    sections = _sections(code[:_LONGEST])
    if any(section.is_elapsed for section in sections):
        return _DURATION
    for section in sections:
        text, halves = _HALVES_OF_DAY.subn("", section.bare)
        text = _NO_TOKENS.sub("", text)
        has_time = bool(halves) or "h" in text or "s" in text
        has_date = "y" in text or "d" in text or "e" in text or "aaa" in text or ("m" in text and not has_time)
        if has_date or has_time:
            return _BOTH if has_date and has_time else _DATE if has_date else _TIME
        if "%" in text:
            return _PERCENT
    digits = sections[0].bare
    if len(digits) > 1 and not digits.strip("0"):
        return Format("zeros", len(digits), sections[0].prefix)
    return PLAIN


def _sections(code: str) -> list[_Section]:
    sections = []
    bare, prefix, is_elapsed = "", "", False
    for token in [*_TOKEN.findall(code), ";"]:
        if token == ";":
            sections.append(_Section(bare.lower(), prefix, is_elapsed))
            bare, prefix, is_elapsed = "", "", False
        elif token[0] == "[":
            is_elapsed = is_elapsed or bool(_ELAPSED.fullmatch(token))
        elif token[0] == '"' or (token[0] in "\\!" and len(token) == 2):
            literal = token.strip('"') if token[0] == '"' else token[1]
            prefix += "" if bare else literal
        elif len(token) == 1:
            bare += token
    return sections
