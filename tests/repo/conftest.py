"""The repository as its own tests see it: the root, the distributions, the files that are under version control."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[2]


@frozen
class Distribution:
    """A folder with a `[project]`."""

    folder: Path
    project: dict[str, Any]

    @property
    def name(self) -> str:
        """The name it is installed by."""
        return str(self.project["name"])

    @property
    def package(self) -> Path:
        """The folder of what is imported."""
        return self.folder / "src" / self.name.replace("-", "_")


def _distributions() -> list[Distribution]:
    documents = sorted(ROOT.glob("*/pyproject.toml")) + sorted(ROOT.glob("*/*/pyproject.toml"))
    read = ((path.parent, tomllib.loads(path.read_text(encoding="utf-8"))) for path in documents)
    return [Distribution(folder, document["project"]) for folder, document in read if "project" in document]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that takes `distribution` runs once for each."""
    if "distribution" in metafunc.fixturenames:
        found = _distributions()
        metafunc.parametrize("distribution", found, ids=[each.name for each in found])


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def distributions() -> list[Distribution]:
    """All distributions of the workspace."""
    return _distributions()


@pytest.fixture(scope="session")
def tracked() -> list[Path]:
    """The files under version control that are there."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]
