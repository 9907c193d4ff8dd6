"""Chat agents in one month, published as CSV and as workbooks: both sources must give the same metrics.

The files spell the same figures differently (see the data's note): clock times for durations, three kinds of dates,
names with white space behind them. What each spelling means is worked out here, text by text.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import polars as pl
import pytest

from kpicore import Refused, SourceContext
from kpicore_csv.source import CsvSource
from kpicore_excel.source import ExcelSource
from tests.real import published
from tests.real.sources import Here, seconds

Metrics = Mapping[str, Mapping[str, Fraction]]


@pytest.fixture(scope="module")
def here() -> SourceContext:
    return Here(published.folder("agent-chats"))


def day(text: str) -> str:
    """The day of July 2022 in ``7/30/2022``, ``2022-07-30`` or ``30-Jul-22``."""
    found = re.fullmatch(r"7/(\d+)/2022|2022-07-(\d\d)|(\d\d)-Jul-22", text)
    assert found, text
    return str(int(next(filter(None, found.groups()))))


def chats(frame: pl.DataFrame, date: str) -> Metrics:
    """Of each agent: chats, days without any, mean rating by feedback, mean seconds by chats, feedback per chat."""
    figures: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    days: dict[str, set[str]] = defaultdict(set)
    for row in frame.iter_rows(named=True):
        agent = row["Agent Name"].strip()
        count, feedback = Fraction(row["Total Chats"]), Fraction(row["Total Feedback"])
        own = figures[agent]
        own["chats"] += count
        own["feedback"] += feedback
        own["rated"] += Fraction(Decimal(row["Average Rating"])) * feedback
        own["response"] += seconds(row["Average Response Time"]) * count
        own["resolution"] += seconds(row["Average Resolution Time"]) * count
        if count:
            days[agent].add(day(row[date]))
    return {
        agent: {
            "chats": own["chats"],
            "days": Fraction(len(days[agent])),
            "rating": own["rated"] / (own["feedback"] or 1),
            "response": own["response"] / (own["chats"] or 1),
            "resolution": own["resolution"] / (own["chats"] or 1),
            "asked": own["feedback"] / (own["chats"] or 1),
        }
        for agent, own in figures.items()
    }


def logins(frame: pl.DataFrame) -> Metrics:
    """Of each agent: sessions, their seconds as the report says, and the clock times of all logins added up."""
    figures: dict[str, dict[str, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for row in frame.iter_rows(named=True):
        own = figures[row["Agent"].strip()]
        own["sessions"] += 1
        own["online"] += seconds(row["Duration"])
        own["began"] += seconds(row["Login Time"])
    return figures


@pytest.fixture(scope="module")
def performance(here: SourceContext) -> pl.DataFrame:
    return ExcelSource("AgentPerformance.xlsx", header=2, stop="=SUM").read(here)


def test_both_kinds_of_performance_report_give_the_same_metrics(here: SourceContext, performance: pl.DataFrame) -> None:
    from_csv = chats(CsvSource("AgentPerformance.csv").read(here), "Responsedate")

    assert chats(performance, "Date") == from_csv
    assert (len(from_csv), len(performance)) == (70, 2160)
    assert sum(own["chats"] > 0 for own in from_csv.values()) > 30


def test_both_kinds_of_login_report_give_the_same_sessions(here: SourceContext) -> None:
    from_csv = logins(CsvSource("AgentLogingReport.csv").read(here))
    read = ExcelSource("Agent_Login_Report.xlsx", header=2).read(here)

    assert logins(read) == from_csv
    assert (len(from_csv), len(read)) == (49, 1000)


def test_the_workbook_kept_the_dates_that_the_csv_file_lost(here: SourceContext) -> None:
    lost = CsvSource("AgentLogingReport.csv").read(here)["Reportdate"]
    kept = ExcelSource("Agent_Login_Report.xlsx", header=2).read(here)["Date"]

    assert ({day(text) for text in lost}, len({day(text) for text in kept})) == ({"30"}, 12)


def test_the_title_and_the_sum_below_have_to_be_declared(here: SourceContext) -> None:
    def refused(**options: Any) -> list[str]:
        with pytest.raises(Refused) as caught:
            ExcelSource("AgentPerformance.xlsx", **options).read(here)
        return [problem.line("en") for problem in caught.value.problems]

    sheet = "AgentPerformance.xlsx!Agent Performance Report"
    (title,) = refused()
    assert title.startswith(f"{sheet}!A1: error excel-heading: row 1 looks like a title, row 2 like the headings")
    (total,) = refused(header=2)
    assert total.startswith(f"{sheet}!D2163: error excel-totals: row 2163 looks like totals")
    assert 'stop = "=SUM"' in total
