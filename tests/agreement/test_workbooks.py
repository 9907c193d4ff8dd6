"""A workbook of live formulas shows what exact fractions give, recalculated by programs that share no code with us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kpicore.rule import Node
from kpicore.scheme import Scheme
from kpicore.testing import recalculated, with_spoiled_values
from tests.agreement.people import People, people
from tests.agreement.schemes import populations, schemes
from tests.agreement.trees import is_decided, rule_sets
from tests.agreement.workbooks import numbered, scheme_case, tree_case, workbook, wrong_cells

T = TypeVar("T")
SCORED = st.tuples(schemes(), populations())


@given(rules=rule_sets(), people=people())
def test_any_rule_is_what_exact_fractions_give(rules: Mapping[str, Node], people: People) -> None:
    case, whole = tree_case(rules, people)
    wrong = wrong_cells(case, recalculated(with_spoiled_values(workbook([case.stage])), "ironcalc"))
    if wrong:
        assume(is_decided(whole, people.exact))
    assert not wrong


@given(scheme=schemes(), people=populations())
def test_every_scheme_scores_as_exact_fractions_do(scheme: Scheme, people: People) -> None:
    case = scheme_case(scheme, people)
    assert not wrong_cells(case, recalculated(with_spoiled_values(workbook([case.stage])), "ironcalc"))


@pytest.mark.libreoffice
def test_libreoffice_shows_what_exact_fractions_give() -> None:
    trees = [(*tree_case(rules, people), people) for rules, people in drawn(st.tuples(rule_sets(), people()))]
    scored = [scheme_case(scheme, people) for scheme, people in drawn(SCORED)]
    cases = numbered([*(case for case, _, _ in trees), *scored])
    sheets = recalculated(with_spoiled_values(workbook([case.stage for case in cases])), "libreoffice")
    wrong = [wrong_cells(case, sheets) for case in cases]
    undecided = {
        number
        for number, (_, whole, people) in enumerate(trees)
        if wrong[number] and not is_decided(whole, people.exact)
    }
    assert len(undecided) < len(trees) / 20
    assert [cells for number, cells in enumerate(wrong) if cells and number not in undecided] == []


def drawn(strategy: st.SearchStrategy[T]) -> list[T]:
    """What Hypothesis draws of a strategy, all of it: the program takes seconds to start, so it gets all at once."""
    values: list[T] = []

    @given(strategy)
    def draw(value: T) -> None:
        values.append(value)

    draw()
    return values
