"""The rows of the period: a source may give those of others too, told by a column of dates."""

from __future__ import annotations

import re

import polars as pl
from attrs import evolve

from kpicore.errors import Problem, Refused
from kpicore.messages import sources as messages
from kpicore.scheme import Period
from kpicore.scheme.metric import half_width
from kpicore.scoring.foreign import quoted
from kpicore.scoring.source_frame import ROW, SourceFrame, missing_column, stripped

_CLOCK = r"([T ]\s*[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?)?"
_ZONE = re.compile(r"[0-9]\s*(Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})$")
_ISO = rf"^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}{_CLOCK}$"
_WRITTEN = rf"^([0-9]{{4}})\s*[-/.年]\s*([0-9]{{1,2}})\s*[-/.月]\s*([0-9]{{1,2}})\s*日?{_CLOCK}$"
_DIGITS = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"


def in_period(read: SourceFrame, period: Period) -> SourceFrame:
    """The rows whose `period_column` lies in the period, with a warning that counts the others; all of them where the
    source has no such column.

    A day may be written 2026-10-05, 2026/10/5, 2026.10.5, 20261005 or 2026年10月5日, with a time behind it; a column of
    dates or of times without a zone is taken as it is. What is no day is `Refused` with its place.
    """
    heading = read.source.period_column
    if heading is None:
        return read
    if heading not in read.frame.columns:
        raise Refused(missing_column(read, heading))
    values, rows = read.frame[heading], read.frame[ROW]
    days = _days(values)
    if days is None:
        raise Refused(messages.DAYS_WRONG_TYPE.at(read.place_of(heading), type=values.dtype))
    if problems := [
        _why_no_day(values[row]).at(read.place_of(heading, rows[row], str(rows[row])))
        for row in days.is_null().arg_true().to_list()
    ]:
        raise Refused(*problems)
    inside = days.is_between(period.first, period.last)
    outside = len(inside) - inside.sum()
    if not outside:
        return read
    said = {"source": read.name, "count": outside, "rows": len(inside), "column": heading, "period": period}
    warning = messages.OUTSIDE_PERIOD.at(read.here, **said)
    return evolve(read, frame=read.frame.filter(inside), warnings=(*read.warnings, warning))


def _days(values: pl.Series) -> pl.Series | None:
    """The days, null where there is none; None where the column holds something else than days or text."""
    match values.dtype:
        case pl.String:
            return _written_days(stripped(values))
        case pl.Date | pl.Null:
            return values.cast(pl.Date)
        case pl.Datetime(time_zone=None):
            return values.dt.date()
        case _:
            return None


def _written_days(texts: pl.Series) -> pl.Series:
    plain = texts.str.contains(_ISO).fill_null(False)
    days = _strict(texts.set(~plain, None).str.head(10))
    others = (~plain & texts.is_not_null()).arg_true()
    if others.is_empty():
        return days
    # Few sheets write days otherwise, and only they pay for it.
    odd = texts.gather(others)
    meant = {text: half_width(text) for text in odd.unique().to_list()}
    text = pl.col("text")
    parts = [
        pl.coalesce(text.str.extract(_WRITTEN, part), text.str.extract(_DIGITS, part)).str.zfill(2)
        for part in (1, 2, 3)
    ]
    found = odd.replace(meant).alias("text").to_frame().select(pl.concat_str(parts, separator="-")).to_series()
    return days.scatter(others, _strict(found))


def _strict(texts: pl.Series) -> pl.Series:
    return texts.str.to_date("%Y-%m-%d", strict=False)


def _why_no_day(value: object) -> Problem:
    if value is None or not str(value).strip():
        return messages.DAY_EMPTY.at()
    text = str(value)
    plain = half_width(text).strip()
    if _ZONE.search(plain):
        return messages.DAY_WITH_ZONE.at(value=quoted(text))
    is_written = re.search(_WRITTEN, plain) or re.search(_DIGITS, plain)
    return (messages.NO_SUCH_DAY if is_written else messages.NO_DAY).at(value=quoted(text))
