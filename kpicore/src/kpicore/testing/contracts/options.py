"""The numbers among an extension's options, and what becomes of its rule when one of them is turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from cattrs import Converter

from kpicore.document.positions import KeyPath
from kpicore.document.syntax import RawTable
from kpicore.document.writer import all_options
from kpicore.rule import Node
from kpicore.testing.contracts.tree import Numbers, numbers

TURNS: tuple[Callable[[Decimal], Decimal], ...] = (
    lambda value: value + 1,
    lambda value: value - 1,
    lambda value: value * Decimal("1.1") + Decimal("0.01"),
    lambda value: value * Decimal("0.9"),
    lambda value: value + Decimal("0.001"),
)
"""How a number is turned to another, until one makes sense to the class."""


def numeric_options(extension: object) -> Mapping[KeyPath, Decimal]:
    """Every number among the options, those at their defaults too, by its key path in the extension's table."""
    return dict(_numbers(_given(extension), ()))


def _given(extension: object) -> RawTable:
    """The options as a document could have them: what is not set is not there."""
    return {key: value for key, value in all_options(extension).items() if value is not None}


def _numbers(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Decimal]]:
    match value:
        case bool():
            return
        case int() | Decimal():
            yield path, Decimal(value)
        case Mapping():
            for key, below in value.items():
                yield from _numbers(below, (*path, key))
        case list():
            for index, below in enumerate(value):
                yield from _numbers(below, (*path, index))


def name_of(prefix: str, path: KeyPath) -> str:
    """What a `Par` with the option's number is called."""
    return ".".join([prefix, *map(str, path)] if prefix else map(str, path))


def turned(extension: Any, path: KeyPath, converter: Converter, rule: Callable[[Any], Node]) -> Numbers | None:
    """The numbers of the rule with the option at `path` turned to another; None where none makes sense."""
    table = _given(extension)
    for turn in TURNS:
        value = turn(numeric_options(extension)[path])
        try:
            other = converter.structure(_with(table, path, value), type(extension))
            return numbers(rule(other))
        except Exception:  # the class does not take that number, in words of its own or the converter's
            continue
    return None


def _with(table: Any, path: KeyPath, number: Decimal) -> RawTable:
    """The table with a number at a path; whole where a whole number stood there."""
    if not path:
        return int(number) if isinstance(table, int) and number == number.to_integral_value() else number  # type: ignore[return-value]  # the leaf itself
    step, *rest = path
    copy = dict(table) if isinstance(table, Mapping) else list(table)
    copy[step] = _with(table[step], tuple(rest), number)  # type: ignore[index]  # a key of the one or the other
    return copy  # type: ignore[return-value]
