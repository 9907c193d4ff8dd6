"""Whether every stage can have a sheet: a name of 31 characters that no other has, and rows enough."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kpicore import Problem, Refused, Results, StageResults
from kpicore_excel.messages import results as messages
from kpicore_excel.results import about, groups, items, parameters, scorecard, summary
from kpicore_excel.results.book import sheet_name

OWN = (summary.SHEET, scorecard.SHEET, parameters.SHEET, about.SHEET, groups.SHEET, items.SHEET, "history")
"""Names that are taken; Excel keeps the last for itself."""

MOST_PEOPLE = 1_048_574
"""The rows of a sheet below its headings."""

LONGEST_TEXT = 32_767
"""The characters that a cell holds."""

_FORBIDDEN = "[]:*?/\\"


def check_sheets(results: Results) -> None:
    """`Refused` with every stage that cannot have a sheet."""
    if problems := list(_problems(results)):
        raise Refused(*problems)


def _problems(results: Results) -> Iterator[Problem]:
    taken = {name.casefold(): name for name in OWN}
    for stage in results.stages:
        name = sheet_name(stage)
        if found := sorted({character for character in name if character in _FORBIDDEN}):
            yield messages.SHEET_NAME.at(stage=stage, characters=" ".join(found))
        elif name.startswith("'") or name.endswith("'"):
            yield messages.SHEET_NAME.at(stage=stage, characters="'")
        elif name.casefold() in taken:
            yield messages.SHEET_CLASH.at(stage=stage, sheet=name, other=taken[name.casefold()])
        taken.setdefault(name.casefold(), stage)
    for stage, scored in results.stages.items():
        if scored.people > MOST_PEOPLE:
            yield messages.TOO_MANY_PEOPLE.at(stage=stage, people=scored.people, most=MOST_PEOPLE)
        yield from _long_texts(scored)


def _long_texts(stage: StageResults) -> Iterator[Problem]:
    """A problem for each text that a cell would cut off."""
    for name, dtype in stage.frame.schema.items():
        if dtype == pl.String:
            long = stage.frame.filter(pl.col(name).str.len_chars() > LONGEST_TEXT)
            for employee, text in zip(long["employee"], long[name], strict=True):
                said = {"employee": str(employee)[:40], "column": name, "length": len(text), "most": LONGEST_TEXT}
                yield messages.TEXT_TOO_LONG.at(**said)
