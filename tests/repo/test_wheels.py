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


def test_the_scheme_s_wheel_holds_its_documents_and_a_sample_of_each(wheels: dict[str, Path]) -> None:
    held = zipfile.ZipFile(wheels["kpicore-scheme-hotline-10086"]).namelist()
    package = "kpicore_scheme_hotline_10086"
    documents = {Path(name).stem for name in held if name.endswith(".toml") and name.count("/") == 1}
    assert documents == {"operator", "shift-leader", "business-guide"}
    samples = {f"{package}/sample/{name}/{file}" for name in documents for file in ("pipeline.toml", "people.csv")}
    assert samples <= set(held)


@pytest.fixture(scope="session")
def department(root: Path, wheels: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `kpi` in an environment that holds what a department installs, and nothing else."""
    environment = tmp_path_factory.mktemp("department") / "environment"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    commands = environment / ("Scripts" if os.name == "nt" else "bin")
    pip(
        "--python", commands / "python", "install", "--constraint", root / "constraints.txt",
        *(wheels[name] for name in DEPARTMENT),
    )  # fmt: skip
    return commands / "kpi"


def run_kpi(kpi: Path, *arguments: str | Path, folder: Path) -> None:
    done = subprocess.run([kpi, *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr


def test_the_demo_runs_from_wheels_in_an_empty_environment(root: Path, department: Path, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    shutil.copytree(root / "examples" / "hotline-10086", demo, ignore=shutil.ignore_patterns("out"))
    pipeline = demo / "pipeline.toml"
    only_csv, _, _ = pipeline.read_text(encoding="utf-8").partition("[exports.workbook]")
    pipeline.write_text(only_csv, encoding="utf-8")

    run_kpi(department, "run", demo / "pipeline.toml", folder=tmp_path)

    records = list((demo / "out").rglob("run.json"))
    assert len(records) == 1
    assert len(list(records[0].parent.glob("*.csv"))) == 3


def test_a_scheme_s_sample_runs_from_its_wheel(department: Path, tmp_path: Path) -> None:
    run_kpi(department, "scheme", "sample", "hotline-10086/shift-leader", folder=tmp_path)
    run_kpi(department, "run", "shift-leader/pipeline.toml", folder=tmp_path)

    assert (tmp_path / "shift-leader" / "out" / "2026-10" / "shift-leader.csv").is_file()
