"""Numbers of cells as text, with the meaning that their format gives them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import partial
from math import isfinite
from typing import TypeAlias

from kpicore_excel.reading.formats import Format

Shown: TypeAlias = Callable[[str], str]
"""From a number as a worksheet stores it to its text. What is no number is a ValueError."""

NOT_EXACT = 1e15
"""From here on a number has more digits than Excel keeps: the last ones of an id are lost."""
OUTSIDE = "########"
"""What Excel shows of a date before or after its calendar."""

_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([Ee][+-]?[0-9]+)?", re.ASCII)
_DAY = 86_400_000
"""In milliseconds, to which times are rounded: a double holds a date with its time to a thousandth of that."""
_LAST_DAY = date(9999, 12, 31)


def shown_by(format_: Format, *, from_1904: bool) -> Shown:
    """How numbers of that format read, in a workbook that counts days from 1904 or from 1900."""
    match format_.kind:
        case "number":
            return plain
        case "percent":
            return _percent
        case "zeros":
            return partial(_padded, format_)
        case "duration":
            return _duration
        case _:
            return partial(_moment, format_.kind, from_1904)


def plain(stored: str) -> str:
    """The shortest decimal that is the same number; with a power of ten where Excel has lost digits."""
    value, text = _number(stored)
    if not -NOT_EXACT < value < NOT_EXACT:
        return _with_power(value)
    if "e" in text:
        return _decimal(Decimal(text))
    return text.removesuffix(".0") if value else "0"


def iso(stored: str) -> str:
    """A date or time that is stored as ISO text, the way dates of numbers read."""
    text = stored.strip()
    if "T" not in text:
        return date.fromisoformat(text).isoformat() if "-" in text else _clock(time.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return f"{moment.date().isoformat()} {_clock(moment.time())}"


def _number(stored: str) -> tuple[float, str]:
    """A stored number, and its shortest decimal, perhaps with a power of ten."""
    value = float(stored)
    text = repr(value)
    # Python knows more spellings of numbers than a worksheet: 1_000, nan, full-width digits.
    if (text != stored and not _NUMBER.fullmatch(stored.strip())) or not isfinite(value):
        raise ValueError(stored[:20])
    return value, text


def _decimal(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _with_power(value: float) -> str:
    digits, power = f"{value:.14E}".split("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"


def _percent(stored: str) -> str:
    value, text = _number(stored)
    if not -NOT_EXACT < value < NOT_EXACT:
        return _with_power(value)
    if "e" in text or value < 0:
        return f"{_decimal(Decimal(text).scaleb(2))}%"
    # Two digits change sides of the point: the same, several times faster.
    whole, _, fraction = text.removeprefix("-").partition(".")
    left = (whole + fraction[:2].ljust(2, "0")).lstrip("0") or "0"
    return f"{left}.{fraction[2:]}%" if len(fraction) > 2 else f"{left}%"


def _padded(format_: Format, stored: str) -> str:
    text = plain(stored)
    return f"{format_.prefix}{text.zfill(format_.width)}" if text.isdecimal() else text


def _duration(stored: str) -> str:
    value, _ = _number(stored)
    if abs(value) > _LAST_DAY.toordinal():
        return OUTSIDE
    thousandths = round(abs(value) * _DAY)
    hours, rest = divmod(thousandths, 3_600_000)
    sign = "-" if value < 0 and thousandths else ""
    return f"{sign}{hours:02}:{_clock(_time(rest))[3:]}"


def _moment(kind: str, from_1904: bool, stored: str) -> str:
    """ISO text of a date, a time, or both where the number holds both."""
    value, _ = _number(stored)
    if not 0 <= value <= _LAST_DAY.toordinal():
        return OUTSIDE
    days, rest = divmod(round(value * _DAY), _DAY)
    clock = _clock(_time(rest))
    if days == 0 and (kind == "time" or (rest and not from_1904)):
        return clock
    day = _day(days, from_1904)
    return f"{day} {clock}" if day != OUTSIDE and (rest or kind != "date") else day


def _day(days: int, from_1904: bool) -> str:
    """Excel's day 0 and its day 60 are no days of the calendar; they read as Excel shows them."""
    if not from_1904 and days in (0, 60):
        return "1900-02-29" if days else "1900-01-00"
    first = date(1904, 1, 1) if from_1904 else date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    return (first + timedelta(days)).isoformat() if days <= (_LAST_DAY - first).days else OUTSIDE


def _time(thousandths: int) -> time:
    seconds, rest = divmod(thousandths, 1_000)
    return time(seconds // 3_600, seconds // 60 % 60, seconds % 60, rest * 1_000)


def _clock(moment: time) -> str:
    """Seconds always, and of their fractions no more than there is."""
    text = moment.replace(tzinfo=None).isoformat(timespec="seconds" if not moment.microsecond else "milliseconds")
    return text.rstrip("0") if moment.microsecond else text
