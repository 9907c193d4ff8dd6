"""The scheme documents say what the policy says, and of every figure that it is ours."""

from __future__ import annotations

from functools import partial

import pytest

from tests.schemes import documents
from tests.schemes.both_ways import scheme
from tests.schemes.service_positions import by_hand

ITEMS = {
    "reception": """
        professional_knowledge 专业知识   20
        expression             语言表达   20
        problem_solving        问题解决   20
        service_attitude       服务态度   20
        customer_satisfaction  客户满意度 20
    """,
    "technical-support": """
        technical_knowledge   技术知识     20
        problem_analysis      问题分析     20
        teamwork              团队合作     20
        resolution_efficiency 解决效率     20
        support_quality       技术支持质量 20
    """,
    "complaint-handling": """
        complaint_handling  投诉处理能力 25
        communication       沟通能力     25
        handling_efficiency 处理效率     25
        handling_quality    投诉处理质量 25
    """,
    "after-sales": """
        service_knowledge       售后服务知识 25
        problem_solving         解决问题     25
        relationship_management 关系管理     25
        service_quality         售后服务质量 25
    """,
    "data-analysis": """
        data_analysis   数据分析 34
        report_writing  报告撰写 33
        problem_solving 解决问题 33
    """,
}
FROM_CUSTOMERS = {
    "reception": ["customer_satisfaction"],
    "technical-support": ["support_quality"],
    "complaint-handling": ["handling_quality"],
    "after-sales": ["service_quality"],
    "data-analysis": [],
}

each_position = pytest.mark.parametrize("position", ITEMS)


@each_position
def test_the_items_are_the_policys_and_every_figure_is_assumed(position: str) -> None:
    found = scheme(f"service-positions/{position}")
    assert documents.items(found) == documents.listed(ITEMS[position], "assumed")
    assert {item.assumed for item in found.items.values()} == {("points", "calculator")}
    assert sum(item.points for item in found.indicators.values()) == found.full == 100
    assert not found.sections
    assert not found.adjustments


@each_position
def test_every_figure_cites_the_policy_and_explains_what_is_assumed(position: str) -> None:
    found = scheme(f"service-positions/{position}")
    documents.assert_figures_explained(found)
    assert found.grades is not None
    assert found.grades.status == "assumed"


@each_position
def test_metrics_are_scores_named_like_the_items_and_described(position: str) -> None:
    found = scheme(f"service-positions/{position}")
    assert list(found.metrics) == list(found.indicators)
    assert {(metric.unit, metric.better, metric.default) for metric in found.metrics.values()} == {
        ("score", "higher", None)
    }
    documents.assert_described(found)


@each_position
def test_what_rests_on_customers_feedback_says_so(position: str) -> None:
    found = scheme(f"service-positions/{position}")
    said = [id for id, item in found.indicators.items() if item.note is not None and "客户反馈" in item.note.zh]
    assert said == FROM_CUSTOMERS[position]


def test_the_list_that_may_be_incomplete_says_so() -> None:
    notes = {position: scheme(f"service-positions/{position}").note for position in ITEMS}
    assert [position for position, note in notes.items() if note is not None and "遗漏" in note.zh] == ["data-analysis"]


@each_position
def test_the_worked_examples_come_out_as_worked_from_the_policy(position: str) -> None:
    found = scheme(f"service-positions/{position}")
    documents.assert_examples_come_out(found, partial(by_hand.cards, position), dict.fromkeys(found.metrics, "1"))
    documents.assert_examples_cover(found)


@each_position
def test_a_scheme_written_and_read_again_is_the_same(position: str) -> None:
    documents.assert_written_and_read_again(scheme(f"service-positions/{position}"))
