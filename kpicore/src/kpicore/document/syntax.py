"""From the bytes of a TOML document to its raw values and their positions; what is beyond reason is refused.

tomllib trusts its input: a key of many parts takes it minutes, deep nesting overflows its stack. So size, depth and
length are looked at first.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeAlias

from attrs import frozen

from kpicore.document.positions import KeyPath, Positions, scan
from kpicore.errors import Message, Place, Problem, Refused, Text
from kpicore.messages import document as messages

RawTable: TypeAlias = dict[str, Any]

MOST_BYTES = 2_000_000
DEEPEST = 32
LONGEST_WORD = 200
MOST_DIGITS = 30

_TOKEN = re.compile(
    r"""
    \"{3}(?s:\\.|[^\\])*?\"{3} | '{3}(?s:.)*?'{3} | "(?:\\.|[^"\\\n])*" | '[^'\n]*'
    | \#[^\n]* | [\w+-]+ | [^\w+-]
    """,
    re.VERBOSE,
)
"""Strings, comments, words and single characters. An unterminated string is taken apart: tomllib stops there."""


@frozen
class RawDocument:
    """A document as tomllib reads it, numbers with a point as `Decimal`, and where everything stands."""

    table: RawTable
    positions: Positions


def read_toml(content: bytes, file: str) -> RawDocument:
    """The document in `content`, UTF-8 with or without a byte order mark. Anything else is `Refused` with its place."""
    if len(content) > MOST_BYTES:
        raise Refused(messages.TOO_LARGE.at(Place(file), size=len(content), limit=MOST_BYTES))
    text = _decoded(content, file)
    if excess := next(_excesses(text, file), None):
        raise Refused(excess)
    try:
        table = tomllib.loads(text, parse_float=_number)
    except tomllib.TOMLDecodeError as error:
        raise Refused(_syntax_problem(error, text, file)) from None
    positions = scan(text, file)
    if numbers := list(_bad_numbers(table, ())):
        raise Refused(*(message.at(positions.at_value(path), limit=MOST_DIGITS) for message, path in numbers))
    return RawDocument(table, positions)


def file_content(path: Path, place: Place | None = None) -> bytes:
    """The bytes of a document's file. A missing file, or a folder in its place, is `Refused` with its name."""
    where = place or Place(str(path))
    try:
        if path.is_dir():
            raise Refused(messages.FOLDER_FOR_FILE.at(where, path=path))
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(messages.NO_FILE.at(where, path=path)) from None
    except OSError as error:
        raise Refused(messages.UNREADABLE.at(where, reason=error.strerror or error)) from None


def _number(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what Decimal holds
        return Decimal(f"1e{MOST_DIGITS}")


def _decoded(content: bytes, file: str) -> str:
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise Refused(messages.NOT_UTF8.at(_place(before, len(before), file))) from None


def _excesses(text: str, file: str) -> Iterator[Problem]:
    """What would cost tomllib too much, in the order in which it would meet it."""
    depth = parts = 0
    for token in _TOKEN.finditer(text):
        match token.group():
            case "[" | "{":
                depth, parts = depth + 1, 0
            case "]" | "}":
                depth = max(depth - 1, 0)
            case ".":
                parts += 1
            case "\n" | "=" | ",":
                parts = 0
            case word if len(word) > LONGEST_WORD and (word[0].isalnum() or word[0] in "_+-"):
                yield messages.TOO_LONG.at(_place(text, token.start(), file), limit=LONGEST_WORD)
        if max(depth, parts) >= DEEPEST:
            yield messages.TOO_DEEP.at(_place(text, token.start(), file), limit=DEEPEST)


def _syntax_problem(error: tomllib.TOMLDecodeError, text: str, file: str) -> Problem:
    found = re.fullmatch(r"(?s)(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    reason, line, column = found.groups() if found else (str(error), None, None)
    place = Place(file, int(line), int(column)) if line and column else _place(text, len(text), file)
    chinese = next((zh for en, zh in messages.SYNTAX_REASONS.items() if reason.startswith(en)), reason)
    return messages.SYNTAX.at(place, reason=Text(zh=chinese, en=reason))


def _bad_numbers(value: object, path: KeyPath) -> Iterator[tuple[Message, KeyPath]]:
    match value:
        case dict():
            for key, below in value.items():
                yield from _bad_numbers(below, (*path, key))
        case list():
            for index, below in enumerate(value):
                yield from _bad_numbers(below, (*path, index))
        case Decimal() if not value.is_finite():
            yield messages.NOT_FINITE, path
        case Decimal() | int() if _digits(Decimal(value)) > MOST_DIGITS:
            yield messages.NUMBER_BEYOND, path


def _digits(number: Decimal) -> int:
    """The digits before or after the point, whichever are more."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return max(number.adjusted() + 1, -exponent, exponent if number.is_zero() else 0)


def _place(text: str, offset: int, file: str) -> Place:
    return Place(file, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)
