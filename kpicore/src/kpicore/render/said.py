"""What a rule says, in one language: words with slots, which a person's numbers fill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import field, frozen

from kpicore.errors import Lang, Text
from kpicore.messages import words as phrases

Person: TypeAlias = Mapping[str, Any]
"""One row of a scored frame: column → number, text or None."""


@frozen
class Peers:
    """The people behind a figure of a group, and the fewest of whom it is shown."""

    count: int
    fewest: int

    @property
    def are_shown(self) -> bool:
        return self.count >= self.fewest


@frozen
class Slot:
    """A person's value of a column, shown behind the column's name: with its unit, or by its label in `labels`.

    `before` stands between name and value. `rests_on` names the steps from which the value follows: where one of them
    is not shown, it is not either, or it would give the other away.
    """

    column: str
    unit: str | None
    labels: Mapping[str, Text] = field(factory=dict)
    before: str = " "
    rests_on: tuple[str, ...] = ()

    def said_of(self, person: Person, lang: Lang, peers: Mapping[str, Peers]) -> str:
        value = person.get(self.column)
        group = peers.get(self.column)
        if group is not None and not group.are_shown:
            return phrases.TOO_FEW.in_(lang).format(fewest=group.fewest)
        if any(step in peers and not peers[step].are_shown for step in self.rests_on):
            return ""
        if value is None:
            return phrases.MISSING.in_(lang)
        if value in self.labels:
            return phrases.LABELLED.in_(lang).format(label=self.labels[value].in_(lang))
        return f"{self.before}{shown(value, self.unit, lang)}"


@frozen
class GroupSize:
    """How many people stand behind the figure of a step, shown behind the name of their group."""

    step: str

    def said_of(self, lang: Lang, peers: Mapping[str, Peers]) -> str:
        group = peers.get(self.step)
        return phrases.PEOPLE.in_(lang).format(count=group.count) if group is not None and group.are_shown else ""


@frozen
class Choice:
    """Cases of which a person meets the one that the column's value names."""

    column: str
    cases: tuple[tuple[str, Words], ...]

    def said_of(self, person: Person, lang: Lang, peers: Mapping[str, Peers]) -> str:
        met = [words.said_of(person, peers) for value, words in self.cases if value == person.get(self.column)]
        return met[0] if met else phrases.NO_CASE.in_(lang)


@frozen
class WhereMissing:
    """Words in the rule for everybody, said of a person only where one of the columns is missing."""

    columns: tuple[str, ...] = field(converter=tuple[str, ...])
    words: str

    def said_of(self, person: Person) -> str:
        return self.words if any(person.get(column) is None for column in self.columns) else ""


@frozen
class Words:
    """A rule told in one language."""

    lang: Lang
    parts: tuple[Part, ...] = field(converter=tuple["Part", ...])

    def said(self) -> str:
        """The rule for everybody."""
        separator = "；" if self.lang == "zh" else "; "
        said = []
        for part in self.parts:
            match part:
                case str(text) | WhereMissing(words=text):
                    said.append(text)
                case Choice(cases=cases):
                    said.append(separator.join(words.said() for _, words in cases))
                case Slot() | GroupSize():
                    pass
        return _closed_up("".join(said))

    def said_of(self, person: Person, peers: Mapping[str, Peers] | None = None) -> str:
        """The rule with one person's numbers in it.

        `peers` tells, by step, how many people stand behind the figures of groups: they are said with it, and left out
        where the people are too few.
        """
        said = ""
        after_value = False
        for part in self.parts:
            match part:
                case str():
                    said += f" {part}" if after_value and part[:1].isalnum() else part
                case GroupSize():
                    said += part.said_of(self.lang, peers or {})
                case WhereMissing():
                    said += part.said_of(person)
                case Choice() | Slot():
                    said += part.said_of(person, self.lang, peers or {})
            after_value = isinstance(part, Slot) and not said.endswith(("）", "」"))
        return _closed_up(said)

    def without_slots(self) -> Words:
        """The same, naming columns without anybody's values: what is said of other people."""
        told = [part.words if isinstance(part, WhereMissing) else part for part in self.parts]
        return Words(self.lang, [part for part in told if not isinstance(part, Slot | GroupSize)])


Part: TypeAlias = str | Slot | GroupSize | Choice | WhereMissing


def shown(value: Decimal | Fraction | float | str, unit: str | None, lang: Lang) -> str:
    """A value as people read it: ratios in percent, seconds with their unit, no more than four decimals."""
    if isinstance(value, str):
        return value
    number = _decimal(value)
    match unit:
        case "ratio":
            return phrases.PERCENT.in_(lang).format(number=_plain(number * 100))
        case "seconds":
            return phrases.SECONDS.in_(lang).format(number=_plain(number))
        case _:
            return _plain(number)


_BETWEEN_CHINESE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])")


def _closed_up(text: str) -> str:
    """Phrases leave a space beside a number or name; where both sides turn out Chinese there is none."""
    return _BETWEEN_CHINESE.sub("", text)


def _decimal(value: Decimal | Fraction | float) -> Decimal:
    match value:
        case Fraction():
            return Decimal(value.numerator) / Decimal(value.denominator)
        case float() | int():
            return Decimal(repr(value))
        case Decimal():
            return value


def _plain(number: Decimal) -> str:
    text = f"{round(number, 4):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
