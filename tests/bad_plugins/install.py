"""Builds the distributions and installs them, really, into a folder that goes on a process's ``PYTHONPATH``."""

import subprocess
import sys
from pathlib import Path

from tests.bad_plugins.distributions import DISTRIBUTIONS, Written

BUILD = """
import sys
from hatchling.builders.wheel import WheelBuilder
for project in sys.argv[2:]:
    list(WheelBuilder(project).build(directory=sys.argv[1], versions=["standard"]))
"""


def install_bad_plugins(folder: Path) -> Path:
    """The folder below `folder` into which all of them are installed, each as a wheel of its own."""
    wheels, installed = folder / "wheels", folder / "installed"
    projects = [_written(each, folder / "projects") for each in DISTRIBUTIONS]
    _run("-c", BUILD, wheels, *projects)
    _run(
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--no-compile",
        "--target",
        installed,
        *sorted(wheels.iterdir()),
    )
    return installed


def _written(distribution: Written, folder: Path) -> Path:
    project = folder / distribution.name
    package = project / distribution.package
    package.mkdir(parents=True)
    (project / "pyproject.toml").write_text(
        f"""\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{distribution.name}"
version = "{distribution.version}"

[project.entry-points.kpicore]
{distribution.plugin} = "{distribution.package}"
""",
        encoding="utf-8",
    )
    for name, content in {"__init__.py": distribution.module, **distribution.files}.items():
        (package / name).write_text(content, encoding="utf-8")
    return project


def _run(*arguments: str | Path) -> None:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
