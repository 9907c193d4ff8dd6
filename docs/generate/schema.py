"""JSON Schemas of the two documents, for editors: what may stand where, made of the classes that read them.

They know shapes, not meanings: whether a metric is declared or an example comes out is for ``kpi check``. All of it is
JSON Schema's draft 7, which the TOML extensions of editors understand.
"""

from __future__ import annotations

from docs.generate.definitions import Definitions, Schema, described, required
from docs.generate.keys import keys
from docs.generate.messages.documents import KEYS, SCHEME_HEAD
from kpicore.document.finder import FORMAT
from kpicore.document.reader import PipelineTable
from kpicore.document.scheme_checks import ID, SCHEME_ID
from kpicore.plugin import Registry
from kpicore.scheme import Adjustment, Detail, Group, Indicator, Metric, Scheme, Section

DRAFT = "http://json-schema.org/draft-07/schema#"
_ENTRIES: dict[str, type] = {
    "metrics": Metric,
    "groups": Group,
    "details": Detail,
    "sections": Section,
    "indicators": Indicator,
    "adjustments": Adjustment,
}


def scheme_schema(registry: Registry) -> Schema:
    """The schema of scheme documents with the calculators and grade mappers of `registry`.

    A document that extends another says only what differs: what is required holds for the others alone.
    """
    definitions = Definitions(registry)
    properties = {
        "format": described({"const": FORMAT}, SCHEME_HEAD["format"]),
        "extends": described({"type": "string"}, SCHEME_HEAD["extends"]),
        "drop": described({"type": "array", "items": {"type": "string"}}, SCHEME_HEAD["drop"]),
        **definitions.properties(keys(Scheme, KEYS[Scheme])),
    }
    properties["id"]["pattern"] = f"^{SCHEME_ID.pattern}$"
    for table in _ENTRIES:
        properties[table]["propertyNames"] = {"pattern": f"^{ID.pattern}$"}
    return {
        "$schema": DRAFT,
        "title": "kpicore: scheme",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "if": {"required": ["extends"]},
        "then": {"required": ["format", "id"]},
        "else": {"required": ["format", *required(keys(Scheme, KEYS[Scheme]))], "properties": _whole()},
        "definitions": definitions.made,
    }


def pipeline_schema(registry: Registry) -> Schema:
    """The schema of pipeline documents with the sources and exporters of `registry`."""
    definitions = Definitions(registry)
    known = keys(PipelineTable, KEYS[PipelineTable])
    return {
        "$schema": DRAFT,
        "title": "kpicore: pipeline",
        "type": "object",
        "properties": definitions.properties(known),
        "required": required(known),
        "additionalProperties": False,
        "definitions": definitions.made,
    }


def _whole() -> Schema:
    """What the entries of a scheme need that extends nothing."""
    entries: Schema = {
        table: {"additionalProperties": {"required": required(keys(cls, KEYS[cls]))}} for table, cls in _ENTRIES.items()
    }
    for table in ("indicators", "adjustments"):
        entries[table]["additionalProperties"]["properties"] = {"calculator": {"required": ["kind"]}}
    return {**entries, "grades": {"required": ["kind"]}}
