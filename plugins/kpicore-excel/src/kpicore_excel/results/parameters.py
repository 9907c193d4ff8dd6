"""The numbers that the policies set: a row each in the sheet `parameters`, which the formulas refer to."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, frozen

from kpicore import Node, Par, StageResults, Text, rebuild, walk
from kpicore_excel.messages import results as messages

SHEET = "parameters"
HEADINGS = ("stage", "indicator", "parameter", "value", "unit", "status", "clause")
VALUE = "D"
"""The column of the numbers."""


@frozen
class Parameter:
    """A number of a policy. `name` is that of its `Par`: the indicator, then the key path below it.

    `status` says whether the policy states it; `label` is what the indicator or adjustment is called.
    """

    stage: str
    name: str
    value: Decimal
    unit: str
    status: str
    clause: str
    label: Text

    @property
    def indicator(self) -> str:
        """The indicator's or adjustment's id; `grades`, `rounding` or `total` otherwise."""
        return self.name.partition(".")[0]

    @property
    def path(self) -> str:
        """The key path of the number below its indicator."""
        return self.name.partition(".")[2]


def told_apart(stage: StageResults) -> StageResults:
    """The stage with different numbers of one name under names of their own: ``points``, ``points#2``.

    A calculator may give the same name twice; a cell can hold one number only.
    """
    known: dict[str, list[Decimal]] = {}

    def renamed(node: Node) -> Node:
        if not isinstance(node, Par):
            return rebuild(node, renamed)
        values = known.setdefault(node.name, [])
        if node.value not in values:
            values.append(node.value)
        place = values.index(node.value)
        return evolve(node, name=f"{node.name}#{place + 1}") if place else node

    return evolve(stage, columns=[evolve(column, node=renamed(column.node)) for column in stage.columns])


def parameters(stage: StageResults) -> list[Parameter]:
    """Every number of the stage's scheme, each once, in the order of the scheme."""
    scheme = stage.scheme
    found: dict[str, Par] = {}
    for column in stage.columns:
        for node in walk(column.node):
            if isinstance(node, Par):
                found.setdefault(node.name, node)
    for id, indicator in scheme.indicators.items():
        found.setdefault(f"{id}.points", Par("points", indicator.points))
    found.setdefault("rounding.digits", Par("digits", Decimal(scheme.rounding.digits)))
    found.setdefault("total.full", Par("full", scheme.full))
    owners = [*scheme.items, "grades", "rounding", "total"]
    in_order = sorted(found.items(), key=lambda item: _place(item[0], owners))
    return [_parameter(stage, name, par) for name, par in in_order]


def _place(name: str, owners: list[str]) -> tuple[int, bool]:
    owner, _, path = name.partition(".")
    return owners.index(owner) if owner in owners else len(owners), path != "points"


def _parameter(stage: StageResults, name: str, par: Par) -> Parameter:
    owner, _, path = name.partition(".")
    scheme = stage.scheme
    item = scheme.items.get(owner)
    status, clause = "assumed", scheme.policy
    if item is not None:
        status, clause = _status(item.status, item.assumed, path), item.clause
    elif owner == "grades" and scheme.grades is not None:
        grades = scheme.grades
        status, clause = _status(grades.status, grades.assumed, path), grades.clause or scheme.policy
    elif owner == "total":
        status = "stated"
    label = item.label if item is not None else messages.OWNERS.get(owner, Text(owner, owner))
    return Parameter(stage.name, name, par.value, _unit(par, owner, path), status, clause, label)


def _status(status: str, about: tuple[str, ...], path: str) -> str:
    """The status of one number: the item's where the status is about all of it, or about this part."""
    is_meant = not about or any(path == part or path.startswith(f"{part}.") for part in about)
    return status if is_meant else "stated"


def _unit(par: Par, owner: str, path: str) -> str:
    if par.unit is not None:
        return par.unit
    return "digits" if owner == "rounding" else "weight" if ".weights." in f".{path}" else "points"


def addresses(rows: list[Parameter]) -> dict[str, dict[str, str]]:
    """By stage, then by name of the `Par`, the cell that holds its number."""
    cells: dict[str, dict[str, str]] = {}
    for number, row in enumerate(rows, start=2):
        cells.setdefault(row.stage, {})[row.name] = f"{SHEET}!${VALUE}${number}"
    return cells
