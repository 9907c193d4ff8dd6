"""The exact value of constants, and rounding as decimal arithmetic does it: shared by all renderers."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

from kpicore.rule.nodes import TOLERANCE, Arithmetic, Clip, Lit, Node, Par, Round, Say

EXACT_TOLERANCE: Final = Fraction(TOLERANCE)
RANKED_PLACES: Final = 9
"""Places to which a value is rounded before it is ranked: noise in the last bits must not break a tie."""


def constant(node: Node) -> Fraction | None:
    """The value of a constant node; None where it divides by zero. Other nodes are a TypeError."""
    match node:
        case Par(value=value) | Lit(value=Decimal() as value):
            return Fraction(value)
        case Arithmetic(operator=operator, left=left, right=right):
            return calculate(operator, constant(left), constant(right))
        case Clip(body=body, low=low, high=high):
            bounds = (None if bound is None else constant(bound) for bound in (low, high))
            return clip(constant(body), *bounds)
        case Round(body=body, places=places):
            return round_half_away(constant(body), places_of(places))
        case Say(body=body):
            return constant(body)
        case _:
            raise TypeError(f"not a constant: {node}")


def calculate(operator: str, left: Fraction | None, right: Fraction | None) -> Fraction | None:
    """``left operator right``; nothing where an operand is missing or the divisor is zero."""
    if left is None or right is None:
        return None
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return None if abs(right) < EXACT_TOLERANCE else left / right
        case _:
            raise TypeError(f"not an operator: {operator}")


def clip(value: Fraction | None, low: Fraction | None, high: Fraction | None) -> Fraction | None:
    """The value, not over `high` and not under `low`; the lower bound wins."""
    if value is None:
        return None
    if high is not None:
        value = min(value, high)
    return value if low is None else max(value, low)


def round_half_away(value: Fraction | None, places: int) -> Fraction | None:
    """The value rounded half away from zero; one within the tolerance of a tie counts as on it."""
    if value is None:
        return None
    scale = Fraction(10) ** places
    size = ((abs(value) + EXACT_TOLERANCE) * scale + Fraction(1, 2)) // 1 / scale
    return size if value >= 0 else -size


def places_of(node: Node) -> int:
    """The decimal places a `Round` asks for."""
    places = constant(node)
    if places is None or places.denominator != 1:
        raise TypeError(f"not a number of places: {node}")
    return int(places)
