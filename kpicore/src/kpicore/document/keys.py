"""Under which keys the fields of the values stand in a document."""

from __future__ import annotations

from typing import Any

import attrs

from kpicore.document.positions import KeyPath
from kpicore.scheme import Grades, Source, Stage, Validity

_RENAMED = {(Validity, "start"): "from", (Stage, "sources"): "from"}
_SPREAD = {(Grades, "mapper"), (Source, "reader")}
"""Fields whose options stand in the table itself, beside its own keys."""


def key_of(cls: type, field: str) -> str:
    """The key of a field; a trailing underscore (`from_`) only keeps Python from mistaking the name."""
    return _RENAMED.get((cls, field), field.rstrip("_"))


def is_spread(cls: type, field: attrs.Attribute[Any]) -> bool:
    """Whether the field has no key of its own: it takes the keys of its table that no other field takes."""
    return (cls, field.name) in _SPREAD or bool(field.metadata.get("rest"))


def keys_of(cls: type) -> list[str]:
    """The keys a class knows, in the order of its fields."""
    return [key_of(cls, field.name) for field in fields_of(cls) if not is_spread(cls, field)]


def path_of(cls: type, name: str) -> KeyPath:
    """The path from a table of the class to its field."""
    field = next(field for field in fields_of(cls) if field.name == name)
    return () if is_spread(cls, field) else (key_of(cls, name),)


def fields_of(cls: type) -> list[attrs.Attribute[Any]]:
    """The fields that a document sets."""
    return [field for field in attrs.fields(cls) if field.init]
