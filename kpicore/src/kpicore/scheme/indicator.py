"""What a scheme scores: sections, indicators with full marks, and adjustments outside them."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import field, frozen

from kpicore.errors import Text
from kpicore.scheme.calculation import Calculator

Status: TypeAlias = Literal["stated", "assumed", "disputed"]
Missing: TypeAlias = Literal["error", "zero", "full", "exclude"]


@frozen
class Section:
    """A part of the scorecard; `points` is what the policy says the section has, where it says so."""

    label: Text
    points: Decimal | None = None
    note: Text | None = None


@frozen
class Indicator:
    """A scored item with full marks of `points`.

    `status` says whether the policy states its figures; `assumed` lists the key paths the status is about (``points``,
    ``calculator.zero``), empty meaning all. `missing` says what happens where the rule has nothing to look at: an
    error, zero points, full marks, or the indicator is left out and the rest scaled up to full.
    """

    label: Text
    points: Decimal
    calculator: Calculator
    section: str | None = None
    status: Status = "stated"
    assumed: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    clause: str = ""
    note: Text | None = None
    description: Text | None = None
    missing: Missing = "error"


@frozen
class Adjustment:
    """Signed points outside the full marks, added to the sum of the scores."""

    label: Text
    calculator: Calculator
    status: Status = "stated"
    assumed: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    clause: str = ""
    note: Text | None = None
    description: Text | None = None
