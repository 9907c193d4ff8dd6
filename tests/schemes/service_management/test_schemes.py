"""The scheme document says what the policy's table says, and of points and weights that they are ours."""

from __future__ import annotations

from tests.schemes import documents
from tests.schemes.both_ways import scheme
from tests.schemes.service_management import by_hand

MANAGER = scheme("service-management/manager")
ITEMS = """
    customer_analysis    客户信息分析       25
    sales_statistics     各销售渠道销售统计 25
    enquiries_complaints 日常客户问讯、投诉 25
    daily_affairs        日常事务           25
"""
METRICS = [metric for criteria in by_hand.CRITERIA.values() for metric in criteria]


def test_the_rows_are_the_policys_their_points_and_rules_assumed() -> None:
    assert documents.items(MANAGER) == documents.listed(ITEMS, "assumed")
    assert {item.assumed for item in MANAGER.items.values()} == {("points", "calculator")}
    assert MANAGER.full == 100
    assert not MANAGER.adjustments


def test_the_one_section_has_no_stated_points() -> None:
    documents.assert_sections_add_up(MANAGER, {"任务绩效": None})


def test_every_criterion_is_a_mark_out_of_100() -> None:
    assert list(MANAGER.metrics) == METRICS
    assert {(metric.unit, metric.default) for metric in MANAGER.metrics.values()} == {("score", None)}


def test_the_row_that_is_lost_is_said() -> None:
    assert MANAGER.note is not None
    assert "第 1 行缺失" in MANAGER.note.zh
    assert "row 1" in MANAGER.note.en


def test_every_figure_cites_the_policy_and_explains_what_is_assumed() -> None:
    documents.assert_figures_explained(MANAGER)
    assert MANAGER.grades is not None
    assert MANAGER.grades.status == "assumed"


def test_metrics_and_indicators_are_described_in_two_languages() -> None:
    documents.assert_described(MANAGER)


def test_the_worked_examples_come_out_as_worked_from_the_policy() -> None:
    documents.assert_examples_come_out(MANAGER, by_hand.managers, dict.fromkeys(METRICS, "1"))
    documents.assert_examples_cover(MANAGER)


def test_a_scheme_written_and_read_again_is_the_same() -> None:
    documents.assert_written_and_read_again(MANAGER)
