"""Our own form, known by its hidden sheet: what it was made for, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from kpicore import Place, Problem, Refused
from kpicore_excel.messages import source as messages
from kpicore_excel.own_sheets import FORMAT
from kpicore_excel.reading.headings import headings_in, in_one_line
from kpicore_excel.reading.references import ROWS, cell
from kpicore_excel.reading.worksheet import Worksheet


@frozen
class FormLayout:
    """What the hidden sheet tells.

    `sheet` is where people fill in, `header` its row of headings and `first` the first row of people, `columns` the
    ids of its columns by their place, counted from 0, and `labels` their headings.
    """

    scheme: str
    version: str
    period: str | None
    sheet: str
    header: int
    first: int
    columns: Mapping[int, str]
    labels: Mapping[int, str]


def form_layout(hidden: Worksheet, place: Place) -> FormLayout:
    """What the hidden sheet tells. One that is damaged, or of a later version of ours, is `Refused`."""
    entries: dict[str, list[str | None]] = {}
    for number, (key, *values) in hidden.rows.items():
        if not key or key in entries:
            raise Refused(messages.FORM_DAMAGED.at(evolve(place, cell=f"A{number}")))
        entries[key] = values
    made = _one(entries, "format")
    if made is not None and made != FORMAT and made.isdecimal():
        raise Refused(messages.FORM_NEWER.at(place, format=made))
    scheme, version, sheet = (_one(entries, key) for key in ("scheme", "version", "sheet"))
    header, first = (_row(_one(entries, key)) for key in ("header", "rows"))
    columns, labels = (_several(entries.get(key, [])) for key in ("columns", "labels"))
    fits = header < first and columns and columns.keys() <= labels.keys() and len({*columns.values()}) == len(columns)
    if made != FORMAT or scheme is None or version is None or sheet is None or not header or not fits:
        raise Refused(messages.FORM_DAMAGED.at(place))
    return FormLayout(scheme, version, _one(entries, "period"), sheet, header, first, columns, labels)


def check_headings(sheet: Worksheet, form: FormLayout, place: Place) -> None:
    """That every column is where it was when the form was made; each that is not is `Refused` at its heading."""
    if problems := [*_moved(headings_in(sheet, form.header, place), form, place)]:
        raise Refused(*problems)


def _moved(found: Mapping[int, str], form: FormLayout, place: Place) -> Iterator[Problem]:
    for column in form.columns:
        was, is_ = in_one_line(form.labels[column]), found.get(column)
        if was != is_:
            at = evolve(place, cell=cell(column, form.header))
            yield messages.FORM_MOVED.at(at, was=was, found=is_ or messages.NOTHING)


def _one(entries: Mapping[str, Sequence[str | None]], key: str) -> str | None:
    values = entries.get(key, ())
    return values[0] if values else None


def _row(text: str | None) -> int:
    """The number of a row; 0 where it is none."""
    number = int(text) if text is not None and text.isdecimal() and len(text) < 8 else 0
    return number if number <= ROWS else 0


def _several(values: Sequence[str | None]) -> dict[int, str]:
    return {column: value for column, value in enumerate(values) if value}
