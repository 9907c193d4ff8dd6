"""The scheme documents say what the policy says, and of every rule that it is ours."""

from __future__ import annotations

import pytest

from tests.schemes import documents
from tests.schemes.both_ways import scheme
from tests.schemes.service_hard_soft import by_hand
from tests.schemes.service_hard_soft.people import CELLS

SPECIALIST, SUPERVISOR = "service-hard-soft/specialist", "service-hard-soft/supervisor"
WORKED: dict[str, documents.Worked] = {SPECIALIST: by_hand.specialists, SUPERVISOR: by_hand.supervisors}
ITEMS = {
    SPECIALIST: """
        customers_received    接待客户数量           10
        problems_solved       解决问题数量           10
        questions_answered    回答疑问数量           10
        handling_time         接待客户所花费时间     5
        customer_satisfaction 客户满意度             10
        leader_satisfaction   领导对其工作的满意度   5
        payment_collection    货款回收情况           5
        attendance            出勤情况、工作纪律     10
        work_attitude         工作态度               10
        warmth                对待客户是否热情       5
        adaptability          遇到问题的应变能力     5
        customer_relations    调节客户与公司的关系   10
        time_planning         合理安排工作时间       5
    """,
    SUPERVISOR: """
        team_customers_received 团队接待客户数量         10
        hard_cases_solved       解答疑难杂症的比例       10
        customer_satisfaction   客户满意度               10
        member_performance      手下员工的表现           5
        attendance              出勤情况、工作纪律       10
        member_management       对手下员工的管理情况     5
        team_performance        团队综合绩效情况         5
        assigned_tasks          能否完成上级交给的任务   10
        work_attitude           工作态度                 5
        member_relations        调节手下员工之间的关系   10
        task_allocation         合理分配任务             10
        adaptability            应变能力                 5
        bridge                  员工与领导之间的桥梁     5
    """,
}

each_scheme = pytest.mark.parametrize("id", [SPECIALIST, SUPERVISOR])


@each_scheme
def test_the_indicators_are_the_policys_and_every_rule_is_assumed(id: str) -> None:
    assert documents.items(scheme(id)) == documents.listed(ITEMS[id], "assumed")
    assert {item.assumed for item in scheme(id).items.values()} == {("calculator",)}


@each_scheme
def test_the_two_sections_have_the_points_stated(id: str) -> None:
    documents.assert_sections_add_up(scheme(id), {"硬性指标": 65, "软性指标": 35})
    assert scheme(id).full == 100
    assert not scheme(id).adjustments


@each_scheme
def test_every_figure_cites_the_policy_and_explains_what_is_assumed(id: str) -> None:
    documents.assert_figures_explained(scheme(id))
    grades = scheme(id).grades
    assert grades is not None
    assert grades.status == "assumed"


@each_scheme
def test_metrics_and_indicators_are_described_in_two_languages(id: str) -> None:
    documents.assert_described(scheme(id))


@each_scheme
def test_every_metric_is_named_like_its_indicator_but_the_events_of_attendance(id: str) -> None:
    metrics = scheme(id).metrics
    assert list(metrics) == ["attendance_events" if item == "attendance" else item for item in scheme(id).indicators]
    assert [metric for metric in metrics if metrics[metric].whole] == ["attendance_events"]
    assert {metric.default for metric in metrics.values()} == {None}


def test_the_number_that_the_supervisors_list_skips_is_said() -> None:
    note = scheme(SUPERVISOR).note
    assert note is not None
    assert "第 6 项" in note.zh
    assert "item 6" in note.en


@each_scheme
def test_the_worked_examples_come_out_as_worked_from_the_policy(id: str) -> None:
    documents.assert_examples_come_out(scheme(id), WORKED[id], dict.fromkeys(CELLS[id], "1"))
    documents.assert_examples_cover(scheme(id))


@each_scheme
def test_a_scheme_written_and_read_again_is_the_same(id: str) -> None:
    documents.assert_written_and_read_again(scheme(id))
