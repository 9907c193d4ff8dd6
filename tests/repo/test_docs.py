"""What the documents show works: Python runs, TOML parses, commands are typed right, links lead somewhere.

The pages of docs/ are followed from top to bottom by tests/docs.
"""

import json
import re
import shlex
import tomllib
from pathlib import Path

import click
import fastjsonschema
import pytest

from kpicore_cli.main import command

DOCS = Path(__file__).parents[2] / "docs"
BLOCK = re.compile(r"^```(\w+)(?: title=[^\n]*)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def documents(tracked: list[Path]) -> list[Path]:
    return [path for path in tracked if path.suffix == ".md"]


def blocks(tracked: list[Path], language: str) -> list[tuple[Path, str]]:
    return [
        (path, body)
        for path in documents(tracked)
        for name, body in BLOCK.findall(path.read_text(encoding="utf-8"))
        if name == language
    ]


def is_elsewhere(path: Path) -> bool:
    """Whether a page has tests of its own, or repeats examples of the code's, which need what stands around them."""
    return path.is_relative_to(DOCS) and "hooks" not in path.name


def test_python_in_the_documents_runs(tracked: list[Path]) -> None:
    shown = [(path, body) for path, body in blocks(tracked, "python") if not is_elsewhere(path)]
    assert shown
    for path, body in shown:
        exec(compile(body, str(path), "exec"), {"__name__": path.stem})


def test_toml_in_the_documents_parses(tracked: list[Path]) -> None:
    shown = blocks(tracked, "toml")
    assert shown
    for _, body in shown:
        tomllib.loads(body)


ENTRIES = {
    "scheme": {"metrics": "metric", "groups": "group", "indicators": "indicator", "adjustments": "adjustment"},
    "pipeline": {"sources": "source", "stages": "stage", "exports": "exporter"},
}
"""Tables of both documents, and what the schemas for editors call an entry of each."""

INVENTED = ("findings", "first-plugin", "hooks")
"""Pages whose tables are wrong on purpose, or of kinds that are invented there."""


def test_tables_in_the_documents_have_the_keys_that_there_are(tracked: list[Path]) -> None:
    """The documents show parts, so each entry is looked at by itself."""
    entries = {}
    for document, tables in ENTRIES.items():
        whole = json.loads((DOCS / f"schema/{document}.schema.json").read_text(encoding="utf-8"))
        for table, name in tables.items():
            part = {"$schema": whole["$schema"], "$ref": f"#/definitions/{name}", "definitions": whole["definitions"]}
            entries[table] = fastjsonschema.compile(part, use_default=False)
    shown = [
        (path.name, table, entry)
        for path, body in blocks(tracked, "toml")
        if path.name.partition(".")[0] not in INVENTED
        for table, named in tomllib.loads(body).items()
        if table in entries
        for entry in named.values()
    ]
    assert len(shown) > 100
    for path, table, entry in shown:
        try:
            entries[table](entry)
        except fastjsonschema.JsonSchemaValueException as error:
            pytest.fail(f"{path}: {table}: {error}")


@pytest.mark.parametrize("language", ["console", "sh"])
def test_commands_in_the_documents_are_typed_right(tracked: list[Path], language: str) -> None:
    """They need files that are not there, so their arguments are read and nothing is done."""
    shown = [
        (path.name, line.removeprefix("$ "))
        for path, body in blocks(tracked, language)
        for line in body.splitlines()
        if re.match(r"(\$ )?kpi ", line)
    ]
    assert shown
    for _, line in shown:
        _, *arguments = shlex.split(line, comments=True)
        read(command("en"), arguments)


def read(group: click.Group, arguments: list[str]) -> None:
    """Reads a command's arguments as it would; a wrong one is a `click.UsageError`."""
    context = group.make_context("kpi", list(arguments), obj="en", resilient_parsing=False)
    while isinstance(context.command, click.Group):
        name, found, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
        assert found is not None
        context = found.make_context(name, rest, parent=context, obj="en")


def test_links_between_the_documents_lead_to_a_file(root: Path, tracked: list[Path]) -> None:
    broken = [
        f"{path.relative_to(root)}: {target}"
        for path in documents(tracked)
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []
