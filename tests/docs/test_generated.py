"""What `docs/` repeats of the code is what the code says."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from docs.generate.files import DOCS, generated
from docs.generate.keys import keys
from docs.generate.said.documents import KEYS
from docs.generate.said.extensions import SAID
from kpicore.errors import Text
from kpicore.plugin import KindNoun, Registry, load_plugins


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
