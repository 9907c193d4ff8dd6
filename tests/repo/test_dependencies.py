"""A distribution asks for exactly what it imports: nothing arrives by way of another's needs."""

import ast
import re
import sys

from tests.repo.conftest import Distribution


def named(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w-]", each)[0].replace("-", "_") for each in requirements}


def needs(distribution: Distribution) -> set[str]:
    """What is always installed with it."""
    return named(distribution.project["dependencies"])


def extras(distribution: Distribution) -> set[str]:
    """What is installed only for those who ask for an extra."""
    return {each for extra in distribution.project.get("optional-dependencies", {}).values() for each in named(extra)}


def imported(distribution: Distribution, *, anywhere: bool) -> set[str]:
    """The outermost names of all modules that the package imports: anywhere in its files, or as they are imported."""
    found: set[str] = set()
    for path in distribution.package.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree) if anywhere else tree.body:
            match node:
                case ast.Import(names=names):
                    found |= {each.name.partition(".")[0] for each in names}
                case ast.ImportFrom(module=str(module), level=0):
                    found.add(module.partition(".")[0])
    return found - sys.stdlib_module_names - {distribution.package.name}


def test_a_distribution_asks_for_exactly_what_it_imports(distribution: Distribution) -> None:
    assert imported(distribution, anywhere=True) == needs(distribution) | extras(distribution)


def test_what_an_extra_brings_is_not_needed_to_import_the_package(distribution: Distribution) -> None:
    assert imported(distribution, anywhere=False) & extras(distribution) == set()
