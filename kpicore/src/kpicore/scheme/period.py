"""The period that is scored: a day, month, quarter, half-year or year, and the span in which a scheme is valid."""

from __future__ import annotations

import calendar
import re
from datetime import date

from attrs import frozen

from kpicore.errors import InvalidOption
from kpicore.messages import scheme as messages

_FORMS = re.compile(
    r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?|-Q(?P<quarter>[1-4])|-H(?P<half>[12]))?", re.ASCII
)


@frozen
class Period:
    """``2026-10-15`` · ``2026-10`` · ``2026-Q4`` · ``2026-H2`` · ``2026``: its text, first and last day."""

    text: str
    first: date
    last: date

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period a text names; any other text is an `InvalidOption`."""
        found = _FORMS.fullmatch(text)
        try:
            if found is None:
                raise ValueError(text)
            year = int(found["year"])
            if found["day"]:
                day = date(year, int(found["month"]), int(found["day"]))
                return cls(text, day, day)
            if found["month"]:
                first_month = last_month = int(found["month"])
            elif found["quarter"]:
                last_month = 3 * int(found["quarter"])
                first_month = last_month - 2
            elif found["half"]:
                last_month = 6 * int(found["half"])
                first_month = last_month - 5
            else:
                first_month, last_month = 1, 12
            first = date(year, first_month, 1)
            return cls(text, first, date(year, last_month, calendar.monthrange(year, last_month)[1]))
        except ValueError:
            raise InvalidOption(messages.BAD_PERIOD, "period", text=text) from None

    def __str__(self) -> str:
        return self.text


@frozen
class Validity:
    """The days on which a version of a scheme is in force, both ends included; None is open."""

    start: date | None = None
    until: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.start and self.until and self.start > self.until:
            raise InvalidOption(messages.VALID_BACKWARDS, "until")

    def covers(self, period: Period) -> bool:
        """Whether the whole period lies inside."""
        return (self.start is None or self.start <= period.first) and (self.until is None or period.last <= self.until)

    def __str__(self) -> str:
        return f"{self.start or '…'} – {self.until or '…'}"
