"""What broken plugins, really installed, do to themselves and to the others."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from tests.bad_plugins.distributions import BY_NAME
from tests.core.plugin.conftest import Told


@frozen
class Fault:
    """What is to be told of one distribution: the code, words of the message in each language, and the line if any."""

    distribution: str
    code: str
    zh: str
    en: str
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.distribution}: {self.code}"


WHOLE = [
    Fault(
        "kpicore-import-error",
        "plugin-import",
        "未载入，导入时出错：ModuleNotFoundError: No module named 'a_library_that_is_not_there'",
        "its import failed: ModuleNotFoundError: No module named 'a_library_that_is_not_there'",
        line=1,
    ),
    Fault(
        "kpicore-import-exit", "plugin-import", "SystemExit: no licence found", "SystemExit: no licence found", line=1
    ),
    Fault(
        "kpicore-import-syntax", "plugin-import", "SyntaxError: invalid syntax", "SyntaxError: invalid syntax", line=1
    ),
    Fault(
        "kpicore-misspelt-hook",
        "unknown-hook",
        "没有 kpicore_metric_source 这个钩子 (是否指 kpicore_metric_sources？)",
        "there is no hook kpicore_metric_source (did you mean kpicore_metric_sources?)",
        line=21,
    ),
    Fault(
        "kpicore-wrong-argument",
        "hook-arguments",
        "钩子 kpicore_exporters 不接受参数 stage、folder (应写作 def kpicore_exporters():)",
        "hook kpicore_exporters takes no argument stage, folder (write def kpicore_exporters():)",
        line=21,
    ),
    Fault(
        "kpicore-unmarked-hook",
        "hook-unmarked",
        "kpicore_calculators 前缺少 @hookimpl",
        "kpicore_calculators lacks its @hookimpl",
        line=16,
    ),
    Fault(
        "kpicore-raising-hook",
        "hook-failed",
        "钩子 kpicore_exporters 出错：ZeroDivisionError: division by zero",
        "its hook kpicore_exporters failed: ZeroDivisionError: division by zero",
        line=22,
    ),
    Fault(
        "kpicore-no-list",
        "hook-result",
        "钩子 kpicore_schemes 应返回列表，返回的却是 None",
        "hook kpicore_schemes returned None instead of a list",
        line=4,
    ),
]
"""Plugins that are refused as a whole."""

PARTS = [
    Fault("kpicore-unsound-classes", "no-method", "LacksRead 未采用：缺少方法 read", "it lacks its method read"),
    Fault("kpicore-unsound-classes", "not-attrs", "NoAttrs 未采用：它不是 attrs 类", "it is not an attrs class"),
    Fault("kpicore-unsound-classes", "no-kind", "KindIsAnOption 未采用：没有 kind", "it has no kind"),
    Fault("kpicore-unsound-classes", "not-a-class", "Sound 未采用：它不是类", "it is not a class"),
    Fault("kpicore-scheme-unsound", "scheme-unreadable", "torn.toml 未采用，无法读取", "TOMLDecodeError"),
    Fault("kpicore-scheme-unsound", "scheme-unreadable", "gone.toml 未采用，无法读取", "FileNotFoundError"),
    Fault("kpicore-scheme-unsound", "scheme-head", "version 应为非空文本", "its version must be a text"),
]
"""Contributions that are refused by themselves."""


@pytest.mark.parametrize("fault", WHOLE, ids=str)
def test_a_plugin_that_is_broken_is_refused_whole_and_named(among_bad: Told, fault: Fault, bad_plugins: Path) -> None:
    written = BY_NAME[fault.distribution]
    plugin = among_bad["plugins"][written.origin]
    assert (plugin["status"], plugin["contributes"]) == ("refused", {})
    [told] = plugin["faults"]
    assert told["code"] == fault.code
    for lang, words in (("zh", fault.zh), ("en", fault.en)):
        assert words in told[lang]
        assert f"{written.name} {written.version}" in told[lang]
    assert (told["file"], told["line"]) == (str(bad_plugins / written.package / "__init__.py"), fault.line)
    assert told in among_bad["faults"]


@pytest.mark.parametrize("fault", PARTS, ids=str)
def test_a_contribution_that_is_unsound_is_refused_by_itself_and_named(among_bad: Told, fault: Fault) -> None:
    written = BY_NAME[fault.distribution]
    plugin = among_bad["plugins"][written.origin]
    assert plugin["status"] == "loaded"
    [told] = [each for each in plugin["faults"] if each["code"] == fault.code and fault.zh in each["zh"]]
    assert fault.en in told["en"]
    for lang in ("zh", "en"):
        assert f"{written.name} {written.version}" in told[lang]
    assert told in among_bad["faults"]


@pytest.mark.parametrize(
    ("code", "sides", "status"),
    [
        ("plugin-clash", ("kpicore-twin-east", "kpicore-twin-west"), "refused"),
        ("kind-clash", ("kpicore-kind-north", "kpicore-kind-south"), "loaded"),
        ("scheme-clash", ("kpicore-scheme-first", "kpicore-scheme-second"), "loaded"),
    ],
)
def test_a_clash_names_both_sides_once_and_stands_with_both(
    among_bad: Told, code: str, sides: tuple[str, str], status: str
) -> None:
    [told] = [each for each in among_bad["faults"] if each["code"] == code]
    for side in sides:
        written = BY_NAME[side]
        assert all(f"{written.name} {written.version}" in told[lang] for lang in ("zh", "en"))
        plugin = among_bad["plugins"][written.origin]
        assert (plugin["status"], plugin["faults"]) == (status, [told])


def test_what_clashes_is_refused_on_both_sides_and_the_rest_of_them_stays(among_bad: Told) -> None:
    assert not {"contested", "east", "west"} & set(among_bad["calculators"])
    assert {"north", "south"} <= set(among_bad["calculators"])
    assert ["contested/operator", "1"] not in [head for *head, _ in among_bad["schemes"]]
    assert ["contested/operator", "2", BY_NAME["kpicore-scheme-second"].origin] in among_bad["schemes"]


def test_a_broken_plugin_leaves_nothing_of_itself_behind(among_bad: Told) -> None:
    assert not [kind for kind in among_bad["calculators"] if kind.startswith("beside-")]


def test_broken_plugins_do_not_stop_the_sound_ones(among_bad: Told) -> None:
    assert among_bad["plugins"]["sound (kpicore-sound 1.0)"] == {
        "status": "loaded",
        "contributes": {"calculator": ["sound-calculator"]},
        "faults": [],
    }
    assert "sound-calculator" in among_bad["calculators"]
    assert "sound-source" in among_bad["sources"]
    assert ["whole/operator", "1"] in [head for *head, _ in among_bad["schemes"]]
    assert any(origin.startswith("builtin (kpicore ") for origin in among_bad["plugins"])


def test_two_versions_of_one_scheme_are_both_there(among_bad: Told) -> None:
    origin = BY_NAME["kpicore-scheme-editions"].origin
    editions = [scheme for scheme in among_bad["schemes"] if scheme[0] == "editions/operator"]
    assert editions == [["editions/operator", "2024", origin], ["editions/operator", "2025", origin]]
    assert among_bad["plugins"][origin]["contributes"] == {
        "scheme": ["editions/operator 2024", "editions/operator 2025"]
    }
    assert among_bad["plugins"][origin]["faults"] == []


def test_the_plugins_are_told_in_the_order_of_their_names(among_bad: Told) -> None:
    assert list(among_bad["plugins"]) == sorted(among_bad["plugins"])


def test_an_unknown_kind_is_told_with_the_nearest_one_and_every_broken_plugin(among_bad: Told) -> None:
    told = among_bad["unknown"]["calculator sound-calculater"]
    assert told["code"] == "unknown-kind"
    assert "没有 sound-calculater 这种算法 (是否指 sound-calculator？有问题的插件：" in told["zh"]
    assert "no calculator of kind sound-calculater (did you mean sound-calculator? plugins with faults: " in told["en"]
    for fault in WHOLE + PARTS:
        assert BY_NAME[fault.distribution].origin in told["zh"]
        assert BY_NAME[fault.distribution].origin in told["en"]


@pytest.mark.parametrize(
    ("asked", "names", "words"),
    [
        ("calculator contested", ("kpicore-kind-north 5.1", "kpicore-kind-south 5.2"), "contributed more than once"),
        ("source lacks-read", ("kpicore-unsound-classes 3.1",), "lacks its method read"),
        ("scheme headless/operator", ("kpicore-scheme-unsound 6.4",), "its version must be a text"),
    ],
)
def test_what_was_refused_is_told_with_the_reason_where_it_is_asked_for(
    among_bad: Told, asked: str, names: tuple[str, ...], words: str
) -> None:
    told = among_bad["unknown"][asked]
    reason = told["en"].partition("plugins with faults")[0]
    assert words in reason
    assert all(name in reason for name in names)
    assert "did you mean" not in reason


def test_an_unknown_scheme_is_told_with_the_nearest_id(among_bad: Told) -> None:
    told = among_bad["unknown"]["scheme contested/operater"]
    assert told["code"] == "unknown-scheme"
    assert "没有安装考核方案 contested/operater (是否指 contested/operator？" in told["zh"]


def test_only_the_selected_plugins_are_loaded_beside_the_built_ins(load_among_bad: Callable[..., Told]) -> None:
    told = load_among_bad("source sound-source", only="sound, scheme-editions")
    status = {origin: plugin["status"] for origin, plugin in told["plugins"].items()}
    loaded = [origin.partition(" ")[0] for origin, each in status.items() if each == "loaded"]
    assert loaded == ["builtin", "scheme-editions", "sound"]
    assert status[BY_NAME["kpicore-import-error"].origin] == "left out"
    assert told["faults"] == []
    assert "KPICORE_PLUGINS 未选用的插件：" in told["unknown"]["source sound-source"]["zh"]
    assert "unsound-classes" in told["unknown"]["source sound-source"]["en"]


def test_an_empty_selection_leaves_the_built_ins(load_among_bad: Callable[..., Told]) -> None:
    told = load_among_bad(only="")
    loaded = [origin.partition(" ")[0] for origin, each in told["plugins"].items() if each["status"] == "loaded"]
    assert (loaded, told["faults"]) == (["builtin"], [])


def test_a_selected_plugin_that_is_not_installed_is_a_fault_with_the_nearest_name(
    load_among_bad: Callable[..., Told],
) -> None:
    [fault] = load_among_bad(only="scheme-edition,sound")["faults"]
    assert fault["code"] == "unknown-plugin"
    assert "KPICORE_PLUGINS 中的插件 scheme-edition 没有安装 (是否指 scheme-editions？)" in fault["zh"]
    assert "KPICORE_PLUGINS names scheme-edition, which is not installed (did you mean scheme-editions?)" in fault["en"]


def test_a_clash_is_gone_where_only_one_side_is_selected(load_among_bad: Callable[..., Told]) -> None:
    told = load_among_bad(only="kind-north")
    assert {"contested", "north"} <= set(told["calculators"])
    assert told["faults"] == []


def test_namesakes_that_are_selected_are_refused_still(load_among_bad: Callable[..., Told]) -> None:
    [fault] = load_among_bad(only="twin")["faults"]
    assert fault["code"] == "plugin-clash"
