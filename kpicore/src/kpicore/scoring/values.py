"""Parsing and checking what sources give: text to numbers by each metric's unit, letters, and group values.

Nothing is rescaled or guessed: a value that does not fit is a problem at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from kpicore.errors import Message, Place, Problem, did_you_mean
from kpicore.messages import scoring as messages
from kpicore.rule import TOLERANCE
from kpicore.scheme import Group, Metric

_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
_NOT_FINITE = r"(?i)^[+-]?(nan|inf|infinity)$"

PlaceOf = Callable[[int | None], Place]
"""The place of the value in a row of the population, counted from 0; of the column for None."""


def parse_numbers(values: pl.Series, metric: Metric, place: PlaceOf) -> tuple[pl.Series, list[Problem]]:
    """The column as Float64, and a problem for each value that is no number or does not fit the metric's unit."""
    if values.dtype == pl.String:
        bad = values.is_not_null() & ~values.str.contains(_NUMBER).fill_null(True)
        problems = [_not_a_number(values[row]).at(place(row), value=values[row]) for row in _rows(bad)]
        numbers = values.set(bad, None).cast(pl.Float64)
    elif values.dtype.is_numeric() or values.dtype == pl.Null:
        numbers, problems = values.cast(pl.Float64), []
    else:
        nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(values))
        return nothing, [messages.WRONG_TYPE.at(place(None), type=values.dtype)]
    infinite = ~numbers.is_finite().fill_null(True)
    problems += [messages.NOT_FINITE.at(place(row), value=_shown(numbers[row])) for row in _rows(infinite)]
    numbers = numbers.set(infinite, None)
    return numbers, problems + _outside(numbers, metric, place)


def check_letters(values: pl.Series, letters: Sequence[str], place: PlaceOf) -> list[Problem]:
    """A problem for each letter that no table knows."""
    unknown = values.is_not_null() & ~values.is_in(list(letters)).fill_null(True)
    return [
        messages.UNKNOWN_LETTER.at(place(row), value=values[row], near=did_you_mean(values[row], letters))
        for row in _rows(unknown)
    ]


def check_group(values: pl.Series, group: Group, employees: pl.Series, place: PlaceOf) -> list[Problem]:
    """A problem for each person without a value of the group, or with an unknown one."""
    known = list(group.values)
    problems = [
        messages.EMPTY_REQUIRED.at(place(row), employee=employees[row], label=group.label)
        for row in _rows(values.is_null())
    ]
    unknown = values.is_not_null() & ~values.is_in(known).fill_null(True)
    for row in _rows(unknown):
        near = did_you_mean(values[row], known)
        problems.append(messages.UNKNOWN_GROUP.at(place(row), value=values[row], label=group.label, near=near))
    return problems


def unexpected_signs(values: pl.Series, metric: Metric, employees: pl.Series, place: PlaceOf) -> list[Problem]:
    """A warning for each number that has not the sign its metric expects; 0 has either."""
    if metric.expect is None:
        return []
    other = values < 0 if metric.expect == "positive" else values > 0
    said = {"label": metric.label, "sign": messages.SIGNS[metric.expect]}
    return [
        messages.UNEXPECTED_SIGN.at(place(row), employee=employees[row], value=_shown(values[row]), **said)
        for row in _rows(other.fill_null(False))
    ]


def _not_a_number(text: str) -> Message:
    if text.endswith(("%", "％")):
        return messages.PERCENT_SIGN
    if pl.Series([text]).str.contains(_NOT_FINITE).item():
        return messages.NOT_FINITE
    return messages.NOT_A_NUMBER


def _outside(numbers: pl.Series, metric: Metric, place: PlaceOf) -> list[Problem]:
    low, high = metric.bounds
    slack = float(TOLERANCE)
    outside = pl.Series([False]).new_from_index(0, len(numbers))
    if low is not None:
        outside |= (numbers < float(low) - slack).fill_null(False)
    if high is not None:
        outside |= (numbers > float(high) + slack).fill_null(False)
    message = messages.RATIO_OUT_OF_RANGE if metric.unit == "ratio" else messages.OUT_OF_RANGE
    span = f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"
    problems = [message.at(place(row), value=_shown(numbers[row]), range=span) for row in _rows(outside)]
    if metric.whole:
        broken = ((numbers - numbers.round()).abs() > slack).fill_null(False)
        problems += [messages.NOT_WHOLE.at(place(row), value=_shown(numbers[row])) for row in _rows(broken)]
    return problems


def _rows(mask: pl.Series) -> list[int]:
    return mask.arg_true().to_list()


def _shown(number: float) -> str:
    return f"{number:.15g}"
