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
    warnings = results.stages["clerks"].warnings
    assert [warning.line("en") for warning in warnings] == [
        "warning optional-missing: warmth, superiors; skill, superiors: 1 without data, scored from the rest: c",
        "warning optional-missing: warmth, peers: 1 without data, scored from the rest: b",
    ]
    assert warnings[0].message.zh == "1 人缺上级评热情、上级评技能，有关项目只按其余数据计：c"


def test_a_column_that_is_not_there_at_all_is_told_once(tmp_path: Path) -> None:
    results = run(office(tmp_path, "employee,warmth_superior,skill_superior\na,90,80\nb,50,60\n"))
    assert column(results, "clerks", "total") == {"a": 17, "b": 11}
    [warning] = results.stages["clerks"].warnings
    assert warning.line("en") == (
        "warning optional-absent: people: these columns are absent, what reads them is scored from the rest: "
        "warmth_peer, skill_peer"
    )
    assert warning.message.zh == "people 中没有这些列，有关项目只按其余数据计：warmth_peer, skill_peer"


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
    ("lang", "missing", "left_out"),
    [("zh", "同级评热情（缺）", "缺项不计"), ("en", "warmth, peers (missing)", "leaving out what is missing")],
)
def test_a_card_says_what_is_missing_and_that_it_is_left_out(
    tmp_path: Path, lang: Lang, missing: str, left_out: str
) -> None:
    results = run(office(tmp_path, ALL + "a,90,60,80,40\nb,90,,,40\n"))
    cards = {employee: scorecard(results.stages["clerks"], employee, lang) for employee in ("a", "b")}
    whole, gap = (card.scores[0].why for card in cards.values() if card is not None)
    assert missing not in whole
    assert left_out not in whole
    assert missing in gap
    assert gap.count(left_out) == 1


def test_a_gap_either_stays_or_is_filled() -> None:
    document = SCHEME.replace("optional = true, label", "optional = true, default = 0, label", 1)
    with pytest.raises(Refused) as refused:
        read_scheme(document.encode(), "clerk.toml", installed())
    assert [(problem.code, problem.place.key) for problem in refused.value.problems] == [
        ("optional-default", "metrics.warmth_superior.optional")
    ]
