"""What the next point and the next grade take, on cards of the hotline's policy worked out by hand.

Six ordinary operators who differ in their quality check, and one of them in discipline; 1000 calls each:

0001  process 15 × 0.8 = 12, accuracy 15, exam 10 × 15/30 = 5, calls 15 ÷ 1.2 = 12.5, satisfaction 10 × 1/2 = 5,
      rate 5, resolution 5, to IVR 5 × 0.6/1.2 = 2.5, to seats 5, attendance 15 − 2 = 13: 80.00, place 4 of 6, C
0002  process 15: 83.00, place 2, A
0003  process 15, no breach: 85.00, place 1, A
0004  process 15 × 0.9 = 13.5: 81.50, place 3, B
0005  process 15 × 0.6 = 9: 77.00
0006  process 15 × 0.4 = 6: 74.00
"""

from pathlib import Path

import pytest

from tests.cli.conftest import Kpi

PIPELINE = """\
title  = "Hotline"
period = "2026-10"

[sources.people]
kind = "csv"
path = "people.csv"

[stages.operators]
scheme = "hotline-10086/operator"
from   = ["people"]
"""
COLUMNS = (
    "employee,skill_group,qa_process,qa_accuracy,exam_score,calls,hangup_satisfaction,satisfaction_trigger,"
    "first_contact_resolution,ivr_transfer_rate,seat_transfer_rate,late_events,leave_days,absent_days,discipline_breaches"
)
SAME = "0.98,0.34,1,{ivr},0.008,0,0,0"


def operator(employee: str, process: int, breaches: int = 1, calls: int = 1000, group: str = "ordinary") -> str:
    ivr = "0.025" if group == "ordinary" else "0.0325"  # half of the band in either group
    return f"{employee},{group},{process},100,75,{calls},{SAME.format(ivr=ivr)},{breaches}"


SIX = [operator("0001", 80), operator("0002", 100), operator("0003", 100, 0)] + [
    operator(employee, process) for employee, process in (("0004", 90), ("0005", 60), ("0006", 40))
]
FOUR = [
    operator(f"000{number}", 80 + number, calls=calls, group="vip")
    for number, calls in enumerate((900, 950, 1070, 1080), start=1)
]
"""A mean of 1000, of which 0001 has 90 %: 15 × 0.9 ÷ 1.2 = 11.25."""


