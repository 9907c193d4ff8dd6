"""Checking what sources give: numbers by each metric's unit, letters, and group values.

Nothing is rescaled or guessed: a value that does not fit is a problem at its place.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import polars as pl

from kpicore.errors import Message, Place, Problem, Text, did_you_mean
from kpicore.messages import sources as source_messages
from kpicore.messages import values as messages
from kpicore.rule import TOLERANCE
from kpicore.scheme import GivenIn, Group, Metric
from kpicore.scheme.metric import half_width
from kpicore.scoring.foreign import quoted
from kpicore.scoring.numbers import as_numbers, why_no_number
from kpicore.scoring.units import converted, is_given_in, why_not_given_in

PlaceOf = Callable[[int | None], Place]
"""The place of the value in a row of the population, counted from 0; of the column for None."""

_Shown = Callable[[int], str | Text]
"""A value as the input has it."""


def parse_converted(
    values: pl.Series, given: GivenIn, metric: Metric, place: PlaceOf
) -> tuple[pl.Series, list[Problem]]:
    """Like `parse_numbers`, for a column that is given in another unit than the metric's."""
    in_unit = converted(values, given)
    if in_unit.dtype != pl.String:
        return parse_numbers(values, metric, place)
    texts = values.cast(pl.String)
    # What is converted is a plain number now, so only what has stayed as it was can be none.
    foreign = {text for text in texts.unique().drop_nulls().to_list() if not is_given_in(text, given)}
    other = texts.is_in(list(foreign)).fill_null(False)
    problems = [why_not_given_in(texts[row], given).at(place(row)) for row in _rows(other)]

    def shown(row: int) -> Text:
        return source_messages.AS_GIVEN.fill(value=quoted(texts[row]), unit=source_messages.GIVEN_IN[given])

    numbers = in_unit.set(other, None).cast(pl.Float64)
    return numbers, [*problems, *_outside(numbers, metric, place, shown, messages.OUT_OF_RANGE)]


def parse_numbers(values: pl.Series, metric: Metric, place: PlaceOf) -> tuple[pl.Series, list[Problem]]:
    """The column as Float64, and a problem for each value that is no number or does not fit the metric's unit.

    Texts are read as `kpicore.scoring.numbers` says, a percentage of ratios only.
    """
    problems: list[Problem] = []

    def shown(row: int) -> str:
        return quoted(values[row]) if values.dtype == pl.String else _shown(numbers[row])

    if values.dtype == pl.String:
        numbers = as_numbers(values, metric)
        bad = values.is_not_null() & numbers.is_null()
        problems += [why_no_number(values[row], metric).at(place(row)) for row in _rows(bad)]
    elif values.dtype.is_numeric() or values.dtype == pl.Null:
        numbers = values.cast(pl.Float64)
    else:
        nothing = pl.Series([None], dtype=pl.Float64).new_from_index(0, len(values))
        return nothing, [messages.WRONG_TYPE.at(place(None), type=values.dtype)]
    infinite = ~numbers.is_finite().fill_null(True)
    problems += [messages.NOT_FINITE.at(place(row), value=shown(row)) for row in _rows(infinite)]
    finite = numbers.set(infinite, None)
    message = messages.RATIO_OUT_OF_RANGE if metric.unit == "ratio" else messages.OUT_OF_RANGE
    return finite, problems + _outside(finite, metric, place, shown, message)


def read_letters(values: pl.Series, letters: Sequence[str], place: PlaceOf) -> tuple[pl.Series, list[Problem]]:
    """The column in the letters of the tables, and a problem for each letter that no table knows.

    A letter may be written in full width, as Chinese keyboards do.
    """
    known: dict[str, list[str]] = {}
    for letter in letters:
        known.setdefault(half_width(letter), []).append(letter)
    others = values.filter(~values.is_in(list(letters)).fill_null(True)).unique().to_list()
    meant = {text: known[half_width(text)][0] for text in others if len(known.get(half_width(text), [])) == 1}
    read = values.replace(meant) if meant else values
    unknown = ~read.is_in(list(letters)).fill_null(True)
    return read, [
        messages.UNKNOWN_LETTER.at(place(row), value=quoted(values[row]), near=did_you_mean(values[row], letters))
        for row in _rows(unknown)
    ]


def group_ids(values: pl.Series, group: Group) -> pl.Series:
    """The column with each label that names one value of the group replaced by its id; all else as it is."""
    others = values.filter(~values.is_in(list(group.values)).fill_null(True)).unique().to_list()
    meant = {text: named[0] for text in others if len(named := group.named(text)) == 1}
    return values.replace(meant) if meant else values


def check_group(values: pl.Series, group: Group, employees: pl.Series, place: PlaceOf) -> list[Problem]:
    """A problem for each person without a value of the group, with an unknown one, or with a label of several."""
    known = list(group.values)
    problems = [
        messages.EMPTY_REQUIRED.at(place(row), employee=employees[row], label=group.label)
        for row in _rows(values.is_null())
    ]
    labels = [label.zh for label in group.values.values()]
    for row in _rows(~values.is_in(known).fill_null(True)):
        value = values[row]
        said = {"value": quoted(value), "label": group.label}
        if several := group.named(value):
            problems.append(messages.AMBIGUOUS_GROUP.at(place(row), values=", ".join(several), **said))
            continue
        near = Text(did_you_mean(value, dict.fromkeys([*known, *labels])).zh, did_you_mean(value, known).en)
        problems.append(messages.UNKNOWN_GROUP.at(place(row), near=near, **said))
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


def _outside(numbers: pl.Series, metric: Metric, place: PlaceOf, shown: _Shown, message: Message) -> list[Problem]:
    low, high = metric.bounds
    slack = float(TOLERANCE)
    outside = pl.Series([False]).new_from_index(0, len(numbers))
    if low is not None:
        outside |= (numbers < float(low) - slack).fill_null(False)
    if high is not None:
        outside |= (numbers > float(high) + slack).fill_null(False)
    span = f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"
    problems = [message.at(place(row), value=shown(row), range=span) for row in _rows(outside)]
    if metric.whole:
        broken = ((numbers - numbers.round()).abs() > slack).fill_null(False)
        problems += [messages.NOT_WHOLE.at(place(row), value=shown(row)) for row in _rows(broken)]
    return problems


def _rows(mask: pl.Series) -> list[int]:
    return mask.arg_true().to_list()


def _shown(number: float) -> str:
    return f"{number:.15g}"
