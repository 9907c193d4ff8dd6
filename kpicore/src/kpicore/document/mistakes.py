"""From the exceptions of structuring to problems: each with its key path, what was expected, the nearest known name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import frozen
from cattrs.errors import AttributeValidationNote, BaseValidationError, ForbiddenExtraKeysError

from kpicore.document.expected import expected
from kpicore.document.keys import key_of, keys_of, path_of
from kpicore.document.positions import KeyPath, Positions
from kpicore.document.syntax import RawTable
from kpicore.errors import NOWHERE, InvalidOption, Message, Place, PluginFailed, Problem, Refused, Text, did_you_mean
from kpicore.messages import document as messages
from kpicore.plugin.attribution import told
from kpicore.scheme import Scheme

if TYPE_CHECKING:
    from kpicore.plugin.registry import Contribution

_READ_BEFORE: Mapping[type, tuple[str, ...]] = {Scheme: ("format", "extends", "drop")}
"""Keys that a document may have, beside those of its value."""


@frozen
class Finding:
    """A problem at a key path, either at the key itself or at its value."""

    problem: Problem
    path: KeyPath
    spot: Literal["key", "value"] = "value"

    def at(self, positions: Positions) -> Problem:
        place = positions.at_key(self.path) if self.spot == "key" else positions.at_value(self.path)
        return self.problem.at(place)


class Mistake(ValueError):
    """A value that does not fit; `below` leads from the value that was being structured to the place."""

    def __init__(
        self, says: Message | Problem, below: KeyPath = (), spot: Literal["key", "value"] = "value", **facts: object
    ) -> None:
        super().__init__(says.code)
        self.finding = Finding(says if isinstance(says, Problem) else says.at(NOWHERE, **facts), below, spot)


class Mistakes(Exception):
    """Several exceptions, each with the path from the value that was being structured."""

    def __init__(self, *errors: tuple[KeyPath, Exception]) -> None:
        super().__init__(f"{len(errors)} mistakes")
        self.errors = errors


class ExtensionMistakes(Exception):
    """What was wrong with the table of an extension.

    `homes` says where an option comes from (the table itself, or one of its cases), `beside` which keys the core takes,
    `case` in which case an option is missing.
    """

    def __init__(
        self,
        error: Exception,
        extension: Contribution,
        homes: Mapping[str, KeyPath],
        beside: tuple[str, ...],
        case: KeyPath,
    ) -> None:
        super().__init__(extension.kind)
        self.error = error
        self.extension = extension
        self.homes = homes
        self.beside = beside
        self.case = case


class PluginFault(TypeError):
    """An extension gave something that its interface does not allow."""

    def __init__(self, says: Text) -> None:
        super().__init__(says.en)
        self.says = says


def findings(error: Exception, table: RawTable, path: KeyPath = ()) -> Iterator[Finding]:
    """All that was wrong; `table` is the raw document, `path` where structuring began."""
    match error:
        case Mistakes():
            for below, inner in error.errors:
                yield from findings(inner, table, path + below)
        case BaseValidationError():
            for step, inner in _parts(error):
                yield from findings(inner, table, path + step)
        case Mistake(finding=found):
            yield attrs.evolve(found, path=path + found.path)
        case ForbiddenExtraKeysError(cl=cls, extra_fields=extra):
            for key in sorted(extra):
                yield _unknown_key(path, key, [*keys_of(cls), *_READ_BEFORE.get(cls, ())])
        case InvalidOption():
            yield Finding(error.problem, locate(error.option, table, path))
        case ExtensionMistakes():
            yield from _extension_findings(error, table, path)
        case _:
            raise error


def _parts(error: Any) -> Iterator[tuple[KeyPath, Exception]]:
    """What went wrong in a table of a class, each with the path to its field; a missing key as a `Mistake`."""
    for inner in error.exceptions:
        note = next(
            (note for note in getattr(inner, "__notes__", ()) if isinstance(note, AttributeValidationNote)), None
        )
        if note is None:
            yield (), inner
        elif isinstance(inner, KeyError):
            key = key_of(error.cl, note.name)
            yield (), Mistake(messages.MISSING_KEY, (key,), "key", expected=expected(note.type))
        else:
            yield path_of(error.cl, note.name), inner


def _extension_findings(failed: ExtensionMistakes, table: RawTable, path: KeyPath) -> Iterator[Finding]:
    error, extension = failed.error, failed.extension
    is_own = isinstance(error, BaseValidationError) and error.cl is extension.cls
    parts: Iterable[tuple[KeyPath, Exception]] = _parts(error) if is_own else [((), error)]
    for step, inner in parts:
        home = path + (failed.homes.get(str(step[0]), ()) if step else ())
        try:
            match inner:
                case ForbiddenExtraKeysError(extra_fields=extra):
                    known = [*failed.beside, *keys_of(extension.cls)]
                    for key in sorted(extra):
                        yield _unknown_key(path + failed.homes.get(key, ()), key, known)
                case InvalidOption():
                    yield Finding(inner.problem, locate(inner.option, table, path + failed.case, path))
                case Mistake() if not step:
                    yield from findings(inner, table, path + failed.case)
                case _:
                    yield from findings(inner, table, home + step)
        except Exception as fault:
            yield plugin_fault(fault, extension, path)


def plugin_fault(error: Exception, extension: Contribution, path: KeyPath) -> Finding:
    """The finding that an extension itself failed, naming where it came from."""
    said = error.says if isinstance(error, PluginFault) else told(error)
    facts = {"origin": extension.origin, "distribution": extension.origin.distribution, "kind": extension.kind}
    return Finding(messages.PLUGIN_FAILED.at(NOWHERE, error=said, **facts), path)


def refuse(found: Iterable[Finding], positions: Positions, problems: Iterable[Problem] = ()) -> None:
    """Raises what was found, and other problems of its documents, in their order and each once; nothing where nothing
    was."""
    files = positions.files
    told = dict.fromkeys([*problems, *(_inherited(finding.at(positions), files) for finding in found)])
    if not told:
        return
    ordered = sorted(told, key=lambda problem: _order(problem.place, files))
    at_fault = any(problem.code == messages.PLUGIN_FAILED.code for problem in ordered)
    raise PluginFailed(*ordered) if at_fault else Refused(*ordered)


def _order(place: Place, files: list[str]) -> tuple[int, int, int]:
    return (files.index(place.file) if place.file in files else 0, place.line or 0, place.column or 0)


def _inherited(problem: Problem, files: list[str]) -> Problem:
    """The problem; where it sits in a document that is extended, it is for the one that does so to change."""
    if problem.place.file not in files[1:]:
        return problem
    hints = [hint for hint in (problem.hint, messages.INHERITED.fill(file=files[0])) if hint]
    zh, en = "；".join(hint.zh for hint in hints), "; ".join(hint.en for hint in hints)
    return attrs.evolve(problem, hint=Text(zh.replace("？；", "？"), en.replace("?; ", "? ")))


def locate(option: str, table: RawTable, *paths: KeyPath) -> KeyPath:
    """Where an option stands in the tables at `paths`, or else a name used there; the first of them if nowhere."""
    if option:
        for path in paths:
            here = value_at(table, path)
            if isinstance(here, dict) and (key := option.rstrip("_")) in here:
                return (*path, key)
        for path in paths:
            if used := next(uses(option, value_at(table, path), path), None):
                return used
    return paths[0]


def value_at(table: RawTable, path: KeyPath) -> Any:
    """The raw value at a path, None where there is none."""
    value: Any = table
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def uses(name: str, value: Any, path: KeyPath) -> Iterator[KeyPath]:
    """Where a name stands as key or value inside the raw `value` at `path`."""
    match value:
        case dict():
            for key, below in value.items():
                if key == name:
                    yield (*path, key)
                yield from uses(name, below, (*path, key))
        case list():
            for index, below in enumerate(value):
                yield from uses(name, below, (*path, index))
        case str() if value == name:
            yield path


def _unknown_key(path: KeyPath, key: str, known: Iterable[str]) -> Finding:
    return Finding(messages.UNKNOWN_KEY.at(near=did_you_mean(key, known)), (*path, key), "key")
