"""A server that runs for one test."""

from collections.abc import Iterator

import pytest

from tests.plugins.http.server import Server, running


@pytest.fixture
def server() -> Iterator[Server]:
    """The server, at an address of this machine."""
    with running() as server:
        yield server
