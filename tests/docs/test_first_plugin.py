"""The first plugin, as its page tells it: every file is written, every command run, every line of output compared."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from attrs import frozen

import kpicore
from kpicore.errors import Lang

pytestmark = pytest.mark.xdist_group("tutorial")

DOCS = Path(__file__).parents[2] / "docs"
PAGES: Mapping[Lang, Path] = {"en": DOCS / "first-plugin.md", "zh": DOCS / "first-plugin.zh.md"}

PART = re.compile(
    r"""
    ^```(?P<language>\w+)\ title="(?P<file>[^"]+)"\n(?P<content>.*?)^```$
    | ^```console\n(?P<session>.*?)^```$
    | ^<!--\ in\ (?P<changed>\S+):\ (?P<old>.+?)\ =>\ (?P<new>.+?)\ -->$
    """,
    re.MULTILINE | re.DOTALL | re.VERBOSE,
)


@frozen
class Command:
    """A command of a session, and the lines of its output that the page shows; ``…`` stands for what it leaves out."""

    line: str
    shown: tuple[str, ...]


@frozen
class Step:
    """A file to write, a change to make in one, or a command to run."""

    kind: Literal["file", "change", "command"]
    path: str = ""
    content: str = ""
    new: str = ""
    command: Command | None = None


def steps(page: Path) -> Iterator[Step]:
    """What the page does, in its order."""
    for found in PART.finditer(page.read_text(encoding="utf-8")):
        if found["file"]:
            yield Step("file", found["file"], found["content"])
        elif found["changed"]:
            yield Step("change", found["changed"], found["old"], found["new"])
        else:
            for part in re.split(r"^\$ ", found["session"], flags=re.MULTILINE)[1:]:
                line, *shown = part.rstrip("\n").split("\n")
                yield Step("command", command=Command(line, tuple(shown)))


def files(lang: Lang) -> dict[str, str]:
    """The files that a page writes."""
    return {step.path: step.content for step in steps(PAGES[lang]) if step.kind == "file"}


def commands(lang: Lang) -> list[Command]:
    """The commands that a page runs."""
    return [step.command for step in steps(PAGES[lang]) if step.command is not None]


@frozen
class Printed:
    """What a command printed, and how it ended."""

    code: int
    text: str


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment of its own that has everything of this one."""
    environment = tmp_path_factory.mktemp("tutorial") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    interpreter = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    where: list[str | Path] = [interpreter, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    theirs = subprocess.run(where, check=True, capture_output=True, encoding="utf-8").stdout.strip()
    own = sysconfig.get_path("purelib")
    (Path(theirs) / "workspace.pth").write_text(f"import site; site.addsitedir({own!r})\n", encoding="utf-8")
    return interpreter


@pytest.fixture(scope="session")
def printed(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[Lang, list[Printed]]:
    """What each command prints, in either language; installing and testing need be done but once."""
    folder = tmp_path_factory.mktemp("reader")
    told: dict[Lang, list[Printed]] = {"en": [], "zh": []}
    for step in steps(PAGES["en"]):
        place = folder / step.path
        match step:
            case Step(kind="file"):
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(step.content, encoding="utf-8")
            case Step(kind="change"):
                before = place.read_text(encoding="utf-8")
                assert step.content in before
                place.write_text(before.replace(step.content, step.new), encoding="utf-8")
            case Step(command=Command(line=line)):
                english = run(line, "en", python, folder)
                told["en"].append(english)
                told["zh"].append(run(line, "zh", python, folder) if line.startswith("kpi ") else english)
    return told


def run(line: str, lang: Lang, python: Path, folder: Path) -> Printed:
    """A command as a reader types it, with neither a package index nor a cache."""
    program, *arguments = shlex.split(line)
    if program == "pip":
        command = [sys.executable, "-m", "pip", "--quiet", "--python", str(python), *arguments]
        command += ["--no-index", "--no-deps", "--no-build-isolation"]
    else:
        module = {"pytest": ["pytest", "-p", "no:cacheprovider"], "kpi": ["kpicore_cli.main"]}[program]
        command = [str(python), "-m", *module, *arguments]
    variables = {name: value for name, value in os.environ.items() if name != "KPICORE_PLUGINS"}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**variables, "KPI_LANG": lang, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return Printed(done.returncode, done.stdout)


@pytest.mark.parametrize("lang", PAGES)
def test_every_command_prints_what_the_page_shows(lang: Lang, printed: Mapping[Lang, list[Printed]]) -> None:
    for command, got in zip(commands(lang), printed[lang], strict=True):
        fails = any("failed" in line for line in command.shown)
        assert (got.code != 0) == fails, f"$ {command.line}\n{got.text}"
        if command.shown:
            # What a command is busy with it tells only where it takes long.
            lines = [line.rstrip() for line in got.text.strip("\n").splitlines() if not line.endswith(" …")]
            said = "".join(f"{line}\n" for line in lines)
            assert re.fullmatch("".join(map(pattern, command.shown)), said), f"$ {command.line}\n{got.text}"


def pattern(line: str) -> str:
    """What a line that the page shows stands for: ``…`` alone for any lines, or else for any text."""
    if line.strip() == "…":
        return r"(?:.*\n)*"
    return ".*".join(map(re.escape, line.rstrip().split("…"))) + r"\n"


def test_both_pages_write_the_same_files_and_run_the_same_commands() -> None:
    assert files("zh") == files("en")
    assert [command.line for command in commands("zh")] == [command.line for command in commands("en")]


def test_the_source_is_short() -> None:
    assert len(files("en")["kpicore-crm/kpicore_crm.py"].splitlines()) < 60


def test_the_pages_ask_for_this_version() -> None:
    projects = [content for path, content in files("en").items() if path.endswith("pyproject.toml")]
    assert projects
    assert [content for content in projects if f'"kpicore~={kpicore.__version__}"' not in content] == []


def test_nothing_on_the_pages_is_left_untried() -> None:
    for page in PAGES.values():
        text = page.read_text(encoding="utf-8")
        assert len(re.findall(r"^```\w+", text, re.MULTILINE)) == sum(
            1 for found in PART.finditer(text) if not found["changed"]
        )
