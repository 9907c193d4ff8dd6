"""The figures of the summary: of a stage, and of each of its teams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl
from attrs import frozen

from kpicore import figure, of_group, quoted
from kpicore_excel.results.book import Formula, StageSheet, key_column
from kpicore_excel.results.cells import Shown
from kpicore_excel.results.groups import GroupTable


@frozen
class Statistic:
    """A figure with the formula that gives it; without one in a sheet of values."""

    value: Shown
    formula: Formula | None


def of_stage(sheet: StageSheet) -> dict[str, Statistic]:
    """People, those with a total, and mean, median, highest and lowest total, by name."""
    totals, employees = sheet.range("total"), sheet.range(sheet.columns[0].name)
    values = sheet.frame["total"].drop_nulls()
    return {
        "people": _live(sheet, len(sheet.frame), f"COUNTA({employees})"),
        "scored": _live(sheet, len(values), f"COUNT({totals})"),
        "mean": _live(sheet, _number(values.mean()), figure("mean", totals)),
        "median": _live(sheet, _number(values.median()), f'IF(COUNT({totals})>0,MEDIAN({totals}),"")'),
        "highest": _live(sheet, _number(values.max()), figure("max", totals)),
        "lowest": _live(sheet, _number(values.min()), figure("min", totals)),
    }


def grade_counts(sheet: StageSheet, letters: Sequence[str]) -> list[Statistic]:
    """How many people of the stage have each grade."""
    grades = sheet.frame["grade"]
    return [
        _live(
            sheet,
            int((grades == letter).sum()),
            f"SUM(EXACT({sheet.range('grade')},{quoted(letter)})*1)",
            is_array=True,
        )
        for letter in letters
    ]


def of_teams(sheet: StageSheet, teams: GroupTable, letters: Sequence[str]) -> Iterator[tuple[str, list[Statistic]]]:
    """For each team: its people, mean and median total, and how many have each grade."""
    keys = sheet.range(key_column(teams.key, sheet.stage.name)) if sheet.is_live else ""
    totals = sheet.range("total")
    for number, (team,) in enumerate(teams.groups, start=1):
        members = sheet.frame.filter(pl.col("team") == team)
        values = members["total"].drop_nulls()
        counted = f'COUNTIFS({keys},{number},{totals},">=-1E+300")'
        median = f'IF({counted}>0,MEDIAN({of_group(totals, keys, str(number))}),"")'
        yield (
            team,
            [
                _live(sheet, len(members), f"COUNTIF({keys},{number})"),
                _live(sheet, _number(values.mean()), figure("mean", totals, keys, str(number))),
                _live(sheet, _number(values.median()), median, is_array=True),
                *(
                    _live(
                        sheet,
                        int((members["grade"] == letter).sum()),
                        f"SUM(({keys}={number})*EXACT({sheet.range('grade')},{quoted(letter)}))",
                        is_array=True,
                    )
                    for letter in letters
                ),
            ],
        )


def _live(sheet: StageSheet, value: Shown, formula: str, *, is_array: bool = False) -> Statistic:
    return Statistic(value, Formula(formula, is_array) if sheet.is_live else None)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
