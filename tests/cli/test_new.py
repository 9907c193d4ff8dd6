"""`kpi new`: what it writes is installed, keeps its contract and is found at once; and it writes over nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from attrs import frozen

from kpicore_cli.main import main
from tests.cli.conftest import Ended, Kpi

KINDS = {
    "source": "kpicore-night-desk",
    "calculator": "kpicore-second-chance",
    "grade-mapper": "kpicore-best-few",
    "exporter": "kpicore-payroll",
    "scheme": "kpicore-scheme-clinic",
}
"""A project of each kind, by the folder it has to be in."""

CONTRIBUTES = {
    "source": {"source": ["night-desk"]},
    "calculator": {"calculator": ["second-chance"]},
    "grade-mapper": {"grade-mapper": ["best-few"]},
    "exporter": {"exporter": ["payroll"]},
    "scheme": {"scheme": ["clinic/staff 1"]},
}


def name_of(kind: str) -> str:
    return KINDS[kind].removeprefix("kpicore-").removeprefix("scheme-")


@frozen
class Installed:
    """All of them, installed in one environment; how each test of theirs ended, and what `kpi plugins` says."""

    folder: Path
    ended: Mapping[str, Mapping[str, str]]
    plugins: Mapping[str, Any]


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a project of each kind."""
    folder = tmp_path_factory.mktemp("new")
    for kind in KINDS:
        with pytest.raises(SystemExit) as end:
            main(["new", kind, name_of(kind), "-o", str(folder)])
        assert end.value.code == 0
    return folder


