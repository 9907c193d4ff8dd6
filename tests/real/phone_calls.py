"""PhoneNow's calls for tests of sources, and the query that makes metrics of them, the same for every database."""

from functools import cache
from typing import Any

import pytest

from tests.real import published
from tests.real.test_phone_calls import PERIODS, SCHEME, metrics, worked_out

__all__ = ["COLUMNS", "PERIODS", "QUERY", "SCHEME", "call_rows", "metrics", "worked_out"]

COLUMNS = {
    "Agent": "text",
    "Date": "date",
    "Answered (Y/N)": "text",
    "Resolved": "text",
    "Speed of answer in seconds": "integer",
    "Satisfaction rating": "integer",
}
"""The columns of the workbook that are looked at, and their types in a database."""

QUERY = """
select "Agent"                                                                     as employee,
       count(*)                                                                    as calls,
       count(*) filter (where "Answered (Y/N)" = 'Y')::float8 / count(*)            as answer_rate,
       count(*) filter (where "Satisfaction rating" >= 4)::float8
         / count("Satisfaction rating")                                            as satisfaction,
       count("Satisfaction rating")                                                as satisfaction_n,
       count(*) filter (where "Resolved" = 'Y' and "Answered (Y/N)" = 'Y')::float8
         / count(*) filter (where "Answered (Y/N)" = 'Y')                          as resolution_rate,
       sum("Speed of answer in seconds")::float8 / count("Speed of answer in seconds") as answer_speed
from calls_of_phonenow
where cast("Date" as date) between :period_start and :period_end
group by "Agent"
order by "Agent"
"""


@cache
def call_rows() -> list[dict[str, Any]]:
    """The rows of the sheet: texts, and whole numbers where the columns have them; the test is skipped without them."""
    path = published.folder("phonenow-calls") / "calls.xlsx"
    fastexcel = pytest.importorskip("fastexcel", reason="fastexcel reads the outside workbook")
    rows = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().to_dicts()
    return [{name: _value(row[name], kind) for name, kind in COLUMNS.items()} for row in rows]


def _value(text: str | None, kind: str) -> Any:
    return int(text) if text and kind == "integer" else text
