"""Checks of a scheme beyond its shape: ids, sections, numbers, the lists of assumed figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kpicore.document.keys import keys_of
from kpicore.document.mistakes import Finding, value_at
from kpicore.document.positions import KeyPath, parse_path
from kpicore.document.rule_checks import names
from kpicore.document.syntax import RawTable
from kpicore.errors import did_you_mean
from kpicore.messages import document as messages
from kpicore.scheme import RESERVED_IDS, Adjustment, Cased, Grades, Indicator, Scheme

ID = re.compile(r"[a-z][a-z0-9_]*")
SCHEME_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*")
_IDENTIFYING = frozenset({"employee", "name", "team"})
_MOST_DIGITS = 6


def check_scheme(scheme: Scheme, raw: RawTable) -> Iterator[Finding]:
    """What is wrong with the readable part of a scheme; `raw` is the whole document."""
    yield from _check_ids(raw)
    yield from _check_numbers(scheme)
    for path, item in _items(scheme):
        if isinstance(item, Indicator) and item.section is not None and item.section not in names(raw, "sections"):
            near = did_you_mean(item.section, names(raw, "sections"))
            yield Finding(messages.UNKNOWN_SECTION.at(name=item.section, near=near), (*path, "section"))
        yield from _check_assumed(item, path, raw)


def _items(scheme: Scheme) -> Iterator[tuple[KeyPath, Indicator | Adjustment | Grades]]:
    yield from ((("indicators", id_), item) for id_, item in scheme.indicators.items())
    yield from ((("adjustments", id_), item) for id_, item in scheme.adjustments.items())
    if scheme.grades is not None:
        yield ("grades",), scheme.grades


def _check_ids(raw: RawTable) -> Iterator[Finding]:
    if isinstance(raw.get("id"), str) and not SCHEME_ID.fullmatch(raw["id"]):
        yield Finding(messages.BAD_SCHEME_ID.at(), ("id",))
    if isinstance(version := raw.get("version"), str) and not _is_tidy(version):
        yield Finding(messages.EMPTY_NAME.at(), ("version",))
    taken: dict[str, str] = {}
    for table in ("groups", "details", "indicators", "adjustments", "metrics", "sections"):
        for id_ in names(raw, table):
            path = (table, id_)
            if not ID.fullmatch(id_):
                yield Finding(messages.BAD_ID.at(), path, "key")
            elif table == "metrics":
                if id_ in _IDENTIFYING:
                    yield Finding(messages.RESERVED_ID.at(name=id_), path, "key")
                elif id_ in names(raw, "groups"):
                    yield Finding(messages.METRIC_AND_GROUP.at(name=id_, other=f"groups.{id_}"), path, "key")
            elif table not in ("sections", "details"):
                if id_ in RESERVED_IDS:
                    yield Finding(messages.RESERVED_ID.at(name=id_), path, "key")
                elif id_ in taken:
                    yield Finding(messages.ID_TWICE.at(name=id_, other=taken[id_]), path, "key")
                taken.setdefault(id_, f"{table}.{id_}")
    for group in names(raw, "groups"):
        values = value_at(raw, ("groups", group, "values"))
        for value in values if isinstance(values, dict) else ():
            if not _is_tidy(value):
                yield Finding(messages.EMPTY_NAME.at(), ("groups", group, "values", value), "key")


def _is_tidy(name: str) -> bool:
    return bool(name) and name == name.strip()


def _check_numbers(scheme: Scheme) -> Iterator[Finding]:
    if scheme.full <= 0:
        yield Finding(messages.FULL_NOT_POSITIVE.at(), ("full",))
    if not 0 <= scheme.rounding.digits <= _MOST_DIGITS:
        yield Finding(messages.BAD_DIGITS.at(), ("rounding", "digits"))
    for id_, indicator in scheme.indicators.items():
        if indicator.points < 0:
            yield Finding(messages.NEGATIVE_POINTS.at(), ("indicators", id_, "points"))
    for id_, section in scheme.sections.items():
        if section.points is not None and section.points < 0:
            yield Finding(messages.NEGATIVE_POINTS.at(), ("sections", id_, "points"))
    for id_, metric in scheme.metrics.items():
        if metric.min_n is not None and metric.min_n < 1:
            yield Finding(messages.MIN_N_NOT_POSITIVE.at(), ("metrics", id_, "min_n"))


def _check_assumed(item: Indicator | Adjustment | Grades, path: KeyPath, raw: RawTable) -> Iterator[Finding]:
    """Each path in `assumed` leads somewhere in the item's table, or to an option left at its default."""
    table = value_at(raw, path)
    defaults = _options(item)
    for index, assumed in enumerate(item.assumed):
        if assumed not in defaults and not leads_somewhere(table, assumed):
            near = did_you_mean(assumed, {*_paths(table), *defaults} - {"assumed", "kind", "calculator.kind"})
            yield Finding(messages.UNKNOWN_ASSUMED.at(name=assumed, near=near), (*path, "assumed", index))


def leads_somewhere(table: Any, path: str) -> bool:
    """Whether a key path is in the table; items of a list may be written ``table[0]`` or ``table.0``."""
    value = table
    for step in parse_path(path):
        if isinstance(value, list) and str(step).isdigit() and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        else:
            return False
    return bool(path)


def _options(item: Indicator | Adjustment | Grades) -> set[str]:
    if isinstance(item, Grades):
        return set(keys_of(type(item.mapper)))
    calculator = item.calculator
    cls = type(next(iter(calculator.cases.values())) if isinstance(calculator, Cased) else calculator)
    return {*keys_of(type(item)), *(f"calculator.{key}" for key in keys_of(cls))}


def _paths(table: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """All key paths of a table, except through texts in two languages."""
    for key, value in table.items():
        yield above + key
        if isinstance(value, dict) and value.keys() != {"zh", "en"}:
            yield from _paths(value, f"{above}{key}.")
