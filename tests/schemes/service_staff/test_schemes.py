"""The scheme documents say what the policies say, and of every figure that it is ours."""

from __future__ import annotations

import pytest

from tests.schemes import documents
from tests.schemes.both_ways import scheme
from tests.schemes.service_staff.people import CELLS, CSAT, FOUR, STAFF, WORKED

ITEMS = {
    STAFF: """
        customer_satisfaction 客户满意度     25
        service_standard      服务标准达成率 25
        problem_resolution    客户问题解决率 25
        initiative            工作积极性     25
    """,
    FOUR: """
        tickets_per_day         日均处理量     10
        handling_time           处理时长       10
        customer_satisfaction   客户满意度     5
        satisfaction_rating     客户满意度评分 10
        complaint_handling_rate 投诉处理率     5
        qa_score                质检得分       10
        collaboration           协作           10
        team_goal               团队目标       5
        team_review             团队评价       10
        training                培训           10
        skill_mastery           技能掌握       10
        growth_plan             成长计划       5
    """,
    CSAT: """
        customer_satisfaction 客户满意度     40
        work_speed            工作速度       10
        problem_efficiency    问题处理效率   5
        problem_analysis      问题分析       5
        problem_solving       问题解决       5
        collaboration         协作           5
        team_awareness        团队意识       5
        learning              学习           4
        professionalism       职业素养       3
        self_improvement      自我提升       3
        service_attitude      服务态度       5
        communication         沟通           5
        problem_attitude      面对问题的态度 5
    """,
}
SECTIONS = {
    STAFF: {None: 100},
    FOUR: {"工作效率": 25, "服务质量": 25, "团队合作": 25, "个人发展": 25},
    CSAT: {None: 40, "工作效率与处理能力": 25, "团队合作与个人发展": 20, "工作态度与服务态度": 15},
}

each_standard = pytest.mark.parametrize("id", ITEMS)


@each_standard
def test_the_indicators_are_the_policys_and_every_figure_is_assumed(id: str) -> None:
    assert documents.items(scheme(id)) == documents.listed(ITEMS[id], "assumed")
    assert {item.assumed for item in scheme(id).items.values()} == {("points", "calculator")}


@each_standard
def test_the_sections_divide_the_full_marks_and_none_is_stated(id: str) -> None:
    inside: dict[str | None, float] = {}
    for item in scheme(id).indicators.values():
        label = scheme(id).sections[item.section].label.zh if item.section else None
        inside[label] = inside.get(label, 0) + float(item.points)
    assert inside == SECTIONS[id]
    assert {section.points for section in scheme(id).sections.values()} <= {None}
    assert scheme(id).full == 100
    assert not scheme(id).adjustments


@each_standard
def test_every_figure_cites_the_policy_and_explains_what_is_assumed(id: str) -> None:
    documents.assert_figures_explained(scheme(id))
    grades = scheme(id).grades
    assert grades is not None
    assert grades.status == "assumed"


@each_standard
def test_metrics_are_the_policys_and_described_and_never_default(id: str) -> None:
    assert list(scheme(id).metrics) == list(CELLS[id])
    assert {metric.default for metric in scheme(id).metrics.values()} == {None}
    documents.assert_described(scheme(id))


def test_satisfaction_may_count_twice_in_the_four_dimensions_and_both_say_so() -> None:
    notes = {item: indicator.note for item, indicator in scheme(FOUR).indicators.items()}
    assert [item for item, note in notes.items() if note is not None and "重复计算" in note.zh] == [
        "customer_satisfaction",
        "satisfaction_rating",
    ]


def test_satisfaction_is_the_first_indicator_where_it_is_the_core() -> None:
    assert next(iter(scheme(CSAT).indicators)) == "customer_satisfaction"


def test_a_grade_of_staff_is_a_recommendation_in_two_languages() -> None:
    grades = scheme(STAFF).grades
    assert grades is not None
    assert list(grades.mapper.letters) == ["excellent", "qualified", "unqualified", "severe"]
    assert list(grades.outcomes) == list(grades.mapper.letters)
    assert grades.assumed == ("excellent", "qualified", "unqualified")
    recommended = {grade: text.zh for grade, text in grades.outcomes.items()}
    assert all(any(word in text for word in ("建议", "可考虑", "参考")) for text in recommended.values())
    assert [scheme(id).grades.outcomes for id in (FOUR, CSAT)] == [{}, {}]  # type: ignore[union-attr]


@each_standard
def test_the_worked_examples_come_out_as_worked_from_the_policy(id: str) -> None:
    documents.assert_examples_come_out(scheme(id), WORKED[id], dict.fromkeys(CELLS[id], "1"))
    documents.assert_examples_cover(scheme(id))


@each_standard
def test_a_scheme_written_and_read_again_is_the_same(id: str) -> None:
    documents.assert_written_and_read_again(scheme(id))
