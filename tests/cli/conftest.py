"""The command as people call it: in a folder with a pipeline, by its arguments, seen by what it prints and leaves."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from attrs import frozen

from kpicore_cli.main import main
from tests.cli.desk import PEOPLE, PIPELINE, SCHEME


@frozen
class Ended:
    """How a call of the command ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """What it printed for programs."""
        return json.loads(self.out)


Kpi: TypeAlias = Callable[..., Ended]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with ``pipeline.toml``, ``desk.toml`` and ``in/2026-10.csv``."""
    (tmp_path / "in").mkdir()
    (tmp_path / "pipeline.toml").write_text(PIPELINE, encoding="utf-8")
    (tmp_path / "desk.toml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "in" / "2026-10.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kpi(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Kpi:
    """Calls the command in this process; English unless it is told otherwise."""
    for name in ("KPI_LANG", "LC_ALL", "LC_MESSAGES", "KPICORE_PLUGINS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def call(*arguments: str | Path) -> Ended:
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        out, err = capfdbinary.readouterr()
        assert isinstance(end.value.code, int)
        return Ended(end.value.code, out.decode("utf-8"), err.decode("utf-8"))

    return call


def in_a_process(*arguments: str | Path, **variables: str) -> Ended:
    """Calls the installed command in a process of its own."""
    command = Path(sys.executable).with_name("kpi")
    environment = {**os.environ, "KPI_LANG": "en", "PYTHONIOENCODING": "utf-8", **variables}
    done = subprocess.run([command, *arguments], env=environment, capture_output=True, encoding="utf-8", check=False)
    return Ended(done.returncode, done.stdout, done.stderr)
