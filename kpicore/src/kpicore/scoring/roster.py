"""A roster: the people whom a form is prepared for, read through the source that is installed for its kind of file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl
from attrs import evolve

from kpicore.errors import Place, Problem, Refused, Text
from kpicore.messages import form as messages
from kpicore.messages.document import NO_FILE
from kpicore.messages.scoring import NOBODY
from kpicore.plugin import Registry
from kpicore.scheme import Form, FormColumn, Group, Period, Pipeline, Source
from kpicore.scoring.keys import NO_NAMES, NO_TEXTS, foreign_texts, key_problems
from kpicore.scoring.source_frame import ROW, SourceFrame, in_our_names
from kpicore.scoring.sources import SourceReader
from kpicore.scoring.values import check_group, group_ids

KINDS: Mapping[str, str] = {".csv": "csv", ".xlsx": "excel"}
"""The kind of source that reads files of a suffix."""

ANY_TIME = Period("", date.min, date.max)
ROSTER = "--people"


def read_roster(path: Path, form: Form, registry: Registry) -> tuple[Mapping[str, str], ...]:
    """What the file says of each of its people, by column of the form: who it is, groups by the ids of their values,
    details. Figures are passed over.

    Its headings are the columns' ids or labels. Everything that is wrong with it is `Refused` at once, at its places.
    """
    if not path.exists():
        raise Refused(NO_FILE.at(Place(str(path)), path=path))
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(KINDS)
        raise Refused(messages.NO_ROSTER_SUFFIX.at(Place(str(path)), suffix=path.suffix or "?", known=known))
    if kind not in registry.sources:
        raise Refused(registry.unknown_kind("source", kind).at(Place(str(path))))
    source = Source(registry.sources[kind].cls(path=str(path)))
    pipeline = Pipeline(Path(), "", ANY_TIME, {ROSTER: source}, {}, {})
    people = _read(SourceReader(pipeline, registry).as_given(ROSTER), form)
    columns = [column for column in _asked(form) if column.id in people.frame.columns]
    problems = key_problems(people, people.frame, "employee")
    for column in columns:
        if column.role == "group":
            people, wrong = _with_group_ids(people, column.id, form.scheme.groups[column.id])
            problems += wrong
        elif column.role != "employee":
            wrong_texts = NO_NAMES if column.role == "name" else NO_TEXTS
            problems += foreign_texts(people, people.frame, column.id, wrong_texts)
    if problems:
        raise Refused(*problems)
    if people.frame.is_empty():
        raise Refused(NOBODY.at(people.here))
    rows = people.frame.select(pl.col(column.id).cast(pl.String) for column in columns).iter_rows(named=True)
    return tuple({id: text for id, text in row.items() if text is not None} for row in rows)


def _asked(form: Form) -> list[FormColumn]:
    """The columns that a roster can fill."""
    return [column for column in form.columns if column.role not in ("metric", "cases")]


def _read(given: SourceFrame, form: Form) -> SourceFrame:
    """The source under the ids of the form's columns."""
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for column in _asked(form):
        headings = [heading for heading in given.columns if _plain(heading) in _names(column)]
        if len(headings) > 1:
            both = Text("、".join(headings), ", ".join(headings))
            place = given.place(headings[1])
            problems.append(messages.TWO_HEADINGS.at(place, headings=both, label=column.label))
        elif headings:
            found[column.id] = headings[0]
        elif column.role == "employee":
            problems.append(messages.NO_EMPLOYEE_COLUMN.at(given.here))
    if problems:
        raise Refused(*problems)
    return in_our_names(evolve(given, source=evolve(given.source, columns=found)))


def _names(column: FormColumn) -> set[str]:
    return {_plain(name) for name in (column.id, column.label.zh, column.label.en)}


def _plain(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _with_group_ids(people: SourceFrame, id: str, group: Group) -> tuple[SourceFrame, list[Problem]]:
    """The people with the group's values by their ids, and a problem for each that is none; empty ones are left to be
    filled in."""
    frame = people.frame.with_columns(group_ids(people.frame[id].cast(pl.String), group))
    there = frame.drop_nulls(id)
    employees, rows = there["employee"], there[ROW]

    def place(row: int | None) -> Place:
        return people.place(id) if row is None else people.place(id, rows[row], employees[row])

    return evolve(people, frame=frame), check_group(there[id], group, employees, place)
