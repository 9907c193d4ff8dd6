"""The files that are generated: where each lies below `docs/`, and what stands in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from docs.generate.schema import pipeline_schema, scheme_schema
from kpicore.plugin import Registry

DOCS = Path(__file__).parents[1]


def generated(registry: Registry) -> Mapping[str, str]:
    """The content of every generated file by its path below `docs/`."""
    schemas = {"scheme": scheme_schema(registry), "pipeline": pipeline_schema(registry)}
    return {
        f"schema/{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in schemas.items()
    }
