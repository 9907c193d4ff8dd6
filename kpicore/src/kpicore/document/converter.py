"""The converter from raw TOML to the values of the field: strict scalars, no key unknown, every mistake with its path.

cattrs would take "5" for a number and true for 1; here a value has the type that is asked for, or it is a mistake.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, TypeAlias, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from kpicore.document.expected import expected, found, is_listing, is_literal, is_mapping, is_union, short
from kpicore.document.extensions import Family, structure_extension
from kpicore.document.keys import fields_of, is_spread, key_of, keys_of
from kpicore.document.mistakes import Mistake, Mistakes
from kpicore.document.positions import KeyPath
from kpicore.document.syntax import RawTable
from kpicore.errors import Message, did_you_mean
from kpicore.messages import document as messages
from kpicore.scheme import Calculator, Example, Exporter, GradeMapper, MetricSource, Period, Stage, Value

if TYPE_CHECKING:
    from kpicore.plugin.registry import Registry

Structure: TypeAlias = Callable[[Any, Any], Any]


class _Same:
    """A registry as a key: the same one, not an equal one."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.registry is self.registry

    def __hash__(self) -> int:
        return id(self.registry)


def document_converter(registry: Registry) -> Converter:
    """The converter for schemes and pipelines whose kinds are those of `registry`; one registry has one converter."""
    return _converter(_Same(registry))


@lru_cache(maxsize=4)
def _converter(key: _Same) -> Converter:
    registry = key.registry
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for type_ in (str, bool, int, Decimal, float, date):
        converter.register_structure_hook(type_, _scalar)
    for check, factory in (
        (attrs.has, _table),
        (is_listing, _listing),
        (is_mapping, _mapping),
        (is_union, _union),
    ):
        converter.register_structure_hook_factory(check, factory)
    converter.register_structure_hook_func(is_literal, _literal)
    for family in (
        Family(Calculator, "calculator", beside=("by", "cases")),
        Family(GradeMapper, "grade-mapper", beside=("outcomes", "status", "assumed", "clause", "note")),
        Family(MetricSource, "source", beside=("columns", "units", "employees", "period_column")),
        Family(Exporter, "exporter"),
    ):
        _register_family(converter, family, registry)
    _register_stage(converter)
    converter.register_structure_hook(Path, lambda raw, _: Path(_scalar(raw, str)))
    converter.register_structure_hook(Period, lambda raw, _: Period.parse(_scalar(raw, str)))
    converter.register_structure_hook(Example, lambda raw, _: _example(raw, converter))
    return converter


def require_table(raw: Any) -> RawTable:
    """The raw value, which has to be a table."""
    if not isinstance(raw, dict):
        raise Mistake(messages.WRONG_TYPE, expected=messages.TABLE, found=found(raw))
    return raw


def _scalar(raw: Any, type_: Any) -> Any:
    if not _fits(raw, type_):
        raise Mistake(_complaint(raw, type_), expected=expected(type_), found=found(raw))
    return type_(raw) if type_ in (Decimal, float) else raw


def _complaint(raw: Any, type_: Any) -> Message:
    """That the type is wrong, and what to do where only quotes are missing or too many."""
    if type_ is str and not isinstance(raw, dict | list):
        return messages.QUOTES_NEEDED
    return messages.QUOTES_UNWANTED if isinstance(raw, str) and type_ is not str else messages.WRONG_TYPE


def _fits(raw: Any, type_: Any) -> bool:
    """Whether the raw value has the shape of the type, whatever is inside."""
    match raw:
        case bool():
            return type_ is bool or (is_literal(type_) and raw in get_args(type_))
        case str():
            return type_ is str or is_literal(type_)
        case int():
            return type_ in (int, Decimal, float)
        case Decimal():
            return type_ in (Decimal, float)
        case datetime():
            return type_ is datetime
        case date():
            return type_ is date
        case dict():
            return is_mapping(type_) or not (type_ in (str, bool, int, Decimal, float, date) or is_listing(type_))
        case list():
            return is_listing(type_)
        case _:
            return False


def _literal(raw: Any, type_: Any) -> Any:
    known = get_args(type_)
    if isinstance(raw, str) and raw not in known:
        names = [name for name in known if isinstance(name, str)]
        raise Mistake(messages.NOT_ONE_OF, value=short(raw), near=did_you_mean(raw, names))
    if not any(raw == value and type(raw) is type(value) for value in known):
        raise Mistake(messages.WRONG_TYPE, expected=expected(type_), found=found(raw))
    return raw


def _union(type_: Any, converter: Converter) -> Structure:
    members = [member for member in get_args(type_) if member is not NoneType]

    def structure(raw: Any, _: Any) -> Any:
        fitting = [member for member in members if len(members) == 1 or _fits(raw, member)]
        if not fitting:
            raise Mistake(messages.WRONG_TYPE, expected=expected(type_), found=found(raw))
        return converter.structure(raw, fitting[0])

    return structure


