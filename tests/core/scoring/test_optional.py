"""An optional metric may be absent, for one person or altogether: it stays missing, and everybody is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicore.document import read_scheme
from kpicore.errors import Lang, Refused
from kpicore.scoring.scorecards import scorecard
from tests.pipelines import column, installed, problems, run, written

SCHEME = """
format = 1
id     = "office/clerk"
version = "1"
title  = { zh = "文员", en = "Clerk" }
full   = 20

[metrics]
warmth_superior = { unit = "score", optional = true, label = { zh = "上级评热情", en = "warmth, superiors" } }
warmth_peer     = { unit = "score", optional = true, label = { zh = "同级评热情", en = "warmth, peers" } }
skill_superior  = { unit = "score", optional = true, label = { zh = "上级评技能", en = "skill, superiors" } }
skill_peer      = { unit = "score", optional = true, label = { zh = "同级评技能", en = "skill, peers" } }

[indicators.warmth]
label      = { zh = "热情", en = "Warmth" }
points     = 10
calculator = { kind = "mean", skip_missing = true, weights = { warmth_superior = 0.7, warmth_peer = 0.3 } }

[indicators.skill]
label      = { zh = "技能", en = "Skill" }
points     = 10
calculator = { kind = "mean", skip_missing = true, metrics = ["skill_superior", "skill_peer"] }
"""
PIPELINE = """
title  = "Office"
period = "2026-10"
[sources.people]
kind = "csv"
path = "people.csv"
[stages.clerks]
scheme = "clerk.toml"
from   = ["people"]
"""
ALL = "employee,warmth_superior,warmth_peer,skill_superior,skill_peer\n"


def office(folder: Path, people: str) -> Path:
    return written(folder, {"clerk.toml": SCHEME, "pipeline.toml": PIPELINE, "people.csv": people})


def test_who_lacks_one_is_scored_by_the_rest_and_named(tmp_path: Path) -> None:
    results = run(office(tmp_path, ALL + "a,90,60,80,40\nb,90,,80,40\nc,,60,,41\n"))
    assert column(results, "clerks", "warmth") == {"a": 8.1, "b": 9, "c": 6}
    assert column(results, "clerks", "skill") == {"a": 6, "b": 6, "c": 4.1}
    [warning] = results.stages["clerks"].warnings
    assert warning.line("en") == (
        "warning optional-missing: 2 people without warmth, superiors, warmth, peers, skill, superiors: "
        "what reads it is scored from the rest: b, c"
    )
    assert warning.message.zh == "2 人缺“上级评热情、同级评热情、上级评技能”，有关项目只按其余数据计：b, c"


def test_a_column_that_is_not_there_at_all_is_told_once(tmp_path: Path) -> None:
    results = run(office(tmp_path, "employee,warmth_superior,skill_superior\na,90,80\nb,50,60\n"))
    assert column(results, "clerks", "total") == {"a": 17, "b": 11}
    [warning] = results.stages["clerks"].warnings
    assert warning.line("en") == (
        "warning optional-absent: none of people has warmth_peer, skill_peer: what reads them is scored from the rest"
    )
    assert warning.message.zh == "people 中没有列 warmth_peer, skill_peer，有关项目只按其余数据计"


def test_an_item_of_which_nobody_gives_anything_lacks_its_columns(tmp_path: Path) -> None:
    found = problems(office(tmp_path, "employee,warmth_superior\na,90\n"))
    assert [(problem.code, problem.place.key) for problem in found] == [
        ("missing-column", "skill_superior"),
        ("missing-column", "skill_peer"),
    ]


def test_a_person_without_any_figure_of_an_item_is_an_error(tmp_path: Path) -> None:
    found = problems(office(tmp_path, ALL + "a,90,60,80,40\nb,,,80,40\n"))
    assert [(problem.code, str(problem.place), problem.place.key) for problem in found] == [
        ("missing-metric", "people.csv:3", "warmth_superior"),
        ("missing-metric", "people.csv:3", "warmth_peer"),
    ]


@pytest.mark.parametrize(
    ("lang", "employee", "warmth", "skill"),
    [
        (
            "zh",
            "a",
            "(上级评热情 90 × 0.7 + 同级评热情 60 × 0.3) ÷ 计入的权重之和 ÷ 100 × 10 分",
            "(上级评技能 80 + 同级评技能 40) ÷ 计入的项数 ÷ 100 × 10 分",
        ),
        (
            "zh",
            "b",
            "(上级评热情 90 × 0.7 + 同级评热情（缺） × 0.3（缺项不计）) ÷ 计入的权重之和 ÷ 100 × 10 分",
            "(上级评技能（缺） + 同级评技能 40（缺项不计）) ÷ 计入的项数 ÷ 100 × 10 分",
        ),
        (
            "en",
            "b",
            "(warmth, superiors 90 × 0.7 + warmth, peers(missing) × 0.3 (leaving out what is missing))"
            " ÷ the weights counted ÷ 100 × 10 points",
            "(skill, superiors(missing) + skill, peers 40 (leaving out what is missing))"
            " ÷ how many there are ÷ 100 × 10 points",
        ),
    ],
)
def test_a_card_says_what_was_left_out(tmp_path: Path, lang: Lang, employee: str, warmth: str, skill: str) -> None:
    results = run(office(tmp_path, ALL + "a,90,60,80,40\nb,90,,,40\n"))
    card = scorecard(results.stages["clerks"], employee, lang)
    assert card is not None
    assert [line.why for line in card.scores] == [warmth, skill]


def test_the_rule_for_everybody_says_what_happens_to_gaps(tmp_path: Path) -> None:
    card = scorecard(run(office(tmp_path, ALL + "a,90,60,80,40\n")).stages["clerks"], "a", "zh")
    assert card is not None
    assert card.scores[0].rule == ("(上级评热情 × 0.7 + 同级评热情 × 0.3（缺项不计）) ÷ 计入的权重之和 ÷ 100 × 10 分")


def test_a_gap_either_stays_or_is_filled() -> None:
    document = SCHEME.replace("optional = true, label", "optional = true, default = 0, label", 1)
    with pytest.raises(Refused) as refused:
        read_scheme(document.encode(), "clerk.toml", installed())
    assert [(problem.code, problem.place.key) for problem in refused.value.problems] == [
        ("optional-default", "metrics.warmth_superior.optional")
    ]
