"""The sample runs as it comes, and every published figure is what the policy gives."""

from __future__ import annotations

from pathlib import Path

from kpicore.scoring.scorecards import scorecards
from tests.schemes import samples
from tests.schemes.service_management import by_hand

HEADINGS = {
    "工号": "employee",
    "姓名": "name",
    "分析报告": "analysis_reports",
    "成果采纳": "research_adoption",
    "统计完整": "statistics_completeness",
    "统计及时": "statistics_timeliness",
    "统计准确": "statistics_accuracy",
    "客户答复": "answer_quality",
    "记录完整": "record_completeness",
    "情况上报": "reporting_up",
    "领导满意度": "leader_satisfaction",
}


def test_the_sample_runs_and_every_figure_is_right(tmp_path: Path) -> None:
    sample = samples.copied("kpicore_scheme_service_management", "manager", tmp_path)
    results, tables = samples.published(sample)

    people = samples.people(sample, ["form.csv"], HEADINGS)
    cards = by_hand.managers(people)
    table = tables["managers"]
    assert [(row["employee"], row["name"]) for row in table] == [(each["employee"], each["name"]) for each in people]
    assert [samples.worked(row, card) for row, card in zip(table, cards, strict=True)] == cards
    assert results.stages["managers"].warnings == ()


def test_the_assessor_and_remarks_of_the_form_stand_on_the_card(tmp_path: Path) -> None:
    sample = samples.copied("kpicore_scheme_service_management", "manager", tmp_path)
    rows = samples.rows(sample / "form.csv")
    results, _ = samples.published(sample)
    cards = scorecards(results.stages["managers"], "zh")
    assert any(row["备注"] for row in rows)
    for row, card in zip(rows, cards, strict=True):
        said = {"考核人": row["考核人"], "备注": row["备注"]}
        assert {each.label.zh: each.text for each in card.details} == {
            label: text for label, text in said.items() if text
        }
