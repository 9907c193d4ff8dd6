"""A query: one statement, and the parameters in it, found without knowing more SQL than its quotes and comments."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from kpicore import did_you_mean
from kpicore_sql import messages
from kpicore_sql.failed import Failed

_TOKEN = re.compile(
    r"""
    (?P<comment>--[^\n]*|/\*.*?\*/)
    |(?P<quoted>[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\$(?P<tag>(?:[^\W\d]\w*)?)\$.*?\$(?P=tag)\$)
    |(?P<parameter>(?<![\w:'"`\])]):[^\W\d]\w*)
    |(?P<end>;)
    |(?P<word>[\w$]+)
    |(?P<sign>::|\S)
    """,
    re.DOTALL | re.VERBOSE,
)
_READS = frozenset({"select", "values", "table", "from", "("})
"""How a statement begins that gives rows and does nothing else."""
_VERBS = _READS | {"insert", "update", "delete", "merge", "replace"}
"""What may come behind ``with`` and its tables."""

Value: TypeAlias = str | bool | int | Decimal | date
"""What a parameter may be."""

Instead: TypeAlias = Mapping[tuple[int, int], str]
"""What stands for the characters from one place in a query up to another."""


@frozen
class Rendered:
    """A query as a database gets it. `starts` are where its parts begin, `origins` where these stood in the query, and
    `kept` says which of them are the author's own words."""

    text: str
    starts: Sequence[int]
    origins: Sequence[int]
    kept: Sequence[bool]

    def origin(self, at: int) -> int:
        """The place in the query of a place in the text."""
        part = bisect_right(self.starts, at) - 1
        return self.origins[part] + (at - self.starts[part] if self.kept[part] else 0)


@frozen
class Query:
    """One statement; `parameters` are the places and names of those in it."""

    text: str
    parameters: Sequence[tuple[int, int, str]] = ()

    @property
    def names(self) -> list[str]:
        """The parameters in the order in which they appear first."""
        return list(dict.fromkeys(name for _, _, name in self.parameters))

    def rendered(
        self, parameter: Callable[[str], str], kept: Callable[[str], str] = str, instead: Instead | None = None
    ) -> Rendered:
        """The text with each parameter as `parameter` writes its name, and the words of the author as `kept` does."""
        changed = {(start, end): parameter(name) for start, end, name in self.parameters} | dict(instead or {})
        parts: list[tuple[int, str, bool]] = []
        done = 0
        for (start, end), text in sorted(changed.items()):
            parts += [(done, kept(self.text[done:start]), True), (start, text, False)]
            done = end
        parts.append((done, kept(self.text[done:]), True))
        starts = [sum(len(text) for _, text, _ in parts[:part]) for part in range(len(parts))]
        origins, texts, own = zip(*parts, strict=True)
        return Rendered("".join(texts), starts, origins, own)

    def word(self, name: str) -> int | None:
        """Where a name stands, if it stands there once."""
        found = [
            each.start()
            for each in _TOKEN.finditer(self.text)
            if each.lastgroup in ("word", "quoted") and each[0].strip("'\"`").lower() == name.lower()
        ]
        return found[0] if len(found) == 1 else None


def parse(text: str, known: Collection[str]) -> Query:
    """The query in a text, its parameters among the `known`.

    Raises `Failed` where it has none or several statements, one that does more than read, or an unknown parameter.
    """
    tokens = [token for token in _TOKEN.finditer(text) if token.lastgroup != "comment"]
    ends = [index for index, token in enumerate(tokens) if token.lastgroup == "end"]
    statement = tokens[: ends[0]] if ends else tokens
    if not statement:
        raise Failed(messages.NO_STATEMENT)
    if more := [token for token in tokens[len(statement) :] if token.lastgroup != "end"]:
        raise Failed(messages.STATEMENTS, more[0].start())
    verb = _verb(statement)
    if verb[0].lower() not in _READS:
        raise Failed(messages.NOT_A_QUERY, verb.start(), word=verb[0][:20])
    parameters = [(token.start(), token.end(), token[0][1:]) for token in statement if token.lastgroup == "parameter"]
    for start, _, name in parameters:
        if name not in known:
            near = did_you_mean(name, known)
            raise Failed(messages.UNKNOWN_PARAMETER, start, name=name, near=near)
    return Query(text[: tokens[ends[0]].start()] if ends else text, parameters)


def _verb(statement: Sequence[re.Match[str]]) -> re.Match[str]:
    """The word that says what a statement does: the first, or the one behind ``with`` and its tables."""
    if statement[0][0].lower() != "with":
        return statement[0]
    depth = 0
    for token in statement:
        depth += (token[0] == "(") - (token[0] == ")")
        if depth == 0 and token.lastgroup == "word" and token[0].lower() in _VERBS:
            return token
    return statement[0]


def quoted_end(text: str, start: int) -> int:
    """Where a quoted text or name ends that begins at `start`; `start` itself where none does."""
    token = _TOKEN.match(text, start)
    return token.end() if token and token.lastgroup in ("quoted", "tag") else start
