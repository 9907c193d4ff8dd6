"""A folder with a `[project]` is one distribution, carries one name everywhere, and moves in step with the others."""

import importlib
import importlib.metadata
import re
import tomllib
from pathlib import Path
from typing import Any

import kpicore
from tests.repo.conftest import Distribution

BESIDE = {"kpicore": {"kpicore_pytest.py"}}
"""What stands beside a package: pytest loads that module in every run, and must not import the package for it."""


def imported(name: str) -> str:
    return name.replace("-", "_")


def stands_on_hooks(distribution: Distribution) -> bool:
    return distribution.folder.parent.name in {"plugins", "schemes"}


def test_the_workspace_holds_its_five_distributions(distributions: list[Distribution]) -> None:
    names = {each.name for each in distributions}
    assert names >= {"kpicore", "kpicore-cli", "kpicore-csv", "kpicore-example", "kpicore-scheme-hotline-10086"}


def test_every_project_is_one_of_the_distributions(
    root: Path, tracked: list[Path], distributions: list[Distribution]
) -> None:
    documents = [path for path in tracked if path.name == "pyproject.toml" and root / "tests" not in path.parents]
    assert {path.parent for path in documents} == {root, *(each.folder for each in distributions)}
    assert "project" not in tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))


def test_folder_distribution_import_and_entry_point_share_a_name(distribution: Distribution) -> None:
    folder = {"kpicore": "kpicore", "kpicore-cli": "cli"}.get(distribution.name, distribution.name)
    assert distribution.folder.name == folder
    assert distribution.package.is_dir()
    beside = BESIDE.get(distribution.name, set())
    assert {path.name for path in (distribution.folder / "src").iterdir()} == {imported(distribution.name), *beside}
    if stands_on_hooks(distribution):
        short = distribution.name.removeprefix("kpicore-")
        assert distribution.project["entry-points"] == {"kpicore": {short: imported(distribution.name)}}


def test_the_built_ins_register_like_any_plugin_and_the_command_is_kpi(distributions: list[Distribution]) -> None:
    projects: dict[str, dict[str, Any]] = {each.name: each.project for each in distributions}
    assert projects["kpicore"]["entry-points"]["kpicore"] == {"builtin": "kpicore.builtin"}
    assert projects["kpicore-cli"]["scripts"] == {"kpi": "kpicore_cli.main:main"}
    assert "entry-points" not in projects["kpicore-cli"]


def test_every_version_is_that_of_the_core(distribution: Distribution) -> None:
    assert distribution.project["version"] == kpicore.__version__
    assert importlib.metadata.version(distribution.name) == kpicore.__version__
    package = importlib.import_module(distribution.package.name)
    assert getattr(package, "__version__", kpicore.__version__) == kpicore.__version__


def test_distributions_ask_for_each_other_in_the_same_version(
    distribution: Distribution, distributions: list[Distribution]
) -> None:
    ours = {each.name for each in distributions}
    asked = [each for each in distribution.project.get("dependencies", []) if re.split(r"[^\w-]", each)[0] in ours]
    assert asked == ([] if distribution.name == "kpicore" else [f"kpicore=={kpicore.__version__}"])


def test_plugins_and_schemes_ask_for_nothing_that_another_one_is(
    distribution: Distribution, distributions: list[Distribution]
) -> None:
    others = {each.name for each in distributions if stands_on_hooks(each)}
    assert not others & {re.split(r"[^\w-]", each)[0] for each in distribution.project["dependencies"]}


def test_every_distribution_is_typed_licensed_and_described(distribution: Distribution) -> None:
    assert (distribution.package / "py.typed").is_file()
    assert (distribution.folder / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert distribution.project["license"] == "MIT"
    assert distribution.project["requires-python"] == ">=3.11"
    assert len((distribution.folder / "README.md").read_text(encoding="utf-8").splitlines()) > 3


def test_the_changelog_names_the_version(root: Path) -> None:
    assert f"## [{kpicore.__version__}]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
