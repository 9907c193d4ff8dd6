"""Figures that a source gives in another unit than the metric has: converted in their decimals, never as floats."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

import polars as pl

from kpicore.errors import Problem
from kpicore.messages import sources as messages
from kpicore.messages import values as value_messages
from kpicore.scheme import GivenIn
from kpicore.scheme.metric import half_width
from kpicore.scoring import foreign
from kpicore.scoring.foreign import quoted

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?")
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")
_HOURS = re.compile(r"(?P<hours>[0-9]{1,6}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9](\.[0-9]{1,9})?)")
_MINUTES = re.compile(r"(?P<minutes>[0-9]{1,6}):(?P<seconds>[0-5][0-9](\.[0-9]{1,9})?)")

_OTHER_KINDS = {
    foreign.ERROR_VALUE: value_messages.ERROR_VALUE,
    foreign.FORMULA: value_messages.FORMULA,
    r"(?i)^[+-]?(nan|inf|infinity)$": value_messages.NOT_FINITE,
}


def converted(values: pl.Series, given: GivenIn) -> pl.Series:
    """The column in the unit of the metric, as texts of plain decimals; what is not in the given unit stays as it is.

    Columns of numbers are taken as the shortest decimals that are these numbers. Columns that hold neither text nor
    numbers stay as they are.
    """
    if values.dtype != pl.String and not values.dtype.is_numeric():
        return values
    texts = values.cast(pl.String)
    convert = _CONVERSIONS[given]
    found = {text: number for text in texts.unique().drop_nulls().to_list() if (number := convert(text)) is not None}
    return texts.replace({text: f"{number:f}" for text, number in found.items()}) if found else texts


def is_given_in(text: str, given: GivenIn) -> bool:
    """Whether the text is a figure in that unit."""
    return _CONVERSIONS[given](text) is not None


def why_not_given_in(text: str, given: GivenIn) -> Problem:
    """What is wrong with a text that is no figure in the unit in which its column is given."""
    plain = half_width(text)
    kinds = (message for pattern, message in _OTHER_KINDS.items() if re.search(pattern, plain))
    said = {"unit": messages.GIVEN_IN[given], "given": given, "example": messages.EXAMPLES[given]}
    return next(kinds, messages.NOT_GIVEN_IN).at(value=quoted(text), **said)


def _times(factor: Decimal, text: str) -> Decimal | None:
    plain = half_width(text).strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    return Decimal(plain) * factor if _NUMBER.fullmatch(plain) else None


def _percentage(text: str) -> Decimal | None:
    """A percent sign says no more than the declaration does."""
    return _times(Decimal("0.01"), half_width(text).strip().removesuffix("%").rstrip())


def _duration(form: re.Pattern[str], text: str) -> Decimal | None:
    found = form.fullmatch(half_width(text).strip())
    if found is None:
        return None
    parts = {name: Decimal(part) for name, part in found.groupdict().items()}
    return 3600 * parts.get("hours", Decimal(0)) + 60 * parts["minutes"] + parts["seconds"]


_CONVERSIONS: Mapping[GivenIn, Callable[[str], Decimal | None]] = {
    "percent": _percentage,
    "per-mille": partial(_times, Decimal("0.001")),
    "milliseconds": partial(_times, Decimal("0.001")),
    "minutes": partial(_times, Decimal(60)),
    "hours": partial(_times, Decimal(3600)),
    "h:mm:ss": partial(_duration, _HOURS),
    "mm:ss": partial(_duration, _MINUTES),
}
