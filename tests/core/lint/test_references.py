"""Metrics and their use, defaults, and the status of figures."""

from __future__ import annotations

import pytest

from tests.core.lint.documents import policy_findings

NOTE = "note = { zh = '暂定。', en = 'Assumed.' }"
EXAM = "indicators.exam = { points = 10, calculator = { kind = 'proportional', metric = 'exam' } }"

CASES = {
    "a metric that only an adjustment uses": (
        (
            "metrics.late = { unit = 'count' }\n"
            "adjustments.a = { calculator = { kind = 'per-event', metrics = { late = -1 } } }"
        ),
        [],
    ),
    "a metric that only the peers' mean uses": (
        (
            "metrics.calls = { unit = 'count' }\n"
            "indicators.a = { points = 5, calculator = { kind = 'relative', metric = 'calls' } }"
        ),
        [],
    ),
    "a metric nobody uses": ("metrics.calls = { unit = 'count' }", [("metric-unused", "metrics.calls")]),
    "seconds taken as events": (
        (
            "metrics.late = { unit = 'seconds' }\n"
            "adjustments.a = { calculator = { kind = 'per-event', metrics = { late = -1 } } }"
        ),
        [("metric-unit", "adjustments.a.calculator.metrics.late")],
    ),
    "a score entered as points": (
        "metrics.bonus = { unit = 'score' }\nadjustments.a = { calculator = { kind = 'entered', metric = 'bonus' } }",
        [("metric-unit", "adjustments.a.calculator.metric")],
    ),
    "points entered as points": (
        (
            "metrics.bonus = { unit = 'points', default = 0 }\n"
            "adjustments.a = { calculator = { kind = 'entered', metric = 'bonus' } }"
        ),
        [],
    ),
    "a default under the range": (
        "metrics.exam = { unit = 'score', default = -1 }\n" + EXAM,
        [("default-outside-range", "metrics.exam.default")],
    ),
    "a default on the end of the range": ("metrics.exam = { unit = 'score', default = 100 }\n" + EXAM, []),
    "half an event by default": (
        (
            "metrics.late = { unit = 'count', whole = true, default = 0.5 }\n"
            "adjustments.a = { calculator = { kind = 'per-event', metrics = { late = -1 } } }"
        ),
        [("default-outside-range", "metrics.late.default")],
    ),
    "a default letter that the table lacks": (
        (
            "metrics.a = { unit = 'rating', default = 'C' }\n"
            "indicators.i = { points = 5, calculator = { kind = 'rating', metric = 'a', table = { A = 5, B = 1 } } }"
        ),
        [("default-outside-range", "metrics.a.default")],
    ),
    "assumed with a note": (f"[indicators.exam]\npoints = 100\nstatus = 'assumed'\n{NOTE}", []),
    "disputed without a note": (
        "indicators.exam = { points = 100, status = 'disputed' }",
        [("no-note", "indicators.exam.status")],
    ),
    "a note in one language": (
        "[indicators.exam]\npoints = 100\nstatus = 'assumed'\nnote = { zh = '暂定。', en = ' ' }",
        [("no-note", "indicators.exam.status")],
    ),
    "an assumed adjustment without a note": (
        (
            "metrics.late = { unit = 'count' }\n"
            "adjustments.a = { status = 'assumed', calculator = { kind = 'per-event', metrics = { late = -1 } } }"
        ),
        [("no-note", "adjustments.a.status")],
    ),
    "assumed grades without a note": (
        "grades = { kind = 'quota', shares = { A = 1 }, status = 'assumed' }",
        [("no-note", "grades.status")],
    ),
    "assumed figures of stated grades": (
        "grades = { kind = 'quota', shares = { A = 1 }, assumed = ['shares'] }",
        [("stated-but-assumed", "grades.assumed")],
    ),
}


@pytest.mark.parametrize(("fragment", "expected"), CASES.values(), ids=CASES)
def test_lint_finds(fragment: str, expected: list[tuple[str, str]]) -> None:
    assert policy_findings(fragment) == expected
