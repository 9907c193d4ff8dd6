"""What a scheme measures: metrics with their units, and the groups people fall into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import field, frozen

from kpicore.errors import InvalidOption, Text
from kpicore.messages import scheme as messages

Unit: TypeAlias = Literal["ratio", "score", "count", "seconds", "points", "rating"]
Better: TypeAlias = Literal["higher", "lower"]
Sign: TypeAlias = Literal["positive", "negative"]

UNIT_RANGES: Mapping[Unit, tuple[Decimal | None, Decimal | None]] = {
    "ratio": (Decimal(0), Decimal(1)),
    "score": (Decimal(0), Decimal(100)),
    "count": (Decimal(0), None),
    "seconds": (Decimal(0), None),
    "points": (None, None),
    "rating": (None, None),
}
"""The lowest and highest value of each unit; None is open. A rating is a letter."""


_HALF_WIDTH = {0x3000: " ", **{0xFF00 + code: chr(0x20 + code) for code in range(1, 0x5F)}}


@frozen
class Metric:
    """A measured figure of a person in a period.

    A value outside `range` (the unit's own where none is given) is refused, never rescaled. With a `default` the column
    may be absent or empty. With `min_n` the source gives a column ``ID_n``, the number of cases behind the figure;
    below `min_n` cases it counts as missing. `whole` refuses fractions: events come whole. `expect` names the sign that
    points normally have; one of the other sign counts as it is, with a warning. The column of an `optional` metric may
    be absent as long as a rule that reads it gets another figure; its values stay missing, with a warning.
    """

    unit: Unit
    label: Text
    description: Text | None = None
    better: Better | None = None
    range: tuple[Decimal, Decimal] | None = None
    default: Decimal | str | None = None
    min_n: int | None = field(default=None)
    whole: bool = False
    expect: Sign | None = None
    optional: bool = False

    def __attrs_post_init__(self) -> None:
        low, high = self.bounds
        if low is not None and high is not None and low >= high:
            raise InvalidOption(messages.RANGE_EMPTY, "range")
        if isinstance(self.default, str) != (self.unit == "rating") and self.default is not None:
            raise InvalidOption(messages.DEFAULT_OTHER_UNIT, "default", unit=self.unit)
        if self.expect is not None and self.unit != "points":
            raise InvalidOption(messages.SIGN_NOT_POINTS, "expect", unit=self.unit)
        if self.optional and self.default is not None:
            raise InvalidOption(messages.OPTIONAL_AND_DEFAULT, "optional")

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """Lowest and highest value allowed, None where open."""
        return self.range if self.range is not None else UNIT_RANGES[self.unit]

    @property
    def is_text(self) -> bool:
        return self.unit == "rating"


@frozen
class Group:
    """A category of people that rules and reports split by: `values` maps each value to its label.

    The input may give a value by its label, so no label may be another value's id.
    """

    label: Text
    values: Mapping[str, Text]

    def __attrs_post_init__(self) -> None:
        for value, label in self.values.items():
            for other in map(half_width, (label.zh, label.en)):
                if other != half_width(value) and other in map(half_width, self.values):
                    raise InvalidOption(messages.GROUP_NAME_TAKEN, "values", value=value, name=other)

    def named(self, name: str) -> Sequence[str]:
        """The values that a text names: the one with this id or label, or several that share a label.

        Letters, digits and signs may be of full width.
        """
        wanted = half_width(name)
        return [
            value
            for value, label in self.values.items()
            if wanted in (half_width(value), half_width(label.zh), half_width(label.en))
        ]


def half_width(text: str) -> str:
    """The text with full-width ASCII, as Chinese keyboards write it, made plain."""
    return text.translate(_HALF_WIDTH)


def detail_column(detail: str) -> str:
    """The column in which a stage's frame holds a detail that is carried to the card."""
    return f"detail.{detail}"


def source_column(column: str) -> str:
    """What a source calls the column that a stage's frame holds as ``metric.ID``, ``detail.ID`` or as it is."""
    return column.removeprefix("metric.").removeprefix("detail.")


def metric_column(metric: str) -> str:
    """The column in which a stage's frame holds the metric; scores of the same id stand under the id itself."""
    return f"metric.{metric}"
