"""PhoneNow's calls as the workbook that was published: dates as text, times of day and durations as Excel has them."""

from decimal import Decimal

import polars as pl
import pytest

from kpicore_excel.source import ExcelSource
from tests.real import published
from tests.real.sources import Here, seconds


@pytest.fixture(scope="module")
def calls() -> pl.DataFrame:
    return ExcelSource("calls.xlsx").read(Here(published.folder("phonenow-calls")))


def test_the_totals_are_those_that_were_measured_in_it(calls: pl.DataFrame) -> None:
    answered = calls.filter(pl.col("Answered (Y/N)") == "Y")
    speed = [int(text) for text in answered["Speed of answer in seconds"]]
    talk = [seconds(text) for text in answered["AvgTalkDuration"]]
    ratings = [int(text) for text in answered["Satisfaction rating"]]

    assert (len(calls), len(answered), len(ratings)) == (5000, 4054, 4054)
    assert round(sum(speed) / len(speed), 4) == 67.5207
    assert round(sum(talk) / len(talk), 4) == 224.9228
    assert round(sum(ratings) / len(ratings), 4) == 3.4036
    assert [calls["Date"].str.starts_with(f"2021-0{month}").sum() for month in (1, 2, 3)] == [1772, 1616, 1612]


def test_what_is_not_there_is_missing_and_not_zero(calls: pl.DataFrame) -> None:
    unanswered = calls.filter(pl.col("Answered (Y/N)") == "N")

    assert len(unanswered) == 946
    for heading in ("Speed of answer in seconds", "AvgTalkDuration", "Satisfaction rating"):
        assert unanswered[heading].null_count() == 946


def test_every_cell_is_the_one_that_another_reader_finds(calls: pl.DataFrame) -> None:
    fastexcel = pytest.importorskip("fastexcel", reason="fastexcel is the other reader")
    path = published.folder("phonenow-calls") / "calls.xlsx"
    other: pl.DataFrame = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()

    texts = [heading for heading in other.columns if heading not in ("Time", "AvgTalkDuration")]
    assert calls.select(texts).equals(other.select(texts))
    # The other reader shows a time as a moment of Excel's first day.
    for heading in ("Time", "AvgTalkDuration"):
        assert calls[heading].to_list() == [text and text[-8:] for text in other[heading]]


def test_a_time_is_the_fraction_of_a_day_that_is_stored(calls: pl.DataFrame) -> None:
    first = calls.row(2, named=True)

    assert first["AvgTalkDuration"] == "00:02:11"
    assert round(Decimal("1.5162037037037036E-3") * 86400, 3) == seconds(first["AvgTalkDuration"])
