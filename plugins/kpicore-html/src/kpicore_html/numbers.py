"""Numbers as the pages show them."""

from __future__ import annotations

import math
from decimal import Decimal


def fixed(value: float, digits: int) -> str:
    """Points with their decimal places, never −0."""
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


def plain(value: float | Decimal) -> str:
    """A number without needless zeros, to four places at most."""
    text = f"{round(Decimal(str(value)), 4):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def share(part: float, whole: float) -> float:
    """A part of a whole in percent, between 0 and 100, to two places."""
    return round(min(max(100 * part / whole, 0.0), 100.0), 2) if whole else 0.0


def percent(part: float, whole: float) -> str:
    """A share in whole percent, as people read it: less than half a percent is not nothing."""
    if not whole or not part:
        return "0%"
    return "<1%" if 100 * part / whole < 0.5 else f"{math.floor(100 * part / whole + 0.5)}%"


def scored(value: float, digits: int, is_each_rounded: bool) -> str:
    """Points of an item: with the recorded places, or, where only totals are rounded, to four at most."""
    return fixed(value, digits) if is_each_rounded else plain(value)
