"""Cycles: earlier runs' totals of the same people as metrics, and the points of a cycle made of shorter ones."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Literal

from attrs import define, field, frozen

from kpicore.builtin.calculators.figures import NOTHING, number
from kpicore.errors import InvalidOption, Place, Problem, Refused, did_you_mean
from kpicore.messages import builtin as messages
from kpicore.messages import scoring as column_messages
from kpicore.messages import values as input_messages
from kpicore.rule import Clip, Node, Say
from kpicore.scheme import Item, Period

if TYPE_CHECKING:
    from kpicore.scheme import Frame, SourceContext

MONTHS = {"months": 1, "quarters": 3, "half-years": 6}
"""How many months a part of a cycle has."""

ROLLED_UP = {3: "months", 6: "quarters", 12: "quarters"}
"""What a cycle of so many months is made of: months make a quarter, quarters a half-year and a year."""

_GUARD = re.compile(r"^'(?=[=+\-@\t\r\n＝＋－＠])")
"""The mark that a stage's CSV puts before a text which a spreadsheet would take for a formula."""

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@frozen
class PeriodsSource:
    """Earlier runs' totals of the same people: one row per person who stands in any of their CSV files.

    `path` names a stage's CSV with ``{period}`` for the shorter period. These are the months of a quarter and the
    quarters of a half-year or year; `parts` picks others, `periods` lists them. Columns are `mean_total`, the mean of
    the recorded totals, not rounded, and `periods_counted`, the number of periods in which the person has one; `name`
    and `team` as in the last file that has them. A person without a total in a period is counted with the others; a
    file that is not there is refused. `employee`, `name`, `team` and `total` are the headings in the files.
    """

    kind: ClassVar[str] = "periods"

    path: str
    parts: Literal["months", "quarters", "half-years"] | None = None
    periods: tuple[Period, ...] = field(default=(), converter=tuple[Period, ...])
    employee: str = "employee"
    name: str = "name"
    team: str = "team"
    total: str = "total"

    def __attrs_post_init__(self) -> None:
        if "{period}" not in self.path:
            raise InvalidOption(messages.PERIODS_PATH, "path")
        if self.parts is not None and self.periods:
            raise InvalidOption(messages.PARTS_OR_PERIODS, "parts")

    def read(self, context: SourceContext) -> Frame:
        import polars as pl

        people = _People()
        problems: list[Problem] = []
        for period in self._covered(context.period):
            file = self.path.replace("{period}", period.text)
            try:
                content = context.open(file)
            except Refused as refused:
                problems += refused.problems
            else:
                problems += people.add(self._rows(content, file), file, self.employee, self.total)
        if problems:
            raise Refused(*problems)
        given = [column for column in ("name", "team") if any(column in said for said in people.said.values())]
        return pl.DataFrame(
            {
                "employee": pl.Series(list(people.totals), dtype=pl.String),
                **{
                    column: pl.Series([said.get(column) for said in people.said.values()], dtype=pl.String)
                    for column in given
                },
                "mean_total": pl.Series(
                    [float(sum(totals) / len(totals)) if totals else None for totals in people.totals.values()],
                    dtype=pl.Float64,
                ),
                "periods_counted": pl.Series([len(totals) for totals in people.totals.values()], dtype=pl.Int64),
            }
        )

    def _covered(self, whole: Period) -> Sequence[Period]:
        """The shorter periods, in time; `Refused` where they do not lie in the pipeline's or lie over each other."""
        if not self.periods:
            return parts_of(whole, self.parts)
        ordered = sorted(self.periods, key=lambda period: (period.first, period.last))
        problems = [
            messages.PERIOD_OUTSIDE.at(Place(key="periods"), part=part, whole=whole)
            for part in ordered
            if not (whole.first <= part.first and part.last <= whole.last) or part == whole
        ]
        problems += [
            messages.PERIODS_OVERLAP.at(Place(key="periods"), first=first, second=second)
            for first, second in pairwise(ordered)
            if second.first <= first.last
        ]
        if problems:
            raise Refused(*problems)
        return ordered

    def _rows(self, content: bytes, file: str) -> Iterator[tuple[int, Mapping[str, str]] | Problem]:
        """The rows of a stage's CSV by our names, each with the line in which it ends; what is wrong in between."""
        try:
            reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
            headings = next(reader, [])
            ours = {"employee": self.employee, "name": self.name, "team": self.team, "total": self.total}
            lacking = [ours[name] for name in ("employee", "total") if ours[name] not in headings]
            if lacking:
                for heading in lacking:
                    near = did_you_mean(heading, headings)
                    yield column_messages.MISSING_COLUMN.at(Place(file, 1, key=heading), column=heading, near=near)
                return
            columns = {name: headings.index(heading) for name, heading in ours.items() if heading in headings}
            for row in reader:
                if len(row) != len(headings):
                    if any(row):
                        yield messages.PERIOD_FILE.at(Place(file, reader.line_num))
                    continue
                yield reader.line_num, {name: _GUARD.sub("", row[at]).strip() for name, at in columns.items()}
        except (UnicodeDecodeError, csv.Error):
            yield messages.PERIOD_FILE.at(Place(file))


