"""Environments that hold what somebody installs and nothing else, made by pip from wheels, without a package index.

Our own wheels are built. For everything else that is installed here there is a wheel with its metadata, so that pip
resolves what is needed by itself, and a path to where its files lie: nothing is copied, and what was not asked for
cannot be imported.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

from attrs import field, frozen

BUILD = """
import sys
from hatchling.builders.wheel import WheelBuilder
for project in sys.argv[2:]:
    list(WheelBuilder(project).build(directory=sys.argv[1], versions=["standard"]))
"""


@frozen
class House:
    """A folder with wheels, and the environments that were made from them, each once."""

    folder: Path
    made: dict[tuple[str, ...], Path] = field(factory=dict)

    @property
    def wheels(self) -> Path:
        return self.folder / "wheels"

    def environment(self, *requirements: str) -> Path:
        """The folder of the programs of an environment with just these requirements and what they ask for."""
        key = tuple(sorted(requirements))
        if key not in self.made:
            self.made[key] = self._environment(self.folder / f"environment-{len(self.made)}", requirements)
        return self.made[key]

    def _environment(self, folder: Path, requirements: Sequence[str]) -> Path:
        done("-m", "venv", "--without-pip", folder)
        programs = folder / ("Scripts" if os.name == "nt" else "bin")
        pip = ("-m", "pip", "--python", programs / "python", "--disable-pip-version-check", "install", "--quiet")
        done(*pip, "--no-index", "--find-links", self.wheels, "--no-compile", *requirements)
        return programs


def build_house(folder: Path, projects: Sequence[Path], ours: set[str]) -> House:
    """Builds the wheels of the projects, and those that stand for everything else installed here."""
    house = House(folder)
    house.wheels.mkdir()
    done("-c", BUILD, house.wheels, *projects)
    for distribution in metadata.distributions():
        if normal(distribution.name) not in ours:
            _stand_in(distribution, house)
    return house


def normal(name: str) -> str:
    """The name of a distribution as all of its spellings have it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def done(*arguments: str | Path) -> str:
    """What Python printed that was run with the arguments, and has not failed."""
    command = [sys.executable, *map(str, arguments)]
    run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def _stand_in(distribution: metadata.Distribution, house: House) -> None:
    """A wheel with nothing but the metadata and the way to the files, and a folder that leads to these."""
    name = normal(distribution.name).replace("-", "_")
    files = house.folder / "files" / name
    files.mkdir(parents=True, exist_ok=True)
    outermost = {Path(str(path)).parts[0] for path in distribution.files or ()}
    for part in outermost - {"..", "__pycache__"}:
        if not part.endswith((".dist-info", ".pth")):
            (files / part).symlink_to(Path(str(distribution.locate_file(part))).resolve())
    info = f"{name}-{distribution.version}.dist-info"
    held = {
        f"{name}.pth": f"{files}\n",
        f"{info}/METADATA": distribution.read_text("METADATA") or "",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(house.wheels / f"{name}-{distribution.version}-py3-none-any.whl", "w") as wheel:
        for path, text in held.items():
            wheel.writestr(path, text)
        wheel.writestr(f"{info}/RECORD", "".join(f"{path},,\n" for path in [*held, f"{info}/RECORD"]))
