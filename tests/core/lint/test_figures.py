"""Rules as functions of their figures, in exact fractions."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest

from kpicore import Aggregate, Clip, If, Lit, Lookup, Node, Ref, Step, Steps, Text
from kpicore.lint.curves import curve, reach, solve
from kpicore.lint.figures import Freed, freed, starts
from kpicore.scheme import Group, Metric, Scheme

LABEL = Text("数", "figure")
SCHEME = Scheme(
    id="house/agent",
    version="1",
    title=LABEL,
    full=Decimal(100),
    metrics={
        "ratio": Metric("ratio", LABEL),
        "other": Metric("ratio", LABEL),
        "count": Metric("count", LABEL),
        "points": Metric("points", LABEL),
        "letter": Metric("rating", LABEL),
    },
    indicators={},
    groups={"skill": Group(LABEL, {"a": LABEL, "b": LABEL})},
)
ratio, other, count = Ref("metric.ratio"), Ref("metric.other"), Ref("metric.count")
points, letter = Ref("metric.points"), Ref("metric.letter")


def number(text: str) -> Lit:
    return Lit(Decimal(text))


def rule(node: Node) -> Freed:
    return freed(node, SCHEME)


REACHES: dict[str, tuple[Node, tuple[Fraction | float, Fraction | float] | None]] = {
    "a constant": (number("3"), (Fraction(3), Fraction(3))),
    "a line over its range": (ratio * 10 - 2, (Fraction(-2), Fraction(8))),
    "a line without an end": (number("5") - count, (-math.inf, Fraction(5))),
    "both ends open": (points * 2, (-math.inf, math.inf)),
    "a clipped line": (Clip(number("5") - count, number("0"), number("5")), (Fraction(0), Fraction(5))),
    "two metrics that pull apart": (ratio * 10 - other * 3, (Fraction(-3), Fraction(10))),
    "letters": (Lookup(letter, {"A": number("5"), "B": number("7")}), (Fraction(5), Fraction(7))),
    "a jump": (Steps(ratio, [Step(number("0.5"), number("4"))], number("1")), (Fraction(1), Fraction(4))),
    "a hump between the ends": (
        If(ratio < number("0.3"), ratio, number("0.6") - ratio),
        (Fraction("-0.4"), Fraction("0.3")),
    ),
    "the peers' mean": (
        Clip(count / Aggregate("mean", count), number("0"), number("1.2")),
        (Fraction(0), Fraction("1.2")),
    ),
    "a division by nothing": (ratio / (number("1") - number("1")), None),
}


@pytest.mark.parametrize(("node", "ends"), REACHES.values(), ids=REACHES)
def test_how_far_a_rule_reaches(node: Node, ends: tuple[Fraction | float, Fraction | float] | None) -> None:
    assert reach(rule(node)) == ends


def test_a_curve_bends_where_the_rule_does() -> None:
    band = rule(Clip((ratio - number("0.97")) / number("0.02"), number("0"), number("1")))
    drawn = curve(band, "metric.ratio", starts(band)[0])
    bends = list(dict.fromkeys(x for x, _ in drawn.path))
    assert bends == [0, Fraction("0.97"), Fraction("0.99"), 1]
    assert (drawn.goes_up, drawn.goes_down) == (True, False)


@pytest.mark.parametrize(
    ("reached", "path"),
    [
        ("from", [(0, 1), (0, 1), (Fraction("0.5"), 1), (Fraction("0.5"), 4), (Fraction("0.5"), 4), (1, 4), (1, 4)]),
        ("above", [(0, 1), (0, 1), (Fraction("0.5"), 1), (Fraction("0.5"), 1), (Fraction("0.5"), 4), (1, 4), (1, 4)]),
    ],
)
def test_a_jump_belongs_to_one_side(reached: str, path: list[tuple[Fraction | int, int]]) -> None:
    row = Step(number("0.5"), number("4"), "from" if reached == "from" else "above")
    steps = rule(Steps(ratio, [row], number("1")))
    assert list(curve(steps, "metric.ratio", starts(steps)[0]).path) == path


def test_edges_are_solved_exactly() -> None:
    third = rule(count * 3 - 1)
    assert solve(third, Fraction(0), "metric.count", starts(third)[0]) == [Fraction(1, 3)]
    hump = rule(If(ratio < number("0.5"), ratio, number("1") - ratio))
    assert solve(hump, Fraction(1, 4), "metric.ratio", starts(hump)[0]) == [Fraction(1, 4), Fraction(3, 4)]
    flat = rule(Clip(ratio, number("0"), number("0.5")))
    assert solve(flat, Fraction(2), "metric.ratio", starts(flat)[0]) == []


def test_what_others_have_is_a_figure_of_its_own() -> None:
    mean = Aggregate("mean", count, ["skill"])
    relative = rule(count / mean + count / mean)
    assert list(relative.figures) == ["metric.count", "peers.0"]
    assert relative.peers == {"peers.0": mean}
    assert relative.own == ["metric.count"]
