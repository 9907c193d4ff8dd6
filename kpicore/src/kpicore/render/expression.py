"""The texts of formulas: expressions with what they need, conditions, ranges, quoting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import reduce
from itertools import groupby
from typing import Final

from attrs import evolve, frozen

ROW: Final = "\0"
"""Stands in a formula where the number of the person's row belongs."""

NOTHING: Final = '""'
"""A missing value."""

LONGEST_TEXT: Final = 255
LONGEST_FORMULA: Final = 8_192
DEEPEST_NESTING: Final = 64
"""What a spreadsheet allows a text in a formula, a formula in characters, and functions within functions."""

SUM, PRODUCT, WHOLE = 1, 2, 3
"""How tightly the parts of an expression hold together."""


@frozen
class Expression:
    """A part of a formula: valid where the cells in `needs` hold numbers and then, in order, all `checks` are true."""

    text: str
    strength: int = WHOLE
    needs: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()

    def within(self, strength: int) -> str:
        """The text as an operand: in brackets where it would fall apart."""
        return self.text if self.strength >= strength else f"({self.text})"

    def on(self, *operands: Expression) -> Expression:
        """The same, needing what the operands need."""
        needs = dict.fromkeys(cell for operand in operands for cell in operand.needs)
        checks = dict.fromkeys(check for operand in operands for check in operand.checks)
        return evolve(self, needs=tuple(needs), checks=(*checks, *self.checks))


def quoted(text: str) -> str:
    """A text as a formula writes it: no piece of it is longer than a formula may hold."""
    pieces = [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def number(value: Decimal) -> str:
    """A number as a formula writes it, whatever the language of the spreadsheet."""
    plain = f"{value:f}"
    return plain if len(plain) <= 20 else f"{value:E}"


def guarded(expression: Expression) -> str:
    """The text where everything it needs is there, nothing elsewhere."""
    text = expression.text
    for check in reversed(expression.checks):
        text = where(check, text)
    match expression.needs:
        case ():
            return text
        case (cell,):
            return where(f"ISNUMBER({cell})", text)
        case cells:
            return where(f"COUNT({','.join(spans(cells))})={len(cells)}", text)


def where(condition: str, then: str, otherwise: str = NOTHING) -> str:
    """`then` where the condition holds."""
    return f"IF({condition},{then},{otherwise})"


def chain(branches: Iterable[tuple[str, str]], rest: str) -> str:
    """The value of the first branch whose test holds, else the rest."""
    text = rest
    for test, value in reversed(list(branches)):
        text = where(test, value, text)
    return text


def spans(texts: Sequence[str]) -> list[str]:
    """Cells, those that stand side by side in the person's row as one range."""
    spanned: list[str] = []
    for _, run in groupby(enumerate(texts), key=lambda at: _distance(*at)):
        cells = [text for _, text in run]
        spanned.append(cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}")
    return spanned


def _distance(position: int, text: str) -> tuple[bool, int]:
    """The same for cells that follow each other, of its own for everything else."""
    letters = text.removesuffix(ROW)
    is_cell = letters != text and letters.isalpha()
    return is_cell, column_number(letters) - position if is_cell else position


def fits(formula: str) -> bool:
    """Whether a spreadsheet takes a formula of this length and depth."""
    depth = deepest = 0
    for sign in formula:
        depth += (sign == "(") - (sign == ")")
        deepest = max(deepest, depth)
    return len(formula) + 6 * formula.count(ROW) < LONGEST_FORMULA and deepest <= DEEPEST_NESTING


def column_number(letters: str) -> int:
    """The number of a column, ``A`` is 1."""
    return reduce(lambda value, letter: 26 * value + ord(letter) - 64, letters, 0)


def column_letters(number: int) -> str:
    """The letters of a column, 1 is ``A``."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters
