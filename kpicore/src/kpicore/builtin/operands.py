"""What the built-in rules are made of."""

from __future__ import annotations

from decimal import Decimal

from kpicore.errors import InvalidOption
from kpicore.messages import builtin as messages
from kpicore.rule import Lit, Ref
from kpicore.scheme import Item

NOTHING, EVERYTHING = Lit(Decimal(0)), Lit(Decimal(1))


def number(indicator: Item, metric: str) -> Ref:
    """The metric, which must not be a rating."""
    ref = indicator.metric(metric)
    if indicator.unit(metric) == "rating":
        raise InvalidOption(messages.TEXT_NOT_NUMBER, "metric", metric=metric)
    return ref