def _listing(type_: Any, converter: Converter) -> Structure:
    """Lists, as tuples: of any length, or of as many items as the type has."""
    kind, items = get_origin(type_) or type_, get_args(type_)
    is_fixed = kind is tuple and bool(items) and ... not in items
    build = kind if kind in (list, set, frozenset) else tuple

    def structure(raw: Any, _: Any) -> Any:
        if not isinstance(raw, list):
            raise Mistake(messages.WRONG_TYPE, expected=expected(type_), found=found(raw))
        if is_fixed and len(raw) != len(items):
            raise Mistake(messages.WRONG_LENGTH, expected=len(items), found=len(raw))
        types = items if is_fixed else [items[0] if items else Any] * len(raw)
        return build(value for _, value in each(enumerate(raw), types, converter))

    return structure


def _mapping(type_: Any, converter: Converter) -> Structure:
    _, value_type = get_args(type_) or (str, Any)

    def structure(raw: Any, _: Any) -> Any:
        table = require_table(raw)
        return dict(each(table.items(), [value_type] * len(table), converter))

    return structure


def each(entries: Iterable[tuple[Any, Any]], types: Iterable[Any], converter: Converter) -> list[tuple[Any, Any]]:
    """Every entry structured; all that went wrong together."""
    done, wrong = [], []
    for (key, raw), type_ in zip(entries, types, strict=True):
        try:
            done.append((key, converter.structure(raw, type_)))
        except Exception as error:
            wrong.append(((key,), error))
    if wrong:
        raise Mistakes(*wrong)
    return done


def _table(cls: Any, converter: Converter) -> Structure:
    """Tables of an attrs class; a spread field takes the keys that no other takes."""
    spread = next((field.name for field in fields_of(cls) if is_spread(cls, field)), None)
    renamed = {
        field.name: override(rename=key_of(cls, field.name))
        for field in fields_of(cls)
        if not is_spread(cls, field) and key_of(cls, field.name) != field.name
    }
    known = keys_of(cls)
    read = make_dict_structure_fn(cls, converter, True, **renamed)  # type: ignore[arg-type]  # its overrides

    def structure(raw: Any, _: Any) -> Any:
        table = require_table(raw)
        if spread is not None:
            rest = {key: value for key, value in table.items() if key not in known}
            table = {**{key: table[key] for key in known if key in table}, spread: rest}
        return read(table, cls)

    return structure


def _register_family(converter: Converter, family: Family, registry: Registry) -> None:
    converter.register_structure_hook_func(
        lambda type_: type_ is family.protocol,
        lambda raw, _: structure_extension(require_table(raw), family, registry, converter),
    )


def _register_stage(converter: Converter) -> None:
    """`where` takes a value or a list of values; numbers and truths are compared as the texts they are written as."""

    def values(raw: Any, _: Any) -> dict[str, tuple[str, ...]]:
        table = require_table(raw)
        wrong: list[tuple[KeyPath, Exception]] = []
        for key, value in table.items():
            listed = value if isinstance(value, list) else [value]
            for index, item in enumerate(listed):
                if isinstance(item, dict | list):
                    path = (key, index) if isinstance(value, list) else (key,)
                    wrong.append((path, Mistake(messages.WRONG_TYPE, expected=messages.TEXT, found=found(item))))
        if wrong:
            raise Mistakes(*wrong)
        return {
            key: tuple(map(_as_text, value if isinstance(value, list) else [value])) for key, value in table.items()
        }

    read = make_dict_structure_fn(
        Stage, converter, True, sources=override(rename="from"), where=override(struct_hook=values)
    )
    converter.register_structure_hook(Stage, lambda raw, _: read(require_table(raw), Stage))


def _as_text(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return format(value, "f")
        case _:
            return str(value)


def _example(raw: Any, converter: Converter) -> Example:
    """One person as two tables, several as two lists of equal length."""
    table = require_table(raw)
    known = ("given", "people", "expect", "note")
    unknown: list[tuple[KeyPath, Exception]] = [
        ((), Mistake(messages.UNKNOWN_KEY, (key,), "key", near=did_you_mean(key, known)))
        for key in table
        if key not in known
    ]
    if unknown:
        raise Mistakes(*unknown)
    if ("given" in table) == ("people" in table) or "expect" not in table:
        raise Mistake(messages.EXAMPLE_SHAPE)
    given = "given" if "given" in table else "people"
    shape: Any = dict[str, Value] if given == "given" else tuple[dict[str, Value], ...]
    parts = [(given, table[given]), ("expect", table["expect"])]
    read = dict(each([*parts, ("note", table.get("note", ""))], [shape, shape, str], converter))
    if given == "given":
        return Example((read["given"],), (read["expect"],), read["note"])
    if len(read["people"]) != len(read["expect"]):
        raise Mistake(messages.EXAMPLE_LENGTH, ("expect",), people=len(read["people"]), expect=len(read["expect"]))
    return Example(read["people"], read["expect"], read["note"])
