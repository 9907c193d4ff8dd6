"""Grades by cut-offs and by quota: at the edges, among equals, within teams, and in words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from kpicore import InvalidOption
from kpicore.builtin.grade_mappers import Cutoffs, Quota
from kpicore.rule import Ref
from tests.core.builtin.cases import told, values

D = Decimal
TOTAL = Ref("total")
FIFTHS = {"A": D("0.2"), "B": D("0.3"), "C": D("0.35"), "D": D("0.1"), "E": D("0.05")}


def graded(mapper: Cutoffs | Quota, *totals: str | None) -> list[str | float | None]:
    return values(mapper.rule(TOTAL), *({"total": total} for total in totals))


@pytest.mark.parametrize(
    "edges", [{"A": D(90), "B": D(80), "E": "otherwise"}, {"E": "otherwise", "B": D(80), "A": D(90)}]
)
def test_the_best_cutoff_reached_gives_the_grade(edges: dict[str, object]) -> None:
    mapper = Cutoffs(edges)  # type: ignore[arg-type]
    assert graded(mapper, "100", "90", "89.99", "80", "79.99", "0", None) == ["A", "A", "B", "B", "E", "E", None]


def test_without_otherwise_the_rest_have_no_grade() -> None:
    assert graded(Cutoffs({"A": D(90)}), "90", "89.99") == ["A", None]


def test_a_quota_of_twenty_people() -> None:
    totals = [str(100 - place) for place in range(20)]
    assert "".join(map(str, graded(Quota(FIFTHS), *totals))) == "AAAA" + "BBBBBB" + "CCCCCCC" + "DD" + "E"


@pytest.mark.parametrize(
    ("totals", "grades"),
    [
        (["90", "90", "90", "80", "70"], "AAACC"),  # of five, a fifth is one; equals of the first are A as well
        (["70"], "A"),
        (["70", "70", "70"], "AAA"),
        (["90", "80"], "AC"),  # half of the people are better: B ends there
        (["90", "80", "70"], "ABC"),
    ],
)
def test_equals_get_the_same_better_grade(totals: list[str], grades: str) -> None:
    assert "".join(map(str, graded(Quota(FIFTHS), *totals))) == grades


def test_people_without_a_total_have_no_grade_and_do_not_count() -> None:
    assert graded(Quota({"A": D("0.5"), "B": D("0.5")}), "90", None, "80", None) == ["A", None, "B", None]


def test_a_quota_within_each_team() -> None:
    people = [("90", "day"), ("80", "day"), ("70", "night"), ("60", "night")]
    rule = Quota({"A": D("0.5"), "B": D("0.5")}, within=["team"]).rule(TOTAL)
    assert values(rule, *({"total": total, "team": team} for total, team in people)) == ["A", "B", "A", "B"]


def test_a_share_of_nothing_gives_nobody_that_grade() -> None:
    assert graded(Quota({"A": D(0), "B": D(1)}), "90", "80") == ["B", "B"]


def test_letters_stand_from_the_best_down() -> None:
    assert list(Quota(FIFTHS).letters) == list("ABCDE")
    assert list(Cutoffs({"A": D(90), "E": "otherwise"}).letters) == ["A", "E"]


@pytest.mark.parametrize(
    ("mapper", "zh", "en"),
    [
        (
            Cutoffs({"A": D(90), "B": D(80), "E": "otherwise"}),
            "总分：90 及以上得 A，80 及以上得 B，其余得 E",
            "total: A from 90, B from 80, otherwise E",
        ),
        (
            Quota({"A": D("0.2"), "B": D("0.8")}),
            "按总分在全体中的名次定级：A 占 20%、B 占 80%",
            "total among everybody, place: A 20%, B 80%",
        ),
        (
            Quota({"A": D("0.2"), "B": D("0.8")}, within=["team"]),
            "按总分在同班组中的名次定级：A 占 20%、B 占 80%",
            "total among the same team, place: A 20%, B 80%",
        ),
    ],
)
def test_grades_in_words(mapper: Cutoffs | Quota, zh: str, en: str) -> None:
    assert told(mapper.rule(TOTAL)) == [zh, en]


@pytest.mark.parametrize(
    ("make", "option", "zh", "en"),
    [
        (lambda: Cutoffs({}), "", "至少要有一项", "at least one entry is needed"),
        (
            lambda: Cutoffs({"D": "otherwise", "E": "otherwise"}),
            "",
            "otherwise 只能用于一个等级",
            'only one grade can be "otherwise"',
        ),
        (lambda: Quota({}), "shares", "至少要有一项", "at least one entry is needed"),
        (lambda: Quota({"A": D(-1)}), "shares", "比例不得为负", "a share must not be negative"),
    ],
)
def test_senseless_options_are_refused(make: Callable[[], object], option: str, zh: str, en: str) -> None:
    with pytest.raises(InvalidOption) as refused:
        make()
    message = refused.value.problem.message
    assert (refused.value.option, message.zh, message.en) == (option, zh, en)
