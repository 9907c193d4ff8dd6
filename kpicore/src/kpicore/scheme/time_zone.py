"""Time zones, for sources whose moments are not local days."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo

from kpicore.errors import InvalidOption
from kpicore.messages import scheme as messages
from kpicore.scheme.period import Period

_OFFSET = re.compile(r"([+-])(\d{2}):(\d{2})", re.ASCII)


def time_zone(name: str, option: str = "time_zone") -> tzinfo:
    """The zone of a name such as ``Asia/Shanghai``, or of an offset from UTC such as ``+08:00``; any other text is an
    `InvalidOption` of `option`.
    """
    from zoneinfo import ZoneInfo

    if found := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
        if offset < timedelta(hours=24):
            return timezone(-offset if found[1] == "-" else offset)
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        raise InvalidOption(messages.TIME_ZONE, option, name=name) from None


def moments(period: Period, zone: tzinfo) -> tuple[datetime, datetime]:
    """When the period's first day begins there, and when its last has ended: that moment is not in it any more."""
    first, behind = period.first, period.last + timedelta(days=1)
    return (
        datetime(first.year, first.month, first.day, tzinfo=zone),
        datetime(behind.year, behind.month, behind.day, tzinfo=zone),
    )
