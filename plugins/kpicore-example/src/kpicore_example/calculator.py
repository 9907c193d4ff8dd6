"""The calculator ``kind = "weakest"``: nobody makes up for a weak side with a strong one."""

from __future__ import annotations

from functools import reduce
from typing import ClassVar

from attrs import field, frozen

from kpicore import Clip, If, InvalidOption, Item, Lit, Node, Say, Text
from kpicore_example import messages


@frozen
class Weakest:
    """Points in proportion to the lowest of several metrics, each taken as a part of its own top::

        calculator = { kind = "weakest", metrics = ["answer_rate", "satisfaction"] }

    The metrics need a unit with a top (ratio, score) or a `range`. One missing metric makes the points missing.
    """

    kind: ClassVar[str] = "weakest"

    metrics: tuple[str, ...] = field(converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        if len(self.metrics) < 2:
            raise InvalidOption(messages.TWO_METRICS, "metrics")

    def rule(self, indicator: Item) -> Node:
        """A tree of nodes is all it takes: every renderer computes it, explains it or writes it as a formula."""
        shares: list[Node] = [indicator.metric(name) / indicator.top(name) for name in self.metrics]
        points = indicator.full_marks
        slots = {f"metric{i}": indicator.metric(name) for i, name in enumerate(self.metrics)}
        named = [f"{{{slot}}}" for slot in slots]
        phrase = messages.WEAKEST.fill(metrics=Text("、".join(named), ", ".join(named)), points="{points}")
        return Say(points * Clip(reduce(lower, shares), Lit(0), Lit(1)), phrase, {**slots, "points": points})


def lower(left: Node, right: Node) -> Node:
    """The lower of two values; missing where one is."""
    return If(left <= right, left, right)
