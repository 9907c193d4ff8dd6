"""Grade mappers that are wrong in one way each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import Any, ClassVar

from attrs import define, frozen

from kpicore import Default, Lit, Node, Par, Ref, Say, Step, Steps, Text
from kpicore.testing import GradeMapperContract
from tests.bad_plugins.bad import Bad, contract_classes

SHARED: Mapping[str, Any] = {}
CALLS = count()
ENORMOUS = Decimal(10) ** 17


def sound(self: Any, total: Ref) -> Node:
    """Passed from the mark on."""
    return passed(total, Par("mark", self.mark))


def passed(total: Node, mark: Node) -> Node:
    """Passed from a number on."""
    return Steps(total, [Step(mark, Lit("passed"))], Lit("failed"))


def mapper(rule: Callable[[Any, Ref], Any], *grades: str) -> Mapping[str, Any]:
    """A mapper with this rule."""

    @frozen
    class Spoilt:
        kind: ClassVar[str] = "spoilt"
        mark: Decimal = Decimal(60)
        letters: ClassVar[Sequence[str]] = grades or ("passed", "failed")

        def rule(self, total: Ref) -> Any:
            return rule(self, total)

    return {"mapper": Spoilt()}


@define
class Changeable:
    """It is not frozen."""

    kind: ClassVar[str] = "changeable"
    letters: ClassVar[Sequence[str]] = ("passed", "failed")

    def rule(self, total: Ref) -> Node:
        """Passed with anything."""
        return passed(total, Lit(0))


@frozen
class Listed:
    """Its list comes back as a tuple."""

    kind: ClassVar[str] = "listed"
    letters: Sequence[str]

    def rule(self, total: Ref) -> Node:
        """Passed with anything."""
        return passed(total, Lit(0))


SOUND: Mapping[str, Mapping[str, Any]] = {
    "SoundMapper": {**mapper(sound), "cases": [([60, "59.99", None], ["passed", "failed", None])]},
}

BAD: Mapping[str, Bad] = {
    "NotFrozen": Bad(
        "test_the_class_is_sound", "Changeable 的实例可以修改", "write @attrs.frozen", {"mapper": Changeable()}
    ),
    "ListComesBackOtherwise": Bad(
        "test_its_options_can_stand_in_a_scheme",
        "写成 TOML 再读回来，与原来的不同",
        "needs converter=tuple",
        {"mapper": Listed(["passed", "failed"])},
    ),
    "NotOffered": Bad(
        "test_the_plugin_offers_it",
        "插件 builtin 没有提供 spoilt",
        "plugin builtin does not offer spoilt",
        {**mapper(sound), "plugin": "builtin"},
    ),
    "TextInsteadOfATree": Bad(
        "test_the_rule_is_a_tree_of_nodes",
        "rule 应返回由 kpicore 节点组成的树，其中却有 str",
        "there is str in it",
        mapper(lambda self, total: "passed"),
    ),
    "AnotherRuleEachTime": Bad(
        "test_the_rule_is_the_same_each_time",
        "每次调用 rule 得到的树不同",
        "not on time, chance or earlier calls",
        mapper(lambda self, total: Say(sound(self, total), Text(f"第 {next(CALLS)} 次", f"no. {next(CALLS)}"))),
    ),
    "ReadsAMetric": Bad(
        "test_the_rule_reads_the_total_and_groups",
        "规则只能用总分、分组和班组",
        "['metric.exam']",
        mapper(lambda self, total: passed(Ref("metric.exam"), Par("mark", self.mark))),
    ),
    "OptionAsALiteral": Bad(
        "test_numbers_of_the_policy_are_parameters",
        "选项 mark 的数在规则中是 Lit",
        'write Par("mark", …)',
        mapper(lambda self, total: passed(total, Lit(self.mark))),
    ),
    "ParameterOfNoOption": Bad(
        "test_parameters_are_named_by_their_option",
        "Par 的名称不是选项的路径（有 mark）",
        "['grades.mark']",
        mapper(lambda self, total: passed(total, Par("grades.mark", self.mark))),
    ),
    "NumberInTheCode": Bad(
        "test_no_number_of_a_policy_stands_in_the_code",
        "规则中写死了数 75",
        "the numbers 75 stand in the code",
        mapper(lambda self, total: passed(total, Lit(75))),
    ),
    "LosesItsDigits": Bad(
        "test_the_rule_computes_the_same_on_a_frame_as_in_fractions",
        "数据框和分数算出的不同",
        "the difference of large numbers has lost its digits",
        {
            **mapper(lambda self, total: passed(total + ENORMOUS - ENORMOUS, Par("mark", self.mark))),
            "constants": [ENORMOUS],
        },
    ),
    "NumbersAsGrades": Bad(
        "test_grades_are_texts", "等级应为文字", "a grade is a text", mapper(lambda self, total: total)
    ),
    "GradeWithoutALetter": Bad(
        "test_every_grade_is_among_the_letters",
        "有的等级不在 letters（passed）中",
        "['failed']",
        mapper(sound, "passed"),
    ),
    "LetterTwice": Bad(
        "test_every_grade_is_among_the_letters",
        "letters 中有重复",
        "letters has some twice",
        mapper(sound, "passed", "passed", "failed"),
    ),
    "GradesNothing": Bad(
        "test_who_has_no_total_has_no_grade",
        "没有总分的人也有了等级",
        "['failed']",
        mapper(lambda self, total: passed(Default(total, Lit(0)), Par("mark", self.mark))),
    ),
    "LettersFromTheWorst": Bad(
        "test_a_higher_total_has_no_worse_grade",
        "总分高的等级反而低",
        "failed → passed",
        mapper(sound, "failed", "passed"),
    ),
    "OtherThanByHand": Bad(
        "test_the_cases_worked_by_hand_come_out",
        "与手工算出的不同",
        "{1: ('passed', 'failed')}",
        {**mapper(sound), "cases": [([60, 59], ["passed", "passed"])]},
    ),
}

globals().update(contract_classes(GradeMapperContract, SHARED, BAD, __name__))
globals().update(
    {f"Test{name}": type(f"Test{name}", (GradeMapperContract,), {**SHARED, **given}) for name, given in SOUND.items()}
)
