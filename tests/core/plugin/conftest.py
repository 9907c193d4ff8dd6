"""Loading what is installed in a process of its own, and what it tells."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

PRINT_REGISTRY = """
import json, sys
from kpicore.plugin import load_plugins
registry = load_plugins()
def told(problem):
    lines = {lang: problem.line(lang) for lang in ("zh", "en")}
    return {"code": problem.code, "file": problem.place.file, "line": problem.place.line, **lines}
print(json.dumps({
    "plugins": {
        f"{plugin.origin}": {
            "status": plugin.status,
            "contributes": plugin.contributes,
            "faults": [told(fault) for fault in plugin.faults],
        } for plugin in registry.plugins
    },
    "calculators": sorted(registry.calculators),
    "sources": sorted(registry.sources),
    "exporters": sorted(registry.exporters),
    "schemes": [[scheme.id, scheme.version, str(scheme.origin)] for scheme in registry.schemes],
    "faults": [told(fault) for fault in registry.faults],
    "unknown": {
        asked: told(registry.unknown_scheme(name) if noun == "scheme" else registry.unknown_kind(noun, name))
        for asked in sys.argv[1:] for noun, name in [asked.split()]
    },
}))
"""

Told: TypeAlias = dict[str, Any]
"""A registry as JSON: as PRINT_REGISTRY writes it."""


@pytest.fixture(scope="session")
def load_among_bad(bad_plugins: Path) -> Callable[..., Told]:
    """Loads the plugins of this environment and all bad ones; `asked` are "NOUN NAME" to be told as unknown."""

    def load(*asked: str, only: str | None = None) -> Told:
        environment = {name: value for name, value in os.environ.items() if name != "KPICORE_PLUGINS"}
        environment |= {"PYTHONPATH": str(bad_plugins), "PYTHONIOENCODING": "utf-8"}
        if only is not None:
            environment["KPICORE_PLUGINS"] = only
        command = [sys.executable, "-c", PRINT_REGISTRY, *asked]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        assert (done.returncode, done.stderr) == (0, "")
        told: Told = json.loads(done.stdout)
        return told

    return load


@pytest.fixture(scope="session")
def among_bad(load_among_bad: Callable[..., Told]) -> Told:
    """All plugins loaded together, the bad ones included."""
    return load_among_bad(
        "calculator contested",
        "calculator sound-calculater",
        "source lacks-read",
        "scheme contested/operater",
        "scheme headless/operator",
    )
