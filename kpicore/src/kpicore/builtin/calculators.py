"""The built-in calculators: from a metric, or several, to points."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar, Literal

from attrs import field, frozen

from kpicore.builtin.phrases import listing
from kpicore.errors import InvalidOption, Text
from kpicore.messages import builtin as messages
from kpicore.rule import Aggregate, Clip, Lit, Lookup, Node, Par, Ref, Say, Step, Steps, Total
from kpicore.scheme import Item

NOTHING, EVERYTHING = Lit(Decimal(0)), Lit(Decimal(1))


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


@frozen
class StepRow:
    """A row of a step table: `points` are given from a value on (`from_`) or strictly `above` it.

    `to` (that value included) or `below` is where the policy ends the row, for lint; the next row's edge is what counts.
    """

    points: Decimal
    from_: Decimal | None = None
    above: Decimal | None = None
    to: Decimal | None = None
    below: Decimal | None = None

    def __attrs_post_init__(self) -> None:
        if (self.from_ is None) == (self.above is None):
            raise InvalidOption(messages.ROW_EDGE)
        if self.to is not None and self.below is not None:
            raise InvalidOption(messages.ROW_END)

    @property
    def edge(self) -> Decimal:
        return self.above if self.above is not None else self.from_ or Decimal(0)

    @property
    def reached(self) -> tuple[Decimal, bool]:
        """What sorts rows: of two with one edge, the one above it is the higher."""
        return self.edge, self.above is not None


@frozen
class StepTable:
    """The points of the highest row of `table` that the metric reaches, else `otherwise`."""

    kind: ClassVar[str] = "steps"

    metric: str
    table: tuple[StepRow, ...] = field(converter=tuple[StepRow, ...])
    otherwise: Decimal = Decimal(0)

    def __attrs_post_init__(self) -> None:
        if not self.table:
            raise InvalidOption(messages.EMPTY_TABLE, "table")

    def rule(self, indicator: Item) -> Node:
        unit = indicator.unit(self.metric)
        from_the_top = sorted(enumerate(self.table), key=lambda row: row[1].reached, reverse=True)
        steps = [self._step(i, row, unit) for i, row in from_the_top]
        return Steps(number(indicator, self.metric), steps, Par("calculator.otherwise", self.otherwise))

    def _step(self, i: int, row: StepRow, unit: str) -> Step:
        reach: Literal["from", "above"] = "from" if row.above is None else "above"
        edge = Par(f"calculator.table.{i}.{reach}", row.edge, unit)
        return Step(edge, Par(f"calculator.table.{i}.points", row.points), reach)


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
class Rating:
    """The points of a letter; a letter outside `table` is refused when the metrics are read."""

    kind: ClassVar[str] = "rating"

    metric: str
    table: Mapping[str, Decimal]

    def __attrs_post_init__(self) -> None:
        if not self.table:
            raise InvalidOption(messages.EMPTY_TABLE, "table")

    def rule(self, indicator: Item) -> Node:
        metric = indicator.metric(self.metric)
        if indicator.unit(self.metric) != "rating":
            raise InvalidOption(messages.NOT_A_LETTER, "metric", metric=self.metric)
        return Lookup(
            metric, {letter: Par(f"calculator.table.{letter}", points) for letter, points in self.table.items()}
        )


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
        gaps = messages.GAPS_LEFT_OUT if self.skip_missing else messages.NO_GAPS
        phrase = over(top, whole, metrics=listed, gaps=gaps)
        return Say(points * share, phrase, {**slots, "full": top, "points": points})

    def _weight(self, name: str) -> Par | Lit:
        return Par(f"calculator.weights.{name}", self.weights[name]) if self.weights else EVERYTHING


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


def between(value: Node, zero: Node, full: Node) -> Node:
    """0 at `zero`, 1 at `full`, straight between, clamped outside."""
    return Clip((value - zero) / (full - zero), NOTHING, EVERYTHING)


def over(full: Par | Lit, phrase: Text, **said: Text) -> Text:
    """The phrase with its ``{over}``, which says what is divided by; a division by 1 is not worth saying."""
    divided = messages.OVER_ONE if full == EVERYTHING else messages.OVER
    return phrase.fill(metric="{metric}", over=divided, points="{points}", **said)


def number(indicator: Item, metric: str) -> Ref:
    """The metric, which must not be a rating."""
    ref = indicator.metric(metric)
    if indicator.unit(metric) == "rating":
        raise InvalidOption(messages.TEXT_NOT_NUMBER, "metric", metric=metric)
    return ref


def events(indicator: Item, metrics: Mapping[str, Decimal]) -> list[tuple[Ref, Par]]:
    """Each event count with its amount."""
    return [(number(indicator, name), Par(f"calculator.metrics.{name}", amount)) for name, amount in metrics.items()]
