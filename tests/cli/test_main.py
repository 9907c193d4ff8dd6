"""The frame of the command: usage, failures of our own, interruption, completion."""

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kpicore.errors import Text
from kpicore.plugin import PluginInfo
from kpicore_cli import __version__, progress
from kpicore_cli.progress import Progress
from kpicore_cli.screen import spread, table, wrapped
from tests.cli.conftest import Kpi, in_a_process


def test_the_version_is_printed(kpi: Kpi) -> None:
    assert kpi("--version").out == f"kpi {__version__}\n"


def test_the_command_alone_shows_its_help_as_wrong_usage(kpi: Kpi) -> None:
    done = kpi()
    assert (done.code, done.out) == (2, "")
    assert done.err == kpi("--help").out


@pytest.mark.parametrize(
    ("arguments", "english", "chinese"),
    [
        (["runn"], "there is no command runn; there are run,", "没有命令 runn"),
        (["run"], "FILE is missing", "缺少 FILE"),
        (["run", "a", "--perio", "x"], "there is no option --perio (did you mean --period?)", "没有选项 --perio"),
        (["run", "a", "--format", "xml"], "--format must be one of text, json", "--format 只能是 text, json"),
        (["run", "a", "--set", "x"], "write KEY=VALUE, such as output=out, not x", "应写作 键=值"),
        (["explain", "a"], "EMPLOYEE is missing", "缺少 EMPLOYEE"),
        (["--lang", "fr", "run", "a"], "--lang must be one of zh, en", "--lang 只能是 zh, en"),
    ],
)
def test_wrong_usage_ends_with_2_and_one_line(
    kpi: Kpi, arguments: list[str], english: str, chinese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = kpi(*arguments)
    assert (done.code, done.out) == (2, "")
    assert english in done.err
    assert len(done.err.splitlines()) == 1
    monkeypatch.setenv("KPI_LANG", "zh")
    assert chinese in kpi(*arguments).err


def test_a_program_gets_json_for_wrong_usage_too(kpi: Kpi) -> None:
    done = kpi("run", "--format", "json")
    assert done.code == 2
    assert [problem["code"] for problem in done.data["problems"]] == ["usage"]


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes loading plugins fail with a bug that quotes somebody's data."""

    def load_plugins() -> PluginInfo:
        raise KeyError("王示例")

    monkeypatch.setattr("kpicore.plugin.load_plugins", load_plugins)


@pytest.mark.usefixtures("broken")
def test_a_bug_of_ours_is_one_line_without_anybody_s_data(kpi: Kpi) -> None:
    done = kpi("plugins")
    assert (done.code, done.out) == (70, "")
    assert len(done.err.splitlines()) == 1
    assert "a bug in kpicore (KeyError at " in done.err
    assert "王示例" not in done.err
    assert kpi("plugins", "--format", "json").data["problems"][0]["code"] == "bug"


@pytest.mark.usefixtures("broken")
def test_a_bug_shows_its_traceback_where_that_is_asked_for(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KPI_DEBUG", "1")
    done = kpi("plugins")
    assert done.code == 70
    assert "Traceback" in done.err


def test_a_panic_of_an_engine_is_one_line_too(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # what polars raises is no Exception either
        pass

    def panicking() -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr("kpicore.plugin.load_plugins", panicking)
    done = kpi("plugins")
    assert (done.code, done.out) == (70, "")
    assert "a bug in kpicore (PanicException at " in done.err
    assert len(done.err.splitlines()) == 1


def test_an_interruption_ends_quietly(kpi: Kpi, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kpicore.plugin.load_plugins", interrupted)
    done = kpi("plugins")
    assert (done.code, done.out, done.err.strip()) == (130, "", "")


def test_the_shell_can_complete_commands_and_files(folder: Path) -> None:
    script = in_a_process(_KPI_COMPLETE="bash_source")
    assert script.code == 0
    assert "_KPI_COMPLETE=bash_complete" in script.out
    words = in_a_process(_KPI_COMPLETE="bash_complete", COMP_WORDS="kpi s", COMP_CWORD="1").out.split()
    assert words == ["plain,schemes", "plain,scheme"]
    files = in_a_process(_KPI_COMPLETE="bash_complete", COMP_WORDS="kpi run pip", COMP_CWORD="2").out
    assert files.startswith("file,")


def test_a_short_run_is_silent_and_a_long_one_says_what_it_does(
    kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kpi("run", "pipeline.toml").err == ""
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    done = kpi("run", "pipeline.toml", "--lang", "zh")
    assert done.code == 0
    assert "写出结果 …" in done.err.splitlines()
    assert "…" not in done.out.replace(" …", "")


def test_progress_begins_with_the_step_that_lasts(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress("en") as step:
        step(Text("甲", "first"))
        step._begin()
        step(Text("乙", "second"))
    assert capsys.readouterr().err == "first …\nsecond …\n"


@pytest.mark.parametrize(
    ("text", "columns", "lines"),
    [
        ("一二三四五六", 8, ["一二三四", "五六"]),
        ("一二三四，五六", 8, ["一二三", "四，五六"]),
        ("得 0 分，得 10 分", 9, ["得 0 分，", "得 10 分"]),
        ("one two three", 8, ["one two", "three"]),
        ("averyverylongword", 8, ["averyver", "ylongwor", "d"]),
        ("", 8, [""]),
    ],
)
def test_lines_break_between_chinese_characters_but_not_before_a_closing_mark(
    text: str, columns: int, lines: list[str]
) -> None:
    assert wrapped(text, columns=columns).split("\n") == lines


def test_a_line_is_spread_by_the_columns_its_characters_take() -> None:
    assert spread("满意", "1.00") == "满意" + " " * 92 + "1.00"


def in_a_terminal(columns: int, *arguments: str) -> str:
    """What the command prints in a terminal of so many columns."""
    import pty

    command = [str(Path(sys.executable).with_name("kpi")), *arguments]
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "rb", buffering=0) as reader:
        environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm", "NO_COLOR": "1"}
        process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)
        shown = b""
        while True:
            try:
                read = reader.read(65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not read:
                break
            shown += read
        assert process.wait() == 0
    return click.unstyle(shown.decode("utf-8"))


@pytest.mark.skipif(os.name == "nt", reason="terminals are opened as Unix does")
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("columns", [60, 100, 140])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_cut(folder: Path, lang: str, columns: int) -> None:
    from rich.cells import cell_len

    for arguments in (["run", "pipeline.toml"], ["schemes"], ["plugins"], ["scheme", "show", "desk.toml"]):
        shown = in_a_terminal(columns, "--lang", lang, *arguments)
        assert max(map(cell_len, shown.splitlines())) <= columns
    assert "satisfaction" in shown


def test_a_table_without_room_for_its_words_becomes_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kpicore_cli.screen._terminal", lambda: 22)
    assert (
        table(["Id", "Title"], [["a/very-long-id", "of the policy"]]) == "Id     a/very-long-id\nTitle  of the policy"
    )


def test_programs_read_json_of_any_terminal(folder: Path) -> None:
    done = in_a_process("run", "pipeline.toml", "--format", "json", PYTHONIOENCODING="ascii")
    assert json.loads(done.out)["run"]["title"] == "服务台十月考核"


def test_a_plugin_that_fails_at_work_is_named_with_exit_code_4(
    kpi: Kpi, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: object) -> None:
        raise RuntimeError("the disk sings")

    monkeypatch.setattr("kpicore_csv.source.CsvSource.read", read)
    done = kpi("run", "pipeline.toml")
    assert (done.code, done.out) == (4, "")
    assert "csv (kpicore-csv 0.1.0) failed: RuntimeError: the disk sings" in done.err
    assert not (folder / "out").exists()
