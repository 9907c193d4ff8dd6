"""The samples run as they come, and every published figure is what the policy gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicore import Refused
from tests.schemes import documents, samples
from tests.schemes.service_hard_soft import by_hand

PACKAGE = "kpicore_scheme_service_hard_soft"
FILES = ["people.csv", "hard.csv", "soft.csv"]
HEADINGS = {
    "specialist": {
        "接待客户数量": "customers_received",
        "解决问题数量": "problems_solved",
        "回答疑问数量": "questions_answered",
        "平均接待用时（秒）": "handling_time",
        "客户满意度": "customer_satisfaction",
        "领导满意度评分": "leader_satisfaction",
        "货款回收率": "payment_collection",
        "缺勤违纪次数": "attendance_events",
        "工作态度评分": "work_attitude",
        "服务热情评分": "warmth",
        "应变能力评分": "adaptability",
        "客户关系评分": "customer_relations",
        "时间安排评分": "time_planning",
    },
    "supervisor": {
        "团队接待客户数量": "team_customers_received",
        "疑难问题解答率": "hard_cases_solved",
        "客户满意度": "customer_satisfaction",
        "员工表现评分": "member_performance",
        "缺勤违纪次数": "attendance_events",
        "员工管理评分": "member_management",
        "团队绩效评分": "team_performance",
        "任务完成率": "assigned_tasks",
        "工作态度评分": "work_attitude",
        "员工关系评分": "member_relations",
        "任务分配评分": "task_allocation",
        "应变能力评分": "adaptability",
        "上下沟通评分": "bridge",
    },
}
WORKED: dict[str, documents.Worked] = {"specialist": by_hand.specialists, "supervisor": by_hand.supervisors}


@pytest.mark.parametrize("position", WORKED)
def test_the_sample_runs_without_a_warning_and_every_figure_is_right(position: str, tmp_path: Path) -> None:
    sample = samples.copied(PACKAGE, position, tmp_path)
    results, tables = samples.published(sample)

    people = samples.people(sample, FILES, {"工号": "employee", "姓名": "name", **HEADINGS[position]})
    cards = WORKED[position](people)
    [(stage, table)] = tables.items()
    assert [(row["employee"], row["name"]) for row in table] == [(each["employee"], each["name"]) for each in people]
    assert [samples.worked(row, card) for row, card in zip(table, cards, strict=True)] == cards
    assert [*results.warnings, *results.stages[stage].warnings] == []


def test_a_count_that_nobody_has_is_refused_by_name(tmp_path: Path) -> None:
    sample = samples.copied(PACKAGE, "supervisor", tmp_path)
    figures = samples.rows(sample / "hard.csv")
    lines = [",".join(figures[0])]
    lines += [",".join({**row, "团队接待客户数量": "0"}.values()) for row in figures]
    (sample / "hard.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    with pytest.raises(Refused) as refused:
        samples.published(sample)

    assert {problem.code for problem in refused.value.problems} == {"no-score"}
    assert all("团队接待客户数量" in problem.message.zh for problem in refused.value.problems)
