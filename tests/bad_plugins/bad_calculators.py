"""Calculators that are wrong in one way each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import Any, ClassVar

import polars as pl
from attrs import define, frozen

from kpicore import Clip, Item, Lit, Node, Par, Ref, Say, Text
from kpicore.testing import CalculatorContract
from tests.bad_plugins.bad import Bad, contract_classes

SHARED: Mapping[str, Any] = {"metrics": {"late": "count"}, "points": 10}
CALLS = count()
ENORMOUS = Decimal(10) ** 17


def calculator(rule: Callable[[Any, Item], Any]) -> Mapping[str, Any]:
    """A calculator with this rule; 3 are free, and every one beyond takes 0.5."""

    @frozen
    class Spoilt:
        kind: ClassVar[str] = "spoilt"
        free: Decimal = Decimal(3)
        each: Decimal = Decimal("0.5")

        def rule(self, indicator: Item) -> Any:
            return rule(self, indicator)

    return {"calculator": Spoilt()}


def sound(self: Any, indicator: Item) -> Node:
    """Full marks, less something for every one beyond those that are free."""
    beyond = indicator.metric("late") - Par("calculator.free", self.free)
    return within(indicator.full_marks - beyond * Par("calculator.each", self.each), indicator)


def within(node: Node, indicator: Item) -> Node:
    """The node between nothing and the full marks."""
    return Clip(node, Lit(0), indicator.full_marks)


@define
class Changeable:
    """It is not frozen."""

    kind: ClassVar[str] = "changeable"

    def rule(self, indicator: Item) -> Node:
        """The full marks."""
        return within(indicator.metric("late"), indicator)


@frozen
class Listed:
    """Its list comes back as a tuple."""

    kind: ClassVar[str] = "listed"
    metrics: Sequence[str]

    def rule(self, indicator: Item) -> Node:
        """The first of its metrics."""
        return within(indicator.metric(self.metrics[0]), indicator)


def phrased(phrase: Text) -> Mapping[str, Any]:
    """A sound calculator that says this of itself."""
    return calculator(lambda self, indicator: Say(sound(self, indicator), phrase, {"late": indicator.metric("late")}))


SOUND: Mapping[str, Mapping[str, Any]] = {
    "SoundCalculator": {**calculator(sound), "cases": [({"late": 5}, 9), ({"late": None}, None)]},
    "SoundPhrase": phrased(Text("{late} 次", "{late} times")),
}

BAD: Mapping[str, Bad] = {
    "NotFrozen": Bad(
        "test_the_class_is_sound", "Changeable 的实例可以修改", "write @attrs.frozen", {"calculator": Changeable()}
    ),
    "ListComesBackOtherwise": Bad(
        "test_its_options_can_stand_in_a_scheme",
        "写成 TOML 再读回来，与原来的不同",
        "needs converter=tuple",
        {"calculator": Listed(["late"])},
    ),
    "NotOffered": Bad(
        "test_the_plugin_offers_it",
        "插件 example 没有提供 spoilt",
        "plugin example does not offer spoilt",
        {**calculator(sound), "plugin": "example"},
    ),
    "NumberInsteadOfATree": Bad(
        "test_the_rule_is_a_tree_of_nodes",
        "rule 应返回由 kpicore 节点组成的树，其中却有 float",
        "there is float in it: compute nothing, write the formula",
        calculator(lambda self, indicator: 10.0),
    ),
    "FunctionInsteadOfATree": Bad(
        "test_the_rule_is_a_tree_of_nodes",
        "rule 应返回由 kpicore 节点组成的树，其中却有 function",
        "there is function in it",
        calculator(lambda self, indicator: lambda person: 10),
    ),
    "ExpressionWithinTheTree": Bad(
        "test_the_rule_is_a_tree_of_nodes",
        "rule 应返回由 kpicore 节点组成的树，其中却有 Expr",
        "there is Expr in it",
        calculator(lambda self, indicator: Clip(pl.col("metric.late"), Lit(0), indicator.full_marks)),  # type: ignore[arg-type]  # which is what is wrong
    ),
    "RuleFails": Bad(
        "test_the_rule_is_a_tree_of_nodes",
        "rule 出错：ZeroDivisionError",
        "rule failed: ZeroDivisionError",
        calculator(lambda self, indicator: 1 / 0),
    ),
    "AnotherRuleEachTime": Bad(
        "test_the_rule_is_the_same_each_time",
        "每次调用 rule 得到的树不同",
        "not on time, chance or earlier calls",
        calculator(
            lambda self, indicator: Say(sound(self, indicator), Text(f"第 {next(CALLS)} 次", f"no. {next(CALLS)}"))
        ),
    ),
    "ReadsWhatNobodyDeclares": Bad(
        "test_the_rule_reads_what_the_scheme_declares",
        "规则用到了没有声明的列",
        "['skill']",
        calculator(lambda self, indicator: within(indicator.metric("late") * 0 + Ref("skill"), indicator)),
    ),
    "LooksItsMetricUp": Bad(
        "test_a_metric_that_is_not_declared_is_an_invalid_option",
        "数据没有声明时，应抛出 InvalidOption，却是 KeyError",
        "let through what it raises",
        calculator(lambda self, indicator: (indicator.metrics["late"], sound(self, indicator))[1]),
    ),
    "NamesItsColumnItself": Bad(
        "test_a_metric_that_is_not_declared_is_an_invalid_option",
        "数据没有声明时，应抛出 InvalidOption，却是 None",
        "use indicator.metric(…)",
        calculator(lambda self, indicator: within(Ref("metric.late"), indicator)),
    ),
    "OptionAsALiteral": Bad(
        "test_numbers_of_the_policy_are_parameters",
        "选项 calculator.free 的数在规则中是 Lit",
        'write Par("calculator.free", …)',
        calculator(lambda self, indicator: within(indicator.metric("late") - Lit(self.free), indicator)),
    ),
    "OptionComputedBeforehand": Bad(
        "test_numbers_of_the_policy_are_parameters",
        "选项 calculator.free 的数在规则中是 Lit",
        'write Par("calculator.free", …)',
        {
            **calculator(lambda self, indicator: within(indicator.metric("late") * (2 * self.free), indicator)),
            "constants": [6],
        },
    ),
    "ParameterOfNoOption": Bad(
        "test_parameters_are_named_by_their_option",
        "Par 的名称不是选项的路径（有 calculator.free, calculator.each, points）",
        "['free']",
        calculator(lambda self, indicator: within(indicator.metric("late") - Par("free", self.free), indicator)),
    ),
    "ParameterOfAnotherNumber": Bad(
        "test_parameters_are_named_by_their_option",
        "Par 的数与同名选项不同",
        "{'calculator.free': (['6'], '3')}",
        calculator(
            lambda self, indicator: within(indicator.metric("late") - Par("calculator.free", 2 * self.free), indicator)
        ),
    ),
    "NumberInTheCode": Bad(
        "test_no_number_of_a_policy_stands_in_the_code",
        "规则中写死了数 60",
        "the numbers 60 stand in the code",
        calculator(lambda self, indicator: within(indicator.metric("late") / 60, indicator)),
    ),
    "LosesItsDigits": Bad(
        "test_the_rule_computes_the_same_on_a_frame_as_in_fractions",
        "数据框和分数算出的不同",
        "the difference of large numbers has lost its digits",
        {
            **calculator(lambda self, indicator: within(indicator.metric("late") + ENORMOUS - ENORMOUS, indicator)),
            "constants": [ENORMOUS],
        },
    ),
    "ComputesWithALetter": Bad(
        "test_the_rule_computes_the_same_on_a_frame_as_in_fractions",
        "规则拿文字当数计算",
        "the rule computes with a text",
        {
            **calculator(lambda self, indicator: within(indicator.metric("late"), indicator)),
            "metrics": {"late": "rating"},
        },
    ),
    "BeyondTheFullMarks": Bad(
        "test_points_stay_between_nothing_and_the_full_marks",
        "得分超出 0 至 10 分",
        "use Clip(…, Lit(0), indicator.full_marks)",
        calculator(lambda self, indicator: indicator.metric("late") * Par("calculator.each", self.each)),
    ),
    "UnfilledSlot": Bad(
        "test_the_rule_can_be_said_in_chinese_and_english",
        "Say 的文字中有 {'free'}，slots 中却没有",
        "the phrase of a Say has {'free'}, and its slots have not",
        phrased(Text("{late} 次，{free} 次以内不计", "{late} times, {free} of them free")),
    ),
    "ChineseInEnglish": Bad(
        "test_the_rule_can_be_said_in_chinese_and_english",
        "英文说明中有中文",
        "['次']",
        phrased(Text("{late} 次", "{late} 次")),
    ),
    "OtherThanByHand": Bad(
        "test_the_cases_worked_by_hand_come_out",
        "与手工算出的不同",
        "{0: ('8.000000', '9.000000')}",
        {**calculator(sound), "cases": [({"late": 3}, 10), ({"late": 5}, "8")]},
    ),
}

globals().update(contract_classes(CalculatorContract, SHARED, BAD, __name__))
globals().update(
    {f"Test{name}": type(f"Test{name}", (CalculatorContract,), {**SHARED, **given}) for name, given in SOUND.items()}
)
