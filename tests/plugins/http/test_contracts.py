"""The source keeps the contract of sources, asking a server that runs beside it."""

import pytest

from kpicore.testing import SourceContract
from kpicore_http.source import Http
from tests.plugins.http.reads import options
from tests.plugins.http.server import Server, answer

ITEMS = [
    {"agent": "0042", "calls": 7, "rate": 0.5, "state": "solved"},
    {"agent": "0007", "calls": 3, "rate": None, "state": "open"},
]
FIELDS = {"employee": "agent", "calls": "calls", "rate": "rate", "state": "state"}


class TestRecords(SourceContract):
    metrics = {"calls": "count", "rate": "ratio"}
    texts = ["state"]
    expected = {"employee": ["0042", "0007"], "calls": ["7", "3"], "rate": ["0.5", None]}
    plugin = "http"

    @pytest.fixture(autouse=True)
    def given(self, server: Server) -> None:
        server.replies(answer({"items": ITEMS}))
        self.source = Http(**options(server, fields=FIELDS))


class TestFigures(SourceContract):
    metrics = {"calls": "count", "rate": "ratio", "solved_rate": "ratio"}
    expected = {"employee": ["0042", "0007"], "calls": [7, 3], "rate": [0.5, None], "solved_rate": [1, 0]}

    @pytest.fixture(autouse=True)
    def given(self, server: Server) -> None:
        server.replies(answer({"items": ITEMS}))
        figures = {
            "sums": {"calls": "calls"},
            "means": {"rate": "rate"},
            "shares": {"solved_rate": {"state": ("solved",)}},
        }
        self.source = Http(**options(server, fields=FIELDS, **figures))
