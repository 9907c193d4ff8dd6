"""What can go wrong, as values: a text in two languages, a place, a problem, and the exceptions that carry problems."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from typing import Literal

from attrs import evolve, frozen

Lang = Literal["zh", "en"]
Severity = Literal["error", "warning"]


@frozen
class Text:
    """One text in Chinese and English; ``{slots}`` in it are filled by `fill`."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.zh if lang == "zh" else self.en

    def fill(self, **facts: object) -> Text:
        """Both languages with the slots filled; a fact that is itself a `Text` is put in by language."""

        def filled(lang: Lang) -> str:
            said = {name: fact.in_(lang) if isinstance(fact, Text) else fact for name, fact in facts.items()}
            return self.in_(lang).format(**said)

        return Text(zh=filled("zh"), en=filled("en"))


@frozen
class Place:
    """Where a problem sits: file, line and column counted from 1, and the key path or column name there.

    In a workbook it is a `sheet` and a `cell`, such as ``C7``, or ``C`` for a whole column. `str()` gives what exists
    of ``FILE:LINE:COLUMN`` or ``FILE!SHEET!CELL``; the key is shown by whoever prints the problem.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    key: str = ""
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        where = "!".join(part for part in (self.file, self.sheet, self.cell) if part is not None)
        return ":".join(str(part) for part in (where or None, self.line, self.column) if part is not None)


NOWHERE = Place()


@frozen
class Problem:
    """One thing that is wrong: a stable code, where it is, what it is, and what to do about it."""

    code: str
    message: Text
    place: Place = NOWHERE
    hint: Text | None = None
    severity: Severity = "error"

    def at(self, place: Place) -> Problem:
        """The same problem at another place."""
        return evolve(self, place=place)

    def line(self, lang: Lang) -> str:
        """``FILE:LINE:COLUMN: severity CODE: KEY: message (hint)``, leaving out what is not known."""
        where = f"{self.place}: " if str(self.place) else ""
        key = f"{self.place.key}: " if self.place.key else ""
        hint = f" ({self.hint.in_(lang)})" if self.hint else ""
        return f"{where}{self.severity} {self.code}: {key}{self.message.in_(lang)}{hint}"


@frozen
class Message:
    """A kind of problem: its code, its wording with ``{slots}`` and its hint. All of them stand in a catalogue."""

    code: str
    says: Text
    hint: Text | None = None
    severity: Severity = "error"

    def at(self, place: Place = NOWHERE, /, **facts: object) -> Problem:
        """The problem of this kind at `place`, its slots filled with `facts`."""
        return Problem(
            code=self.code,
            message=self.says.fill(**facts),
            place=place,
            hint=self.hint.fill(**facts) if self.hint else None,
            severity=self.severity,
        )


class Refused(Exception):
    """Input or policy that cannot be scored as it stands; nothing has been written.

    `problems` holds all that was found, in the order of their places. The command ends with exit code 3.
    """

    exit_code = 3

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(problem.line("en") for problem in problems))
        self.problems: Sequence[Problem] = problems


class PluginFailed(Refused):
    """A plugin is broken or failed at its work. The command ends with exit code 4."""

    exit_code = 4


class InvalidOption(ValueError):
    """Raised by the attrs class of an extension when one of its options makes no sense.

    `says` is a message of a catalogue with its `facts`, or a plain text. The document reader puts the problem at the
    place of `option` (the field's name) in the file.
    """

    def __init__(self, says: Message | Text, option: str = "", **facts: object) -> None:
        message = Message("invalid-option", says) if isinstance(says, Text) else says
        self.problem = message.at(**facts)
        self.option = option
        super().__init__(self.problem.message.en)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The name in `known` that `name` was most likely meant to be, or None where nothing is close."""
    by_lower = {candidate.lower(): candidate for candidate in known}
    close = difflib.get_close_matches(name.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else None


def did_you_mean(name: str, known: Iterable[str]) -> Text:
    """The hint for an unknown name: the nearest known one, or all of them where they are few."""
    names = sorted(known)
    if close := nearest(name, names):
        return Text(zh=f"是否指 {close}？", en=f"did you mean {close}?")
    if not names:
        return Text(zh="这里没有任何已知名称", en="there are none here")
    shown = ", ".join(names[:12]) + (" …" if len(names) > 12 else "")
    return Text(zh=f"已知：{shown}", en=f"known: {shown}")
