"""What `docs/` repeats of the code is what the code says."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from pathlib import Path

import attrs
import click
import pytest

import kpicore
from docs.generate.files import DOCS, generated
from docs.generate.keys import keys
from docs.generate.messages.code import HOOKS as HOOKS_IN_CHINESE
from docs.generate.messages.code import NODES as NODES_IN_CHINESE
from docs.generate.messages.documents import KEYS
from docs.generate.messages.extensions import SAID
from docs.generate.messages.results import COLUMNS, RECORDS
from docs.generate.nodes import NODES
from kpicore.errors import Lang, Text
from kpicore.plugin import KindNoun, Registry, hookspecs, load_plugins
from kpicore.plugin.contribution import HOOKS
from kpicore_cli.main import command
from tests.pipelines import run, written

SUFFIX: Mapping[Lang, str] = {"en": ".md", "zh": ".zh.md"}


def reference(name: str, lang: Lang) -> str:
    return (DOCS / "reference" / f"{name}{SUFFIX[lang]}").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def registry() -> Registry:
    """Everything installed here."""
    return load_plugins()


def test_the_generated_files_say_what_the_code_says(registry: Registry) -> None:
    outdated = [
        name
        for name, content in generated(registry).items()
        if not (DOCS / name).is_file() or (DOCS / name).read_text(encoding="utf-8") != content
    ]
    assert outdated == [], "write them anew: .venv/bin/python -m docs.generate"


@pytest.mark.parametrize("noun", SAID)
def test_every_option_of_every_kind_is_described_and_nothing_else(noun: KindNoun, registry: Registry) -> None:
    installed = {kind: known(extension.cls) for kind, extension in registry.kinds(noun).items()}
    assert {kind: set(said.options) for kind, said in SAID[noun].items()} == installed


def known(cls: type) -> set[str]:
    """The keys of a class, and the name of what takes all others."""
    from kpicore.document.keys import fields_of, key_of

    return {key_of(cls, field.name) for field in fields_of(cls)}


@pytest.mark.parametrize("cls", KEYS, ids=lambda cls: cls.__name__)
def test_every_key_of_a_document_is_described_and_nothing_else(cls: type) -> None:
    if cls.__name__ != "Example":  # it is read in a way of its own
        assert set(KEYS[cls]) == {key.name for key in keys(cls, KEYS[cls])}


def test_nothing_is_described_without_words(registry: Registry) -> None:
    def empty(said: Mapping[str, Text]) -> list[str]:
        return [name for name, text in said.items() if not text.zh.strip() or not text.en.strip()]

    assert [name for said in KEYS.values() for name in empty(said)] == []
    for kinds in SAID.values():
        assert [kind for kind, said in kinds.items() if empty({"summary": said.summary, **said.options})] == []


@pytest.mark.parametrize("lang", SUFFIX)
def test_every_hook_is_documented_with_its_exact_signature(lang: Lang) -> None:
    hooks = {name: value for name, value in vars(hookspecs).items() if hasattr(value, "kpicore_spec")}
    page = reference("hooks", lang)
    told = dict(re.findall(r"^## (\w+)\n\n```text\n(.*)\n```$", page, re.MULTILINE))
    assert told == {name: f"{name}{inspect.signature(hook)}" for name, hook in hooks.items()}
    assert set(HOOKS_IN_CHINESE) == set(hooks)


def test_every_hook_has_a_plugin_here_that_implements_it(registry: Registry) -> None:
    assert {noun for plugin in registry.plugins for noun in plugin.contributes} == set(HOOKS.values())


@pytest.mark.parametrize("lang", SUFFIX)
def test_every_public_name_is_documented(lang: Lang) -> None:
    headed = set(re.findall(r"^##+ (\w+)$", reference("interfaces", lang) + reference("nodes", lang), re.MULTILINE))
    assert set(kpicore.__all__) - headed == set()
    assert set(NODES_IN_CHINESE) == {node.__name__ for node in NODES}


@pytest.mark.parametrize("lang", SUFFIX)
def test_every_command_is_shown_with_its_help(lang: Lang) -> None:
    page = reference("commands", lang)

    def walk(found: click.Command, path: str) -> None:
        assert f"\n## {path}\n" in page
        context = click.Context(found, obj=lang)
        assert "".join((found.help or "").splitlines()[0].split()) in "".join(page.split())
        for parameter in found.get_params(context):
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{path} {parameter.name}"
                assert max(parameter.opts, key=len) in page
        if isinstance(found, click.Group):
            for name in found.list_commands(context):
                below = found.get_command(context, name)
                assert below is not None
                walk(below, f"{path} {name}")

    walk(command(lang), "kpi")


@pytest.mark.parametrize("lang", SUFFIX)
def test_every_code_that_stands_in_a_catalogue_is_listed(lang: Lang, registry: Registry) -> None:
    """Looked for in the sources' text, not among what is imported."""
    folders = [Path(kpicore.__file__).parents[2], *((DOCS.parent / "plugins").iterdir())]
    sources = [path for folder in folders for path in folder.glob("src/**/messages*/**/*.py")]
    sources += [path for folder in folders for path in folder.glob("src/**/messages.py")]
    installed = {plugin.origin.distribution for plugin in registry.plugins}
    found = {
        code
        for path in sources
        if {part.replace("_", "-") for part in path.parts} & installed
        for code in re.findall(r"\bMessage\(\s*\"([\w-]+)\"", path.read_text(encoding="utf-8"))
    }
    assert len(found) > 100
    assert found - set(re.findall(r"^\| `([\w-]+)`", reference("problems", lang), re.MULTILINE)) == set()


def test_the_columns_of_a_stage_stand_in_the_order_that_is_told(tmp_path: Path) -> None:
    scheme = """
        format = 1
        id = "house/agent"
        version = "1"
        title = { zh = "坐席", en = "Agent" }
        full = 100
        metrics.exam = { unit = "score", label = { zh = "考试", en = "Exam" } }
        total.base = true
        [indicators.exam_score]
        label = { zh = "考试", en = "Exam" }
        points = 100
        calculator = { kind = "proportional", metric = "exam" }
        [adjustments.extra]
        label = { zh = "加分", en = "Extra" }
        calculator = { kind = "per-event", metrics = { exam = 1 } }
        [grades]
        kind = "cutoffs"
        A = "otherwise"
        outcomes = { A = { zh = "表扬", en = "Commendation" } }
    """
    pipeline = """
        title = "x"
        period = "2026-10"
        [sources.people]
        kind = "csv"
        path = "people.csv"
        [stages.agents]
        scheme = "agent.toml"
        from = ["people"]
    """
    files = {"agent.toml": scheme, "pipeline.toml": pipeline, "people.csv": "employee,name,team,exam\n01,甲,一,90\n"}
    results = run(written(tmp_path, files))
    from kpicore_csv.exporter import CsvExporter

    columns = CsvExporter()._table(results.stages["agents"]).columns
    items = {"exam_score": "INDICATOR", "extra": "ADJUSTMENT"}
    assert [items.get(column, column) for column in columns] == list(COLUMNS)


@pytest.mark.parametrize("cls", RECORDS, ids=lambda cls: cls.__name__)
def test_every_key_of_the_run_record_is_described_and_nothing_else(cls: type) -> None:
    assert set(RECORDS[cls][1]) == {field.name for field in attrs.fields(cls)}
