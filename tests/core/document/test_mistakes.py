"""Broken documents, and the whole line that is said about each mistake, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from attrs import field, frozen

from kpicore.document import read_pipeline, read_scheme
from kpicore.errors import PluginFailed, Refused
from kpicore.plugin.registry import Registry
from tests.core.document.documents import PIPELINE, SCHEME, registry


@frozen
class Case:
    """A document with some texts replaced (and values set from the command line), and what is said about it."""

    name: str
    changes: Sequence[Sequence[str]]
    en: Sequence[str]
    zh: Sequence[str]
    settings: Mapping[str, str] = field(factory=dict)

    def broken(self, document: str) -> str:
        """The document with this case's mistakes."""
        for old, new in self.changes:
            assert old in document
            document = document.replace(old, new)
        return document

    def __str__(self) -> str:
        return self.name


def cases(file: str) -> list[Case]:
    table = tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))
    return [Case(**case) for case in table["cases"]]


@pytest.fixture(scope="module")
def plugins() -> Registry:
    """What comes with the core, and some that misbehave."""
    return registry()


def refused(read: Callable[[], object]) -> Refused:
    with pytest.raises(Refused) as raised:
        read()
    return raised.value


def said(error: Refused) -> tuple[list[str], list[str]]:
    return [problem.line("en") for problem in error.problems], [problem.line("zh") for problem in error.problems]


def test_the_documents_that_are_broken_here_are_right(plugins: Registry, tmp_path: Path) -> None:
    assert read_scheme(SCHEME.encode(), "s.toml", plugins).scheme.id == "house/agent"
    (tmp_path / "p.toml").write_text(PIPELINE, encoding="utf-8")
    assert read_pipeline(tmp_path / "p.toml", plugins).pipeline.title == "Hotline"


def test_a_pipeline_that_is_not_there_or_no_file_is_named(plugins: Registry, tmp_path: Path) -> None:
    missing = said(refused(lambda: read_pipeline(tmp_path / "none.toml", plugins)))
    path = tmp_path / "none.toml"
    assert missing == (
        [f"{path}: error no-file: there is no file {path}"],
        [f"{path}: error no-file: 找不到文件 {path}"],
    )
    folder = said(refused(lambda: read_pipeline(tmp_path, plugins)))
    assert folder[0] == [f"{tmp_path}: error folder-for-file: {tmp_path} is a folder, not a file"]


@pytest.mark.parametrize("case", cases("scheme_mistakes.toml"), ids=str)
def test_every_mistake_of_a_scheme_is_said_with_its_place(case: Case, plugins: Registry) -> None:
    error = refused(lambda: read_scheme(case.broken(SCHEME).encode(), "s.toml", plugins))
    assert said(error) == (case.en, case.zh)
    assert not isinstance(error, PluginFailed)


@pytest.mark.parametrize("case", cases("plugin_faults.toml"), ids=str)
def test_a_fault_of_a_plugin_names_its_origin(case: Case, plugins: Registry) -> None:
    error = refused(lambda: read_scheme(case.broken(SCHEME).encode(), "s.toml", plugins))
    assert said(error) == (case.en, case.zh)
    assert isinstance(error, PluginFailed)


@pytest.mark.parametrize("case", cases("pipeline_mistakes.toml"), ids=str)
def test_every_mistake_of_a_pipeline_is_said_with_its_place(
    case: Case, plugins: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("p.toml").write_text(case.broken(PIPELINE), encoding="utf-8")
    assert said(refused(lambda: read_pipeline(Path("p.toml"), plugins, case.settings))) == (case.en, case.zh)
