"""The contracts on imports cover every distribution; `make lint` holds the contracts themselves."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.repo.conftest import Distribution


@pytest.fixture
def tools(root: Path) -> dict[str, Any]:
    """The tool tables of the workspace."""
    document = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    tables: dict[str, Any] = document["tool"]
    return tables


def packages(distributions: list[Distribution], *folders: str) -> set[str]:
    return {each.package.name for each in distributions if each.folder.parent.name in folders}


def test_the_contracts_look_at_every_distribution(tools: dict[str, Any], distributions: list[Distribution]) -> None:
    assert set(tools["importlinter"]["root_packages"]) == {each.package.name for each in distributions}


def test_everything_above_the_core_stands_side_by_side(
    tools: dict[str, Any], distributions: list[Distribution]
) -> None:
    contract = next(each for each in tools["importlinter"]["contracts"] if "do not know each other" in each["name"])
    upper, core = contract["layers"]
    assert core == "kpicore"
    assert set(upper.split(" | ")) == {each.package.name for each in distributions} - {"kpicore"}


def test_every_plugin_and_scheme_is_held_to_the_public_names(
    tools: dict[str, Any], distributions: list[Distribution]
) -> None:
    contract = next(each for each in tools["importlinter"]["contracts"] if "public names" in each["name"])
    assert set(contract["source_modules"]) == packages(distributions, "plugins", "schemes")


def test_types_are_checked_in_every_distribution(
    root: Path, tools: dict[str, Any], distributions: list[Distribution]
) -> None:
    folders = {root / path for path in tools["mypy"]["mypy_path"].split(":")}
    assert folders == {each.package.parent for each in distributions}
