"""The layout of a written document: what stands on one line, and what under a header of its own.

tomli_w writes keys and texts, so that every character is escaped as it should be; it has no say in the layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import tomli_w

from kpicore.document.syntax import RawTable

WIDEST = 120
"""Characters of a line up to which a table or list stands on one."""

_TOP_INLINE = frozenset({"title", "note", "valid"})
_ENTRIES_WITH_HEADERS = frozenset({"groups", "sections", "indicators", "adjustments", "sources", "stages", "exports"})


def toml_text(document: RawTable) -> str:
    """The document as TOML: short tables on one line, others under headers, one header an entry of the large tables."""
    return "\n".join(_lines((), document)).strip("\n") + "\n"


def _lines(path: tuple[str, ...], table: RawTable) -> Iterator[str]:
    """The keys of a table, then the tables below it that need headers; the order of tables is kept."""
    headed: dict[str, Any] = {}
    for key, value in table.items():
        if _needs_header(path, key, value) or (headed and isinstance(value, dict)):
            headed[key] = value
        else:
            yield _pair(key, value)
    for key, value in headed.items():
        name = ".".join(map(_key, (*path, key)))
        for below in value if isinstance(value, list) else [value]:
            lines = list(_lines((*path, key), below))
            if isinstance(value, list):
                yield f"\n[[{name}]]"
            elif not lines or not lines[0].startswith("\n"):
                yield f"\n[{name}]"
            yield from lines


def _needs_header(path: tuple[str, ...], key: str, value: Any) -> bool:
    if path == () and key == "examples":
        return bool(value)
    if not isinstance(value, dict):
        return False
    if path == ():
        return key not in _TOP_INLINE
    if len(path) == 1 and path[0] in _ENTRIES_WITH_HEADERS:
        return True
    return _depth(value) > 2 or len(f"{_key(key)} = {_inline(value)}") > WIDEST


def _depth(value: Any) -> int:
    match value:
        case dict():
            return 1 + max(map(_depth, value.values()), default=0)
        case list():
            return max(map(_depth, value), default=0)
        case _:
            return 0


def _pair(key: str, value: Any) -> str:
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return tomli_w.dumps({key: value}, multiline_strings=True).removesuffix("\n")
    line = f"{_key(key)} = {_inline(value)}"
    if isinstance(value, list) and len(line) > WIDEST:
        return "\n".join([f"{_key(key)} = [", *(f"    {_inline(item)}," for item in value), "]"])
    return line


def _inline(value: Any) -> str:
    match value:
        case dict() if value:
            return "{ " + ", ".join(f"{_key(key)} = {_inline(below)}" for key, below in value.items()) + " }"
        case dict():
            return "{}"
        case list():
            return "[" + ", ".join(map(_inline, value)) + "]"
        case bool():
            return "true" if value else "false"
        case Decimal():
            return _plain(value)
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case _:
            return tomli_w.dumps({"text": value}).removeprefix("text = ").removesuffix("\n")


def _key(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def _plain(number: Decimal) -> str:
    """The digits, without exponent and without zeros at the end."""
    digits = format(number, "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits in ("-0", "") else digits