@pytest.fixture(scope="session")
def installed(written: Path) -> Installed:
    """An environment that has everything of this one, and the projects installed as they lie there."""
    environment = written / "environment"
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
    own = Path(sysconfig.get_path("purelib"))
    theirs = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (Path(theirs) / "workspace.pth").write_text(f"import site; site.addsitedir({str(own)!r})\n", encoding="utf-8")
    projects = [argument for name in KINDS.values() for argument in ("--editable", written / name)]
    pip: list[str | Path] = [sys.executable, "-m", "pip", "--quiet", "--python", python, "install"]
    run(*pip, "--no-index", "--no-deps", "--no-build-isolation", *projects)
    report = written / "report.xml"
    tests = [written / name / "tests" for name in KINDS.values()]
    quiet = ["-q", "-p", "no:cacheprovider", f"--rootdir={written}", f"--junit-xml={report}"]
    run(python, "-m", "pytest", *quiet, *tests, folder=written)
    ended: dict[str, dict[str, str]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        outcome = next((child.tag for child in case if child.tag in ("failure", "error", "skipped")), "passed")
        project = case.get("classname", "").partition(".")[0]
        ended.setdefault(project, {})[f"{case.get('classname')}.{case.get('name')}"] = outcome
    shown = json.loads(run(python, "-m", "kpicore_cli.main", "plugins", "--format", "json"))
    return Installed(written, ended, {plugin["distribution"]: plugin for plugin in shown["plugins"]})


def run(*command: str | Path, folder: Path | None = None) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.xdist_group("new")
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_keeps_its_contract_once_it_is_installed(kind: str, installed: Installed) -> None:
    ended = installed.ended[KINDS[kind]]
    assert {test for test, outcome in ended.items() if outcome not in ("passed", "skipped")} == set()
    assert sum(outcome == "passed" for outcome in ended.values()) >= 5
    assert [test.rpartition(".")[2] for test, outcome in ended.items() if outcome == "skipped"] in (
        [],
        ["test_rows_are_numbered_like_the_lines_of_the_file"],  # JSON has no lines
    )


@pytest.mark.xdist_group("new")
@pytest.mark.parametrize("kind", KINDS)
def test_kpi_plugins_shows_it_with_what_it_brings(kind: str, installed: Installed) -> None:
    plugin = installed.plugins[KINDS[kind]]
    assert (plugin["status"], plugin["problems"]) == ("loaded", [])
    assert plugin["contributes"] == CONTRIBUTES[kind]
    assert plugin["plugin"] == KINDS[kind].removeprefix("kpicore-")


@pytest.mark.xdist_group("new")
@pytest.mark.parametrize("kind", KINDS)
def test_folder_distribution_import_and_entry_point_share_a_name(kind: str, written: Path) -> None:
    folder = written / KINDS[kind]
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    package = KINDS[kind].replace("-", "_")
    assert project["name"] == KINDS[kind]
    assert project["entry-points"] == {"kpicore": {KINDS[kind].removeprefix("kpicore-"): package}}
    assert [path.name for path in (folder / "src").iterdir() if not path.name.startswith("__")] == [package]
    assert (folder / "src" / package / "py.typed").is_file()


@pytest.mark.xdist_group("new")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_left_to_fill_in(kind: str, written: Path) -> None:
    files = {
        path: content.decode()
        for path, content in tree(written / KINDS[kind]).items()
        if path.endswith((".py", ".toml", ".md", ".csv", ".json", "LICENSE"))
    }
    assert [path for path, content in files.items() if re.search(r"\$|PACKAGE|NAME\b|TODO|<.*name.*>", content)] == []
    assert files["LICENSE"].startswith("MIT License")
    assert re.search("[\u4e00-\u9fff]", files["README.md"])
    assert "## English" in files["README.md"]


@pytest.mark.xdist_group("new")
@pytest.mark.parametrize("kind", KINDS)
def test_its_code_is_as_clean_as_ours(kind: str, written: Path) -> None:
    ruff = [sys.executable, "-m", "ruff"]
    rules = ["--isolated", "--line-length", "120", "--no-cache"]
    run(*ruff, "check", *rules, "--select", "E,F,W,I,N,UP,B,C4,SIM,RET,PIE,PT", folder=written / KINDS[kind])
    run(*ruff, "format", "--check", *rules, folder=written / KINDS[kind])


def test_it_says_what_it_wrote_and_what_comes_next(kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = kpi("new", "source", "crm")
    assert done.code == 0
    assert sorted(done.out.splitlines()) == sorted(
        str(Path("kpicore-crm") / path) for path in tree(tmp_path / "kpicore-crm")
    )
    assert done.err == "Next: pip install --editable kpicore-crm, then pytest kpicore-crm\n"
    again = kpi("new", "scheme", "clinic", "-o", "deep/down", "--lang", "zh")
    folder = Path("deep/down/kpicore-scheme-clinic")
    assert again.err == f"下一步：pip install --editable {folder}，然后 pytest {folder}\n"
    assert (tmp_path / folder / "pyproject.toml").is_file()


def test_no_file_is_written_over(kpi: Kpi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    own = tmp_path / "kpicore-crm" / "src" / "kpicore_crm" / "source.py"
    own.parent.mkdir(parents=True)
    own.write_text("mine", encoding="utf-8")
    done = kpi("new", "source", "crm")
    assert (done.code, done.out) == (3, "")
    assert done.err == (
        f"{own.relative_to(tmp_path)}: error file-exists: the file exists and has been left alone "
        "(choose another folder, or move it away first)\n"
    )
    assert tree(tmp_path) == {"kpicore-crm/src/kpicore_crm/source.py": b"mine"}


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("Night Desk", "such as night-desk", "如 night-desk"),
        ("CRM", "such as crm", "如 crm"),
        ("call_log", "such as call-log", "如 call-log"),
        ("10086", "a name begins with a small letter", "名称以小写字母开头"),
        ("客服", "a name begins with a small letter", "名称以小写字母开头"),
        ("../crm", "such as crm", "如 crm"),
        ("crm-", "such as crm", "如 crm"),
        ("c" * 41, "such as ", "如 "),
        ("scheme-clinic", "such as clinic", "如 clinic"),
        ("kpicore-crm", "leave kpicore- out, the distribution is kpicore-crm", "名称不带 kpicore-"),
        ("kpicore_crm", "leave kpicore- out, the distribution is kpicore-crm", "名称不带 kpicore-"),
    ],
)
def test_a_name_that_cannot_be_shared_is_wrong_usage(
    kpi: Kpi, name: str, english: str, chinese: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert english in wrong_usage(kpi("new", "source", name))
    assert chinese in wrong_usage(kpi("new", "source", name, "--lang", "zh"))
    assert tree(tmp_path) == {}


def test_a_kind_that_there_is_not_is_wrong_usage(kpi: Kpi) -> None:
    assert "there is no plugin of kind sourse (did you mean source?)" in wrong_usage(kpi("new", "sourse", "crm"))
    assert "没有 form 这种插件（已知：calculator, exporter, grade-mapper, scheme, source）" in wrong_usage(
        kpi("new", "form", "crm", "--lang", "zh")
    )
    assert "NAME is missing" in wrong_usage(kpi("new", "source"))


@pytest.mark.parametrize(
    ("kind", "name", "origin"),
    [
        ("source", "csv", "csv (kpicore-csv 0.1.0)"),  # a plugin
        ("calculator", "linear", "builtin (kpicore 0.1.0)"),  # a kind
        ("exporter", "example", "example (kpicore-example 0.1.0)"),
        ("source", "cli", "kpicore-cli 0.1.0"),  # a distribution without a hook
        ("scheme", "hotline-10086", "scheme-hotline-10086 (kpicore-scheme-hotline-10086 0.1.0)"),
    ],
)
def test_a_name_that_something_installed_has_is_refused(
    kpi: Kpi, kind: str, name: str, origin: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = kpi("new", kind, name)
    assert (done.code, done.out) == (3, "")
    assert done.err == (f"error name-taken: {name} is taken by {origin} (choose another name, or uninstall it first)\n")
    assert tree(tmp_path) == {}


def wrong_usage(done: Ended) -> str:
    assert (done.code, done.out) == (2, "")
    return done.err
