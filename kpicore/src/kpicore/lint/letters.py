"""Tables of letters, held against each other: letters missing, out of proportion, or not in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from kpicore.builtin.calculators import Rating
from kpicore.errors import Problem
from kpicore.lint.finding import Policy, Ruling, listed, said
from kpicore.messages import lint_rules as messages


@frozen
class Table:
    """A rating's table, its letters in the document's order."""

    ruling: Ruling
    letters: dict[str, Decimal]
    points: Decimal

    def share(self, letter: str) -> Fraction:
        """The letter's part of full marks."""
        return Fraction(self.letters[letter]) / Fraction(self.points)


def check(policy: Policy) -> Iterator[Problem]:
    """Each table by itself, then against the others of its scale."""
    tables = [
        Table(ruling, dict(ruling.calculator.table), ruling.points)
        for ruling in policy.rulings
        if isinstance(ruling.calculator, Rating) and ruling.points
    ]
    for table in tables:
        yield from _order(policy, table)
        scale = [other for other in tables if other is table or _on_one_scale(table, other)]
        yield from _missing(policy, table, [other for other in scale if other is not table])
        yield from _proportion(policy, table, scale)


def _on_one_scale(table: Table, other: Table) -> bool:
    """Two tables that share more than half of the smaller one's letters."""
    common = table.letters.keys() & other.letters.keys()
    return len(common) > min(len(table.letters), len(other.letters)) / 2


def _order(policy: Policy, table: Table) -> Iterator[Problem]:
    entries = list(table.letters.items())
    pairs = list(pairwise(entries))
    rises = sum(a < b for (_, a), (_, b) in pairs) > sum(a > b for (_, a), (_, b) in pairs)
    for (before, first), (letter, second) in pairs:
        if first != second and (first < second) != rises:
            facts = {"before": before, "letter": letter, "first": said(first), "second": said(second)}
            yield policy.found(messages.LETTERS_NOT_MONOTONE, table.ruling.option("table", letter), **facts)


def _missing(policy: Policy, table: Table, others: Sequence[Table]) -> Iterator[Problem]:
    known = dict.fromkeys(letter for other in others for letter in other.letters)
    absent = [letter for letter in known if letter not in table.letters]
    missing = [letter for letter in absent if 2 * sum(letter in other.letters for other in others) > len(others)]
    if missing:
        yield policy.found(messages.LETTER_MISSING, table.ruling.option("table"), letters=listed(missing))


def _proportion(policy: Policy, table: Table, scale: Sequence[Table]) -> Iterator[Problem]:
    """Letters that leave the proportions which the item's other letters keep with the other items."""
    usual = {letter: share for letter in table.letters if (share := _usual(letter, scale)) is not None}
    odd = [letter for letter, share in usual.items() if table.share(letter) != share]
    if 2 * len(odd) >= len(usual):
        return  # a scale of its own
    for letter in odd:
        facts = {
            "letter": letter,
            "points": said(table.letters[letter]),
            "share": usual[letter],
            "expected": said(usual[letter] * Fraction(table.points)),
        }
        yield policy.found(messages.LETTER_OUT_OF_PROPORTION, table.ruling.option("table", letter), **facts)


def _usual(letter: str, scale: Sequence[Table]) -> Fraction | None:
    """The share that most tables give a letter, of several the first in the document; None where one has it alone."""
    shares = [table.share(letter) for table in scale if letter in table.letters]
    return Counter(shares).most_common(1)[0][0] if len(shares) > 1 else None
