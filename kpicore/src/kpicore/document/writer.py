"""Writing schemes and pipelines: the values as raw tables, in a stable order, what is at its default left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import attrs

from kpicore.document.finder import FORMAT
from kpicore.document.keys import fields_of, is_spread, key_of
from kpicore.document.layout import toml_text
from kpicore.document.syntax import RawTable
from kpicore.scheme import Adjustment, Cased, Example, Indicator, Period, Pipeline, Scheme, Stage

_ITEM = ("section", "label", "points", "status", "assumed", "clause", "note", "description", "missing", "calculator")
_ORDER: Mapping[type, tuple[str, ...]] = {
    Scheme: ("id", "version", "title", "policy", "note", "valid", "full", "groups", "metrics", "details", "sections"),
    Pipeline: ("title", "period", "output", "sources", "stages", "exports"),
    Indicator: _ITEM,
    Adjustment: _ITEM,
}
"""The order of fields where a document has them otherwise than the class; fields not named here come last."""


def write_scheme(scheme: Scheme) -> str:
    """The scheme as a document; reading it gives an equal scheme."""
    return toml_text({"format": FORMAT, **_options(scheme)})


def write_pipeline(pipeline: Pipeline) -> str:
    """The pipeline as a document; reading it in the same folder gives an equal pipeline."""
    table = _options(pipeline)
    return toml_text({key: value for key, value in table.items() if key != "folder"})


def _options(value: Any) -> RawTable:
    """The keys of a value's table in the order of documents; defaults are left out."""
    order = _ORDER.get(type(value), ())
    fields = sorted(fields_of(type(value)), key=lambda field: order.index(field.name) if field.name in order else 99)
    return _table(value, [field for field in fields if getattr(value, field.name) != _default(field)])


def _table(value: Any, fields: list[attrs.Attribute[Any]]) -> RawTable:
    table: RawTable = {}
    for field in fields:
        raw = _raw(getattr(value, field.name))
        table |= raw if is_spread(type(value), field) else {key_of(type(value), field.name): raw}
    return table


def _default(field: attrs.Attribute[Any]) -> Any:
    match field.default:
        case attrs.Factory(factory=factory, takes_self=False):  # type: ignore[misc]  # a class, whatever its stub says
            return factory()
        case default:
            return default


def _raw(value: Any) -> Any:
    match value:
        case None | bool() | int() | Decimal() | str() | date():
            return value
        case float():
            return Decimal(repr(value))
        case PurePath():
            return value.as_posix()
        case Period(text=text):
            return text
        case Example():
            return _example(value)
        case Cased():
            return _cased(value)
        case Stage(where=where):
            listed = {column: values[0] if len(values) == 1 else list(values) for column, values in where.items()}
            return _options(value) | ({"where": listed} if listed else {})
        case Mapping():
            return {key: _raw(below) for key, below in value.items()}
        case set() | frozenset():
            return sorted(map(_raw, value))
        case list() | tuple():
            return [_raw(item) for item in value]
        case _ if isinstance(kind := getattr(value, "kind", None), str):
            return {"kind": kind, **_options(value)}
        case _:
            return _options(value)


def _example(example: Example) -> RawTable:
    note = {"note": example.note} if example.note else {}
    if len(example.people) == 1:
        return {**note, "given": _raw(example.people[0]), "expect": _raw(example.expect[0])}
    return {**note, "people": _raw(example.people), "expect": _raw(example.expect)}


def _cased(cased: Cased) -> RawTable:
    """The options that the cases share, then each case's own, these in full."""
    shared: RawTable = {}
    cases: RawTable = {}
    for value, case in cased.cases.items():
        own = cased.own.get(value, ())
        shared |= {key: raw for key, raw in _options(case).items() if key not in own}
        cases[value] = {key: raw for key, raw in all_options(case).items() if key in own}
    return {"kind": cased.kind, **shared, "by": cased.by, "cases": cases}


def all_options(extension: object) -> RawTable:
    """The options of an extension as its table in a document, those at their defaults too; None where one is unset."""
    return _table(extension, fields_of(type(extension)))
