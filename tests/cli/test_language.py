"""Which language the command speaks, and that it has all its texts in both."""

import re
import string
from pathlib import Path

import pytest

from kpicore_cli import messages
from kpicore_cli.language import language, option_value
from kpicore_cli.messages import Said
from tests.cli.conftest import Kpi

COMMANDS = ["run", "check", "explain", "schemes", "scheme", "scheme show", "scheme eject", "new", "plugins"]


@pytest.mark.parametrize(
    ("arguments", "environment", "spoken"),
    [
        (["--lang", "en", "run"], {"KPI_LANG": "zh", "LANG": "zh_CN.UTF-8"}, "en"),
        (["run", "--lang", "zh"], {"LANG": "en_GB"}, "zh"),
        (["run", "--lang=zh"], {"LANG": "en_GB"}, "zh"),
        (["--lang", "zh", "run", "--lang", "en"], {}, "en"),
        (["run"], {"KPI_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
        (["run"], {"LANG": "zh_CN.UTF-8"}, "zh"),
        (["run"], {"LANG": "en_US.UTF-8"}, "en"),
        (["run"], {"LANG": "de_DE.UTF-8"}, "en"),
        (["run"], {"LC_ALL": "zh_TW", "LANG": "en_US"}, "zh"),
        (["run"], {"LANG": "C"}, "zh"),
        (["run"], {"LANG": "C.UTF-8"}, "zh"),
        (["run"], {"LC_ALL": "POSIX"}, "zh"),
        (["run", "--", "--lang", "en"], {"LANG": "zh_CN"}, "zh"),
        (["run", "--lang"], {"LANG": "zh_CN"}, "zh"),
    ],
)
def test_an_option_goes_before_the_environment_and_that_before_the_system(
    arguments: list[str], environment: dict[str, str], spoken: str
) -> None:
    assert language(arguments, environment) == spoken


def test_the_last_value_of_an_option_counts() -> None:
    assert option_value("--format", ["--format", "text", "run", "--format=json"]) == "json"


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_the_language_before_or_after_the_command(kpi: Kpi, command: str) -> None:
    words = command.split()
    chinese = kpi("--lang", "zh", *words, "--help")
    english = kpi("--lang", "en", *words, "--help")
    assert (chinese.code, english.code) == (0, 0)
    assert "用法：" in chinese.out
    assert "选项：" in chinese.out
    assert not re.search(r"Usage|Options|Show|Commands", chinese.out)
    assert not re.search(r"[\u4e00-\u9fff]", english.out)
    assert kpi(*words, "--help", "--lang", "zh") == chinese


def test_the_environment_s_language_holds_for_help_and_for_what_is_wrong(
    kpi: Kpi, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KPI_LANG", "zh")
    assert "用法：" in kpi("--help").out
    assert "找不到文件" in kpi("run", tmp_path / "none.toml").err
    assert "there is no file" in kpi("run", tmp_path / "none.toml", "--lang", "en").err


def all_texts() -> list[Said]:
    found: list[Said] = []
    for value in vars(messages).values():
        values = value.values() if isinstance(value, dict) else [value]
        found += [text for text in values if isinstance(text, Said)]
    return found


def test_both_languages_of_a_text_have_the_same_slots() -> None:
    def slots(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    assert all_texts()
    assert [text for text in all_texts() if slots(text.zh) != slots(text.en)] == []


def test_no_text_is_left_out_in_a_language() -> None:
    assert [text for text in all_texts() if not text.zh.strip() or not text.en.strip()] == []
    assert [text for text in all_texts() if re.search(r"[\u4e00-\u9fff]", text.en)] == []
