"""The contract of calculators."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from attrs import evolve

from kpicore.document.converter import document_converter
from kpicore.errors import InvalidOption, Lang, Text
from kpicore.messages import contracts as messages
from kpicore.render.exact import Values
from kpicore.render.words import Vocabulary, render
from kpicore.rule import Node, lift
from kpicore.scheme import (
    Adjustment,
    Calculator,
    Group,
    Indicator,
    Item,
    Metric,
    Scheme,
    Unit,
    metric_column,
)
from kpicore.scoring.compile import compile_scheme
from kpicore.testing.contracts import agreement, people
from kpicore.testing.contracts.figures import metric_of
from kpicore.testing.contracts.parameters import check_literals, check_names, check_turning
from kpicore.testing.contracts.said import leave_out, said
from kpicore.testing.contracts.soundness import check_class, check_in_scheme, check_offered, registry_of
from kpicore.testing.contracts.tree import check_repeatable, check_tree, tree, unknown_columns

ITEM, RULE = "item", "rule"
TEAMS = ("一组", "二组")
Case = tuple[Mapping[str, object] | Sequence[Mapping[str, object]], object]


class CalculatorContract:
    """What every calculator keeps. Subclass it in a test module, say what it scores, and inherit the tests::

        class TestExcess(CalculatorContract):
            calculator = Excess(metric="reopened", free=Decimal(3))
            metrics = {"reopened": "count"}
            points = 10
            cases = [({"reopened": 3}, 10), ({"reopened": 5}, 8), ({"reopened": None}, None)]

    `metrics` are those that the calculator is given, each with its unit or as a whole `kpicore.Metric`; `groups` those
    of the scheme, each with its values; everybody has a ``team``. `points` are the indicator's full marks, None for an
    adjustment. `cases` are worked by hand: a person's figures and the points before rounding; or a list of people and
    the list of their points, where a rule looks at peers. `constants` are numbers of the rule that no policy would set,
    beside 0, 1 and the ends of the metrics' ranges. `plugin`, the name of the entry point, has the hook tested too.
    """

    calculator: Calculator
    metrics: Mapping[str, Unit | Metric]
    groups: Mapping[str, Sequence[str]] = {}
    points: Decimal | int | None = 10
    cases: Sequence[Case] = ()
    constants: Sequence[Decimal | int] = ()
    plugin: str = ""

    @property
    def _item(self) -> Item:
        metrics = {id: metric_of(id, given) for id, given in self.metrics.items()}
        return Item(ITEM, None if self.points is None else Decimal(self.points), metrics)

    @property
    def _groups(self) -> dict[str, Sequence[str]]:
        return {"team": TEAMS, **self.groups}

    def _rule_of(self, calculator: Any) -> Any:
        return calculator.rule(self._item)

    def _build(self) -> Any:
        return self._rule_of(self.calculator)

    @property
    def _scheme(self) -> Scheme:
        label = Text("项目", "Item")
        item: Any = (
            Adjustment(label, self.calculator)
            if self._item.points is None
            else Indicator(label, self._item.points, self.calculator)
        )
        indicators, adjustments = ({}, {ITEM: item}) if self._item.points is None else ({ITEM: item}, {})
        return Scheme(
            id="contract/contract",
            version="1",
            title=Text("合约", "Contract"),
            full=self._item.points or Decimal(100),
            metrics=self._item.metrics,
            indicators=indicators,
            adjustments=adjustments,
            groups={
                name: Group(Text(name, name), {value: Text(value, value) for value in values})
                for name, values in self.groups.items()
            },
        )

    def test_the_class_is_sound(self) -> None:
        """A frozen attrs class with a `kind` and a method `rule`."""
        check_class("calculator", self.calculator)

    def test_its_options_can_stand_in_a_scheme(self) -> None:
        """A document with these options gives a calculator that is equal."""
        self._computable()
        check_in_scheme(self._scheme, registry_of("calculator", self.calculator))

    def test_the_plugin_offers_it(self) -> None:
        """The hook returns the class."""
        check_offered("calculator", self.calculator, self.plugin)

    def test_the_rule_is_a_tree_of_nodes(self) -> None:
        """Nodes of kpicore and nothing else: no function, no frame, no number by itself."""
        check_tree(self._build)

    def test_the_rule_is_the_same_each_time(self) -> None:
        """It depends on the options and the item alone."""
        check_repeatable(self._build)

    def test_the_rule_reads_what_the_scheme_declares(self) -> None:
        """Metrics by ``indicator.metric(…)``, groups, and the team."""
        known = {*map(metric_column, self.metrics), *self._groups}
        unknown = unknown_columns(tree(self._build), known)
        assert unknown == [], said(messages.READS_UNKNOWN)

    def test_a_metric_that_is_not_declared_is_an_invalid_option(self) -> None:
        """What ``indicator.metric(…)`` raises is let through: it names the nearest one."""
        tree(self._build)
        raised: object = None
        try:
            self.calculator.rule(evolve(self._item, metrics={}))
        except InvalidOption:
            return
        except Exception as error:
            raised = type(error).__name__
        reads = [name for name in self.metrics if metric_column(name) in unknown_columns(tree(self._build), set())]
        if raised is None and not reads:
            leave_out(messages.READS_NOTHING)
        assert raised is InvalidOption, said(messages.UNDECLARED_METRIC, raised=raised)

    def test_numbers_of_the_policy_are_parameters(self) -> None:
        """An option that is turned turns a `Par` of the rule, not a `Lit`."""
        converter = document_converter(registry_of("calculator", self.calculator))
        check_turning(self.calculator, "calculator", converter, partial(_checked, self._rule_of), tree(self._build))

    def test_parameters_are_named_by_their_option(self) -> None:
        """``calculator.KEY.PATH``, with the number that stands there; the full marks are ``points``."""
        check_names(self.calculator, "calculator", tree(self._build), {"points": self._item.points})

    def test_no_number_of_a_policy_stands_in_the_code(self) -> None:
        """A literal is 0, 1, an end of a metric's range, or one of `constants`."""
        ends = [bound for metric in self._item.metrics.values() for bound in metric.bounds if bound is not None]
        check_literals(self.calculator, tree(self._build), [*ends, *self.constants])

    def test_the_rule_computes_the_same_on_a_frame_as_in_fractions(self) -> None:
        """For people drawn at random, rounded as a scheme rounds."""
        rule = self._computable()
        program = compile_scheme(self._scheme)
        rounded = program.rules[ITEM]
        crowd = people.drawn(self._item.metrics, self._groups, rule)
        expected = self._exactly(rounded, crowd)
        got = agreement.on_a_frame(lift({RULE: rounded}, program.non_negative), crowd, program.non_negative)[RULE]
        wrong = agreement.disagreements(expected, got, crowd)
        assert wrong == {}, said(messages.DISAGREES)

    def test_points_stay_between_nothing_and_the_full_marks(self) -> None:
        """For whatever figures an indicator may get; an adjustment is free."""
        if self._item.points is None:
            leave_out(messages.NO_FULL_MARKS)
        rule = self._computable()
        crowd = people.drawn(self._item.metrics, self._groups, rule)
        wrong = agreement.outside(self._values(rule, crowd), self._item.points, crowd)
        assert wrong == {}, said(messages.OUTSIDE_FULL_MARKS, full=self._item.points)

    def test_the_rule_can_be_said_in_chinese_and_english(self) -> None:
        """Every slot of its phrases is filled, and each language stands alone."""
        rule = tree(self._build)
        try:
            spoken = {lang: self._words(rule, lang) for lang in ("zh", "en")}
        except KeyError as slot:
            raise AssertionError(said(messages.UNFILLED_SLOT, slot=slot)) from slot
        silent = [lang for lang, text in spoken.items() if not text.strip()]
        assert silent == [], said(messages.SAYS_NOTHING)
        chinese = re.findall(r"[\u4e00-\u9fff]+", spoken["en"])
        assert chinese == [], said(messages.CHINESE_IN_ENGLISH)

    def test_the_cases_worked_by_hand_come_out(self) -> None:
        """To the last digit, before rounding."""
        if not self.cases:
            leave_out(messages.NO_CASES)
        rule = self._computable()
        wrong: dict[str, object] = {}
        for figures, expected in self.cases:
            alone = isinstance(figures, Mapping)
            rows: Any = [figures] if alone else figures
            wanted: Any = [expected] if alone else expected
            points = [people.number(each) for each in wanted]
            crowd = people.given(rows, self._item.metrics, self._groups)
            if differs := agreement.otherwise_than(points, self._values(rule, crowd)):
                wrong[str(figures)] = differs
        assert wrong == {}, said(messages.CASES_FAIL)

    def _computable(self) -> Node:
        """The rule, if it reads nothing but what is declared."""
        rule = tree(self._build)
        if unknown := unknown_columns(rule, {*map(metric_column, self.metrics), *self._groups}):
            leave_out(messages.NO_RULE, error=", ".join(unknown))
        return rule

    def _exactly(self, rule: Node, crowd: people.People) -> Values:
        try:
            return agreement.exactly({RULE: rule}, crowd)[RULE]
        except TypeError as error:
            raise AssertionError(said(messages.NO_NUMBER, error=error)) from error

    def _values(self, rule: Node, crowd: people.People) -> Values:
        """The same, for tests that are not about whether it can be computed."""
        try:
            return agreement.exactly({RULE: rule}, crowd)[RULE]
        except TypeError as error:
            leave_out(messages.NO_RULE, error=error)

    def _words(self, rule: Node, lang: Lang) -> str:
        names = {name: Text(name, name) for name in [*map(metric_column, self.metrics), *self.groups]}
        units = {metric_column(id): metric.unit for id, metric in self._item.metrics.items()}
        labels = {**names, "team": Text("班组", "Team")}
        return render(rule, Vocabulary(labels=labels, units=units), lang).said()


def _checked(rule_of: Any, calculator: Any) -> Node:
    rule: Node = rule_of(calculator)
    return rule
