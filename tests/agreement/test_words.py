"""Any rule can be told in both languages, for everybody and for one person, with no slot left open."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given

from kpicore import Text
from kpicore.errors import Lang
from kpicore.render import exact, words
from kpicore.rule import Node, lift
from kpicore.scheme import Scheme, metric_column
from kpicore.scoring.compile import compile_scheme
from tests.agreement.people import GROUPS, People, people
from tests.agreement.schemes import METRICS, populations, schemes
from tests.agreement.trees import rule_sets

OPEN_SLOT = re.compile(r"[{}]|None|Fraction|Decimal")

GROUP_LABELS = {name: {value: Text(value, value) for value in values} for name, values in GROUPS.items()}


def all_that_is_said(rules: Mapping[str, Node], names: words.Vocabulary, scored: exact.People, lang: Lang) -> list[str]:
    said = []
    size = len(next(iter(scored.values())))
    for rule in rules.values():
        told = words.render(rule, names, lang)
        said.append(told.said())
        said += [told.said_of({name: values[row] for name, values in scored.items()}) for row in range(size)]
    return said


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(rules=rule_sets(), people=people())
def test_any_rule_is_told_as_its_author_wrote_it_and_as_it_is_calculated(
    lang: Lang, rules: Mapping[str, Node], people: People
) -> None:
    columns = {column.name: column.node for column in lift(rules)}
    scored = exact.evaluate(columns, people.exact)
    steps = {name: node for name, node in columns.items() if name.startswith("_")}
    for told, names in ((rules, words.Vocabulary()), (columns, words.Vocabulary(values=GROUP_LABELS, steps=steps))):
        for text in all_that_is_said(told, names, scored, lang):
            assert text.strip()
            assert not OPEN_SLOT.search(text), text


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(scheme=schemes(), people=populations())
def test_any_scheme_is_told(lang: Lang, scheme: Scheme, people: People) -> None:
    program = compile_scheme(scheme)
    scored = exact.evaluate({column.name: column.node for column in program.columns}, people.exact)
    names = words.Vocabulary(
        labels={metric_column(name): metric.label for name, metric in METRICS.items()},
        units={metric_column(name): metric.unit for name, metric in METRICS.items()},
        values=GROUP_LABELS,
        steps={column.name: column.node for column in program.columns if column.is_helper},
    )
    for text in all_that_is_said(program.rules, names, scored, lang):
        assert not OPEN_SLOT.search(text), text
