"""Settings that hold for every test, and what several folders of tests share."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from kpicore.testing import libreoffice

settings.register_profile("kpicore", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("kpicore"), derandomize=False, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "kpicore"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What is marked as needing LibreOffice is skipped where it is not installed."""
    if item.get_closest_marker("libreoffice") and libreoffice() is None:
        pytest.skip("LibreOffice is not installed: .ci/system-packages says how")


@pytest.fixture(scope="session")
def bad_plugins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which `tests.bad_plugins.distributions` are installed: for a process's ``PYTHONPATH``."""
    from tests.bad_plugins.install import install_bad_plugins

    return install_bad_plugins(tmp_path_factory.mktemp("bad-plugins"))
