"""Quotas and cut-offs."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from kpicore.lint.grades import unfilled
from kpicore.render import exact
from kpicore.rule import Ref
from tests.core.lint.documents import lines, lint, policy_findings, scheme

OTHERWISE = 'kind = "cutoffs", A = 90, B = 80, C = "otherwise"'


def stated(text: str, edges: str = OTHERWISE) -> str:
    return f"grades = {{ {edges}, stated = {{ {text} }} }}"


CASES = {
    "shares that add up": ('grades = { kind = "quota", shares = { A = 0.1, B = 0.2, C = 0.7 } }', []),
    "shares that come to more": (
        'grades = { kind = "quota", shares = { A = 0.2, B = 0.9 } }',
        [("quota-sum", "grades.shares")],
    ),
    "a share of nothing": (
        'grades = { kind = "quota", shares = { A = 0.2, B = 0, C = 0.8 } }',
        [("grade-unreachable", "grades.shares.B")],
    ),
    "cut-offs that are right": (f"grades = {{ {OTHERWISE} }}", []),
    "a grade at full marks": ('grades = { kind = "cutoffs", A = 100, B = "otherwise" }', []),
    "a grade above full marks": (
        'grades = { kind = "cutoffs", A = 101, B = "otherwise" }',
        [("grade-unreachable", "grades.A")],
    ),
    "a grade that takes a bonus": (
        """
        metrics.bonus = { unit = "points", range = [0, 5] }
        indicators.exam.points = 100
        adjustments.bonus_points = { calculator = { kind = "entered", metric = "bonus" } }
        grades = { kind = "cutoffs", A = 105, B = "otherwise" }
        """,
        [],
    ),
    "two grades at one total": (
        'grades = { kind = "cutoffs", A = 90, B = 90, C = "otherwise" }',
        [("grade-unreachable", "grades.B")],
    ),
    "everybody reaches the better one": (
        'grades = { kind = "cutoffs", A = 90, B = 0, C = "otherwise" }',
        [("grade-unreachable", "grades.C")],
    ),
    "a lowest grade from 0 on": ('grades = { kind = "cutoffs", A = 90, B = 0 }', []),
    "no lowest grade": ('grades = { kind = "cutoffs", A = 90, B = 60 }', [("no-lowest-grade", "grades.B")]),
    "worst first": (
        'grades = { kind = "cutoffs", C = 60, B = 80, A = 90, D = "otherwise" }',
        [("cutoffs-out-of-order", "grades.B"), ("cutoffs-out-of-order", "grades.A")],
    ),
    "words that meet to the last digit": (stated("A = [90, 100], B = [80, 89.99], C = [0, 79.99]"), []),
    "words in whole points": (
        stated("A = [90, 100], B = [80, 89], C = [0, 79]"),
        [("cutoffs-gap", "grades.stated.B"), ("cutoffs-gap", "grades.stated.C")],
    ),
    "totals rounded to whole points": (
        "rounding = { digits = 0 }\n" + stated("A = [90, 100], B = [80, 89], C = [0, 79]"),
        [],
    ),
    "a total in two grades": (
        stated("A = [90, 100], B = [80, 90], C = [0, 79.99]"),
        [("cutoffs-overlap", "grades.stated.B")],
    ),
    "words that end under full marks": (
        stated("A = [90, 99], B = [80, 89.99], C = [0, 79.99]"),
        [("no-row-for-best", "grades.stated.A")],
    ),
    "words that end above nothing": (
        stated("A = [90, 100], B = [80, 89.99], C = [60, 79.99]"),
        [("no-row-for-worst", "grades.stated.C")],
    ),
    "words that leave the rest to a grade of its own": (stated("A = [90, 100], B = [80, 89.99]"), []),
    "other cut-offs than the words": (
        stated("A = [90, 100], B = [75, 89.99], C = [0, 74.99]"),
        [("stated-differs", "grades.stated.B")],
    ),
}


@pytest.mark.parametrize(("fragment", "expected"), CASES.values(), ids=CASES)
def test_lint_finds(fragment: str, expected: list[tuple[str, str]]) -> None:
    assert policy_findings(fragment) == expected


def test_a_total_between_two_grades_is_said_with_the_grade_it_gets() -> None:
    assert lines(lint(stated("A = [90, 100], B = [80, 89], C = [0, 79.99]")), "cutoffs-gap") == [
        (
            (
                "the policy grades 89 (B) and 90 (A) but nothing between, such as 89.5 "
                "(graded B here; have the department confirm it)"
            ),
            "细则写的 89（B）与 90（A）之间没有等级，如总分 89.5（现评为 B；请部门确认）",
        )
    ]


SHARES = {
    "A": Decimal("0.20"),
    "B": Decimal("0.30"),
    "C": Decimal("0.35"),
    "D": Decimal("0.10"),
    "E": Decimal("0.05"),
}


@pytest.mark.parametrize(
    ("people", "letters"),
    [
        (1, ["B", "C", "D", "E"]),
        (2, ["B", "D", "E"]),
        (4, ["D", "E"]),
        (10, ["E"]),
        (19, ["E"]),
        (20, []),
        (220, []),
    ],
)
def test_so_few_people_leave_a_grade_empty(people: int, letters: list[str]) -> None:
    assert unfilled(SHARES, people) == letters


@pytest.mark.parametrize("people", range(1, 41))
def test_a_grade_is_empty_exactly_where_nobody_of_different_people_gets_it(people: int) -> None:
    shares = ", ".join(f"{letter} = {share}" for letter, share in SHARES.items())
    grades = scheme(f"grades = {{ kind = 'quota', shares = {{ {shares} }} }}").scheme.grades
    assert grades is not None
    totals = [Fraction(number) for number in range(people)]
    given = set(exact.render(grades.mapper.rule(Ref("total")), {"total": totals}, {}))
    assert unfilled(SHARES, people) == [letter for letter in SHARES if letter not in given]
