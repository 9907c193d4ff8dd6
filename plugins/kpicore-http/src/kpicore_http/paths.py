"""Paths in JSON: ``data.items``, ``rates[0].value``, ``["a key with ."].x``."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys of objects and indices of lists; an empty one is the value itself."""

_STEP = re.compile(r"""\[(?P<index>[0-9]{1,6})\]|\["(?P<quoted>[^"]+)"\]|(?P<key>[^.\[\]"]+)""")


def parsed(text: str) -> Path:
    """The path that a text means; a ValueError where it is none."""
    steps: list[str | int] = []
    at = 0
    while at < len(text):
        if at and text[at] == ".":
            at += 1
            if at == len(text) or text[at] == "[":
                raise ValueError(text)
        elif at and text[at] != "[":
            raise ValueError(text)
        found = _STEP.match(text, at)
        if found is None:
            raise ValueError(text)
        steps.append(int(found["index"]) if found["index"] else found["quoted"] or found["key"])
        at = found.end()
    return tuple(steps)


def value_at(value: Any, path: Path) -> Any:
    """What stands at the path; None where there is nothing."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, list) and step < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
        if value is None:
            return None
    return value
