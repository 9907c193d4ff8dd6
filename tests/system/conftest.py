"""Tests that need other programs: all in this folder are marked `system`, which is what `make test-system` runs."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.system.browser import Browser, chromium
from tests.system.postgresql import Server, server

HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("system")


@pytest.fixture(scope="session")
def poppler() -> None:
    """Skips where pages cannot be looked at: without poppler's programs, or without a font that has Chinese."""
    for program in ("pdftoppm", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: .ci/system-packages says how")
    fonts = shutil.which("fc-list")
    if fonts and not subprocess.run([fonts, ":lang=zh-cn"], capture_output=True, check=True).stdout:
        pytest.skip("no font with Chinese is installed: .ci/system-packages says how")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium with a large screen; a test that changes screen or media sets them back."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server that all tests share; one that breaks it starts its own."""
    with server() as running:
        yield running
