"""The wheels hold everything, and what a department installs from them runs on its own."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.repo.conftest import Distribution

pytestmark = pytest.mark.xdist_group("wheels")

DEPARTMENT = ["kpicore", "kpicore-cli", "kpicore-csv", "kpicore-scheme-hotline-10086"]


def pip(*arguments: str | Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments, "--quiet"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def wheels(tmp_path_factory: pytest.TempPathFactory, distributions: list[Distribution]) -> dict[str, Path]:
    """The wheel of each distribution, by its name."""
    folder = tmp_path_factory.mktemp("wheels")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, *(each.folder for each in distributions))
    return {each.name: next(folder.glob(f"{each.package.name}-*.whl")) for each in distributions}


def test_a_wheel_holds_every_file_of_its_package_and_the_licence(
    distribution: Distribution, wheels: dict[str, Path], tracked: list[Path]
) -> None:
    ours = {
        path.relative_to(distribution.package.parent).as_posix()
        for path in tracked
        if distribution.package in path.parents
    }
    held = set(zipfile.ZipFile(wheels[distribution.name]).namelist())
    assert f"{distribution.package.name}/py.typed" in ours
    assert ours - held == set()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in held)


def test_the_scheme_s_wheel_holds_its_documents(wheels: dict[str, Path]) -> None:
    held = zipfile.ZipFile(wheels["kpicore-scheme-hotline-10086"]).namelist()
    assert sum(name.endswith(".toml") for name in held) == 3


def test_the_demo_runs_from_wheels_in_an_empty_environment(root: Path, wheels: dict[str, Path], tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    pip(
        "--python", commands / "python", "install", "--constraint", root / "constraints.txt",
        *(wheels[name] for name in DEPARTMENT),
    )  # fmt: skip
    demo = tmp_path / "demo"
    shutil.copytree(root / "examples" / "hotline-10086", demo, ignore=shutil.ignore_patterns("out"))

    run = subprocess.run(
        [commands / "kpi", "run", demo / "pipeline.toml"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert run.returncode == 0, run.stderr
    records = list((demo / "out").rglob("run.json"))
    assert len(records) == 1
    assert len(list(records[0].parent.glob("*.csv"))) == 3
