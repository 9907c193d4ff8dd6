"""A distribution asks for exactly what it imports: nothing arrives by way of another's needs."""

import ast
import re
import sys

from tests.repo.conftest import Distribution


def imports(distribution: Distribution) -> set[str]:
    """The outermost names of all modules that the package imports, at the top or inside functions."""
    found: set[str] = set()
    for path in distribution.package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    found |= {each.name.partition(".")[0] for each in names}
                case ast.ImportFrom(module=str(module), level=0):
                    found.add(module.partition(".")[0])
    return found - sys.stdlib_module_names - {distribution.package.name}


def test_a_distribution_asks_for_exactly_what_it_imports(distribution: Distribution) -> None:
    asked = {re.split(r"[^\w-]", each)[0].replace("-", "_") for each in distribution.project["dependencies"]}
    assert imports(distribution) == asked
