"""The wheels hold everything, and what is installed from them runs on its own: a scheme, a plugin, each line of README.

No package index is asked: see `tests.repo.environments`.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import Command, File, Setup, parts
from tests.repo.conftest import ROOT, Distribution
from tests.repo.environments import House, build_house, normal

LINE = re.compile(r"^\|[^|]+\| `pip install ([^`|]+)` \|$", re.MULTILINE)
COMMAND = ("kpicore-cli", "kpicore-csv")
"""What every department installs beside its scheme."""


def lines(document: str) -> list[str]:
    """What the document has people install, in the order of its table."""
    return LINE.findall((ROOT / document).read_text(encoding="utf-8"))


def installed(line: str) -> list[str]:
    """The plugins that a line of the table brings, by their names."""
    named = {normal(re.split(r"[\[=]", each)[0]) for each in shlex.split(line)} - {"kpicore", "kpicore-cli"}
    return sorted(["builtin", *(name.removeprefix("kpicore-") for name in named)])


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, distributions: list[Distribution]) -> House:
    """The wheels of all distributions, and environments made from them."""
    folders = [each.folder for each in distributions]
    return build_house(tmp_path_factory.mktemp("house"), folders, {each.name for each in distributions})


ONE_BY_ONE = """
import json, sys
from kpicore_cli.main import main
for command in json.loads(sys.argv[1]):
    try:
        main(command)
    except SystemExit as ended:
        if ended.code:
            raise
"""


def kpi(programs: Path, *arguments: str | Path, folder: Path) -> str:
    """What the command says in an environment of its own, and has not failed."""
    return said_by(programs / "kpi", *arguments, folder=folder)


def one_by_one(programs: Path, *commands: list[str], folder: Path) -> str:
    """What several commands say, in one process because each has to load what the first did; none has failed."""
    return said_by(programs / "python", "-c", ONE_BY_ONE, json.dumps(commands), folder=folder)


def said_by(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def plugins(programs: Path, folder: Path) -> Mapping[str, Any]:
    """What `kpi plugins` says, by plugin; nothing is wrong with any."""
    said = json.loads(kpi(programs, "plugins", "--format", "json", folder=folder))
    assert said["problems"] == []
    return {each["plugin"]: each for each in said["plugins"]}


def held(house: House, distribution: Distribution) -> list[str]:
    [wheel] = house.wheels.glob(f"{distribution.package.name}-*.whl")
    return zipfile.ZipFile(wheel).namelist()


def test_a_wheel_holds_every_file_of_its_package_and_the_licence(
    distribution: Distribution, house: House, tracked: list[Path]
) -> None:
    source = distribution.package.parent
    ours = {path.relative_to(source).as_posix() for path in tracked if source in path.parents}
    names = set(held(house, distribution))
    assert f"{distribution.package.name}/py.typed" in ours
    assert ours - names == set()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_no_wheel_holds_what_python_makes_while_it_runs(distribution: Distribution, house: House) -> None:
    assert [name for name in held(house, distribution) if "__pycache__" in name or name.endswith(".pyc")] == []


def schemes() -> list[str]:
    return sorted(path.name for path in (ROOT / "schemes").iterdir() if (path / "pyproject.toml").is_file())


def others() -> list[str]:
    return sorted(path.name for path in (ROOT / "plugins").iterdir() if (path / "pyproject.toml").is_file())


@pytest.mark.parametrize("name", schemes())
def test_a_scheme_runs_where_nothing_else_is_installed(name: str, house: House, tmp_path: Path) -> None:
    programs = house.environment(*COMMAND, name)
    found = plugins(programs, tmp_path)
    assert sorted(found) == ["builtin", "csv", name.removeprefix("kpicore-")]
    assert found[name.removeprefix("kpicore-")]["distribution"] == name
    ids = [said.split()[0] for said in found[name.removeprefix("kpicore-")]["contributes"]["scheme"]]
    assert ids
    folders = {id: id.replace("/", "-") for id in ids}
    samples = [["scheme", "sample", id, folder] for id, folder in folders.items()]
    one_by_one(
        programs, *samples, *(["run", f"{folder}/pipeline.toml"] for folder in folders.values()), folder=tmp_path
    )
    for id, folder in folders.items():
        [record] = (tmp_path / folder).rglob("run.json")
        assert list(record.parent.glob("*.csv"))
        assert id in {scheme["id"] for scheme in json.loads(record.read_text(encoding="utf-8"))["schemes"]}


IMPORT_ALL = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
    importlib.import_module(found.name)
"""


