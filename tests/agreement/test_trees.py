"""Any rule, on any people, gives the same on every engine as in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import assume, given, settings

from kpicore.render import exact
from kpicore.rule import Node, lift
from tests.agreement.engines import ENGINES, differences, scored
from tests.agreement.people import People, people
from tests.agreement.trees import is_decided, rule_sets


@settings(max_examples=2 * settings().max_examples)
@given(rules=rule_sets(), people=people())
def test_every_engine_gives_what_exact_fractions_give(rules: Mapping[str, Node], people: People) -> None:
    values = exact.evaluate(rules, people.exact)
    expected = {name: values[name] for name in rules}
    columns = lift(rules)
    found = {engine: differences(expected, scored(engine, columns, people.frame), {"unrounded"}) for engine in ENGINES}
    if any(found.values()):
        assume(is_decided(rules, people.exact))
    assert not any(found.values()), found
