"""An overlay: a department's own document laid over the one that it extends, as raw tables with the places of both.

Tables are merged key by key, so that an overlay says only what differs. One value, to be given whole, are a table with
`kind`, a text in both languages, a span of validity, and a list. The document underneath is never changed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs
from attrs import evolve

from kpicore.document.expected import found
from kpicore.document.keys import fields_of, key_of
from kpicore.document.mistakes import Finding
from kpicore.document.positions import KeyPath, Positions, Spot, parse_path
from kpicore.document.syntax import RawDocument, RawTable
from kpicore.errors import Text, did_you_mean, nearest
from kpicore.messages import document as messages
from kpicore.scheme import Adjustment, Detail, Group, Indicator, Metric, Section

EXTENDS, DROP = "extends", "drop"

_OWN = ("format", "id", "examples", EXTENDS, DROP)
"""What an overlay never takes from its base."""

_ENTRIES: Mapping[str, type] = {
    "groups": Group,
    "details": Detail,
    "metrics": Metric,
    "sections": Section,
    "indicators": Indicator,
    "adjustments": Adjustment,
}
"""The tables whose keys are ids, and what each of their entries is."""

_ABOUT_STATUS = ("assumed", "note")
"""What explains a status: whoever sets the status anew inherits none of it."""


def overlaid(own: RawDocument, base: RawDocument) -> tuple[RawDocument, list[Finding]]:
    """The overlay `own` laid over `base`, and what is wrong with it as an overlay.

    Keys keep the base's order, new ones stand behind. What is dropped has its place where `drop` says so.
    """
    inherited = {key: value for key, value in base.table.items() if key not in _OWN}
    changes = {key: value for key, value in own.table.items() if key not in (EXTENDS, DROP)}
    name = str(own.table[EXTENDS])
    dropped, wrong = _dropped(own.table, inherited, name)
    gone = {*((key,) for key in _OWN), *dropped}
    gone |= set(_superseded(inherited, changes, (), gone))
    table = _laid_over(inherited, changes, (), gone)
    wrong += _unknown_entries(_laid_over(inherited, {}, (), gone), changes, name)
    return RawDocument(table, _positions(own.positions, base.positions, dropped, gone)), wrong


def unknown_entries(wrong: Collection[Finding]) -> frozenset[KeyPath]:
    """The entries that are said to be of no known id: what they lack has been said with it."""
    return frozenset(each.path for each in wrong if each.problem.code == messages.UNKNOWN_TO_CHANGE.code)


def _dropped(own: RawTable, base: RawTable, name: str) -> tuple[dict[KeyPath, KeyPath], list[Finding]]:
    """Where each dropped path is dropped."""
    drop = own.get(DROP, [])
    if not isinstance(drop, list):
        return {}, [Finding(messages.WRONG_TYPE.at(expected=messages.LIST, found=found(drop)), (DROP,))]
    dropped: dict[KeyPath, KeyPath] = {}
    wrong: list[Finding] = []
    for index, said in enumerate(drop):
        place = (DROP, index)
        if not isinstance(said, str):
            wrong.append(Finding(messages.WRONG_TYPE.at(expected=messages.TEXT, found=found(said)), place))
            continue
        path = parse_path(said)
        if near := _unknown(path, base):
            wrong.append(Finding(messages.UNKNOWN_TO_DROP.at(base=name, name=said or '""', near=near), place))
        else:
            dropped[path] = place
    return dropped, wrong


def _unknown(path: KeyPath, base: RawTable) -> Text | None:
    """The hint where the path leads nowhere."""
    here: Any = base
    for step in path:
        if not isinstance(here, dict) or step not in here:
            return _near(str(step), here if isinstance(here, dict) else {}, base)
        here = here[step]
    return None if path else did_you_mean("", base)


def _near(id: str, known: Collection[str], base: RawTable) -> Text:
    """The hint for an unknown id: the nearest in its own table, or the same in another."""
    elsewhere = [f"{table}.{id}" for table in _ENTRIES if id in _keys(base.get(table))]
    if elsewhere and nearest(id, known) is None:
        return did_you_mean(elsewhere[0], elsewhere)
    return did_you_mean(id, known)


def _superseded(base: RawTable, own: RawTable, path: KeyPath, gone: Collection[KeyPath]) -> Iterator[KeyPath]:
    """What of the base the overlay replaces, as far as it is not gone already."""
    if _is_item(path) and "status" in own:
        yield from ((*path, key) for key in _ABOUT_STATUS)
    for key, value in own.items():
        here = (*path, key)
        if key not in base or here in gone:
            continue
        if isinstance(value, dict) and isinstance(base[key], dict) and not _is_whole(base[key], value, here):
            yield from _superseded(base[key], value, here, gone)
        else:
            yield here


def _is_item(path: KeyPath) -> bool:
    return path == ("grades",) or (len(path) == 2 and path[0] in ("indicators", "adjustments"))


def _is_whole(base: RawTable, own: RawTable, path: KeyPath) -> bool:
    is_text = bool(base) and base.keys() <= {"zh", "en"}
    return is_text or path == ("valid",) or isinstance(own.get("kind"), str)


def _laid_over(base: RawTable, own: RawTable, path: KeyPath, gone: Collection[KeyPath]) -> RawTable:
    table: RawTable = {}
    for key, value in base.items():
        here = (*path, key)
        if here in gone:
            table |= {key: own[key]} if key in own else {}
        elif isinstance(value, dict):
            table[key] = _laid_over(value, own.get(key, {}), here, gone)
        else:
            table[key] = value
    return table | {key: value for key, value in own.items() if key not in table}


def _unknown_entries(base: RawTable, own: RawTable, name: str) -> Iterator[Finding]:
    """Entries that change nothing, because what is left of the base has none of the id, and are not complete either."""
    for table, cls in _ENTRIES.items():
        known = _keys(base.get(table))
        required = [key_of(cls, field.name) for field in fields_of(cls) if field.default is attrs.NOTHING]
        for id, entry in _keys(own.get(table)).items():
            missing = [key for key in required if key not in _keys(entry)]
            if id not in known and isinstance(entry, dict) and missing:
                facts = {"name": f"{table}.{id}", "base": name, "near": _near(id, known, base)}
                listed = Text(zh="、".join(missing), en=", ".join(missing))
                yield Finding(messages.UNKNOWN_TO_CHANGE.at(**facts, missing=listed), (table, id), "key")


def _keys(table: Any) -> RawTable:
    return table if isinstance(table, dict) else {}


def _positions(
    own: Positions, base: Positions, dropped: Mapping[KeyPath, KeyPath], gone: Collection[KeyPath]
) -> Positions:
    """The overlay's places, what is dropped among them, then those of what the base still gives."""
    ends = {path: Spot(own.spots[place].value, own.spots[place].value) for path, place in dropped.items()}
    left = base.without(lambda path: any(path[:length] in gone for length in range(1, len(path) + 1)))
    return evolve(own, spots={**ends, **own.spots}, base=left)
