"""Points for the mean of several metrics: `mean`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen

from kpicore.builtin.calculators.figures import EVERYTHING, NOTHING, number, over
from kpicore.builtin.phrases import listing
from kpicore.errors import InvalidOption, Text
from kpicore.messages import builtin as messages
from kpicore.rule import Clip, Lit, Node, Par, Say, Total
from kpicore.scheme import Item


@frozen
class Mean:
    """Points in proportion to the mean of several metrics of one top, plain (`metrics`) or weighted (`weights`).

    With `skip_missing` the mean is taken of what is there, the weights renormalised; otherwise one missing makes it so.
    """

    kind: ClassVar[str] = "mean"

    metrics: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    weights: Mapping[str, Decimal] = field(factory=dict)
    skip_missing: bool = False

    def __attrs_post_init__(self) -> None:
        if bool(self.metrics) == bool(self.weights):
            raise InvalidOption(messages.METRICS_OR_WEIGHTS)
        if self.weights and (min(self.weights.values()) < 0 or not sum(self.weights.values())):
            raise InvalidOption(messages.WEIGHTS_SUM, "weights")

    def rule(self, indicator: Item) -> Node:
        names = list(self.metrics or self.weights)
        tops = {name: indicator.top(name) for name in names}
        if len(set(tops.values())) > 1:
            raise InvalidOption(messages.DIFFERENT_TOPS, tops=", ".join(f"{name} {top}" for name, top in tops.items()))
        refs = [number(indicator, name) for name in names]
        weights = [self._weight(name) for name in names]
        need: Literal["all", "skip"] = "skip" if self.skip_missing else "all"
        weighed = Total([ref * weight for ref, weight in zip(refs, weights, strict=True)], need)
        weight_there = Total([ref * NOTHING + weight for ref, weight in zip(refs, weights, strict=True)], need)
        top, points = Lit(tops[names[0]]), indicator.full_marks
        whole = messages.WEIGHTED if self.weights else messages.MEAN
        share = Clip(weighed / weight_there / top, NOTHING, EVERYTHING)
        one = messages.WEIGHTED_PART if self.weights else messages.MEAN_PART
        parts = [{"metric": ref, "weight": weight} for ref, weight in zip(refs, weights, strict=True)]
        listed, slots = listing(one, parts)
        phrase = over(top, whole, metrics=listed)
        return Say(points * share, phrase, {**slots, "full": top, "points": points}, gaps=self._gaps())

    def _gaps(self) -> Text | None:
        """The word on missing metrics, where they do not make the points missing."""
        if not self.skip_missing:
            return None
        return messages.GAPS_REWEIGHED if self.weights else messages.GAPS_LEFT_OUT

    def _weight(self, name: str) -> Par | Lit:
        return Par(f"calculator.weights.{name}", self.weights[name]) if self.weights else EVERYTHING
