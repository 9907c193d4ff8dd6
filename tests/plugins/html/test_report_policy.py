"""The page about a policy: every rule, what is said of it, and what a check of the policy found."""

import pytest
from attrs import evolve

from kpicore import Place, Problem, Text
from kpicore_html.content import StageContent
from kpicore_html.rules import policy_page
from tests.plugins.html.department import report


@pytest.fixture(scope="module")
def operators(tmp_path_factory: pytest.TempPathFactory) -> StageContent:
    return report(tmp_path_factory.mktemp("policy")).stages[0]


def test_every_item_has_its_rule_its_points_and_its_status(operators: StageContent) -> None:
    told = policy_page(operators, "zh")
    assert [(section.heading, [rule.label for rule in section.rules]) for section in told.sections] == [
        ("服务质量（60 分）", ["满意", "话务"]),
        ("其他项目", ["考试", "态度", "响应"]),
        ("加减分", ["迟到扣分"]),
        ("定级", ["等级"]),
    ]
    rules = {rule.label: rule for section in told.sections for rule in section.rules}
    assert rules["满意"].points == "40 分"
    assert rules["满意"].rule == (
        "普通：满意率：80% 得 0 分，100% 得满分 40 分，其间按比例；"
        "贵宾：满意率：90% 得 0 分，100% 得满分 40 分，其间按比例"
    )
    assert (rules["满意"].clause, rules["满意"].status_said) == ("第一条", "写明")
    assert (rules["话务"].status_said, rules["话务"].note) == ("暂定：满分界", "上限是假定的。")
    assert rules["话务"].extra == ("当月接通的电话。",)
    assert rules["考试"].extra == ("缺数据时不计本项，其余按比例折算",)
    assert rules["响应"].extra == ("缺数据时计 0 分",)
    assert (rules["迟到扣分"].points, rules["迟到扣分"].status_said) == ("", "待定")
    assert rules["等级"].rule == "总分：85 及以上得 A，70 及以上得 B，60 及以上得 C，其余得 D"
    assert told.outcomes == ("A：建议通报表扬",)
    assert told.rounding == "每项四舍五入到 2 位小数后相加。"


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("indicators.volume.calculator.full", "话务"),
        ("adjustments.lateness", "迟到扣分"),
        ("metrics.exam.range", "考试成绩"),
        ("sections.service.points", "服务质量"),
        ("groups.skill", "技能组"),
        ("grades.A", "定级"),
        ("full", "满分"),
        ("indicators.gone", "细则"),
        ("", "细则"),
    ],
)
def test_what_lint_finds_is_said_in_people_s_words_of_where(operators: StageContent, key: str, place: str) -> None:
    problem = Problem("code", Text("这里不清楚", "unclear"), Place("scheme.toml", 3, key=key), severity="warning")
    checked = evolve(operators, policy=evolve(operators.policy, findings=(problem,)))
    findings = policy_page(checked, "zh").findings
    assert findings is not None
    assert [(found.place, found.key, found.severity, found.message) for found in findings] == [
        (place, key, "提醒", "这里不清楚")
    ]


def test_nobody_having_looked_is_not_nothing_having_been_found(operators: StageContent) -> None:
    assert policy_page(operators, "zh").findings is None
    checked = evolve(operators, policy=evolve(operators.policy, findings=()))
    assert policy_page(checked, "zh").findings == ()