@pytest.fixture
def hotline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pipeline.toml").write_text(PIPELINE, encoding="utf-8")
    (tmp_path / "people.csv").write_text("\n".join([COLUMNS, *SIX]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def below(card: str, heading: str) -> list[str]:
    """The lines of a card under a label that begins a line, up to the next line indented as little."""
    lines = card.splitlines()
    at = next(number for number, line in enumerate(lines) if line.split("  ")[1:2] == [heading])
    rest = lines[at + 1 :]
    end = next((number for number, line in enumerate(rest) if not line.startswith("    ")), len(rest))
    return [line.strip() for line in rest[:end]]


STEPS = {
    "过程规范性": "下一步：升到 87，多得 1.05 分；升到 100，得满分",
    "季度考试": "下一步：升到 78，多得 1 分；升到 90，得满分",
    "话务量": "下一步：升到 1080，多得 1 分；升到 1200，得满分（按目前的均值）",
    "挂机满意率": "下一步：升到 98.2%，多得 1 分；升到 99%，得满分",
    "人工转IVR": "下一步：降到 2.26%，多得 1 分；降到 1.9%，得满分",
    "出勤和劳动纪律": "下一步：违反劳动纪律次数降到 0，多得 2 分，即满分",
}
STEPS_EN = {
    "Process": "Next: at 87, 1.05 points more; at 100, full marks",
    "Call volume": "Next: at 1080, 1 point more; at 1200, full marks (the mean as it is)",
    "Transfers to IVR": "Next: at 2.26%, 1 point more; at 1.9%, full marks",
    "Attendance and discipline": "Next: Breaches of discipline at 0, 2 points more, which makes full marks",
}


@pytest.mark.parametrize(("lang", "steps"), [("zh", STEPS), ("en", STEPS_EN)])
def test_each_item_says_what_its_next_point_takes(kpi: Kpi, hotline: Path, lang: str, steps: dict[str, str]) -> None:
    card = kpi("explain", "pipeline.toml", "0001", "--lang", lang).out
    for item, step in steps.items():
        assert step in below(card, item)
    assert card.count("下一步：") == (len(STEPS) if lang == "zh" else 0)


def test_what_has_full_marks_says_nothing_of_more(kpi: Kpi, hotline: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0001").out
    for item in ("Accuracy", "Satisfaction survey rate", "First-contact resolution", "Transfers to expert seats"):
        assert not any(line.startswith("Next") for line in below(card, item))


def test_the_three_cheapest_ways_to_the_next_grade(kpi: Kpi, hotline: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0001", "--headroom", "--lang", "zh").out
    lines = [line.strip() for line in card.splitlines()]
    assert lines[lines.index("提升空间") + 1 :] == [
        "距等级 B 还差 1.5 分（该等级最后一名 81.5 分；按他人得分不变）。",
        "做到以下任何一项即可（按变化占该项计分区间的比例，由小到大）：",
        "1. 过程规范性质检分由 80 升到 90，多得 1.5 分（占区间 10%）",
        "2. 话务量由 1000 升到 1120，多得 1.5 分（占区间 10%）",
        "3. 违反劳动纪律次数由 1 降到 0，多得 2 分（占区间 13%）",
    ]
    assert "1. Quality check: process from 80 up to 90: 1.5 points more (10% of the band)" in (
        kpi("explain", "pipeline.toml", "0001", "--headroom").out
    )


def test_where_no_single_change_is_enough_a_combination_is_named_as_one(kpi: Kpi, hotline: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0006", "--headroom").out
    lines = [line.strip() for line in card.splitlines()]
    # 0005 has C, and so has 0006; the last B has 81.5: 7.5 more, of which the quality check alone gives 9.
    assert "7.5 points short of grade B, the last of which has 81.5 (everybody else as they are)." in lines
    assert lines[-1] == "1. Quality check: process from 40 up to 90: 7.5 points more (50% of the band)"
    worse = operator("0006", 40).replace("0006,ordinary,40,100", "0006,ordinary,40,20")
    (hotline / "people.csv").write_text("\n".join([COLUMNS, *SIX[:-1], worse]), encoding="utf-8")
    lines = [line.strip() for line in kpi("explain", "pipeline.toml", "0006", "--headroom").out.splitlines()]
    assert any(line.startswith("No single change is enough, all of these together are.") for line in lines)
    assert lines[-2:] == [
        # 19.5 short: 15 points for a whole band either way, so the first in the scheme comes first, and the rest of it
        "1. Quality check: process from 40 up to 100: 9 points more (60% of the band)",
        "2. Quality check: accuracy from 20 up to 90: 10.5 points more (70% of the band)",
    ]


def test_the_best_grade_says_so(kpi: Kpi, hotline: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0003", "--headroom", "--lang", "zh").out
    assert card.rstrip().endswith("等级 A 已是最高。")


def test_programs_get_the_next_step_and_the_ways_as_data(kpi: Kpi, hotline: Path) -> None:
    card = kpi("explain", "pipeline.toml", "0001", "--headroom", "--format", "json").data["cards"][0]
    scores = {score["id"]: score["next"] for score in card["scores"]}
    assert scores["answer_accuracy"] is None
    assert scores["hangup_satisfaction"] == {
        "metric": "hangup_satisfaction",
        "now": 0.98,
        "at": 0.982,
        "is_beyond": False,
        "least": 0.98199,
        "points": 1.0,
        "share": 0.1,
        "full_at": 0.99,
        "is_among_peers": False,
    }
    assert (scores["call_volume"]["least"], scores["call_volume"]["is_among_peers"]) == (1079.6, True)
    headroom = card["headroom"]
    assert {key: headroom[key] for key in ("found", "grade", "next_grade", "edge", "lacking", "is_by_place")} == {
        "found": "one",
        "grade": "C",
        "next_grade": "B",
        "edge": 81.5,
        "lacking": 1.5,
        "is_by_place": True,
    }
    assert [(way["item"], way["at"], way["points"]) for way in headroom["ways"]] == [
        ("process_norm", 90, 1.5),
        ("call_volume", 1120, 1.5),
        ("attendance_discipline", 0, 2),
    ]
    assert "headroom" not in kpi("explain", "pipeline.toml", "0001", "--format", "json").data["cards"][0]


def test_a_mean_is_said_with_its_people(kpi: Kpi, hotline: Path) -> None:
    zh = kpi("explain", "pipeline.toml", "0001", "--lang", "zh").out
    assert "话务量 1000 与同技能组（6 人）话务量均值 1000 之比" in zh
    english = " ".join(kpi("explain", "pipeline.toml", "0001").out.split())
    assert "against the mean Calls answered of the same Skill group (6 people) 1000" in english


def test_a_mean_of_fewer_than_five_is_not_said_nor_what_it_follows_from(kpi: Kpi, hotline: Path) -> None:
    (hotline / "people.csv").write_text("\n".join([COLUMNS, *FOUR]), encoding="utf-8")
    zh = kpi("explain", "pipeline.toml", "0001", "--headroom", "--lang", "zh").out
    assert "话务量 900 与同技能组话务量均值（涉及不足 5 人，不显示）之比" in "".join(below(zh, "话务量"))
    assert not any(line.startswith("下一步") for line in below(zh, "话务量"))
    assert "一起定级的不足 5 人，不显示与他人的差距。" in zh
    english = kpi("explain", "pipeline.toml", "0001", "--headroom")
    data = kpi("explain", "pipeline.toml", "0001", "--headroom", "--format", "json")
    assert "(not shown: it would tell of fewer than 5 people)" in " ".join(english.out.split())
    for said in (zh, english.out, data.out):
        assert not any(told in said for told in ("1000", "1200", "1079", "1080"))
    assert next(score for score in data.data["cards"][0]["scores"] if score["id"] == "call_volume")["next"] is None
    assert data.data["cards"][0]["headroom"] == {
        "found": "hidden",
        "grade": "C",
        "next_grade": None,
        "edge": None,
        "lacking": None,
        "is_by_place": True,
        "ways": [],
    }


def test_small_groups_are_shown_where_that_is_asked_for(kpi: Kpi, hotline: Path) -> None:
    (hotline / "people.csv").write_text("\n".join([COLUMNS, *FOUR]), encoding="utf-8")
    zh = kpi("explain", "pipeline.toml", "0001", "--small-groups", "--headroom", "--lang", "zh").out
    assert "话务量 900 与同技能组（4 人）话务量均值 1000 之比" in zh
    assert "下一步：升到 980，多得 1 分；升到 1200，得满分（按目前的均值）" in below(zh, "话务量")
    assert "距等级 B 还差" in zh
