"""What scores: calculators and grade mappers, as protocols, and the item that a calculator is told about.

An extension is a frozen attrs class whose fields are its TOML options, with one method. `kind` names the class in a
document (``kind = "linear"``). A field without a default is a required key. A class that finds its options senseless
raises `kpicore.InvalidOption` from ``__attrs_post_init__``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Protocol, runtime_checkable

from attrs import frozen

from kpicore.errors import InvalidOption, did_you_mean
from kpicore.messages import scheme as messages
from kpicore.rule import Node, Par, Ref
from kpicore.scheme.metric import Metric, Unit, metric_column


@frozen
class Item:
    """What a calculator is told about the indicator or adjustment it scores.

    `points` are its full marks, None for an adjustment. `metrics` are all that the scheme declares.
    """

    id: str
    points: Decimal | None
    metrics: Mapping[str, Metric]

    @property
    def full_marks(self) -> Par:
        """The item's full marks, as a number of the policy. An adjustment has none: `InvalidOption`."""
        if self.points is None:
            raise InvalidOption(messages.NO_FULL_MARKS)
        return Par("points", self.points)

    def metric(self, name: str) -> Ref:
        """This person's value of a declared metric. An undeclared one is an `InvalidOption` with the nearest name."""
        self._declared(name)
        return Ref(metric_column(name))

    def unit(self, name: str) -> Unit:
        """The unit of a declared metric."""
        return self._declared(name).unit

    def top(self, name: str) -> Decimal:
        """The highest value the metric can have. A metric without one (a count) is an `InvalidOption`."""
        high = self._declared(name).bounds[1]
        if high is None:
            raise InvalidOption(messages.NO_TOP, name, metric=name)
        return high

    def _declared(self, name: str) -> Metric:
        if name not in self.metrics:
            raise InvalidOption(messages.UNKNOWN_METRIC, name, name=name, near=did_you_mean(name, self.metrics))
        return self.metrics[name]


@runtime_checkable
class Calculator(Protocol):
    """Turns metrics into points: `rule` returns a tree whose value is the item's points, not yet rounded.

    Numbers of the policy are `Par` with the option's key path (``Par("calculator.full", self.full)``), so that they can
    be shown, explained and turned. The tree may be missing for a person; the indicator's `missing` says what follows.
    """

    kind: ClassVar[str]

    def rule(self, indicator: Item) -> Node: ...


@runtime_checkable
class GradeMapper(Protocol):
    """Turns totals into grades: `rule` returns a tree over `total` (the recorded, rounded total) whose value is a text.

    `letters` are all grades it can give, the best first.
    """

    kind: ClassVar[str]

    @property
    def letters(self) -> Sequence[str]: ...

    def rule(self, total: Ref) -> Node: ...
