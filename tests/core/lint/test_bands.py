"""Bands against the metric's range, against the policy's own words, and against what is better."""

from __future__ import annotations

import pytest

from tests.core.lint.documents import lines, lint, policy_findings

LOWER = 'metrics.rate = { unit = "ratio", better = "lower" }\n'
HIGHER = 'metrics.rate = { unit = "ratio", better = "higher" }\n'
OPTIONS = "indicators.a.calculator."


def linear(options: str) -> str:
    return f"indicators.a = {{ points = 5, calculator = {{ kind = 'linear', metric = 'rate', {options} }} }}"


CASES = {
    "a band whose words are the band": (
        HIGHER + linear("zero = 0.97, full = 0.99, stated = { zero = 0.97, full = 0.99, from = 0.97, to = 0.99 }"),
        [],
    ),
    "words that run the other way round": (
        HIGHER + linear("zero = 0.97, full = 0.99, stated = { zero = 0.97, full = 0.99, from = 0.99, to = 0.97 }"),
        [],
    ),
    "a line that is said to begin late, more being better": (
        HIGHER + linear("zero = 0.97, full = 0.99, stated = { zero = 0.97, full = 0.99, from = 0.98, to = 0.99 }"),
        [("stated-gap", OPTIONS + "stated.from")],
    ),
    "a line that is said to end early": (
        HIGHER + linear("zero = 0.97, full = 0.99, stated = { zero = 0.97, full = 0.99, from = 0.97, to = 0.98 }"),
        [("stated-gap", OPTIONS + "stated.to")],
    ),
    "a line said to run beyond both ends": (
        LOWER + linear("zero = 0.02, full = 0.01, stated = { zero = 0.02, full = 0.01, from = 0, to = 0.03 }"),
        [("stated-overlap", OPTIONS + "stated.to"), ("stated-overlap", OPTIONS + "stated.from")],
    ),
    "another band than the stated one": (
        LOWER + linear("zero = 0.03, full = 0.01, stated = { zero = 0.02, full = 0.01, from = 0.01, to = 0.02 }"),
        [("stated-differs", OPTIONS + "stated.zero")],
    ),
    "ends just on the ends of the range": (HIGHER + linear("zero = 0, full = 1"), []),
    "an own range": (
        'metrics.rate = { unit = "ratio", range = [0, 0.5] }\n' + linear("zero = 0.6, full = 0.1"),
        [("zero-outside-range", OPTIONS + "zero")],
    ),
    "a knot outside the range": (
        HIGHER + linear("points = [[0, 0], [0.5, 1], [1.5, 1]]"),
        [("row-unreachable", OPTIONS + "points[2][0]")],
    ),
    "swapped ends": (HIGHER + linear("zero = 0.99, full = 0.97"), [("against-better", "indicators.a.calculator")]),
    "a direction nobody declared": ('metrics.rate = { unit = "ratio" }\n' + linear("zero = 0.99, full = 0.97"), []),
    "a curve with a hump": (
        HIGHER + linear("points = [[0, 0], [0.5, 1], [1, 0.5]]"),
        [("up-and-down", "indicators.a.calculator")],
    ),
    "a curve that rests in between": (HIGHER + linear("points = [[0, 0], [0.5, 0.5], [0.7, 0.5], [1, 1]]"), []),
    "one case of two swapped": (
        """
        metrics.rate = { unit = "ratio", better = "lower" }
        groups.skill = { values = { ordinary = { zh = "普通", en = "o" }, vip = { zh = "贵宾", en = "v" } } }
        [indicators.a]
        points = 5
        [indicators.a.calculator]
        kind = "linear"
        metric = "rate"
        by = "skill"
        full = 0.01
        cases = { ordinary = { zero = 0.03 }, vip = { zero = 0.005 } }
        """,
        [("against-better", "indicators.a.calculator.cases.vip")],
    ),
    "an adjustment that rewards what is worse": (
        """
        metrics.late = { unit = "count", better = "lower" }
        adjustments.a = { calculator = { kind = "per-event", metrics = { late = 2 } } }
        """,
        [("against-better", "adjustments.a.calculator")],
    ),
}


@pytest.mark.parametrize(("fragment", "expected"), CASES.values(), ids=CASES)
def test_lint_finds(fragment: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(policy_findings(fragment)) == sorted(expected)


def test_the_gap_is_said_in_the_metric_s_unit() -> None:
    fragment = LOWER + linear(
        "zero = 0.02, full = 0.008, stated = { full = 0.008, zero = 0.02, from = 0.018, to = 0.02 }"
    )
    assert lines(lint(fragment), "stated-gap") == [
        (
            (
                "the policy does not say how 0.8% to 1.8% is scored "
                "(scored here as a line from 2% to 0.8%; have the department confirm it)"
            ),
            "细则没有交代 0.8%～1.8% 之间怎样计分（现按 2% 得 0 分、0.8% 得满分、其间按比例计；请部门确认）",
        )
    ]


def test_a_percentage_for_a_ratio_is_said_as_such() -> None:
    assert lines(lint(HIGHER + linear("zero = 0.97, full = 99")), "full-outside-range") == [
        (
            (
                "full marks stand at 9900%, outside the range of rate, 0% to 100% "
                "(ratios are written 0–1 (98 % is 0.98), scores 0–100)"
            ),
            "满分处 9900% 超出 rate 的取值范围 0%～100%（比率写 0～1（98% 写 0.98），评分写 0～100）",
        )
    ]
