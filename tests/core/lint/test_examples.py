"""Edges on which no worked example stands, each with the value it would take."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.core.lint.documents import found, lint


def examples(*cases: tuple[str, str]) -> str:
    """Examples from pairs of what is given and what is expected; several people stand in brackets."""
    return "".join(
        f"\n[[examples]]\n{'people' if given.startswith('[') else 'given'} = {given}\nexpect = {expect}"
        for given, expect in cases
    )


def missing(rule: str, *cases: tuple[str, str]) -> list[str]:
    """The edges that lint asks examples for."""
    problems = [each for each in lint(rule + examples(*cases)) if each.code == "edge-without-example"]
    return [each.message.en.removeprefix("no example stands on the edge ") for each in problems]


BAND = """
metrics.exam = { unit = "score" }
indicators.a = { points = 10, calculator = { kind = "linear", metric = "exam", zero = 60, full = 90 } }
"""
CASES = """
metrics.rate = { unit = "ratio" }
groups.skill = { values = { ordinary = { zh = "普通", en = "o" }, vip = { zh = "贵宾", en = "v" } } }
[indicators.a]
points = 10
[indicators.a.calculator]
kind = "linear"
metric = "rate"
by = "skill"
full = 0.01
cases = { ordinary = { zero = 0.03 }, vip = { zero = 0.04 } }
"""
PEERS = """
metrics.calls = { unit = "count" }
indicators.a = { points = 10, calculator = { kind = "relative", metric = "calls", full = 1.2 } }
"""
DEDUCT = """
metrics.late = { unit = "count", whole = true }
metrics.absent = { unit = "count", whole = true }
indicators.a = { points = 5, calculator = { kind = "deduct", metrics = { late = 2, absent = 5 } } }
"""
ODD = """
metrics.late = { unit = "count", whole = true }
indicators.a = { points = 5, calculator = { kind = "deduct", metrics = { late = 2 } } }
"""
STEPS = """
metrics.exam = { unit = "score" }
[indicators.a]
points = 10
[indicators.a.calculator]
kind = "steps"
metric = "exam"
table = [{ from = 90, points = 10 }, { above = 60, points = 5 }]
otherwise = 0
"""
LETTERS = """
metrics.a = { unit = "rating" }
indicators.a_score = { points = 10, calculator = { kind = "rating", metric = "a", table = { A = 10, B = 5 } } }
"""
MEAN = """
metrics.x = { unit = "score" }
metrics.y = { unit = "score" }
indicators.a = { points = 10, calculator = { kind = "mean", metrics = ["x", "y"] } }
"""


@pytest.mark.parametrize(
    ("rule", "cases", "edges"),
    [
        (BAND, [("{ exam = 75 }", "{ a = 5 }")], ["exam = 60", "exam = 90"]),
        (BAND, [("{ exam = 60.0 }", "{ a = 0 }")], ["exam = 90"]),
        (BAND, [("[{ exam = 60 }, { exam = 90 }]", "[{ a = 0 }, { a = 10 }]")], []),
        (BAND, [("[{ exam = 60 }, { exam = 90 }]", "[{ a = 0 }, { total = 10 }]")], ["exam = 90"]),
        (CASES, [("{ rate = 0.01, skill = 'vip' }", "{ a = 10 }")], ["skill = vip, rate = 0.04"]),
        (PEERS, [("[{ calls = 8 }, { calls = 12 }]", "[{ a = 6.67 }, { a = 10 }]")], ["calls = 0"]),
        (PEERS, [("[{ calls = 0 }, { calls = 10 }]", "[{ a = 0 }, { a = 10 }]")], ["calls = mean × 1.2"]),
        (DEDUCT, [("{ late = 1, absent = 0 }", "{ a = 3 }")], ["late = 0, absent = 1", "late = 0, absent = 0"]),
        (DEDUCT, [("[{ late = 0, absent = 0 }, { late = 0, absent = 1 }]", "[{ a = 5 }, { a = 0 }]")], []),
        (ODD, [("{ late = 0 }", "{ a = 5 }")], ["late = 2", "late = 3"]),
        (ODD, [("[{ late = 0 }, { late = 2 }, { late = 3 }]", "[{ a = 5 }, { a = 1 }, { a = 0 }]")], []),
        (STEPS, [("{ exam = 100 }", "{ a = 10 }")], ["exam = 90", "exam = 60"]),
        (STEPS, [("[{ exam = 90 }, { exam = 60 }]", "[{ a = 10 }, { a = 0 }]")], []),
        (LETTERS, [("{ a = 'A' }", "{ a_score = 10 }")], ['a = "B"']),
        (MEAN, [("{ x = 50, y = 70 }", "{ a = 6 }")], ["x = 0, y = 0", "x = 100, y = 100"]),
        (MEAN, [("[{ x = 0, y = 0 }, { x = 100, y = 100 }]", "[{ a = 0 }, { a = 10 }]")], []),
    ],
)
def test_the_edges_without_an_example(rule: str, cases: Sequence[tuple[str, str]], edges: list[str]) -> None:
    asked = missing(rule, *cases)
    assert sorted(asked) == sorted(edges)


def test_an_item_and_a_case_without_an_example() -> None:
    assert found(lint(BAND)) == [("no-example", "indicators.a")]
    fragment = CASES + examples(("{ rate = 0.01, skill = 'vip' }", "{ a = 10 }"))
    assert found(lint(fragment), "no-example") == [("no-example", "indicators.a.calculator.cases.ordinary")]


def test_a_cut_off_wants_an_example_with_its_total_and_grade() -> None:
    grades = "grades = { kind = 'cutoffs', A = 90, B = 80, C = 'otherwise' }\n"
    people = "[{ exam_rating = 90 }, { exam_rating = 80 }]"
    wanted = grades + examples((people, "[{ exam = 90, total = 90, grade = 'A' }, { total = 80 }]"))
    problems = [each for each in lint(wanted) if each.place.key.startswith("grades")]
    assert [each.line("zh").partition(": warning ")[2] for each in problems] == [
        "edge-without-example: grades.B: 分界处没有算例：total = 80 (请在 [[examples]] 中补一例)"
    ]


def test_an_adjustment_without_edges_wants_one_example() -> None:
    fragment = """
        metrics.late = { unit = "count" }
        adjustments.a = { calculator = { kind = "per-event", metrics = { late = -1 } } }
    """
    assert ("no-example", "adjustments.a") in found(lint(fragment))
    assert found(lint(fragment + examples(("{ late = 3 }", "{ a = -3 }"))), "edge-without-example") == []
