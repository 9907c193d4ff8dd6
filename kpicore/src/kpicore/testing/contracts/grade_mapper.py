"""The contract of grade mappers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from kpicore.document.converter import document_converter
from kpicore.errors import Text
from kpicore.messages import contracts as messages
from kpicore.rule import Node, Ref, lift
from kpicore.scheme import GradeMapper, Grades, Group, Scheme
from kpicore.testing.contracts import agreement
from kpicore.testing.contracts.parameters import check_literals, check_names, check_turning
from kpicore.testing.contracts.people import BESIDE, SIZE, Cell, People, edges_of
from kpicore.testing.contracts.said import leave_out, said
from kpicore.testing.contracts.soundness import check_class, check_in_scheme, check_offered, registry_of
from kpicore.testing.contracts.tree import check_repeatable, check_tree, tree, unknown_columns

TOTAL = Ref("total")
TEAMS = ("一组", "二组")
Total = Decimal | int | str | None


class GradeMapperContract:
    """What every grade mapper keeps. Subclass it in a test module, give a mapper, and inherit the tests::

        class TestPassMark(GradeMapperContract):
            mapper = PassMark(mark=Decimal(60))
            cases = [([60, "59.99", None], ["passed", "failed", None])]

    `full` are the full marks of a total, `groups` those of the scheme, each with its values; everybody has a ``team``.
    `cases` are worked by hand: the totals of everybody in the stage, and their grades. `constants` are numbers of the
    rule that no policy would set, beside 0 and 1. `plugin`, the name of the entry point, has the hook tested too.
    """

    mapper: GradeMapper
    full: Decimal | int = 100
    groups: Mapping[str, Sequence[str]] = {}
    cases: Sequence[tuple[Sequence[Total], Sequence[str | None]]] = ()
    constants: Sequence[Decimal | int] = ()
    plugin: str = ""

    def _build(self) -> Any:
        return self.mapper.rule(TOTAL)

    @property
    def _groups(self) -> dict[str, Sequence[str]]:
        return {"team": TEAMS, **self.groups}

    def test_the_class_is_sound(self) -> None:
        """A frozen attrs class with a `kind` and a method `rule`."""
        check_class("grade-mapper", self.mapper)

    def test_its_options_can_stand_in_a_scheme(self) -> None:
        """A document with these options gives a mapper that is equal."""
        self._computable()
        groups = {
            name: Group(Text(name, name), {value: Text(value, value) for value in values})
            for name, values in self.groups.items()
        }
        scheme = Scheme(
            "contract/contract", "1", Text("合约", "Contract"), Decimal(self.full), {}, {}, groups=groups,
            grades=Grades(self.mapper),
        )  # fmt: skip
        check_in_scheme(scheme, registry_of("grade-mapper", self.mapper))

    def test_the_plugin_offers_it(self) -> None:
        """The hook returns the class."""
        check_offered("grade-mapper", self.mapper, self.plugin)

    def test_the_rule_is_a_tree_of_nodes(self) -> None:
        """Nodes of kpicore and nothing else."""
        check_tree(self._build)

    def test_the_rule_is_the_same_each_time(self) -> None:
        """It depends on the options alone."""
        check_repeatable(self._build)

    def test_the_rule_reads_the_total_and_groups(self) -> None:
        """The recorded total, the scheme's groups, and the team."""
        unknown = unknown_columns(tree(self._build), {"total", *self._groups})
        assert unknown == [], said(messages.GRADE_READS_UNKNOWN)

    def test_numbers_of_the_policy_are_parameters(self) -> None:
        """An option that is turned turns a `Par` of the rule, not a `Lit`."""
        converter = document_converter(registry_of("grade-mapper", self.mapper))
        check_turning(self.mapper, "", converter, _rule_of, tree(self._build))

    def test_parameters_are_named_by_their_option(self) -> None:
        """``KEY.PATH`` below ``[grades]``, with the number that stands there."""
        check_names(self.mapper, "", tree(self._build), {})

    def test_no_number_of_a_policy_stands_in_the_code(self) -> None:
        """A literal is 0, 1, or one of `constants`."""
        check_literals(self.mapper, tree(self._build), self.constants)

    def test_the_rule_computes_the_same_on_a_frame_as_in_fractions(self) -> None:
        """For totals drawn at random, on edges and beside them."""
        rule = self._computable()
        crowd = self._drawn(rule)
        expected = self._grades(rule, crowd)
        got = agreement.on_a_frame(lift({"grade": rule}), crowd)["grade"]
        wrong = agreement.disagreements(expected, got, crowd)
        assert wrong == {}, said(messages.DISAGREES)

    def test_grades_are_texts(self) -> None:
        """A letter, a word; never a number."""
        rule = self._computable()
        crowd = self._drawn(rule)
        values = agreement.exactly({"grade": rule}, crowd)["grade"]
        numbers = [str(value) for value in values if isinstance(value, Fraction)][:1]
        assert numbers == [], said(messages.GRADE_NO_TEXT)

    def test_every_grade_is_among_the_letters(self) -> None:
        """`letters` are all grades there are, each once: reports go by them."""
        rule = self._computable()
        letters = self._letters()
        twice = [letter for letter in letters if letters.count(letter) > 1]
        assert twice == [], said(messages.LETTERS_TWICE)
        given = {grade for grade in self._grades(rule, self._drawn(rule)) if grade is not None}
        unknown = sorted(given - set(letters))
        assert unknown == [], said(messages.UNKNOWN_LETTERS, letters=", ".join(letters))

    def test_who_has_no_total_has_no_grade(self) -> None:
        """Missing is not the lowest."""
        rule = self._computable()
        crowd = self._drawn(rule)
        pairs = zip(crowd.columns["total"], self._grades(rule, crowd), strict=True)
        graded = [grade for total, grade in pairs if total is None and grade is not None][:1]
        assert graded == [], said(messages.GRADED_NOTHING)

    def test_a_higher_total_has_no_worse_grade(self) -> None:
        """`letters` stand from the best down, and equal totals get the same."""
        rule, letters = self._computable(), self._letters()
        crowd = People({**self._drawn(rule).columns, **{group: ["x"] * SIZE for group in self._groups}})
        pairs = zip(crowd.columns["total"], self._grades(rule, crowd), strict=True)
        ranked = sorted(
            (total, letters.index(grade)) for total, grade in pairs if isinstance(total, Decimal) and grade in letters
        )
        worse = {
            f"{low[0]} → {high[0]}": f"{letters[low[1]]} → {letters[high[1]]}"
            for low, high in pairwise(ranked)
            if high[1] > low[1]
        }
        assert worse == {}, said(messages.WORSE_GRADE, letters=", ".join(letters))

    def test_the_cases_worked_by_hand_come_out(self) -> None:
        """The grades of everybody in the stage."""
        if not self.cases:
            leave_out(messages.NO_CASES)
        rule = self._computable()
        wrong: dict[str, object] = {}
        for totals, expected in self.cases:
            cells: list[Cell] = [None if total is None else Decimal(str(total)) for total in totals]
            crowd = People(
                {"total": cells, **{group: [values[0]] * len(cells) for group, values in self._groups.items()}}
            )
            if differs := agreement.otherwise_than(expected, agreement.exactly({"grade": rule}, crowd)["grade"]):
                wrong[str(list(totals))] = differs
        assert wrong == {}, said(messages.CASES_FAIL)

    def _computable(self) -> Node:
        """The rule, if it reads nothing but what it may."""
        rule = tree(self._build)
        if unknown := unknown_columns(rule, {"total", *self._groups}):
            leave_out(messages.NO_RULE, error=", ".join(unknown))
        return rule

    def _letters(self) -> list[str]:
        return list(self.mapper.letters)

    def _grades(self, rule: Node, crowd: People) -> list[str | None]:
        """The grades of these people; skipped where they are no texts, which another test is about."""
        grades = agreement.exactly({"grade": rule}, crowd)["grade"]
        if any(isinstance(grade, Fraction) for grade in grades):
            leave_out(messages.NO_RULE, error="Fraction")
        return [grade if isinstance(grade, str) else None for grade in grades]

    def _drawn(self, rule: Node) -> People:
        """Totals with two decimals: some missing, many alike, many on the edges of the rule."""
        chance, full = Random(0), Decimal(self.full)
        edges = [edge for edge in edges_of(rule) if 0 <= edge <= full] or [full]
        anywhere = [Decimal(chance.randint(0, int(full * 100))) / 100 for _ in range(20)]

        def total() -> Cell:
            draw = chance.random()
            if draw < 0.1:
                return None
            return (
                chance.choice(anywhere) if draw < 0.5 else max(chance.choice(edges) + chance.choice(BESIDE), Decimal(0))
            )

        groups = {group: [chance.choice(list(values)) for _ in range(SIZE)] for group, values in self._groups.items()}
        return People({"total": [total() for _ in range(SIZE)], **groups})


def _rule_of(mapper: Any) -> Node:
    rule: Node = mapper.rule(TOTAL)
    return rule
