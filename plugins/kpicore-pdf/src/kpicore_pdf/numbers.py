"""Numbers as a card shows them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def points(number: float, digits: int) -> str:
    """Points with all the places that are recorded, halves away from zero."""
    rounded = Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    return f"{abs(rounded) if rounded == 0 else rounded:f}"


def plain(number: float) -> str:
    """A number with no more places than it needs, four at most."""
    text = points(number, 4)
    return text.rstrip("0").rstrip(".")


def signed(number: float, shown: str) -> str:
    """What is shown of points that are added or taken off."""
    return f"+{shown}" if number > 0 else shown


def share(number: float, full: float) -> float:
    """The part of a bar that a number reaches."""
    return round(min(max(number / full, 0), 1), 4) if full else 0.0
