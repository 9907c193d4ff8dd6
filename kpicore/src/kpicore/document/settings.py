"""Values set from the command line (``--set stages.operators.scheme=…``), laid over a document before it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import evolve

from kpicore.document.mistakes import Finding
from kpicore.document.positions import KeyPath, parse_path
from kpicore.document.syntax import RawDocument, RawTable, read_toml
from kpicore.errors import Refused, did_you_mean
from kpicore.messages import document as messages

SET_OPTION, PERIOD_OPTION = "--set", "--period"


def with_settings(document: RawDocument, settings: Mapping[str, str]) -> tuple[RawDocument, list[Finding]]:
    """The document with the settings laid over it, and what is wrong with these."""
    paths = {text: parse_path(text) for text in settings}
    options = {path: PERIOD_OPTION if path == ("period",) else SET_OPTION for path in paths.values()}
    table: Any = document.table
    found: list[Finding] = []
    for text, path in paths.items():
        if unknown := next(_unknown(table, text, path), None):
            found.append(unknown)
        else:
            table = _with(table, path, _value(settings[text], path))
    return RawDocument(table, evolve(document.positions, overridden=options)), found


def _unknown(table: RawTable, text: str, path: KeyPath) -> Iterator[Finding]:
    """A stage, source or export has to be there; what may be set inside it is said by its class."""
    here: Any = table
    for depth, step in enumerate(path[:-1]):
        if not isinstance(here, dict) or (step not in here and depth < 2):
            above = ".".join(map(str, path[:depth]))
            known = [f"{above}.{key}" if above else key for key in here] if isinstance(here, dict) else []
            name = ".".join(map(str, path[: depth + 1]))
            yield Finding(messages.UNKNOWN_SETTING.at(name=name, near=did_you_mean(name, known)), path)
            return
        here = here.get(step, {})
    if not path or not isinstance(here, dict):
        yield Finding(messages.UNKNOWN_SETTING.at(name=text, near=did_you_mean(text, table)), path or (text,))


def _with(table: RawTable, path: KeyPath, value: Any) -> RawTable:
    first, *rest = path
    return {**table, str(first): _with(table.get(str(first), {}), tuple(rest), value) if rest else value}


def _value(text: str, path: KeyPath) -> Any:
    """The TOML value that the text is, or else the text itself; a period is always a text."""
    if path == ("period",):
        return text
    try:
        read = read_toml(f"value = {text}".encode(), SET_OPTION).table
    except Refused:
        return text
    return read["value"] if read.keys() == {"value"} else text
