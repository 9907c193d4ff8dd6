"""The example keeps the contracts of its kinds, as a plugin that is copied from it has to."""

import json

from kpicore.testing import CalculatorContract, SourceContract
from kpicore_example.calculator import Weakest
from kpicore_example.source import CallEvents

CALLS = [
    {"agent": "0042", "day": "2026-10-05", "answered": True, "seconds": 12.5},
    {"agent": "0007", "day": "2026-10-05", "answered": False, "seconds": 30},
    {"agent": " 0042", "day": "2026-10-31", "answered": True, "seconds": 7.5},
    {"agent": "0042", "day": "2026-11-01", "answered": True, "seconds": 1},
]


class TestWeakest(CalculatorContract):
    calculator = Weakest(metrics=("answer_rate", "exam"))
    metrics = {"answer_rate": "ratio", "exam": "score"}
    points = 20
    cases = [
        ({"answer_rate": "0.9", "exam": 80}, 16),
        ({"answer_rate": "0.5", "exam": 80}, 10),
        ({"answer_rate": "0.5", "exam": None}, None),
    ]
    plugin = "example"


class TestCallEvents(SourceContract):
    source = CallEvents(path="in/{period}/calls.json")
    files = {"in/2026-10/calls.json": json.dumps(CALLS)}
    metrics = {"calls": "count", "answer_rate": "ratio", "answer_seconds": "seconds"}
    expected = {
        "employee": ["0042", "0007"],
        "calls": [2, 1],
        "answer_rate": [1, 0],
        "answer_rate_n": [2, 1],
        "answer_seconds": [10, None],
    }
    plugin = "example"
