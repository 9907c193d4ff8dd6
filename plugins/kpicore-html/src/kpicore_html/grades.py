"""Grades in colours: from the best to the worst one, however many there are."""

from __future__ import annotations

from collections.abc import Sequence

COLOURS = 6
"""The colours of the style sheet, ``g1`` the best to ``g6`` the worst."""


def grade_class(grade: str, letters: Sequence[str]) -> str:
    """The class of a grade's colour."""
    last = len(letters) - 1
    return f"g{1 + (round(letters.index(grade) * (COLOURS - 1) / last) if last else 0)}"
