"""One rule whose parameters differ by group: a calculator per value of the group."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from kpicore.rule import Lookup, Node, Par, Ref, rebuild
from kpicore.scheme.calculation import Calculator, Item


@frozen
class Cased:
    """``by`` and ``cases`` of any calculator: each case is the calculator with that case's options over the shared.

    `own` names, for each case, the options that the case itself gives; its numbers are named after them
    (``calculator.cases.vip.full``), the shared ones as ever (``calculator.full``).
    """

    by: str
    cases: Mapping[str, Calculator]
    own: Mapping[str, tuple[str, ...]] = field(factory=dict)

    @property
    def kind(self) -> str:
        return next(iter(self.cases.values())).kind

    def rule(self, indicator: Item) -> Node:
        """The case of the person's group; a person of no case gets nothing."""
        return Lookup(
            Ref(self.by),
            {value: self._renamed(value, case.rule(indicator)) for value, case in self.cases.items()},
        )

    def _renamed(self, value: str, node: Node) -> Node:
        if isinstance(node, Par):
            head, _, rest = node.name.partition(".")
            if head == "calculator" and rest.split(".")[0] in self.own.get(value, ()):
                return evolve(node, name=f"calculator.cases.{value}.{rest}")
        return rebuild(node, lambda child: self._renamed(value, child))
