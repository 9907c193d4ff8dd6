"""The keys of a document's tables as the classes behind them have them: name, type, default, and what each means."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, get_args, get_type_hints

import attrs
from attrs import frozen

from kpicore.document.expected import expected, is_listing, is_mapping, is_union
from kpicore.document.keys import fields_of, is_spread, key_of
from kpicore.errors import Text

LIST_OF = Text("列表，每项为{item}", "a list of: {item}")
TABLE_OF = Text("表，每个值为{item}", "a table of: {item}")
UNSAID = Text("", "")
EITHER = Text("{first}或{second}", "{first}, or {second}")


@frozen
class Key:
    """A key of a table. `default` is `attrs.NOTHING` where the key is required."""

    name: str
    type: Any
    default: object
    says: Text

    @property
    def is_required(self) -> bool:
        return self.default is attrs.NOTHING


def keys(cls: type, said: Mapping[str, Text]) -> list[Key]:
    """The keys that a table of the class knows, in the order of its fields, with what is `said` of each."""
    types = get_type_hints(cls)
    named = [(key_of(cls, field.name), field) for field in fields_of(cls) if not is_spread(cls, field)]
    return [Key(name, types[field.name], _default(field), said.get(name, UNSAID)) for name, field in named]


def spread_type(cls: type) -> Any | None:
    """The type of the values that take all other keys of the table; None where a table of the class knows its keys."""
    types = get_type_hints(cls)
    rest = [types[field.name] for field in fields_of(cls) if is_spread(cls, field)]
    return get_args(rest[0])[1] if rest and is_mapping(rest[0]) else None


def worded(type_: Any) -> Text:
    """What a value of the type looks like in a document, with what lists and tables hold."""
    members = [member for member in get_args(type_) if member is not NoneType]
    if is_union(type_):
        first, *others = [worded(member) for member in members]
        for other in others:
            first = EITHER.fill(first=first, second=other)
        return first
    if is_mapping(type_):
        return TABLE_OF.fill(item=worded(members[1]))
    if is_listing(type_) and ... in members:
        return LIST_OF.fill(item=worded(members[0]))
    return expected(type_)


def _default(field: attrs.Attribute[Any]) -> object:
    default: Any = field.default
    return default.factory() if isinstance(default, attrs.Factory) else default  # type: ignore[arg-type]  # a class at run time
