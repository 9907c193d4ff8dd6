"""Where each key and value of a TOML document stands: a small scanner over a text that tomllib has accepted.

tomllib tells no positions, so the scanner walks the text once more. It does not judge: what it is given is valid TOML.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from typing import TypeAlias

from attrs import Factory, define, evolve, field, frozen

from kpicore.errors import Place

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys from the root of a document down to a value; items of a list are counted from 0."""

_BLANK = r"(?:\s|#[^\n]*)*"
_SPACE = r"[ \t]*"
_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|\[(\d+)\]|([^.\[\]"]+)')


def show_path(path: KeyPath) -> str:
    """The path as messages write it: ``indicators.exam.points``, ``examples[0].given.calls``, ``sources."a.b"``."""
    shown = ""
    for part in path:
        if isinstance(part, int):
            shown += f"[{part}]"
        else:
            name = part if part and not re.search(r'[.\[\]"\s\\]', part) else _quoted(part)
            shown += f".{name}" if shown else name
    return shown


def parse_path(text: str) -> KeyPath:
    """The path that `show_path` writes as `text`."""
    return tuple(_parsed(found) for found in _PART.finditer(text))


def _parsed(part: re.Match[str]) -> str | int:
    quoted, index, name = part.groups()
    if index is not None:
        return int(index)
    return name if quoted is None else re.sub(r"\\(.)", r"\1", quoted)


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


@frozen
class Spot:
    """The offsets at which a key and its value begin. A table written as a header begins at its ``[``."""

    key: int
    value: int


@frozen
class Positions:
    """The places of a document's keys and values, as key paths lead to them.

    What does not stand in the document sits at the nearest table above it. `overridden` maps the paths that were set
    from outside to the option of the command line that did so. `base` has the places of what is inherited from the
    document that this one extends. Paths may be given as `show_path` writes them.
    """

    file: str
    spots: Mapping[KeyPath, Spot]
    line_starts: tuple[int, ...] = (0,)
    overridden: Mapping[KeyPath, str] = field(factory=dict)
    base: Positions | None = None

    @property
    def files(self) -> list[str]:
        """The document, then what it extends, and so on."""
        return [self.file, *(self.base.files if self.base else ())]

    def without(self, gone: Callable[[KeyPath], bool]) -> Positions:
        """The positions of what is not gone, here and in what is inherited."""
        spots = {path: spot for path, spot in self.spots.items() if not gone(path)}
        return evolve(self, spots=spots, base=self.base and self.base.without(gone))

    def at_key(self, path: KeyPath | str) -> Place:
        """The place of the key; a missing key sits at its table's header."""
        return self._place(path, key=True)

    def at_value(self, path: KeyPath | str) -> Place:
        """The place of the value."""
        return self._place(path, key=False)

    def _place(self, path: KeyPath | str, key: bool) -> Place:
        steps = self._found(parse_path(path)) if isinstance(path, str) else path
        shown = show_path(steps)
        for length in range(len(steps), 0, -1):
            if option := self.overridden.get(steps[:length]):
                return Place(option, key=shown)
        for length in range(len(steps), 0, -1):
            if holder := self._holder(steps[:length]):
                spot = holder.spots[steps[:length]]
                return holder._at(spot.key if key and length == len(steps) else spot.value, shown)
        return self._at(0, shown)

    def _holder(self, path: KeyPath) -> Positions | None:
        """The document that says what is at the path: the first one, where several have that table."""
        if path in self.spots:
            return self
        return self.base._holder(path) if self.base else None

    def _found(self, steps: KeyPath) -> KeyPath:
        """The path with items of lists as numbers, also where they are written as keys (``table.0.points``)."""
        path: KeyPath = ()
        for step in steps:
            is_item = isinstance(step, str) and step.isdecimal() and self._holder((*path, int(step))) is not None
            path = (*path, int(step) if is_item else step)
        return path

    def _at(self, offset: int, key: str) -> Place:
        line = bisect_right(self.line_starts, offset)
        return Place(self.file, line, offset - self.line_starts[line - 1] + 1, key)


def scan(text: str, file: str) -> Positions:
    """The positions in a text that tomllib accepts, its line ends ``\\n``."""
    scanner = _Scanner(text)
    scanner.document()
    line_starts = (0, *(found.end() for found in re.finditer("\n", text)))
    return Positions(file, scanner.spots, line_starts)


@define
class _Scanner:
    text: str
    at: int = 0
    spots: dict[KeyPath, Spot] = Factory(dict)
    tables: dict[KeyPath, int] = Factory(dict)
    """How many tables each array of tables has so far."""

    def document(self) -> None:
        table: KeyPath = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)

    def header(self) -> KeyPath:
        """The table that a header opens; the header is consumed."""
        start = self.at
        is_array = self.text.startswith("[[", start)
        self.at += 2 if is_array else 1
        parts = self.key()
        self.skip(_SPACE + r"\]\]?")
        path: KeyPath = ()
        for name, _ in parts[:-1]:
            path = self.last_table((*path, name))
            self.spots.setdefault(path, Spot(start, start))
        name, key = parts[-1]
        path = (*path, name)
        if not is_array:
            self.spots[path] = Spot(key, start)
            return path
        number = self.tables.get(path, 0)
        self.tables[path] = number + 1
        self.spots.setdefault(path, Spot(key, start))
        self.spots[(*path, number)] = Spot(start, start)
        return (*path, number)

    def last_table(self, path: KeyPath) -> KeyPath:
        return (*path, self.tables[path] - 1) if path in self.tables else path

    def pair(self, table: KeyPath) -> None:
        """A key of `table` with its value."""
        parts = self.key()
        path = table
        for name, key in parts:
            path = (*path, name)
            self.spots.setdefault(path, Spot(key, key))
        self.skip(_SPACE + "=" + _SPACE)
        self.spots[path] = Spot(parts[-1][1], self.at)
        self.value(path)

    def key(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset."""
        parts = []
        while True:
            start = self.skip(_SPACE)
            if self.text[start] in "\"'":
                self.string()
                parts.append((_text_of(self.text[start : self.at]), start))
            else:
                self.skip(r"[A-Za-z0-9_-]+")
                parts.append((self.text[start : self.at], start))
            self.skip(_SPACE)
            if self.text[self.at] != ".":
                return parts
            self.at += 1

    def value(self, path: KeyPath) -> None:
        match self.text[self.at]:
            case '"' | "'":
                self.string()
            case "[":
                self.array(path)
            case "{":
                self.inline_table(path)
            case _:
                self.skip(r"[^,\]}#\n]+")

    def array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while self.text[self.skip(_BLANK)] != "]":
            self.spots[(*path, index)] = Spot(self.at, self.at)
            self.value((*path, index))
            self.skip(_BLANK + ",?")
            index += 1
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while self.text[self.skip(_BLANK)] != "}":
            self.pair(path)
            self.skip(_BLANK + ",?")
        self.at += 1

    def string(self) -> None:
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            character = r"(?:\\.|[^\\])" if quote == '"' else "."
            self.skip(rf"(?s:{quote * 3}{character}*?{quote * 3}{quote}{{0,2}})")
        else:
            self.skip(r'"([^"\\]|\\.)*"' if quote == '"' else r"'[^']*'")

    def skip(self, pattern: str) -> int:
        """Consumes what the pattern matches here; gives back where it ends."""
        found = re.compile(pattern).match(self.text, self.at)
        if found:
            self.at = found.end()
        return self.at


def _text_of(literal: str) -> str:
    if literal[0] == "'":
        return literal[1:-1]
    return literal[1:-1] if "\\" not in literal else str(tomllib.loads(f"text = {literal}")["text"])
