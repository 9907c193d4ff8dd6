"""Sums of points, what a rule can give, and what the policy leaves unsaid."""

from __future__ import annotations

import pytest

from tests.core.lint.documents import lines, lint, policy_findings

COUNTS = """
metrics.late = { unit = "count", whole = true }
metrics.absent = { unit = "count" }
"""
RATE = 'metrics.rate = { unit = "ratio" }\n'

QUIET = {
    "sections without points of their own, all of them assumed": """
        full = 100
        sections.skills = {}
        [indicators.exam]
        section = "skills"
        points = 100
        status = "assumed"
        note = { zh = "暂定。", en = "Assumed." }
    """,
    "an assumed rule with stated points": """
        full = 100
        indicators.a = { points = 60 }
        [indicators.b]
        points = 40
        status = "assumed"
        assumed = ["calculator"]
        note = { zh = "暂定。", en = "Assumed." }
    """,
    "a deduction of all points at once": COUNTS
    + "indicators.on_time = { points = 5, calculator = { kind = 'deduct', metrics = { late = 1, absent = 5 } } }",
    "an adjustment that can only lower the total": COUNTS
    + "adjustments.lateness = { calculator = { kind = 'per-event', metrics = { late = -1, absent = -5 } } }",
    "peers that not everybody can beat": RATE
    + "indicators.a = { points = 5, calculator = { kind = 'relative', metric = 'rate', full = 1.2 } }",
    "time against the peers, less being better": """
        metrics.time = { unit = "seconds", better = "lower" }
        indicators.a = { points = 5, calculator = { kind = 'relative', metric = 'time', zero = 2, full = 1 } }
    """,
    "a mean of several": """
        metrics.a = { unit = "score" }
        metrics.b = { unit = "score" }
        [indicators.m]
        points = 9
        calculator = { kind = "mean", weights = { a = 0.7, b = 0.3 }, skip_missing = true }
    """,
    "an item of no points, kept for the record": "full = 100\nindicators.a = { points = 100 }\nindicators.b.points = 0",
}

FINDINGS = {
    "a section that states more than its indicators have, and full marks that nobody reaches": (
        """
        full = 100
        sections.s = { points = 60 }
        indicators.a = { section = "s", points = 50 }
        indicators.b.points = 40
        """,
        [("points-sum", "full"), ("section-sum", "sections.s.points")],
    ),
    "stated points beyond full marks": (
        """
        full = 100
        sections.s = { points = 80 }
        indicators.a = { section = "s", points = 80 }
        indicators.b.points = 30
        """,
        [("points-sum", "full"), ("unsaid-points", "full")],
    ),
    "a band that ends beyond what a ratio can be": (
        RATE + "indicators.a = { points = 5, calculator = { kind = 'linear', metric = 'rate', zero = 0, full = 97 } }",
        [
            ("full-marks-unreachable", "indicators.a.calculator"),
            ("full-outside-range", "indicators.a.calculator.full"),
        ],
    ),
    "one case of two that nobody gets full marks in": (
        """
        metrics.attitude = { unit = "rating" }
        groups.skill = { values = { ordinary = { zh = "普通", en = "o" }, vip = { zh = "贵宾", en = "v" } } }
        [indicators.a]
        points = 5
        [indicators.a.calculator]
        kind = "rating"
        metric = "attitude"
        by = "skill"
        cases = { ordinary = { table = { A = 5, B = 1 } }, vip = { table = { A = 4, B = 1 } } }
        """,
        [("full-marks-unreachable", "indicators.a.calculator.cases.vip")],
    ),
    "a weight of nothing": (
        """
        metrics.a = { unit = "score" }
        metrics.b = { unit = "score" }
        indicators.m = { points = 9, calculator = { kind = 'mean', weights = { a = 1, b = 0 } } }
        """,
        [("metric-without-effect", "indicators.m.calculator.weights.b")],
    ),
    "a deduction that adds": (
        COUNTS + "indicators.a = { points = 5, calculator = { kind = 'deduct', metrics = { late = -1, absent = 1 } } }",
        [("deduction-adds", "indicators.a.calculator.metrics.late")],
    ),
    "an adjustment that never changes anything": (
        COUNTS + "adjustments.a = { calculator = { kind = 'per-event', metrics = { late = 0, absent = 0 } } }",
        [("result-never-changes", "adjustments.a.calculator")],
    ),
    "steps above full marks": (
        RATE
        + """
        [indicators.a]
        points = 5
        calculator = { kind = "steps", metric = "rate", table = [{ from = 0.5, points = 6 }], otherwise = 0 }
        """,
        [("over-full-marks", "indicators.a.calculator")],
    ),
    "a curve that goes under nothing": (
        RATE
        + """
        [indicators.a]
        points = 5
        calculator = { kind = "linear", metric = "rate", points = [[0, -0.2], [1, 1]] }
        """,
        [("under-zero", "indicators.a.calculator")],
    ),
}


@pytest.mark.parametrize("fragment", QUIET.values(), ids=QUIET)
def test_nothing_is_said_of(fragment: str) -> None:
    assert policy_findings(fragment) == []


@pytest.mark.parametrize(("fragment", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_lint_finds(fragment: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(policy_findings(fragment)) == sorted(expected)


def test_unsaid_points_are_counted_and_named() -> None:
    fragment = """
        full = 100
        sections.service = { points = 85 }
        indicators.a = { section = "service", points = 85 }
        [indicators.attendance]
        label = { zh = "出勤", en = "Attendance" }
        points = 15
        status = "assumed"
        assumed = ["points"]
        note = { zh = "暂定。", en = "Assumed." }
    """
    assert lines(lint(fragment), "unsaid-points") == [
        (
            (
                "the policy's stated points add up to 85; 15 of 100 are unsaid: Attendance 15 "
                "(have the department confirm where these belong)"
            ),
            "细则写明的分值合计 85 分，满分 100 分中有 15 分没有交代：出勤 15 分（请部门确认这部分分值的归属）",
        )
    ]


def test_points_are_added_exactly() -> None:
    assert (
        policy_findings("full = 1\nindicators.a.points = 0.1\nindicators.b.points = 0.2\nindicators.c.points = 0.7")
        == []
    )
    fragment = "full = 1\nindicators.a.points = 0.1\nindicators.b.points = 0.2\nindicators.c.points = 0.70001"
    assert [code for code, _ in policy_findings(fragment)] == ["points-sum", "unsaid-points"]
