"""A scheme: one policy for one position, as a value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import field, frozen

from kpicore.errors import Text
from kpicore.scheme.calculation import GradeMapper
from kpicore.scheme.indicator import Adjustment, Indicator, Section
from kpicore.scheme.metric import Group, Metric
from kpicore.scheme.period import Validity

RESERVED_IDS = frozenset({"employee", "name", "team", "base_total", "total", "rank", "grade", "outcome"})
"""Columns of a result that no indicator, adjustment or group may be named like."""

Value: TypeAlias = Decimal | str


@frozen
class Detail:
    """A text of the input that is carried to the card as it stands, such as who assessed, or a remark."""

    label: Text
    description: Text | None = None


@frozen
class Rounding:
    """Decimal places of what is recorded, and whether each score is rounded, or only the total of the exact scores."""

    digits: int = 2
    of: Literal["indicator", "total"] = "indicator"


@frozen
class TotalRule:
    """`base` reports ``base_total``, the sum of the scores before adjustments."""

    base: bool = False


@frozen
class Grades:
    """How totals become grades, and what a grade recommends."""

    mapper: GradeMapper
    outcomes: Mapping[str, Text] = field(factory=dict)
    status: Literal["stated", "assumed", "disputed"] = "stated"
    assumed: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    clause: str = ""
    note: Text | None = None


@frozen
class Example:
    """A case worked by hand: one person (`given`, `expect` a table) or several (`people`, `expect` a list of tables).

    `given` holds metrics and groups, and what only the expectation needs has to be there. `expect` holds scores by id,
    ``base_total``, ``total``, ``rank`` or ``grade``.
    """

    people: tuple[Mapping[str, Value], ...] = field(converter=tuple[Mapping[str, Value], ...])
    expect: tuple[Mapping[str, Value], ...] = field(converter=tuple[Mapping[str, Value], ...])
    note: str = ""


@frozen
class Scheme:
    """A policy as data. (`id`, `version`) is its identity; indicators and adjustments stand in the policy's order."""

    id: str
    version: str
    title: Text
    full: Decimal
    metrics: Mapping[str, Metric]
    indicators: Mapping[str, Indicator]
    policy: str = ""
    note: Text | None = None
    valid: Validity = Validity()
    groups: Mapping[str, Group] = field(factory=dict)
    details: Mapping[str, Detail] = field(factory=dict)
    sections: Mapping[str, Section] = field(factory=dict)
    adjustments: Mapping[str, Adjustment] = field(factory=dict)
    rounding: Rounding = Rounding()
    total: TotalRule = TotalRule()
    grades: Grades | None = None
    examples: tuple[Example, ...] = field(default=(), converter=tuple[Example, ...])

    @property
    def items(self) -> Mapping[str, Indicator | Adjustment]:
        """Indicators, then adjustments, by id."""
        return {**self.indicators, **self.adjustments}

    def __str__(self) -> str:
        return f"{self.id} {self.version}"
