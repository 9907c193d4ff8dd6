"""XML parts, parsed piece by piece: no document types, no endless tokens, no bottomless nesting."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias
from xml.parsers import expat

from kpicore_excel.messages import source as messages
from kpicore_excel.reading.package import Package

Start: TypeAlias = Callable[[str, dict[str, str]], None]
End: TypeAlias = Callable[[str], None]
Characters: TypeAlias = Callable[[str], None]

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The name space of workbooks, and the one of the strict variant."""
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
DEPTH = 64
"""The deepest nesting. Worksheets with all their extensions have about a dozen levels."""
TOKEN = 1024**2
"""The longest tag or comment, in bytes."""
MOST_NAMES = 10_000
"""Different names of tags and attributes, and of name spaces. The parser keeps each of them for good."""
MOST_ELEMENTS = 400_000
"""Of a part read by `visit`. The most formats that Excel allows take half of them."""


def tags(*names: str, spaces: tuple[str, ...] = MAIN) -> dict[str, str]:
    """The names of tags for `parse`. They come as ``<NAME``, which no tag of another name space can look like."""
    return {f"{space} {name}": f"<{name}" for space in spaces for name in names}


def parse(
    package: Package,
    part: str,
    known: Mapping[str, str],
    start: Start,
    end: End | None = None,
    characters: Characters | None = None,
) -> None:
    """Hands the elements of a part to `start` and `end`, and texts, which may come in several pieces, to `characters`.

    An element comes under its name in `known`, see `tags`, or else as ``NAMESPACE NAME``. Whoever handles the ends of
    elements limits their depth. What is no XML, or unsafe, is `Refused`.
    """
    if end is None:
        start, end = _limited(package, part, start)
    names = dict(known)
    spaces: set[str | None] = set()

    def refuse(*_: object) -> None:
        raise package.unsafe(messages.DOCTYPE, part)

    def declare(prefix: str | None, _: object) -> None:
        spaces.add(prefix)

    # Expat looks every name up in `names`, so the known ones are told apart at no cost.
    parser = expat.ParserCreate(None, " ", names)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartNamespaceDeclHandler = declare
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    given = 0
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)
            given += len(chunk)
            # An unfinished tag is read anew with every piece: one of megabytes would take hours.
            if given - parser.CurrentByteIndex > TOKEN:
                raise package.unsafe(messages.TOKEN, part)
            if len(names) + len(spaces) > MOST_NAMES:
                raise package.unsafe(messages.NAMES, part)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise package.damaged(messages.NO_XML, part) from None


def _limited(package: Package, part: str, start: Start) -> tuple[Start, End]:
    """Both handlers, for those who need no end of an element: they count how deep it is."""
    depth = 0

    def deeper(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise package.unsafe(messages.TOO_DEEP, part)
        start(name, attributes)

    def back(_: str) -> None:
        nonlocal depth
        depth -= 1

    return deeper, back


def visit(package: Package, part: str, known: Mapping[str, str], see: Callable[[str, Mapping[str, str]], None]) -> None:
    """Hands every element of a part to `see`: its path, such as ``<workbook<sheets<sheet``, and its attributes.

    An element that is not among the `known` stands in paths as ``?``.
    """
    names = frozenset(known.values())
    path = [""]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise package.too_large(messages.TAGS, MOST_ELEMENTS)
        if len(path) > DEPTH:
            raise package.unsafe(messages.TOO_DEEP, part)
        path.append(path[-1] + (name if name in names else "?"))
        see(path[-1], attributes)

    def end(_: str) -> None:
        path.pop()

    parse(package, part, known, start, end)
