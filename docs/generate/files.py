"""The files that are generated: where each lies below `docs/`, and what stands in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from docs.generate.commands import commands_page
from docs.generate.documents import pipeline_page, scheme_page
from docs.generate.hooks import hooks_page
from docs.generate.interfaces import interfaces_page, testing_page
from docs.generate.kinds import calculators_page, exporters_page, sources_page
from docs.generate.nodes import nodes_page
from docs.generate.problems import problems_page
from docs.generate.results import results_page
from docs.generate.schema import pipeline_schema, scheme_schema
from kpicore.errors import Lang
from kpicore.plugin import Registry

DOCS = Path(__file__).parents[1]


def generated(registry: Registry) -> Mapping[str, str]:
    """The content of every generated file by its path below `docs/`."""
    schemas = {"scheme": scheme_schema(registry), "pipeline": pipeline_schema(registry)}
    pages: dict[str, Callable[[Lang], str]] = {
        "scheme": scheme_page,
        "pipeline": pipeline_page,
        "calculators": partial(calculators_page, registry),
        "sources": partial(sources_page, registry),
        "exporters": partial(exporters_page, registry),
        "results": results_page,
        "commands": commands_page,
        "problems": partial(problems_page, registry),
        "hooks": hooks_page,
        "interfaces": interfaces_page,
        "nodes": nodes_page,
        "testing": testing_page,
    }
    return {
        **{f"schema/{name}.schema.json": _json(schema) for name, schema in schemas.items()},
        **{f"reference/{name}.md": page("en") for name, page in pages.items()},
        **{f"reference/{name}.zh.md": page("zh") for name, page in pages.items()},
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
