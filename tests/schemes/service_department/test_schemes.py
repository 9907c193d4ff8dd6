"""The scheme document says what the policy says, and of every figure that it is ours."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpicore.builtin.calculators import Mean
from tests.schemes import documents
from tests.schemes.arithmetic import Card, Person
from tests.schemes.both_ways import scheme
from tests.schemes.service_department import by_hand

ID = "service-department/staff"
ITEMS = """
    assigned_tasks     完成上级交办   9
    needs_analysis     解析客户需求   8
    reports_on_time    按时完成报表   8
    response_time      响应时间       6.25
    service_quality    服务质量       6.25
    reception_skill    接待技能       6.25
    emergency_handling 突发事件处理   6.25
    courtesy           礼貌待人       6.25
    warmth             服务热情       6.25
    complaint_handling 处理投诉       6.25
    responsibility     负责任         6.25
    product_knowledge  产品知识       9
    communication      沟通能力       8
    advice             建议和解决方案 8
"""


def test_the_items_are_the_policys_and_every_figure_is_assumed() -> None:
    assert documents.items(scheme(ID)) == documents.listed(ITEMS, "assumed")
    assert {item.assumed for item in scheme(ID).items.values()} == {("points", "calculator")}


def test_four_groups_divide_the_full_marks_alike_and_none_is_stated() -> None:
    documents.assert_sections_add_up(
        scheme(ID), dict.fromkeys(("工作内容", "工作效率", "服务态度", "业务服务能力"), None)
    )
    inside = dict.fromkeys(scheme(ID).sections, Decimal(0))
    for item in scheme(ID).indicators.values():
        inside[str(item.section)] += item.points
    assert set(inside.values()) == {25}


def test_every_item_weighs_superiors_and_peers_and_either_may_be_absent() -> None:
    for id, item in scheme(ID).indicators.items():
        weights = {f"{id}_superior": Decimal("0.7"), f"{id}_peer": Decimal("0.3")}
        assert item.calculator == Mean(weights=weights, skip_missing=True)
    metrics = scheme(ID).metrics
    assert list(metrics) == [f"{item}_{relation}" for item in by_hand.POINTS for relation in by_hand.WEIGHTS]
    assert {(metric.unit, metric.optional, metric.default) for metric in metrics.values()} == {("score", True, None)}


def test_every_figure_cites_the_policy_and_explains_what_is_assumed() -> None:
    documents.assert_figures_explained(scheme(ID))
    documents.assert_described(scheme(ID))
    grades = scheme(ID).grades
    assert grades is not None
    assert grades.status == "assumed"


def test_the_policys_flaws_are_said_where_they_lie() -> None:
    note = scheme(ID).note
    assert note is not None
    assert all(flaw in note.zh for flaw in ("下级对上级", "主观考核的定义", "第 2 项"))
    kinds = {id: "主观" in section.note.zh for id, section in scheme(ID).sections.items() if section.note}
    assert kinds == {"work_content": False, "efficiency": False, "attitude": True, "ability": True}


def worked(people: Sequence[Person]) -> list[Card]:
    """By hand, items that an example leaves out altogether rated 1 by superiors."""
    nobody = {f"{item}_{relation}": "" for item in by_hand.POINTS for relation in by_hand.WEIGHTS}
    filled = []
    for person in people:
        unrated = [
            item for item in by_hand.POINTS if not any(f"{item}_{relation}" in person for relation in by_hand.WEIGHTS)
        ]
        filled.append({**nobody, **dict.fromkeys((f"{item}_superior" for item in unrated), "1"), **person})
    return by_hand.cards(filled)


def test_the_worked_examples_come_out_as_worked_from_the_policy() -> None:
    documents.assert_examples_come_out(scheme(ID), worked, {})
    documents.assert_examples_cover(scheme(ID))


def test_a_scheme_written_and_read_again_is_the_same() -> None:
    documents.assert_written_and_read_again(scheme(ID))
