"""Time zones by name and by offset, and when a period begins and ends in them."""

from datetime import UTC, datetime, timedelta

import pytest

from kpicore import InvalidOption, Period, moments, time_zone


@pytest.mark.parametrize(
    ("name", "hours"),
    [("Asia/Shanghai", 8), ("+08:00", 8), ("-03:30", -3.5), ("+00:00", 0), ("UTC", 0), ("+23:59", 23 + 59 / 60)],
)
def test_a_zone_has_a_name_or_an_offset(name: str, hours: float) -> None:
    offset = datetime(2026, 10, 1, tzinfo=time_zone(name)).utcoffset()
    assert offset is not None
    assert abs(offset - timedelta(hours=hours)) < timedelta(seconds=1)


@pytest.mark.parametrize("name", ["Asia/Beijing", "+8", "+24:00", "+0800", "", "../zone", "北京", "/etc/passwd", "\0"])
def test_any_other_is_none(name: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        time_zone(name)
    assert caught.value.option == "time_zone"


@pytest.mark.parametrize(
    ("period", "zone", "begin", "end"),
    [
        ("2026-10", "Asia/Shanghai", "2026-09-30T16:00", "2026-10-31T16:00"),
        ("2026-10-25", "Europe/Berlin", "2026-10-24T22:00", "2026-10-25T23:00"),
        ("2026", "-05:00", "2026-01-01T05:00", "2027-01-01T05:00"),
    ],
)
def test_a_period_begins_and_ends_where_the_zone_says(period: str, zone: str, begin: str, end: str) -> None:
    found = [moment.astimezone(UTC) for moment in moments(Period.parse(period), time_zone(zone))]
    assert found == [datetime.fromisoformat(f"{text}:00+00:00") for text in (begin, end)]
