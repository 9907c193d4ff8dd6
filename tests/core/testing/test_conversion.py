"""What a LibreOffice that is missing, hangs, fails or computes nothing leads to: an error that says so."""

import os
import select
import sys
from pathlib import Path

import pytest

from kpicore.testing import CheckedNothing, EngineMissing, RecalculationFailed, libreoffice, recalculated_all
from tests.core.testing.workbooks import workbook

BOOK = workbook(sums={"A1": "=1+1"})

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins for LibreOffice are shell scripts")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the only LibreOffice stands that can be found; nothing is there yet."""
    monkeypatch.setattr("kpicore.testing.conversion.USUAL_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "soffice"


def stands_in(program: Path, does: str) -> None:
    path = "/usr/bin:/bin"
    program.write_text(f"#!/bin/sh\nPATH={path}\n{does}\n", encoding="utf-8")
    program.chmod(0o755)


def test_one_that_is_missing_is_said_to_be_with_what_to_install(program: Path) -> None:
    assert libreoffice() is None
    with pytest.raises(EngineMissing, match="install it, for instance apt-get install libreoffice-calc") as said:
        recalculated_all([BOOK], "libreoffice")
    assert "请安装" in said.value.says.zh


def test_one_that_gives_stored_values_back_has_checked_nothing(program: Path) -> None:
    stands_in(program, 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; cp "$3" "$4" "$2"')
    assert libreoffice() == program
    with pytest.raises(CheckedNothing, match=r"nothing: canary!A1 should be 2\.0 and came out as 999\.0"):
        recalculated_all([BOOK], "libreoffice")


def test_one_that_writes_nothing_is_quoted(program: Path) -> None:
    stands_in(program, "echo source file could not be loaded")
    with pytest.raises(RecalculationFailed, match=r"did not write .*exit code 0.*source file could not be loaded"):
        recalculated_all([BOOK], "libreoffice")


def test_one_that_hangs_is_ended_with_all_that_it_started(program: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    stands_in(program, f"(echo started; exec sleep 600) > {tmp_path}/pipe & wait")
    with pytest.raises(RecalculationFailed, match=r"LibreOffice was not done after 0\.5 s and was ended"):
        recalculated_all([BOOK], "libreoffice", seconds=0.5)
    assert os.read(reading, 80) == b"started\n"
    # The pipe ends when the last one that can write to it has.
    assert select.select([reading], [], [], 30)[0] == [reading]
    assert os.read(reading, 80) == b""
    os.close(reading)
