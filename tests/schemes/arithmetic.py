"""What every policy worked by hand needs, in fractions and knowing nothing of kpicore."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

Person = Mapping[str, str]
"""The cells of a person as a CSV file has them."""

Card = dict[str, Any]
"""Scores, adjustments and totals are fractions, the rank is an int, the grade a letter."""

NONE, ALL = Fraction(0), Fraction(1)

TIE = Fraction(1, 10**10)
"""A value this close to half a cent counts as half a cent."""


def number(person: Person, metric: str) -> Fraction:
    """The number in a cell, exactly."""
    return Fraction(person[metric])


def mean(values: Sequence[Fraction]) -> Fraction:
    """The mean, not rounded."""
    return sum(values, NONE) / len(values)


def at_most_all(share: Fraction) -> Fraction:
    """A share of the points, from none to all."""
    return min(max(share, NONE), ALL)


def cents(value: Fraction) -> Fraction:
    """Rounded to two places, half away from zero."""
    whole = int((abs(value) + TIE) * 100 + Fraction(1, 2))
    return Fraction(-whole if value < 0 else whole, 100)


def give_ranks(cards: Sequence[Card]) -> None:
    """The best is 1; equals share the better place."""
    place: dict[Fraction, int] = {}
    for here, total in enumerate(sorted((card["total"] for card in cards), reverse=True), start=1):
        place.setdefault(total, here)
    for card in cards:
        card["rank"] = place[card["total"]]


def cut_off(total: Fraction, edges: Mapping[str, str], below: str) -> str:
    """The first letter, from the best down, whose edge the total reaches, else the letter `below`."""
    return next((letter for letter, edge in edges.items() if total >= Fraction(edge)), below)


A_TO_D = {"A": "90", "B": "80", "C": "70", "D": "60"}
