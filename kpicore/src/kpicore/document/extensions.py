"""Tables with a `kind`: its class is picked and its options structured; an author's mistakes, a class's own faults."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen
from cattrs import Converter

from kpicore.document.expected import found
from kpicore.document.mistakes import ExtensionMistakes, Mistake, Mistakes
from kpicore.document.positions import KeyPath
from kpicore.document.syntax import RawTable
from kpicore.messages import document as messages
from kpicore.scheme import Calculator, Cased

if TYPE_CHECKING:
    from kpicore.plugin.registry import Contribution, KindNoun, Registry


@frozen
class Family:
    """One of the four kinds of extension: its protocol, what the registry calls it, and the keys beside its options."""

    protocol: type
    noun: KindNoun
    beside: tuple[str, ...] = ()


def structure_extension(raw: RawTable, family: Family, registry: Registry, converter: Converter) -> Any:
    """The value of the class that `kind` names; of a calculator with `cases` one value for each."""
    extension = _pick(raw, family, registry)
    if family.protocol is Calculator and ("by" in raw or "cases" in raw):
        return _structure_cases(raw, extension, family, converter)
    options = {key: value for key, value in raw.items() if key != "kind"}
    return _structure(options, extension, family, converter, {}, ())


def _pick(raw: RawTable, family: Family, registry: Registry) -> Contribution:
    known = registry.kinds(family.noun)
    if "kind" not in raw:
        kinds = messages.ONE_OF.fill(values=", ".join(sorted(known)))
        raise Mistake(messages.MISSING_KEY, ("kind",), "key", expected=kinds)
    kind = raw["kind"]
    if not isinstance(kind, str):
        raise Mistake(messages.WRONG_TYPE, ("kind",), expected=messages.TEXT, found=found(kind))
    if kind not in known:
        raise Mistake(registry.unknown_kind(family.noun, kind), ("kind",))
    return known[kind]


def _structure(
    options: RawTable,
    extension: Contribution,
    family: Family,
    converter: Converter,
    homes: Mapping[str, KeyPath],
    case: KeyPath,
) -> Any:
    try:
        return converter.structure(options, extension.cls)
    except Exception as error:
        beside = ("kind", *family.beside)
        raise ExtensionMistakes(error, extension, homes, beside, case) from error


def _structure_cases(raw: RawTable, extension: Contribution, family: Family, converter: Converter) -> Cased:
    """Each case is the shared options with its own laid over; a mistake sits where the option was written."""
    shared = {key: value for key, value in raw.items() if key not in ("kind", "by", "cases")}
    wrong: list[tuple[KeyPath, Exception]] = []
    for key, type_, expected in (("by", str, messages.TEXT), ("cases", dict, messages.TABLE)):
        if key not in raw:
            wrong.append(((), Mistake(messages.MISSING_KEY, (key,), "key", expected=expected)))
        elif not isinstance(raw[key], type_):
            wrong.append(((key,), Mistake(messages.WRONG_TYPE, expected=expected, found=found(raw[key]))))
    if not wrong and not raw["cases"]:
        wrong.append((("cases",), Mistake(messages.NO_CASES)))
    if wrong:
        raise Mistakes(*wrong)
    cases: dict[str, Any] = {}
    for value, own in raw["cases"].items():
        path: KeyPath = ("cases", value)
        if not isinstance(own, dict):
            wrong.append((path, Mistake(messages.WRONG_TYPE, expected=messages.TABLE, found=found(own))))
            continue
        try:
            cases[value] = _structure({**shared, **own}, extension, family, converter, dict.fromkeys(own, path), path)
        except ExtensionMistakes as error:
            wrong.append(((), error))
    if wrong:
        raise Mistakes(*wrong)
    return Cased(raw["by"], cases, {value: tuple(own) for value, own in raw["cases"].items()})
