"""What is found: the built-ins are always there, and what is damaged is named."""

from pathlib import Path

import pytest

from kpicore.plugin import Registry, load_plugins


def test_no_selection_is_the_built_ins_alone() -> None:
    registry = load_plugins(())
    loaded = [plugin.origin for plugin in registry.plugins if plugin.status == "loaded"]
    assert [(origin.plugin, origin.distribution) for origin in loaded] == [("builtin", "kpicore")]
    assert registry.faults == ()


def test_a_given_selection_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPICORE_PLUGINS", "not-installed")
    assert load_plugins(()).faults == ()


def test_a_plugin_whose_metadata_are_gone_is_named_as_far_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "kpicore_damaged-1.0.dist-info"
    damaged.mkdir()
    (damaged / "entry_points.txt").write_text("[kpicore]\ndamaged = kpicore_damaged\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    [fault] = load_plugins(["damaged"]).faults
    assert fault.code == "plugin-import"
    assert "damaged (? ?)" in fault.message.zh


def test_an_empty_registry_says_that_there_is_nothing() -> None:
    problem = Registry().unknown_kind("exporter", "csv")
    assert problem.line("zh") == "error unknown-kind: 没有 csv 这种导出方式 (这里没有任何已知名称)"
    assert problem.line("en") == "error unknown-kind: there is no exporter of kind csv (there are none here)"
