"""Text to numbers: what is understood of the ways people and spreadsheets write them, and what the rest is called.

Nothing is rescaled or guessed. A percentage is shifted in its decimals, before it becomes a float.
"""

from __future__ import annotations

import re

import polars as pl

from kpicore.errors import Problem
from kpicore.messages import values as messages
from kpicore.scheme import Metric
from kpicore.scheme.metric import half_width
from kpicore.scoring import foreign
from kpicore.scoring.foreign import quoted

_UNSIGNED = r"([0-9]+(\.[0-9]*)?|\.[0-9]+)"
_PLAIN = rf"^[+-]?{_UNSIGNED}([eE][+-]?[0-9]{{1,3}})?$"
_GROUPED = r"^[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?\s*%?$"
_PERCENT = rf"^([+-]?{_UNSIGNED})\s*%$"
_FULL_WIDTH = dict(zip("０１２３４５６７８９＋－．，％", "0123456789+-.,%", strict=True))

_WRITTEN_DATE = (
    r"^([0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}( .*)?|[0-9]{4}[-/][0-9]{1,2}"
    r"|([0-9]{4}年)?[0-9]{1,2}月([0-9]{1,2}[日号])?|[0-9]{1,2}-[A-Za-z]{3}(-[0-9]{2,4})?|[A-Za-z]{3}-[0-9]{2})$"
)
_KINDS = {
    foreign.ERROR_VALUE: messages.ERROR_VALUE,
    foreign.FORMULA: messages.FORMULA,
    foreign.DATE: messages.DATE,
    foreign.TIME: messages.TIME,
    _WRITTEN_DATE: messages.DATE,
    r"(?i)^[+-]?(nan|inf|infinity)$": messages.NOT_FINITE,
}


def as_numbers(texts: pl.Series, metric: Metric) -> pl.Series:
    """The column as Float64: null where it is null, and where a text is no number of the metric's unit."""
    other = ~texts.str.contains(_PLAIN).fill_null(True)
    if not other.any():
        return texts.cast(pl.Float64)
    numbers = texts.set(other, None).cast(pl.Float64)
    # Few values are written otherwise as a rule, and only they pay for it.
    rows = other.arg_true()
    return numbers.scatter(rows, _plainly(texts.gather(rows), metric).cast(pl.Float64))


def why_no_number(text: str, metric: Metric) -> Problem:
    """What is wrong with a text that is no number of the metric's unit."""
    plain = half_width(text)
    if metric.unit != "ratio" and (re.search(_PERCENT, plain) or re.search(_GROUPED, plain)):
        unit = messages.UNITS[metric.unit]
        return messages.PERCENTAGE.at(value=quoted(text), label=metric.label, unit=unit)
    kinds = (message for pattern, message in _KINDS.items() if re.search(pattern, plain))
    return next(kinds, messages.NOT_A_NUMBER).at(value=quoted(text))


def _plainly(texts: pl.Series, metric: Metric) -> pl.Series:
    """The numbers among the texts in ASCII, without separators, a percentage as a power of ten; null for the others."""
    text = pl.col("text").str.replace_many(list(_FULL_WIDTH), list(_FULL_WIDTH.values()))
    text = pl.when(text.str.contains(_GROUPED)).then(text.str.replace_all(",", "", literal=True)).otherwise(text)
    if metric.unit == "ratio":
        text = text.str.replace(_PERCENT, "${1}e-2")
    return texts.alias("text").to_frame().select(pl.when(text.str.contains(_PLAIN)).then(text)).to_series()
