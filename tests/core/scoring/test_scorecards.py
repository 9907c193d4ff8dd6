import re
from pathlib import Path

import pytest

from kpicore.errors import Lang
from kpicore.scoring.peers import SMALLEST_GROUP
from kpicore.scoring.scorecards import Scorecard, scorecard, scorecards
from tests.core.scoring.centre import centre, metric, scheme
from tests.pipelines import run

BODY = """
[groups.level]
label = { zh = "级别", en = "Level" }
values = { junior = { zh = "初级", en = "Junior" }, senior = { zh = "高级", en = "Senior" } }

[metrics]
answer_rate = { unit = "ratio", label = { zh = "接通率", en = "Answer rate" } }
answer_speed = { unit = "seconds", label = { zh = "应答时长", en = "Speed of answer" } }
calls = { unit = "count", label = { zh = "话务量", en = "Calls" } }
exam = { unit = "score", label = { zh = "考试成绩", en = "Exam" } }
late = { unit = "count", default = 0, label = { zh = "迟到次数", en = "Late arrivals" } }

[sections.service]
label = { zh = "服务", en = "Service" }

[indicators.answered]
section = "service"
label = { zh = "接通", en = "Answered" }
points = 40
status = "assumed"
assumed = ["calculator.zero"]
clause = "3.1"
note = { zh = "起点为暂定", en = "where points begin is our assumption" }
calculator = { kind = "linear", metric = "answer_rate", zero = 0.8, full = 0.95 }

[indicators.speed]
section = "service"
label = { zh = "速度", en = "Speed" }
points = 20
[indicators.speed.calculator]
kind = "linear"
metric = "answer_speed"
by = "level"
[indicators.speed.calculator.cases]
junior = { zero = 30, full = 20 }
senior = { zero = 20, full = 10 }

[indicators.volume]
label = { zh = "业务量", en = "Volume" }
points = 20
calculator = { kind = "relative", metric = "calls", zero = 0.5 }

[indicators.knowledge]
label = { zh = "业务知识", en = "Knowledge" }
points = 20
missing = "zero"
calculator = { kind = "proportional", metric = "exam" }

[adjustments.punctuality]
label = { zh = "迟到扣分", en = "Punctuality" }
calculator = { kind = "per-event", metrics = { late = -0.5 } }

[grades]
kind = "quota"
shares = { A = 0.5, B = 0.5 }
[grades.outcomes]
A = { zh = "表扬", en = "Commendation" }
"""
PEOPLE = """employee,name,team,level,answer_rate,answer_speed,calls,exam,late
0001,甲,east,junior,0.92,26,90,85.5,3
0002,乙,,senior,0.95,10,110,,0
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return centre(tmp_path, scheme(BODY, full=100), {"people": PEOPLE})


def card(folder: Path, employee: str, lang: Lang, smallest_group: int = SMALLEST_GROUP) -> Scorecard:
    found = scorecard(run(folder).stages["agents"], employee, lang, smallest_group)
    assert found is not None
    return found


def test_a_card_says_who_what_and_how_it_came_about(folder: Path) -> None:
    first = card(folder, "0001", "zh")

    assert (first.stage, first.employee, first.name, first.team) == ("agents", "0001", "甲", "east")
    assert (first.base_total, first.total, first.rank, first.people) == (73.1, 71.6, 2, 2)
    assert first.grade == "B"
    assert first.outcome is None
    assert [(line.id, line.points, line.full) for line in (*first.scores, *first.adjustments)] == [
        ("answered", 32.0, 40.0),
        ("speed", 8.0, 20.0),
        ("volume", 16.0, 20.0),
        ("knowledge", 17.1, 20.0),
        ("punctuality", -1.5, None),
    ]
    second = card(folder, "0002", "en")
    assert (second.team, second.grade, second.rank) == (None, "A", 1)
    assert second.outcome is not None
    assert second.outcome.en == "Commendation"


def test_a_line_carries_what_the_policy_says_of_it(folder: Path) -> None:
    answered, _, volume, _ = card(folder, "0001", "zh").scores

    assert answered.section is not None
    assert answered.note is not None
    assert (answered.label.zh, answered.section.zh, answered.note.zh) == ("接通", "服务", "起点为暂定")
    assert (answered.status, answered.assumed, answered.clause) == ("assumed", ("calculator.zero",), "3.1")
    assert (volume.section, volume.note, volume.status) == (None, None, "stated")


WHY: dict[Lang, list[str]] = {
    "zh": [
        "接通率 92%：80% 得 0 分，95% 得满分 40 分，其间按比例",
        "初级：应答时长 26 秒：30 秒得 0 分，20 秒得满分 20 分，其间按比例",
        "考试成绩 85.5 ÷ 100 × 20 分",
        "迟到次数 3 × -0.5 分",
    ],
    "en": [
        "Answer rate 92%: nothing at 80%, all 40 points at 95%, in proportion between",
        "Junior: Speed of answer 26 s: nothing at 30 s, all 20 points at 20 s, in proportion between",
        "Exam 85.5 ÷ 100 × 20 points",
        "Late arrivals 3 × -0.5 points",
    ],
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_explains_itself_with_the_persons_own_figures(lang: Lang, folder: Path) -> None:
    first = card(folder, "0001", lang)

    assert [line.why for line in (*first.scores, *first.adjustments) if line.id != "volume"] == WHY[lang]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_looks_at_peers_shows_their_figure_beside_the_persons_own(lang: Lang, folder: Path) -> None:
    volume = card(folder, "0001", lang, smallest_group=1).scores[2]
    hidden = card(folder, "0001", lang).scores[2]

    own, people, mean, ratio = re.findall(r"[0-9.]+%?", volume.why)[:4]
    assert (own, mean, ratio) == ("90", "100", "90%")
    assert int(people) < 5
    figures = re.findall(r"[0-9.]+%?", hidden.why)
    assert figures[:2] == ["90", "5"]  # one's own, and of how few the mean is
    assert "= " not in hidden.why  # nor the ratio, from which the mean would follow
    assert re.findall(r"[0-9.]+%?", volume.rule)[0] == "50%"


def test_a_line_without_a_figure_says_so_and_is_marked(folder: Path) -> None:
    knowledge = card(folder, "0002", "zh").scores[3]

    assert (knowledge.points, knowledge.is_filled) == (0.0, True)
    assert knowledge.why == "考试成绩（缺） ÷ 100 × 20 分"


def test_the_rule_is_told_without_a_person_too(folder: Path) -> None:
    first, second = card(folder, "0001", "zh"), card(folder, "0002", "zh")

    assert first.scores[0].rule == "接通率：80% 得 0 分，95% 得满分 40 分，其间按比例"
    assert [line.rule for line in first.scores] == [line.rule for line in second.scores]
    assert first.grade_rule == "按名次定级：A 占 50%、B 占 50%"


def test_cards_come_in_the_populations_order_and_nobody_else_has_one(folder: Path) -> None:
    results = run(folder).stages["agents"]

    assert [each.employee for each in scorecards(results, "en")] == ["0001", "0002"]
    assert list(scorecards(results, "en"))[1] == scorecard(results, "0002", "en")
    assert scorecard(results, "1", "en") is None


def test_a_card_of_exact_scores_explains_them_like_any_other(tmp_path: Path) -> None:
    body = (
        'rounding = { digits = 0, of = "total" }\n'
        + metric("exam", 'unit = "score"')
        + (
            "[indicators.knowledge]\nlabel = { zh = '知识', en = 'Knowledge' }\npoints = 5\n"
            "calculator = { kind = 'proportional', metric = 'exam' }\n"
        )
    )
    only = card(centre(tmp_path, scheme(body, full=5), {"people": "employee,exam\n1,50\n"}), "1", "en")

    assert (only.scores[0].points, only.scores[0].is_filled, only.total) == (3.0, False, 3.0)
    assert only.scores[0].why == "exam 50 ÷ 100 × 5 points"
    assert (only.name, only.grade, only.grade_rule) == (None, None, "")
