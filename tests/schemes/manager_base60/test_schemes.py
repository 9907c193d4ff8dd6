"""The scheme document says what the form says, and of everything else that it is ours."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from kpicore.builtin.calculators import Rating
from kpicore.builtin.grade_mappers import Cutoffs
from tests.schemes import documents
from tests.schemes.both_ways import scheme
from tests.schemes.manager_base60 import by_hand

MANAGER = scheme("manager-base60/manager")
ITEMS = """
    work_performance 工作绩效 18
    coordination     协调沟通 18
    work_attitude    工作态度 9
    work_discipline  工作纪律 9
    cost_awareness   成本意识 6
"""
RECORDED = {
    "late": "迟到",
    "early_leave": "早退",
    "personal_leave": "事假",
    "reward": "奖励",
    "penalty": "处罚",
    "other": "其他",
}


def test_the_items_are_the_forms() -> None:
    assert documents.items(MANAGER) == documents.listed(ITEMS, "stated")
    documents.assert_sections_add_up(MANAGER, {"基础块": 60})
    assert MANAGER.full == 60


def test_each_letter_has_the_points_of_the_form() -> None:
    for id, item in MANAGER.indicators.items():
        assert isinstance(item.calculator, Rating)
        assert item.calculator.metric == id
        points = dict(zip(by_hand.LETTERS, map(Decimal, by_hand.COLUMNS[id]), strict=True))
        assert item.calculator.table == points


def test_the_letter_out_of_proportion_stays_as_stated_and_is_said() -> None:
    shares = {"S": "1", "A": "5/6", "B+": "2/3", "B": "7/12", "B-": "1/2", "C": "1/3", "D": "1/6"}
    for id, item in MANAGER.indicators.items():
        points = zip(shares, by_hand.COLUMNS[id], strict=True)
        odd = [
            letter for letter, given in points if Fraction(given) != Fraction(shares[letter]) * Fraction(item.points)
        ]
        assert odd == (["B"] if item.points == 9 else [])
        assert (item.note is not None and "5.25" in item.note.zh and "5.25" in item.note.en) == bool(odd)


def test_what_is_recorded_beside_the_items_counts_as_entered() -> None:
    found = {id: (item.label.zh, item.status, item.assumed) for id, item in MANAGER.adjustments.items()}
    assert found == {id: (label, "assumed", ("calculator",)) for id, label in RECORDED.items()}
    points = {id: metric for id, metric in MANAGER.metrics.items() if metric.unit == "points"}
    assert list(points) == [f"{id}_points" for id in RECORDED]
    assert {metric.default for metric in points.values()} == {Decimal(0)}


def test_rewards_are_expected_to_add_and_penalties_to_take_off() -> None:
    expected = {id: metric.expect for id, metric in MANAGER.metrics.items() if metric.expect}
    assert expected == {"reward_points": "positive", "penalty_points": "negative"}


def test_the_form_has_its_head_besides_the_name() -> None:
    assert [detail.label.zh for detail in MANAGER.details.values()] == ["部门", "职务", "入职日期"]
    assert all(detail.description for detail in MANAGER.details.values())


def test_the_cut_offs_are_the_sums_of_the_letters_columns_and_assumed() -> None:
    assert MANAGER.grades is not None
    assert isinstance(MANAGER.grades.mapper, Cutoffs)
    edges = {
        letter: edge if edge == "otherwise" else float(edge) for letter, edge in MANAGER.grades.mapper.edges.items()
    }
    assert edges == {"S": 60, "A": 50, "B+": 40, "B": 34.5, "B-": 30, "C": 20, "D": "otherwise"}
    assert MANAGER.grades.status == "assumed"


def test_the_base_blocks_total_is_reported() -> None:
    assert MANAGER.total.base


def test_every_figure_cites_the_policy_and_explains_what_is_assumed() -> None:
    documents.assert_figures_explained(MANAGER)


def test_metrics_items_and_what_is_recorded_are_described_in_two_languages() -> None:
    documents.assert_described(MANAGER)


def test_the_worked_examples_come_out_as_worked_from_the_form() -> None:
    nothing = {f"{id}_points": "0" for id in RECORDED}
    documents.assert_examples_come_out(MANAGER, by_hand.managers, dict.fromkeys(by_hand.COLUMNS, "D") | nothing)
    documents.assert_examples_cover(MANAGER)


def test_a_scheme_written_and_read_again_is_the_same() -> None:
    documents.assert_written_and_read_again(MANAGER)
