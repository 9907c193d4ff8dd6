"""The sample runs as it comes; a form that is filled in less, or wrongly, is answered as the department needs it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kpicore import Refused
from kpicore.scoring.scorecards import scorecard
from tests.schemes import samples
from tests.schemes.manager_base60 import by_hand

HEADINGS = {
    "工号": "employee",
    "姓名": "name",
    "部门": "team",
    "职务": "post",
    "入职日期": "entry_date",
    "工作绩效": "work_performance",
    "协调沟通": "coordination",
    "工作态度": "work_attitude",
    "工作纪律": "work_discipline",
    "成本意识": "cost_awareness",
    "迟到": "late_points",
    "早退": "early_leave_points",
    "事假": "personal_leave_points",
    "奖励": "reward_points",
    "处罚": "penalty_points",
    "其他": "other_points",
}
RECORD = ("迟到", "早退", "事假", "奖励", "处罚", "其他")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    return samples.copied("kpicore_scheme_manager_base60", "manager", tmp_path)


def fill_in(sample: Path, rows: list[samples.Row]) -> None:
    with (sample / "form.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def test_the_sample_runs_without_a_warning_and_every_figure_is_right(sample: Path) -> None:
    results, tables = samples.published(sample)

    people = samples.people(sample, ["form.csv"], HEADINGS)
    cards = by_hand.managers(people)
    who = [{column: person[column] for column in ("employee", "name", "team")} for person in people]
    assert [{column: row[column] for column in who[0]} for row in tables["managers"]] == who
    assert [samples.worked(row, card) for row, card in zip(tables["managers"], cards, strict=True)] == cards
    assert [*results.warnings, *results.stages["managers"].warnings] == []


def test_the_head_of_the_form_is_on_the_card(sample: Path) -> None:
    results, _ = samples.published(sample)
    card = scorecard(results.stages["managers"], "3004", "zh")
    assert card is not None
    assert (card.name, card.team) == ("经理丁", "客服二部")
    assert [(detail.label.zh, detail.text) for detail in card.details] == [
        ("部门", "客服二部"),
        ("职务", "值班经理"),
        ("入职日期", "2018-07-02"),
    ]


def test_what_is_not_recorded_counts_as_0_whether_the_cells_are_empty_or_the_columns_are_absent(sample: Path) -> None:
    form = samples.rows(sample / "form.csv")
    fill_in(sample, [{**row, **dict.fromkeys(RECORD, "")} for row in form])
    empty, from_empty = samples.published(sample)

    pipeline = sample / "pipeline.toml"
    kept = [line for line in pipeline.read_text(encoding="utf-8").splitlines() if "_points" not in line]
    pipeline.write_text("\n".join(kept), encoding="utf-8")
    fill_in(sample, [{column: cell for column, cell in row.items() if column not in RECORD} for row in form])
    absent, from_absent = samples.published(sample)

    nothing = {f"{kind}_points": "0" for kind in by_hand.ENTERED}
    people = [{HEADINGS[column]: cell for column, cell in row.items()} | nothing for row in form]
    cards = by_hand.managers(people)
    for results, tables in ((empty, from_empty), (absent, from_absent)):
        assert [samples.worked(row, card) for row, card in zip(tables["managers"], cards, strict=True)] == cards
        assert [problem.code for problem in results.stages["managers"].warnings] == ["default-used"] * 6


def test_a_penalty_without_its_minus_and_a_reward_with_one_are_named_and_counted_as_entered(sample: Path) -> None:
    form = samples.rows(sample / "form.csv")
    form[1] |= {"奖励": "-2"}
    form[4] |= {"处罚": "0.5", "其他": "3", "迟到": "1"}
    fill_in(sample, form)

    results, tables = samples.published(sample)

    warnings = results.stages["managers"].warnings
    assert [(problem.code, problem.place.line) for problem in warnings] == [
        ("unexpected-sign", 3),
        ("unexpected-sign", 6),
    ]
    assert "3002" in warnings[0].message.zh
    assert "3005" in warnings[1].message.zh
    people = samples.people(sample, ["form.csv"], HEADINGS)
    totals = [card["total"] for card in by_hand.managers(people)]
    assert [samples.worked(row, {"total": None})["total"] for row in tables["managers"]] == totals


@pytest.mark.parametrize(
    ("letter", "code"), [("A+", "unknown-letter"), ("s", "unknown-letter"), ("", "missing-metric")]
)
def test_a_letter_that_the_form_does_not_have_and_an_item_left_open_are_refused_at_their_line(
    letter: str, code: str, sample: Path
) -> None:
    form = samples.rows(sample / "form.csv")
    form[2] |= {"成本意识": letter}
    fill_in(sample, form)

    with pytest.raises(Refused) as refused:
        samples.published(sample)

    [problem] = refused.value.problems
    assert (problem.code, problem.place.line) == (code, 4)
