"""Points along a line: `linear`, `proportional` and `relative`."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from attrs import field, frozen

from kpicore.builtin.calculators.figures import EVERYTHING, NOTHING, between, number, over
from kpicore.builtin.phrases import listing
from kpicore.errors import InvalidOption
from kpicore.messages import builtin as messages
from kpicore.rule import Aggregate, Clip, Lit, Node, Par, Ref, Say
from kpicore.scheme import Item


@frozen
class StatedBand:
    """A linear band as the policy words it, part by part, for lint to compare with what is calculated.

    All points at `full`, none at `zero`, and a straight line said to run between `from_` and `to`.
    """

    full: Decimal
    zero: Decimal
    from_: Decimal
    to: Decimal


@frozen
class Linear:
    """No points at `zero`, all at `full`, straight between, clamped outside; `zero` may be the larger.

    `points` instead gives a curve of more knots: pairs of a metric value and the share of the full marks there.
    """

    kind: ClassVar[str] = "linear"

    metric: str
    zero: Decimal | None = None
    full: Decimal | None = None
    points: tuple[tuple[Decimal, Decimal], ...] = field(default=(), converter=tuple[tuple[Decimal, Decimal], ...])
    stated: StatedBand | None = None

    def __attrs_post_init__(self) -> None:
        if self.points:
            if self.zero is not None or self.full is not None:
                raise InvalidOption(messages.LINEAR_BAND_OR_POINTS, "points")
            if len({x for x, _ in self.points}) < max(2, len(self.points)):
                raise InvalidOption(messages.TWO_KNOTS, "points")
        elif self.zero is None or self.full is None:
            raise InvalidOption(messages.LINEAR_BAND_OR_POINTS)
        elif self.zero == self.full:
            raise InvalidOption(messages.EMPTY_BAND, "full")

    def rule(self, indicator: Item) -> Node:
        metric, unit = number(indicator, self.metric), indicator.unit(self.metric)
        if self.zero is None or self.full is None:
            return self._curve(indicator, metric, unit)
        zero = Par("calculator.zero", self.zero, unit)
        full = Par("calculator.full", self.full, unit)
        points = indicator.full_marks
        return Say(
            points * between(metric, zero, full),
            messages.LINEAR,
            {"metric": metric, "zero": zero, "full": full, "points": points},
        )

    def _curve(self, indicator: Item, metric: Ref, unit: str) -> Node:
        in_order = sorted(enumerate(self.points), key=lambda knot: knot[1][0])
        knots = [
            (Par(f"calculator.points.{i}.0", x, unit), Par(f"calculator.points.{i}.1", share, "ratio"))
            for i, (x, share) in in_order
        ]
        share: Node = knots[0][1]
        for (x0, y0), (x1, y1) in pairwise(knots):
            share = share + (y1 - y0) * between(metric, x0, x1)
        listed, slots = listing(messages.KNOT, [{"x": x, "share": y} for x, y in knots])
        phrase = messages.CURVE.fill(metric="{metric}", knots=listed)
        return Say(indicator.full_marks * share, phrase, {"metric": metric, **slots})


@frozen
class Proportional:
    """Points in proportion to metric ÷ `full`, clamped to 0–1; `full` is the unit's top where it is not given."""

    kind: ClassVar[str] = "proportional"

    metric: str
    full: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        if self.full is not None and self.full <= 0:
            raise InvalidOption(messages.FULL_POSITIVE, "full")

    def rule(self, indicator: Item) -> Node:
        metric, unit = number(indicator, self.metric), indicator.unit(self.metric)
        full: Par | Lit = (
            Lit(indicator.top(self.metric)) if self.full is None else Par("calculator.full", self.full, unit)
        )
        points = indicator.full_marks
        return Say(
            points * Clip(metric / full, NOTHING, EVERYTHING),
            over(full, messages.CAPPED if self._can_exceed(indicator) else messages.PROPORTIONAL),
            {"metric": metric, "full": full, "points": points},
        )

    def _can_exceed(self, indicator: Item) -> bool:
        """Whether the metric can be higher than what gives all points."""
        top = indicator.metrics[self.metric].bounds[1]
        return self.full is not None and (top is None or self.full < top)


@frozen
class Relative:
    """Linear in metric ÷ mean of the metric over the peers, the person included; a mean of 0 makes it missing.

    Peers are the people who share all of `peers` (groups, ``team``), everybody in the stage without any.
    """

    kind: ClassVar[str] = "relative"

    metric: str
    zero: Decimal = Decimal(0)
    full: Decimal = Decimal(1)
    peers: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        if self.zero == self.full:
            raise InvalidOption(messages.EMPTY_BAND, "full")

    def rule(self, indicator: Item) -> Node:
        metric = number(indicator, self.metric)
        mean = Aggregate("mean", metric, self.peers)
        zero, full = Par("calculator.zero", self.zero, "ratio"), Par("calculator.full", self.full, "ratio")
        ratio = Say(metric / mean, messages.RATIO, {"metric": metric, "mean": mean}, unit="ratio")
        points = indicator.full_marks
        return Say(
            points * between(ratio, zero, full),
            messages.RELATIVE,
            {"ratio": ratio, "zero": zero, "full": full, "points": points},
        )
