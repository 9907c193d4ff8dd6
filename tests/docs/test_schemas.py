"""The JSON Schemas take every document that we ship, and refuse what an editor should mark while it is written."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest

from docs.generate.files import DOCS
from docs.generate.schema import pipeline_schema, scheme_schema
from kpicore.plugin import load_plugins
from tests.core.document.documents import OVERLAY, PIPELINE, SCHEME, registry
from tests.core.document.test_mistakes import Case, cases

ROOT = DOCS.parent
BASES = {"scheme": SCHEME, "overlay": OVERLAY, "pipeline": PIPELINE}

SHAPE = {
    "unknown-key",
    "missing-key",
    "wrong-type",
    "unknown-value",
    "wrong-length",
    "unknown-kind",
    "unknown-format",
    "bad-id",
    "example-shape",
}
"""Codes of mistakes that show in a document's shape alone."""

BEYOND = {
    "a date in quotes": "JSON has no dates, so that editors check them as texts",
    "a period without quotes": "JSON has no dates, so that editors check them as texts",
    "a group's value with a space": "which letters and groups there are stands elsewhere in the document",
    "an example of what is not declared": "which metrics there are stands elsewhere in the document",
    "an example that expects what will not be": "which letters there are stands elsewhere in the document",
    "an example with values of other types": "which unit a metric has stands elsewhere in the document",
    "a setting of an unknown key": "it stands on the command line",
    "a setting of another type": "it stands on the command line",
    "drop of what has to be there": "what is left of the other scheme stands in another file",
    "options of another kind than the inherited": "the inherited kind stands in another file",
}
"""Cases with such a code that no schema can know of, and why."""

Validate = Callable[[Any], Any]


def as_json(value: Any) -> Any:
    """A TOML value as editors hand it to a schema."""
    match value:
        case dict():
            return {key: as_json(inner) for key, inner in value.items()}
        case list():
            return [as_json(inner) for inner in value]
        case date():
            return value.isoformat()
        case _:
            return value


def compiled(schema: Any) -> Validate:
    """The schema, to be called with documents, which it leaves as they are."""
    validate: Validate = fastjsonschema.compile(schema, use_default=False)
    return validate


def refusal(validate: Validate, text: str) -> str | None:
    """What the schema says against a document."""
    try:
        validate(as_json(tomllib.loads(text)))
    except fastjsonschema.JsonSchemaValueException as error:
        return str(error)
    return None


@pytest.fixture(scope="module")
def schemas() -> dict[str, Validate]:
    """The two schemas as they lie in docs/."""
    return {
        name: compiled(json.loads((DOCS / f"schema/{name}.schema.json").read_text(encoding="utf-8")))
        for name in ("scheme", "pipeline")
    }


@pytest.fixture(scope="module")
def odd() -> dict[str, Validate]:
    """Schemas for the plugins that the broken documents name."""
    scheme = compiled(scheme_schema(registry()))
    return {"scheme": scheme, "overlay": scheme, "pipeline": compiled(pipeline_schema(registry()))}


def shipped() -> Iterator[Path]:
    """Every scheme, sample and example of the repository."""
    found = [*(ROOT / "schemes").rglob("*.toml"), *(ROOT / "examples").rglob("*.toml")]
    return (path for path in sorted(found) if path.name != "pyproject.toml" and "/out/" not in path.as_posix())


@pytest.mark.parametrize("path", list(shipped()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_we_ship_is_taken(path: Path, schemas: dict[str, Validate]) -> None:
    text = path.read_text(encoding="utf-8")
    assert refusal(schemas["scheme" if "format" in tomllib.loads(text) else "pipeline"], text) is None


def test_every_installed_scheme_is_among_them() -> None:
    texts = {path.read_bytes() for path in shipped()}
    assert [scheme.id for scheme in load_plugins().schemes if scheme.resource.read_bytes() not in texts] == []


@pytest.mark.parametrize("name", BASES)
def test_the_documents_that_are_broken_below_are_right(name: str, odd: dict[str, Validate]) -> None:
    assert refusal(odd[name], BASES[name]) is None


def codes(case: Case) -> set[str]:
    return {found[1] for line in case.en if (found := re.search(r" error ([\w-]+):", line))}


def broken() -> Iterator[Any]:
    """The tables of mistakes of the reader's own tests, as far as they are in the shape of a document."""
    for name in BASES:
        for case in cases(f"{name}_mistakes.toml"):
            if codes(case) & SHAPE:
                yield pytest.param(name, case, id=f"{name}: {case}")


@pytest.mark.parametrize(("name", "case"), list(broken()))
def test_what_the_reader_refuses_for_its_shape_is_refused(name: str, case: Case, odd: dict[str, Validate]) -> None:
    said = refusal(odd[name], case.broken(BASES[name]))
    assert (said is None) == (case.name in BEYOND)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('unit = "score"', 'unit = "points out of 100"', "metrics.exam_score.unit must be one of"),
        ("zero = 60, full = 90", "zero = 60, fulll = 90", "must not contain {'fulll'} properties"),
        ("points = 50\nstatus", 'points = "fifty"\nstatus', "indicators.exam.points must be number"),
        ('by = "skill_group"', 'group = "skill_group"', "calculator missing dependency by for cases"),
        ("shares = { A = 0.2, B = 0.8 }", 'shares = { A = "20%" }', "grades.shares.A must be number"),
    ],
)
def test_it_says_where_and_what(old: str, new: str, says: str, odd: dict[str, Validate]) -> None:
    assert old in SCHEME
    assert says in (refusal(odd["scheme"], SCHEME.replace(old, new)) or "")


@pytest.mark.parametrize("period", ["2026-10-15", "2026-10", "2026-Q4", "2026-H2", "2026"])
def test_a_period_is_written_in_five_ways(period: str, schemas: dict[str, Validate]) -> None:
    pipeline = (
        'title = "x"\nperiod = "{}"\n[sources.a]\nkind = "csv"\npath = "a.csv"\n[stages.b]\nscheme = "s"\nfrom = ["a"]'
    )
    assert refusal(schemas["pipeline"], pipeline.format(period)) is None
    assert "period" in (refusal(schemas["pipeline"], pipeline.format(f"{period}-")) or "")


def undescribed(schema: Any, path: str = "") -> Iterator[str]:
    """The properties of a schema that say nothing of themselves."""
    if isinstance(schema, dict):
        for name, inner in schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ():
            if (
                isinstance(inner, dict)
                and not inner.keys() & {"description", "$ref", "anyOf"}
                and name not in ("zh", "en")
            ):
                yield f"{path}.{name}"
        for name, inner in schema.items():
            if name not in ("if", "then", "else", "dependencies"):
                yield from undescribed(inner, f"{path}.{name}")


@pytest.mark.parametrize("name", ["scheme", "pipeline"])
def test_every_key_is_explained_in_both_languages(name: str) -> None:
    schema = json.loads((DOCS / f"schema/{name}.schema.json").read_text(encoding="utf-8"))
    assert list(undescribed(schema)) == []