@define
class _People:
    """Whoever stands in one of the files: their totals, and their name and team in the last of them."""

    totals: dict[str, list[Fraction]] = field(factory=dict)
    said: dict[str, dict[str, str]] = field(factory=dict)

    def add(
        self, rows: Iterator[tuple[int, Mapping[str, str]] | Problem], file: str, employee: str, total: str
    ) -> Iterator[Problem]:
        """Takes the rows of one file, headed `employee` and `total`; gives what is wrong with them."""
        lines: dict[str, int] = {}
        for row in rows:
            if isinstance(row, Problem):
                yield row
                continue
            line, cells = row
            id = cells["employee"]
            if not id:
                yield input_messages.KEY_EMPTY.at(Place(file, line, key=employee), key=employee)
            elif id in lines:
                said = {"key": employee, "value": id, "first": lines[id]}
                yield input_messages.DUPLICATE.at(Place(file, line, key=employee), **said)
            elif cells["total"] and not _NUMBER.fullmatch(cells["total"]):
                yield input_messages.NOT_A_NUMBER.at(Place(file, line, key=total), value=cells["total"])
            lines.setdefault(id, line)
            self.said.setdefault(id, {}).update({name: cells[name] for name in ("name", "team") if cells.get(name)})
            known = self.totals.setdefault(id, [])
            if _NUMBER.fullmatch(cells["total"]):
                known.append(Fraction(cells["total"]))


def parts_of(whole: Period, parts: str | None = None) -> list[Period]:
    """The periods that make up a longer one; `Refused` for a month or day, and for parts that are not shorter."""
    months = whole.last.month - whole.first.month + 1
    is_day = whole.first == whole.last
    parts = parts or ROLLED_UP.get(months)
    if is_day or parts is None or MONTHS[parts] >= months:
        raise Refused(messages.NO_PARTS.at(Place(key="period"), period=whole))
    starts = range(whole.first.month, whole.last.month + 1, MONTHS[parts])
    return [Period.parse(_part(whole.first.year, month, parts)) for month in starts]


def _part(year: int, month: int, parts: str) -> str:
    match parts:
        case "months":
            return f"{year:04}-{month:02}"
        case "quarters":
            return f"{year:04}-Q{(month + 2) // 3}"
        case _:
            return f"{year:04}-H{(month + 5) // 6}"


@frozen
class PeriodsMean:
    """The mean of shorter periods' totals as points, clamped to the full marks; its words say how many they are."""

    kind: ClassVar[str] = "periods"

    metric: str
    counted: str

    def rule(self, indicator: Item) -> Node:
        mean, counted = number(indicator, self.metric), number(indicator, self.counted)
        points = Clip(mean, NOTHING, indicator.full_marks)
        return Say(points, messages.PERIODS_MEAN, {"mean": mean, "counted": counted})
