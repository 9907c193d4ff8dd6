"""The example department: its files come from its script, it stands on the policy's edges, and every cell is right."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from kpicore.scheme import Results
from tests.schemes.hotline_10086 import by_hand
from tests.schemes.hotline_10086.published import Row, published, rows, worked

EXAMPLE = Path(__file__).parents[3] / "examples" / "hotline-10086"
INPUT = EXAMPLE / "in" / "2026-10"
ROSTER = {"工号": "employee", "姓名": "name", "班组": "team", "技能组": "skill_group", "岗位": "position"}
FIGURES = {
    "agent": "employee",
    "过程规范性": "qa_process",
    "结果准确性": "qa_accuracy",
    "季度考试": "exam_score",
    "迟到早退次数": "late_events",
    "事假天数": "leave_days",
    "旷工天数": "absent_days",
    "违纪次数": "discipline_breaches",
    "季考成绩": "exam_score",
    "活动参与率": "activity_participation",
    "参与质量": "activity_quality",
    "数据上报差错": "reporting_errors",
    "团队管理失误": "management_lapses",
    "生产记录差错": "production_record_errors",
    "其他工作失误": "other_work_lapses",
    "现场管理失误": "site_lapses",
    "重点工作评分": "key_work_rating",
}


def people(position: str, *files: str) -> list[Row]:
    """Everyone of a position in the order of the roster, with the figures from the files, read without kpicore."""
    roster = [_ours(row) for row in rows(INPUT / "people.csv", "gb18030")]
    staff = {row["employee"]: row for row in roster if row["position"] == position}
    for file in files:
        for row in rows(INPUT / file):
            figures = _ours(row)
            staff[figures["employee"]].update(figures)
    return list(staff.values())


def _ours(row: Row) -> Row:
    return {{**ROSTER, **FIGURES}.get(heading, heading): cell for heading, cell in row.items()}


@pytest.fixture(scope="module")
def expected() -> dict[str, list[by_hand.Card]]:
    operators = people("话务员", "calls.csv", "quality.csv", "attendance.csv")
    cards = by_hand.operators(operators)
    team = by_hand.team_figures(operators, cards)
    leaders = [{**leader, **team[leader["team"]]} for leader in people("值班长", "leaders.csv")]
    guides = [{**guide, **team[guide["team"]]} for guide in people("业务指导", "guides.csv")]
    return {
        "operators": cards,
        "leaders": by_hand.shift_leaders(leaders),
        "guides": by_hand.business_guides(guides),
    }


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, dict[str, list[Row]]]:
    return published(EXAMPLE / "pipeline.toml", tmp_path_factory.mktemp("out"))


def test_the_script_writes_the_committed_files_byte_for_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLE / "make_people.py", tmp_path], check=True)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in INPUT.iterdir()}


@pytest.mark.parametrize("stage", ["operators", "leaders", "guides"])
def test_every_cell_is_what_the_policy_gives(
    stage: str, run: tuple[Results, dict[str, list[Row]]], expected: dict[str, list[by_hand.Card]]
) -> None:
    _, tables = run
    by_policy = expected[stage]
    assert [worked(row, card) for row, card in zip(tables[stage], by_policy, strict=True)] == by_policy


def test_it_runs_without_a_warning_and_says_which_encoding_it_took(run: tuple[Results, dict[str, list[Row]]]) -> None:
    results, _ = run
    assert [*results.warnings, *(warning for stage in results.stages.values() for warning in stage.warnings)] == []
    encodings = {record.path: record.facts["encoding"] for record in results.inputs}
    assert encodings.pop("in/2026-10/people.csv") == "gb18030"
    assert set(encodings.values()) == {"utf-8"}


def test_employee_ids_keep_their_zeros_and_all_their_digits(run: tuple[Results, dict[str, list[Row]]]) -> None:
    _, tables = run
    assert [row["employee"] for row in tables["operators"][:4]] == [
        "000101",
        "100000000000000001",
        "100000000000000002",
        "000104",
    ]


def test_at_least_two_hundred_operators_work_in_sixteen_teams() -> None:
    operators = people("话务员")
    assert len(operators) == 220
    assert {row["team"] for row in operators} == {row["team"] for row in people("值班长")}
    assert len({row["team"] for row in operators}) == 16


def test_some_tie_across_the_edge_of_a_quota_and_some_stand_exactly_on_one(
    expected: dict[str, list[by_hand.Card]],
) -> None:
    totals = sorted((card["total"] for card in expected["operators"]), reverse=True)
    ends = {grade: len(totals) * Fraction(share, 100) for grade, share in {"A": 20, "B": 50, "C": 85, "D": 95}.items()}
    assert all(end.denominator == 1 for end in ends.values())
    assert {grade for grade, end in ends.items() if totals[int(end) - 1] == totals[int(end)]} == {"A", "D"}


def test_some_teams_stand_on_the_ends_of_the_leaders_bands() -> None:
    operators = people("话务员", "calls.csv", "quality.csv", "attendance.csv")
    team = by_hand.team_figures(operators, by_hand.operators(operators)).values()
    assert Fraction(1, 2) in [figures["team_share_ab"] for figures in team]
    assert {Fraction(3, 10), Fraction(0)} <= {Fraction(figures["team_share_de"]) for figures in team}


def test_the_least_and_the_most_are_there(expected: dict[str, list[by_hand.Card]]) -> None:
    totals = [card["total"] for card in expected["operators"]]
    assert (min(totals), max(totals)) == (0, 100)
    assert 0 in [card["total"] for card in expected["leaders"]]


@pytest.mark.parametrize("group", ["ordinary", "vip"])
def test_someone_has_exactly_the_calls_that_give_all_points_and_others_one_less_or_more(group: str) -> None:
    operators = people("话务员", "calls.csv")
    calls = [int(row["calls"]) for row in operators if row["skill_group"] == group]
    full = Fraction(sum(calls), len(calls)) * Fraction(6, 5)
    assert {full - 1, full, full + 1} <= set(calls)
