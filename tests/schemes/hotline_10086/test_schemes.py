"""The scheme documents say what the policy says, and of every other figure that it is ours."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from kpicore import Text
from kpicore.builtin.calculators import Linear, StatedBand
from kpicore.document import find_scheme, read_scheme, write_scheme
from kpicore.plugin import load_plugins
from kpicore.scheme import Adjustment, Grades, Indicator, Scheme
from kpicore.scoring.examples import check_examples
from tests.schemes.hotline_10086 import by_hand

REGISTRY = load_plugins()
SCHEMES = {
    position: find_scheme(f"hotline-10086/{position}", None, None, REGISTRY).scheme
    for position in ("operator", "shift-leader", "business-guide")
}
WORKED: dict[str, Callable[..., list[by_hand.Card]]] = {
    "operator": by_hand.operators,
    "shift-leader": by_hand.shift_leaders,
    "business-guide": by_hand.business_guides,
}

INDICATORS = {
    "operator": """
        process_norm             15   assumed
        answer_accuracy          15   assumed
        quarterly_exam           10   stated
        call_volume              15   assumed
        hangup_satisfaction      10   assumed
        satisfaction_trigger     5    assumed
        first_contact_resolution 5    assumed
        ivr_transfer             5    stated
        seat_transfer            5    disputed
        attendance_discipline    15   assumed
    """,
    "shift-leader": """
        team_average             40   assumed
        team_ab_share            20   assumed
        team_de_share            10   assumed
        quarterly_exam           5    stated
        activity_participation   2.5  assumed
        activity_quality         2.5  assumed
        data_reporting           5    stated
        team_management          5    stated
        production_management    10   stated
    """,
    "business-guide": """
        team_average             40   assumed
        team_ab_share            20   assumed
        team_de_share            10   assumed
        quarterly_exam           5    stated
        activity_participation   2.5  assumed
        activity_quality         2.5  assumed
        key_work                 20   assumed
    """,
}
SECTIONS_STATED = {
    "operator": {"服务质量": 30, "业务技能": 10, "综合服务指标": 45, "出勤和劳动纪律": None},
    "shift-leader": {"班组团队业绩": 70, "季考成绩": 5, "团队文化建设": 5, "重点工作完成情况": 20},
    "business-guide": {"团队业绩": 70, "季考成绩": 5, "团队文化建设": None, "重点工作": None},
}

each_scheme = pytest.mark.parametrize("position", SCHEMES)


def figures(scheme: Scheme) -> dict[str, Indicator | Adjustment | Grades]:
    """Everything that has a status."""
    assert scheme.grades is not None
    return {**scheme.items, "grades": scheme.grades}


@each_scheme
def test_the_indicators_have_the_policys_points_and_status(position: str) -> None:
    rows = [line.split() for line in INDICATORS[position].split("\n") if line.strip()]
    found = [(id, item.points, item.status) for id, item in SCHEMES[position].indicators.items()]
    assert found == [(id, Decimal(points), status) for id, points, status in rows]


@each_scheme
def test_all_indicators_together_have_the_full_marks(position: str) -> None:
    scheme = SCHEMES[position]
    assert sum(item.points for item in scheme.indicators.values()) == scheme.full == 100


@each_scheme
def test_a_section_has_points_where_the_policy_states_them_and_its_indicators_add_up_to_them(position: str) -> None:
    scheme = SCHEMES[position]
    assert {section.label.zh: section.points for section in scheme.sections.values()} == SECTIONS_STATED[position]
    for id, section in scheme.sections.items():
        inside = sum(item.points for item in scheme.indicators.values() if item.section == id)
        assert inside == (inside if section.points is None else section.points) > 0


def test_only_shift_leaders_have_deductions_outside_the_full_marks() -> None:
    assert {position: list(scheme.adjustments) for position, scheme in SCHEMES.items()} == {
        "operator": [],
        "shift-leader": ["other_work", "attendance", "site_management"],
        "business-guide": [],
    }
    statuses = [item.status for item in SCHEMES["shift-leader"].adjustments.values()]
    assert statuses == ["stated", "assumed", "stated"]


@each_scheme
def test_what_the_policy_does_not_state_says_so_in_two_languages(position: str) -> None:
    for id, item in figures(SCHEMES[position]).items():
        if item.status == "stated":
            assert (item.assumed, item.note) == ((), None), id
        else:
            assert item.note is not None, id
            assert item.note.zh, id
            assert item.note.en, id


@each_scheme
def test_every_figure_cites_the_policy(position: str) -> None:
    for id, item in figures(SCHEMES[position]).items():
        assert item.clause.startswith("客户服务中心"), id
        assert "考核评分标准·" in item.clause, id


@each_scheme
def test_a_missing_metric_is_an_error_everywhere(position: str) -> None:
    scheme = SCHEMES[position]
    assert {item.missing for item in scheme.indicators.values()} == {"error"}
    assert {metric.default for metric in scheme.metrics.values()} == {None}


@each_scheme
def test_events_are_whole_and_days_may_be_halves(position: str) -> None:
    metrics = SCHEMES[position].metrics
    events = {id for id in metrics if id.endswith(("_events", "_breaches", "_errors", "_lapses"))}
    assert {id for id, metric in metrics.items() if metric.whole} == events


@each_scheme
def test_metrics_and_indicators_are_described_in_two_languages(position: str) -> None:
    scheme = SCHEMES[position]
    described: dict[str, Text | None] = {id: metric.description for id, metric in scheme.metrics.items()}
    described |= {id: item.description for id, item in scheme.items.items()}
    assert [id for id, text in described.items() if text is None or not (text.zh and text.en)] == []


@each_scheme
def test_the_worked_examples_come_out(position: str) -> None:
    assert len(SCHEMES[position].examples) >= 6
    assert check_examples(SCHEMES[position]) == []


@each_scheme
def test_the_worked_examples_are_worked_from_the_policy(position: str) -> None:
    scheme = SCHEMES[position]
    elsewhere = {**dict.fromkeys(scheme.metrics, "1"), "skill_group": "ordinary"}
    for example in scheme.examples:
        people = [{**elsewhere, **{name: str(value) for name, value in person.items()}} for person in example.people]
        for card, expected in zip(WORKED[position](people), example.expect, strict=True):
            exactly = {id: Fraction(value) if isinstance(value, Decimal) else value for id, value in expected.items()}
            assert {id: card[id] for id in exactly} == exactly, example.note


@each_scheme
def test_every_indicator_and_every_grade_but_one_is_in_a_worked_example(position: str) -> None:
    """An E by quota takes twenty people."""
    scheme = SCHEMES[position]
    assert scheme.grades is not None
    expected = [person for example in scheme.examples for person in example.expect]
    assert {*scheme.items, "total", "rank", "grade"} <= {id for person in expected for id in person}
    grades = {person["grade"] for person in expected if "grade" in person}
    assert grades | {"E"} == set(scheme.grades.mapper.letters)


@each_scheme
def test_a_scheme_written_and_read_again_is_the_same(position: str) -> None:
    scheme = SCHEMES[position]
    assert read_scheme(write_scheme(scheme).encode(), "written.toml", REGISTRY).scheme == scheme


def test_the_disputed_band_keeps_the_policys_own_words_for_lint() -> None:
    calculator = SCHEMES["operator"].indicators["seat_transfer"].calculator
    assert isinstance(calculator, Linear)
    assert (calculator.zero, calculator.full) == (Decimal("0.02"), Decimal("0.008"))
    full, zero, start, end = (Decimal(text) for text in ("0.008", "0.02", "0.018", "0.02"))
    assert calculator.stated == StatedBand(full=full, zero=zero, from_=start, to=end)