@pytest.mark.parametrize("name", others())
def test_a_plugin_loads_where_nothing_else_is_installed(name: str, house: House, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "plugins" / name / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    programs = house.environment("kpicore-cli", name)
    found = plugins(programs, tmp_path)
    short = name.removeprefix("kpicore-")
    assert sorted(found) == sorted(["builtin", short])
    assert (found[short]["distribution"], found[short]["version"]) == (name, project["version"])
    assert found[short]["status"] == "loaded"
    if extras := project.get("optional-dependencies"):
        programs = house.environment("kpicore-cli", f"{name}[{','.join(extras)}]")
    said_by(programs / "python", "-c", IMPORT_ALL, name.replace("-", "_"), folder=tmp_path)


def test_the_demo_s_figures_are_scored_by_what_a_department_installs(house: House, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    shutil.copytree(ROOT / "examples" / "hotline-10086", demo, ignore=shutil.ignore_patterns("out"))
    document = demo / "pipeline.toml"
    kinds = {each["kind"] for each in tomllib.loads(document.read_text(encoding="utf-8"))["exports"].values()}
    assert kinds <= {"csv", "excel", "html", "pdf"}
    programs = house.environment(*COMMAND, *(f"kpicore-{kind}" for kind in kinds), "kpicore-scheme-hotline-10086")

    kpi(programs, "run", document, folder=tmp_path)

    [record] = (demo / "out").rglob("run.json")
    assert len(list(record.parent.glob("*.csv"))) == 3


def test_every_document_has_people_install_the_same() -> None:
    told = lines("README.md")
    assert len(told) > 5
    for document in ("README.zh-CN.md", "docs/how-to/install.md", "docs/how-to/install.zh.md"):
        assert lines(document) == told


@pytest.mark.parametrize("line", lines("README.md"))
def test_a_line_of_the_readme_installs_what_it_says(line: str, house: House, tmp_path: Path) -> None:
    programs = house.environment(*shlex.split(line))
    assert sorted(plugins(programs, tmp_path)) == installed(line)


JOBS = {
    "kpicore-excel": "a-form-to-fill-in",
    "kpicore-html": "results-as-pages",
    "kpicore-sql": "run-from-a-database",
}
"""Which page tells what to do with a plugin."""


@pytest.mark.parametrize("plugin", JOBS)
def test_what_a_page_has_one_do_works_with_what_the_readme_has_one_install(
    plugin: str, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    line = next(line for line in lines("README.md") if plugin in shlex.split(line))
    programs = house.environment(*shlex.split(line))
    typed: list[list[str]] = []
    for part in parts(ROOT / "docs" / "how-to" / f"{JOBS[plugin]}.md"):
        match part:
            case File(name=name, content=content):
                (tmp_path / name).write_text(content, encoding="utf-8")
            case Setup(code=code):
                one_by_one(programs, *typed, folder=tmp_path)
                typed.clear()
                exec(compile(code, plugin, "exec"), {})
            case Command(line=command) if command.startswith("kpi "):
                typed.append(shlex.split(command, comments=True)[1:])
    assert typed
    one_by_one(programs, *typed, folder=tmp_path)


def test_every_plugin_is_in_a_line_of_the_readme_or_is_the_one_to_copy_from() -> None:
    named = {normal(re.split(r"[\[=]", each)[0]) for line in lines("README.md") for each in shlex.split(line)}
    assert set(others()) - named == {"kpicore-example"}
