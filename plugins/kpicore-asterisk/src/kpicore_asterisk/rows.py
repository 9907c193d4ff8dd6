"""The rows of the database table ``queue_log``, as another source gives them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from kpicore import Problem, Refused, SourceContext
from kpicore_asterisk import messages
from kpicore_asterisk.lines import EARLIEST, LATEST, MOST_PROBLEMS
from kpicore_asterisk.tally import Damaged, Tally

if TYPE_CHECKING:
    import polars as pl

NEEDED = ("time", "callid", "queue", "employee", "event")
DATA = ("data1", "data2", "data3", "data4", "data5")


def take_rows(context: SourceContext, source: str, zone: tzinfo, tally: Tally) -> None:
    """Gives the tally every row of the source, in the order of their times; rows of one time as they stand.

    Columns are those of Asterisk's table, but that ``employee`` is the agent and ``queue`` the queue's name. A time is
    in seconds since 1970 or a local one, of `zone`. Damaged rows are `Refused`.
    """
    frame: pl.DataFrame = context.source(source)
    if lacking := [column for column in (*NEEDED, DATA[0]) if column not in frame.columns]:
        places = {column: context.place(source, None, column) for column in lacking}
        raise Refused(*(messages.MISSING_COLUMN.at(places[each], source=source, column=each) for each in lacking))
    problems: list[Problem] = []
    rows = frame["_row"].to_list()
    moments: list[tuple[int, int]] = []
    for index, value in enumerate(frame["time"].to_list()):
        moment = seconds(value, zone)
        if moment is not None:
            moments.append((moment, index))
        elif len(problems) < MOST_PROBLEMS:
            place = context.place(source, rows[index], "time")
            problems.append(messages.NOT_A_MOMENT.at(place, value="—" if value is None else str(value)[:40]))
    moments.sort()
    table = _texts(frame)
    for moment, index in moments:
        call, queue, agent, event, *data = table.row(index)
        try:
            tally.take(moment, call, queue, agent, event, _fields(data))
        except Damaged as damaged:
            if len(problems) < MOST_PROBLEMS:
                said = {"event": event, "what": damaged.what, "value": damaged.value[:40] or "—"}
                problems.append(messages.NOT_SECONDS.at(context.place(source, rows[index], "event"), **said))
    if problems:
        raise Refused(*problems)


def seconds(value: Any, zone: tzinfo) -> int | None:
    """A moment in seconds since 1970; None where it is none."""
    match value:
        case datetime():
            return _stamp(value if value.tzinfo else value.replace(tzinfo=zone))
        case bool():
            return None
        case int() | float():
            return _within(int(value)) if value == value and abs(value) < LATEST else None
        case str():
            text = value.strip()
            whole, _, fraction = text.partition(".")
            if whole.isascii() and whole.isdigit() and (not fraction or fraction.isdigit()) and len(whole) < 12:
                return _within(int(whole))
            try:
                moment = datetime.fromisoformat(text)
            except ValueError:
                return None
            return _stamp(moment if moment.tzinfo else moment.replace(tzinfo=zone)) if len(text) > 10 else None
        case _:
            return None


def _stamp(moment: datetime) -> int | None:
    return _within(int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() // 1))


def _within(moment: int) -> int | None:
    return moment if EARLIEST <= moment < LATEST else None


def _texts(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    columns = [*NEEDED[1:], *(column for column in DATA if column in frame.columns)]
    return frame.select(pl.col(column).cast(pl.String).fill_null("") for column in columns)


def _fields(data: Sequence[str]) -> list[str]:
    """The fields as a file has them: the last column of the table holds all that are left, and may hold bars."""
    fields = "|".join(data).split("|")
    while fields and not fields[-1]:
        fields.pop()
    return fields
