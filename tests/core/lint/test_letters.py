"""Tables of letters, each by itself and against the others."""

from __future__ import annotations

import pytest

from tests.core.lint.documents import lines, lint, policy_findings


def items(**tables: str) -> str:
    """Items with their points and letters: ``a="10: A = 10, B = 6"``."""
    metrics = "\n".join(f"metrics.{id} = {{ unit = 'rating' }}" for id in tables)
    rules = [
        f"[indicators.{id}_score]\npoints = {text.split(':')[0]}\n"
        f"calculator = {{ kind = 'rating', metric = '{id}', table = {{ {text.split(':')[1]} }} }}"
        for id, text in tables.items()
    ]
    return "\n".join([metrics, *rules])


def at(item: str, letter: str = "") -> str:
    return f"indicators.{item}_score.calculator.table{'.' + letter if letter else ''}"


CASES = {
    "one item alone": (items(a="10: A = 10, B = 6, C = 1"), []),
    "the same proportions": (items(a="18: S = 18, A = 15, B = 10.5", b="6: S = 6, A = 5, B = 3.5"), []),
    "one figure of three items": (
        items(a="18: S = 18, A = 15, B = 10.5", b="9: S = 9, A = 7.5, B = 5", c="6: S = 6, A = 5, B = 3.5"),
        [("letter-out-of-proportion", at("b", "B"))],
    ),
    "of two items the later one": (
        items(a="18: S = 18, A = 15, B = 10.5", b="9: S = 9, A = 7.5, B = 5"),
        [("letter-out-of-proportion", at("b", "B"))],
    ),
    "a scale of its own": (items(a="10: A = 10, B = 8, C = 6, D = 4", b="10: A = 10, B = 5, C = 2, D = 1"), []),
    "thirds, which decimals cannot hold": (
        items(a="9: A = 9, B = 6, C = 3", b="6: A = 6, B = 4, C = 2", c="3: A = 3, B = 2, C = 1"),
        [],
    ),
    "a letter that the others have": (
        items(a="10: A = 10, B = 8, C = 6", b="10: A = 10, C = 6", c="5: A = 5, B = 4, C = 3"),
        [("letter-missing", at("b"))],
    ),
    "a letter that only one has": (
        items(a="10: S = 10, A = 9, B = 8", b="10: A = 10, B = 9", c="5: A = 5, B = 4.5"),
        [],
    ),
    "letters of another kind": (items(a="10: A = 10, B = 8, C = 6", b="10: pass = 10, fail = 0"), []),
    "two letters swapped": (items(a="10: A = 10, B = 6, C = 8, D = 2"), [("letters-not-monotone", at("a", "C"))]),
    "worst first": (items(a="10: D = 2, C = 4, B = 8, A = 10"), []),
    "equal neighbours": (items(a="10: A = 10, B = 8, C = 8, D = 2"), []),
}


@pytest.mark.parametrize(("fragment", "expected"), CASES.values(), ids=CASES)
def test_lint_finds(fragment: str, expected: list[tuple[str, str]]) -> None:
    assert policy_findings(fragment) == expected


def test_what_the_proportion_would_give_is_said() -> None:
    fragment = items(a="18: S = 18, A = 15, B = 10.5", b="9: S = 9, A = 7.5, B = 5")
    assert lines(lint(fragment), "letter-out-of-proportion") == [
        (
            (
                "B is 5 points; in the proportion of the other items (7/12 of full marks) it would be 5.25 "
                "(have the department confirm that it is meant)"
            ),
            "B 为 5 分；按其他项目的比例（满分的 7/12）应为 5.25 分（请部门确认是否有意）",
        )
    ]
