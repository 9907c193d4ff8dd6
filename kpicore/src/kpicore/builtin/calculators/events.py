"""Points for events, or as somebody entered them: `deduct`, `per-event` and `entered`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from attrs import frozen

from kpicore.builtin.calculators.figures import NOTHING, number
from kpicore.builtin.phrases import listing
from kpicore.errors import InvalidOption
from kpicore.messages import builtin as messages
from kpicore.rule import Clip, Node, Par, Ref, Say, Total
from kpicore.scheme import Item


@frozen
class Deduct:
    """The full marks, less an amount for each event, not under 0: `metrics` maps event counts to amounts."""

    kind: ClassVar[str] = "deduct"

    metrics: Mapping[str, Decimal]

    def __attrs_post_init__(self) -> None:
        if not self.metrics:
            raise InvalidOption(messages.EMPTY_TABLE, "metrics")

    def rule(self, indicator: Item) -> Node:
        points = indicator.full_marks
        taken = events(indicator, self.metrics)
        left: Node = points
        for metric, amount in taken:
            left = left - amount * metric
        listed, slots = listing(
            messages.DEDUCT_EACH, [{"metric": metric, "amount": amount} for metric, amount in taken]
        )
        phrase = messages.DEDUCT.fill(points="{points}", each=listed)
        return Say(Clip(left, NOTHING, points), phrase, {"points": points, **slots})


@frozen
class PerEvent:
    """Signed points for each event, for adjustments: `metrics` maps event counts to signed amounts."""

    kind: ClassVar[str] = "per-event"

    metrics: Mapping[str, Decimal]

    def __attrs_post_init__(self) -> None:
        if not self.metrics:
            raise InvalidOption(messages.EMPTY_TABLE, "metrics")

    def rule(self, indicator: Item) -> Node:
        if indicator.points is not None:
            raise InvalidOption(messages.ONLY_ADJUSTMENT, "kind")
        counted = events(indicator, self.metrics)
        each = [Say(amount * ref, messages.PER_EVENT, {"metric": ref, "amount": amount}) for ref, amount in counted]
        return each[0] if len(each) == 1 else Total(each)


@frozen
class Entered:
    """The metric itself, in points: clamped to the full marks for an indicator, signed for an adjustment."""

    kind: ClassVar[str] = "entered"

    metric: str

    def rule(self, indicator: Item) -> Node:
        metric = number(indicator, self.metric)
        if indicator.points is None:
            return Say(metric, messages.ENTERED, {"metric": metric})
        points = indicator.full_marks
        return Say(Clip(metric, NOTHING, points), messages.ENTERED_WITHIN, {"metric": metric, "points": points})


def events(indicator: Item, metrics: Mapping[str, Decimal]) -> list[tuple[Ref, Par]]:
    """Each event count with its amount."""
    return [(number(indicator, name), Par(f"calculator.metrics.{name}", amount)) for name, amount in metrics.items()]
