"""Periods and the days on which a scheme is in force."""

from datetime import date

import pytest

from kpicore import InvalidOption, Period
from kpicore.scheme import Validity


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10-15", date(2026, 10, 15), date(2026, 10, 15)),
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_knows_its_days(text: str, first: date, last: date) -> None:
    period = Period.parse(text)
    assert (period.first, period.last, str(period)) == (first, last, text)


@pytest.mark.parametrize(
    "text",
    ["", "26-10", "2026-13", "2026-00", "2026-02-30", "2026-Q5", "2026-Q0", "2026-H3", "2026/10", "2026-1", "2026-10 ",
     "0000", "２０２６", "2026年10月"],
)  # fmt: skip
def test_anything_else_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(InvalidOption) as refused:
        Period.parse(text)
    assert refused.value.problem.message.zh == (
        f"{text} 不是考核周期；应写作 2026-10-15、2026-10、2026-Q4、2026-H2 或 2026"
    )
    assert refused.value.problem.message.en == (
        f"{text} is not a period; write 2026-10-15, 2026-10, 2026-Q4, 2026-H2 or 2026"
    )


@pytest.mark.parametrize(
    ("start", "until", "covers"),
    [
        (None, None, True),
        (date(2026, 10, 1), date(2026, 10, 31), True),
        (date(2026, 10, 2), None, False),
        (None, date(2026, 10, 30), False),
        (date(2024, 1, 1), None, True),
        (None, date(2026, 9, 30), False),
    ],
)
def test_a_scheme_covers_a_period_that_lies_wholly_inside(start: date | None, until: date | None, covers: bool) -> None:
    assert Validity(start, until).covers(Period.parse("2026-10")) is covers


def test_a_validity_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidOption) as refused:
        Validity(date(2026, 2, 1), date(2026, 1, 31))
    assert refused.value.option == "until"
    assert refused.value.problem.message.zh == "有效期的终止早于起始"


def test_an_open_validity_shows_where_it_is_open() -> None:
    assert str(Validity(date(2024, 1, 1))) == "2024-01-01 – …"
    assert str(Validity(until=date(2024, 1, 1))) == "… – 2024-01-01"
