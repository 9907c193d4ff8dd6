"""What stands in the files: their size, and what must never stand in them."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.repo.conftest import Distribution

LONGEST = 300
LONGER: dict[str, str] = {
    "cli/src/kpicore_cli/messages.py": "all texts of the command, in one place",
    "kpicore/src/kpicore/plugin/hookspecs.py": "all hooks, each with a whole plugin as its example",
}
"""Source files over 300 lines, and why each is one piece."""

# Written in two parts, so that this file does not find itself.
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.}])/" + r"(tmp|root|home|Users|opt|mnt|work|workspace)/",
    "a Windows path of one machine": r"\b[A-Z]:\\" + r"Users",
    "a package index": r"https?://\S+/" + r"simple\b|\b(pypi|pythonhosted)" + r"\.(org|io)",
    "a private key": r"-----BEGIN" + r" [A-Z ]*PRIVATE KEY",
    "a password in an address": r"\w+://[^\s/:@{}]+:" + r"[^\s/@{}]+@",
}


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_source_file_is_longer_than_it_says(root: Path, distributions: list[Distribution]) -> None:
    sizes = {
        path.relative_to(root).as_posix(): lines(path) for each in distributions for path in each.package.rglob("*.py")
    }
    assert {path: size for path, size in sizes.items() if size > LONGEST and path not in LONGER} == {}
    assert [path for path in LONGER if sizes.get(path, 0) <= LONGEST] == []


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_no_file_holds(kind: str, root: Path, tracked: list[Path]) -> None:
    pattern = re.compile(FORBIDDEN[kind])
    found = [
        f"{path.relative_to(root)}:{number}: {match[0]}"
        for path in tracked
        for number, line in enumerate(path.read_bytes().decode("utf-8", errors="replace").splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert found == []


def test_constraints_are_names_and_versions_only(root: Path) -> None:
    kept = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in kept if not re.fullmatch(r"[\w.-]+==\d[\w.]*", line)] == []


def test_constraints_cover_what_the_workspace_asks_for(root: Path, distributions: list[Distribution]) -> None:
    def named(requirement: str) -> str:
        return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")

    workspace = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {named(each) for group in workspace["dependency-groups"].values() for each in group}
    asked |= {named(each) for distribution in distributions for each in distribution.project["dependencies"]}
    kept = {named(line) for line in (root / "constraints.txt").read_text(encoding="utf-8").splitlines()}
    assert asked - {each.name for each in distributions} - kept == set()
    assert kept & {each.name for each in distributions} == set()
