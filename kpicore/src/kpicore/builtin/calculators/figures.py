"""What calculators share: reading metrics as numbers, the line between two ends, and how a full mark is said."""

from __future__ import annotations

from decimal import Decimal

from kpicore.errors import InvalidOption, Text
from kpicore.messages import builtin as messages
from kpicore.rule import Clip, Lit, Node, Par, Ref
from kpicore.scheme import Item

NOTHING, EVERYTHING = Lit(Decimal(0)), Lit(Decimal(1))


def between(value: Node, zero: Node, full: Node) -> Node:
    """0 at `zero`, 1 at `full`, straight between, clamped outside."""
    return Clip((value - zero) / (full - zero), NOTHING, EVERYTHING)


def over(full: Par | Lit, phrase: Text, **said: Text) -> Text:
    """The phrase with its ``{over}``, which says what is divided by; a division by 1 is not worth saying."""
    divided = messages.OVER_ONE if full == EVERYTHING else messages.OVER
    return phrase.fill(metric="{metric}", over=divided, points="{points}", gaps="{gaps}", **said)


def number(indicator: Item, metric: str) -> Ref:
    """The metric, which must not be a rating."""
    ref = indicator.metric(metric)
    if indicator.unit(metric) == "rating":
        raise InvalidOption(messages.TEXT_NOT_NUMBER, "metric", metric=metric)
    return ref
