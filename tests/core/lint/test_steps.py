"""Tables of steps: every joint, every end."""

from __future__ import annotations

import pytest

from tests.core.lint.documents import lines, lint, policy_findings

SCORE = 'metrics.exam = { unit = "score", better = "higher" }'
WHOLE = 'metrics.exam = { unit = "score", better = "higher", whole = true }'
LOWER = 'metrics.exam = { unit = "ratio", better = "lower" }'


def steps(metric: str, *rows: str, otherwise: str = "otherwise = 0") -> str:
    listed = ", ".join(f"{{ {row} }}" for row in rows)
    head = f"{metric}\n[indicators.a]\npoints = 10\n[indicators.a.calculator]\nkind = 'steps'\nmetric = 'exam'"
    return f"{head}\ntable = [{listed}]\n{otherwise}"


def row(number: int, code: str, end: str = "") -> tuple[str, str]:
    return code, f"indicators.a.calculator.table[{number}]{end}"


CASES = {
    "from the top down, no ends said": (steps(SCORE, "from = 90, points = 10", "from = 60, points = 6"), []),
    "from the bottom up": (steps(SCORE, "from = 60, points = 6", "from = 90, points = 10"), []),
    "rows that meet": (
        steps(SCORE, "above = 80, to = 100, points = 10", "above = 60, to = 80, points = 6"),
        [],
    ),
    "rows that meet from the other side": (
        steps(SCORE, "from = 80, points = 10", "from = 60, below = 80, points = 6"),
        [],
    ),
    "a point between two rows": (
        steps(SCORE, "above = 80, points = 10", "from = 60, below = 80, points = 6"),
        [row(1, "rows-gap", ".below")],
    ),
    "decimals between whole numbers": (
        steps(SCORE, "from = 90, points = 10", "from = 80, to = 89, points = 8", "from = 60, to = 79, points = 6"),
        [row(1, "rows-gap", ".to"), row(2, "rows-gap", ".to")],
    ),
    "whole numbers have nothing between 79 and 80": (
        steps(WHOLE, "from = 90, points = 10", "from = 80, to = 89, points = 8", "from = 60, to = 79, points = 6"),
        [],
    ),
    "a whole number is left out": (
        steps(WHOLE, "from = 80, points = 10", "from = 60, to = 78, points = 6"),
        [row(1, "rows-gap", ".to")],
    ),
    "rows one over the other": (
        steps(SCORE, "from = 80, points = 10", "from = 60, to = 85, points = 6"),
        [row(1, "rows-overlap", ".to")],
    ),
    "rows that share one value": (
        steps(SCORE, "from = 80, points = 10", "from = 60, to = 80, points = 6"),
        [row(1, "rows-overlap", ".to")],
    ),
    "two rows at one edge": (
        steps(SCORE, "from = 90, points = 10", "from = 90, points = 8", "from = 60, points = 6"),
        [row(1, "row-unreachable")],
    ),
    "an edge from which and above which": (
        steps(SCORE, "above = 90, points = 10", "from = 90, points = 8"),
        [],
    ),
    "above the top of the range": (
        steps(SCORE, "above = 100, points = 10", "from = 90, points = 10"),
        [row(0, "row-unreachable")],
    ),
    "the top of the range itself": (steps(SCORE, "from = 100, points = 10", "from = 60, points = 6"), []),
    "a row under another that takes everybody": (
        steps(SCORE, "from = 90, points = 10", "from = 0, points = 6", "from = -5, points = 5"),
        [row(2, "row-unreachable")],
    ),
    "out of order": (
        steps(
            SCORE, "from = 90, points = 10", "from = 70, points = 8", "from = 75, points = 8", "from = 60, points = 6"
        ),
        [row(2, "rows-out-of-order")],
    ),
    "nothing said of the rest": (
        steps(SCORE, "from = 90, points = 10", "from = 60, points = 6", otherwise=""),
        [row(1, "no-row-for-worst")],
    ),
    "a row for everybody leaves no rest": (
        steps(SCORE, "from = 90, points = 10", "from = 0, points = 6", otherwise=""),
        [],
    ),
    "less is better, and the least is in no row": (
        steps(LOWER, "from = 0.01, points = 10", "from = 0.02, points = 6", "from = 0.05, points = 0", otherwise=""),
        [row(0, "no-row-for-best"), ("up-and-down", "indicators.a.calculator")],
    ),
    "a best row that ends before the range does": (
        steps(SCORE, "from = 90, to = 99, points = 10", "from = 60, below = 90, points = 6"),
        [row(0, "no-row-for-best")],
    ),
    "less is better, and the worst row ends": (
        steps(LOWER, "from = 0, below = 0.02, points = 10", "from = 0.02, to = 0.5, points = 0"),
        [row(1, "no-row-for-worst")],
    ),
    "rows against what is better": (
        steps(LOWER, "from = 0.05, points = 10", "from = 0, points = 6"),
        [("against-better", "indicators.a.calculator")],
    ),
}


@pytest.mark.parametrize(("fragment", "expected"), CASES.values(), ids=CASES)
def test_lint_finds(fragment: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(policy_findings(fragment)) == sorted(expected)


def test_a_gap_names_a_value_in_it_and_where_it_counts() -> None:
    fragment = steps(SCORE, "from = 80, points = 10", "from = 60, to = 79, points = 6")
    assert lines(lint(fragment), "rows-gap") == [
        (
            (
                "no row is said to hold what lies between 79 and 80, such as 79.5 "
                "(counted here in the row that ends at 79; say `below = 80`)"
            ),
            "79 与 80 之间没有写明属于哪一档，如 79.5（现计入以 79 为止的一档；请改写为 below = 80）",
        )
    ]
