"""Points from a table: `steps` and `rating`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Literal

from attrs import field, frozen

from kpicore.builtin.calculators.figures import number
from kpicore.errors import InvalidOption
from kpicore.messages import builtin as messages
from kpicore.rule import Lookup, Node, Par, Step, Steps
from kpicore.scheme import Item


@frozen
class StepRow:
    """A row of a step table: `points` are given from a value on (`from_`) or strictly `above` it.

    `to` (that value included) or `below` is where the policy ends the row, for lint: the next row's edge counts.
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
