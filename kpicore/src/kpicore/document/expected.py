"""What a type expects and what was found instead, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from kpicore.errors import Text
from kpicore.messages import document as messages
from kpicore.scheme import Period

_SCALARS: Mapping[Any, Text] = {
    str: messages.TEXT,
    bool: messages.TRUTH,
    int: messages.WHOLE_NUMBER,
    Decimal: messages.NUMBER,
    float: messages.NUMBER,
    date: messages.DATE,
    Text: messages.BOTH_LANGUAGES,
    Path: messages.TEXT,
    Period: messages.TEXT,
}


def is_union(type_: Any) -> bool:
    """Whether the type is a union."""
    return get_origin(type_) in (Union, UnionType)


def is_literal(type_: Any) -> bool:
    """Whether the type is a choice of given values."""
    return get_origin(type_) is cast(Any, Literal)


def is_listing(type_: Any) -> bool:
    """Whether a value of the type is written as a list."""
    kind = get_origin(type_) or type_
    return isinstance(kind, type) and issubclass(kind, Collection) and not issubclass(kind, Mapping | str | bytes)


def is_mapping(type_: Any) -> bool:
    """Whether a value of the type is a table with keys of the author's own."""
    kind = get_origin(type_) or type_
    return isinstance(kind, type) and issubclass(kind, Mapping)


def expected(type_: Any) -> Text:
    """What a value of the type looks like in a document."""
    if type_ in _SCALARS:
        return _SCALARS[type_]
    if is_literal(type_):
        return messages.ONE_OF.fill(values=", ".join(map(str, get_args(type_))))
    if is_union(type_):
        first, *others = [expected(member) for member in get_args(type_) if member is not NoneType]
        for other in others:
            first = messages.EITHER.fill(first=first, second=other)
        return first
    if is_listing(type_):
        items = get_args(type_)
        is_pair = get_origin(type_) is tuple and ... not in items
        return messages.LIST_OF.fill(count=len(items)) if is_pair and items else messages.LIST
    return messages.TABLE


def found(value: object) -> Text:
    """A value of a document, shortly."""
    match value:
        case bool():
            return messages.FOUND_TRUTH.fill(value="true" if value else "false")
        case int() | Decimal():
            return messages.FOUND_NUMBER.fill(value=value)
        case str():
            return messages.FOUND_TEXT.fill(value=short(value))
        case dict():
            return messages.TABLE
        case list():
            return messages.LIST
        case date() if not isinstance(value, datetime):
            return messages.FOUND_DATE.fill(value=value)
        case _:
            return messages.FOUND_TIME.fill(value=value)


def short(text: str) -> str:
    """A text in quotes, cut where it is long."""
    return '"' + (text if len(text) <= 40 else text[:40] + "…").replace("\n", "⏎") + '"'
