"""Types as JSON Schema: what a value of each type may look like, with a definition for every class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import NoneType
from typing import Any, TypeAlias, get_args

import attrs

from docs.generate.keys import Key, keys, spread_type
from docs.generate.messages.documents import KEYS
from docs.generate.messages.extensions import CASES, said_of, said_of_table
from kpicore.document.expected import is_listing, is_literal, is_mapping, is_union
from kpicore.errors import Text
from kpicore.plugin import Contribution, KindNoun, Registry
from kpicore.scheme import (
    Adjustment,
    Calculator,
    Detail,
    Example,
    Exporter,
    GradeMapper,
    Grades,
    Group,
    Indicator,
    Metric,
    MetricSource,
    Period,
    Section,
    Source,
    Stage,
)

Schema: TypeAlias = dict[str, Any]

_TEXT: Schema = {
    "type": "object",
    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
    "required": ["zh", "en"],
    "additionalProperties": False,
}
_SCALARS: Mapping[Any, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    Decimal: {"type": "number"},
    Path: {"type": "string"},
    date: {"type": "string", "format": "date"},  # TOML has dates, JSON has not: editors check them as texts
    Text: _TEXT,
    Period: {"type": "string", "pattern": r"^\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?$"},
}
_SINGLE: Schema = {"type": ["string", "number", "boolean"]}
_FAMILIES: Mapping[type, KindNoun] = {
    Calculator: "calculator",
    GradeMapper: "grade-mapper",
    MetricSource: "source",
    Exporter: "exporter",
}
_SPREADING: Mapping[type, type] = {Grades: GradeMapper, Source: MetricSource}
"""Classes in whose tables the options of an extension stand beside their own keys."""

_CHANGEABLE = (Metric, Group, Detail, Section, Indicator, Adjustment, Grades)
"""Classes of whose tables a document that extends another gives only what differs."""

KIND = Text("种类，决定其余可以写什么", "The kind; it decides what else may stand here")


class Definitions:
    """Schemas of types, whose classes and kinds become definitions in `made`, each once."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.made: dict[str, Schema] = {}

    def properties(self, known: Iterable[Key]) -> dict[str, Schema]:
        """The schema of each key, with what it means and its default."""
        return {key.name: self._property(key) for key in known}

    def of(self, type_: Any) -> Schema:
        """The schema of the values of a type."""
        members = [member for member in get_args(type_) if member is not NoneType]
        if type_ in _SCALARS:
            return dict(_SCALARS[type_])
        if is_literal(type_):
            return {"enum": members}
        if is_union(type_):
            return self.of(members[0]) if len(members) == 1 else {"anyOf": [self.of(member) for member in members]}
        if is_mapping(type_):
            return {"type": "object", "additionalProperties": self.of(members[1])}
        if is_listing(type_):
            return self._listing(members)
        return self._class(type_) if type_ in _FAMILIES or attrs.has(type_) else {}

    def _property(self, key: Key) -> Schema:
        schema = self.of(key.type)
        if "$ref" in schema:  # nothing counts beside a reference
            self.made[schema["$ref"].rpartition("/")[2]].setdefault("description", both(key.says))
            return schema
        schema = described(schema, key.says)
        if isinstance(key.default, bool | int | str) and key.default != "":
            schema["default"] = key.default
        elif isinstance(key.default, Decimal):
            schema["default"] = int(key.default) if key.default == int(key.default) else float(key.default)
        return schema

    def _listing(self, members: list[Any]) -> Schema:
        if ... in members:
            return {"type": "array", "items": self.of(members[0])}
        return {
            "type": "array",
            "items": [self.of(member) for member in members],
            "minItems": len(members),
            "maxItems": len(members),
        }

    def _class(self, cls: type) -> Schema:
        name = _dashed(cls)
        if name not in self.made:
            self.made[name] = {}  # a class may hold itself
            self.made[name] = self._definition(cls)
        return {"$ref": f"#/definitions/{name}"}

    def _definition(self, cls: type) -> Schema:
        if cls is Example:
            return self._example()
        if cls in _FAMILIES:
            return self._kinds(_FAMILIES[cls], {})
        known = keys(cls, KEYS.get(cls) or said_of_table(cls))
        own = self.properties(known)
        if cls is Stage:
            own["where"]["additionalProperties"] = {"anyOf": [_SINGLE, {"type": "array", "items": _SINGLE}]}
        if cls in _SPREADING:
            return self._kinds(_FAMILIES[_SPREADING[cls]], own)
        needed = {} if cls in _CHANGEABLE else {"required": required(known)}
        return {"type": "object", "properties": own, **needed, "additionalProperties": False}

    def _kinds(self, noun: KindNoun, beside: Mapping[str, Schema]) -> Schema:
        """A table whose `kind` says which options it takes; without one, in a document that extends another, any.

        The options of all kinds stand in it as well, because editors offer what they find there.
        """
        kinds = sorted(self.registry.kinds(noun).items())
        options: dict[str, list[Schema]] = {name: [schema] for name, schema in beside.items()}
        takes_any = False
        for kind, extension in kinds:
            self.made[f"{noun}-{kind}"] = branch = self._kind(noun, extension, beside)
            takes_any |= branch["additionalProperties"] is not False
            for name, schema in branch["properties"].items():
                if name != "kind" and schema not in options.setdefault(name, []):
                    options[name].append(schema)
        is_changeable = noun in ("calculator", "grade-mapper")
        branches = [
            {
                "if": {"properties": {"kind": {"const": kind}}},
                "then": {"$ref": f"#/definitions/{noun}-{kind}"},
            }
            for kind, _ in kinds
        ]
        without = {"properties": dict.fromkeys(options, True), "additionalProperties": takes_any}
        named: Schema = {"enum": [kind for kind, _ in kinds]}
        named["x-taplo"] = {"docs": {"enumValues": [both(said_of(noun, kind).summary) for kind, _ in kinds]}}
        offered = {name: one[0] if len(one) == 1 else {"anyOf": one} for name, one in options.items()}
        return {
            "type": "object",
            "properties": {"kind": described(named, KIND), **offered},
            "dependencies": {"kind": {"allOf": branches}},
            **({"if": {"not": {"required": ["kind"]}}, "then": without} if is_changeable else {"required": ["kind"]}),
        }

    def _kind(self, noun: KindNoun, extension: Contribution, beside: Mapping[str, Schema]) -> Schema:
        said = said_of(noun, extension.kind)
        known = keys(extension.cls, said.options)
        own = self.properties(known)
        rest = spread_type(extension.cls)
        kind = described({"const": extension.kind}, said.summary)
        schema: Schema = {
            "properties": {"kind": kind, **own, **beside},
            "required": required(known),
            "additionalProperties": False if rest is None else self.of(rest),
        }
        return _with_cases(schema, own) if noun == "calculator" else schema

    def _example(self) -> Schema:
        said = KEYS[Example]
        person: Schema = {"type": "object", "additionalProperties": {"type": ["number", "string"]}}
        note = described({"type": "string"}, said["note"])

        def shape(given: str, value: Schema) -> Schema:
            both = {given: described(value, said[given]), "expect": described(value, said["expect"])}
            return {"properties": {**both, "note": note}, "required": list(both), "additionalProperties": False}

        one, several = shape("given", person), shape("people", {"type": "array", "items": person})
        return {"type": "object", "if": {"required": ["people"]}, "then": several, "else": one}


def described(schema: Schema, says: Text) -> Schema:
    """The schema with what it means, in both languages."""
    return {**schema, "description": both(says)} if says.en else schema


def both(says: Text) -> str:
    """A text in both languages, one below the other."""
    return f"{says.zh}\n\n{says.en}"


def required(known: Iterable[Key]) -> list[str]:
    """The keys that have no default."""
    return [key.name for key in known if key.is_required]


def _with_cases(schema: Schema, options: Mapping[str, Schema]) -> Schema:
    """A calculator whose options may stand in `cases`, so that it may lack them itself."""
    case = {"type": "object", "properties": dict(options), "additionalProperties": False}
    needed = schema.pop("required")
    schema["properties"] |= {
        "by": described({"type": "string"}, CASES["by"]),
        "cases": described({"type": "object", "minProperties": 1, "additionalProperties": case}, CASES["cases"]),
    }
    return {
        **schema,
        "dependencies": {"by": ["cases"], "cases": ["by"]},
        "if": {"required": ["cases"]},
        "then": {},
        "else": {"required": needed},
    }


def _dashed(cls: type) -> str:
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in cls.__name__).strip("-")
