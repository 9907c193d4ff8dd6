"""The kernel of the rule tree: the few nodes every rule is made of.

A calculator composes nodes; four renderers walk them (`kpicore.render`). What a node means is said here once and holds
for all of them:

* Nothing in, nothing out: a missing operand makes the result missing, unless the node says otherwise.
* Two numbers closer than `TOLERANCE` are the same number: at edges, in comparisons, at rounding ties, and as a divisor
  beside zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import field, frozen

from kpicore.errors import Text

TOLERANCE = Decimal("1e-10")
"""Numbers closer than this count as equal."""

Number: TypeAlias = Decimal | int
Operator: TypeAlias = Literal["+", "-", "*", "/"]
Comparison: TypeAlias = Literal["<", "<=", ">", ">=", "="]
AggregateKind: TypeAlias = Literal["mean", "sum", "count", "min", "max", "share"]


def _literal(value: Number | str) -> Decimal | str:
    return Decimal(value) if isinstance(value, int) else value


def _rows(table: Mapping[str, Operand] | Iterable[tuple[str, Operand]]) -> tuple[tuple[str, Node], ...]:
    rows = table.items() if isinstance(table, Mapping) else table
    return tuple((key, _node(value)) for key, value in rows)


class Operand:
    """Anything a rule calculates with: gives the nodes their operators, so that a rule reads like its policy."""

    __slots__ = ()

    def __add__(self, other: Node | Number) -> Arithmetic:
        return Arithmetic("+", _node(self), _node(other))

    def __radd__(self, other: Number) -> Arithmetic:
        return Arithmetic("+", _node(other), _node(self))

    def __sub__(self, other: Node | Number) -> Arithmetic:
        return Arithmetic("-", _node(self), _node(other))

    def __rsub__(self, other: Number) -> Arithmetic:
        return Arithmetic("-", _node(other), _node(self))

    def __mul__(self, other: Node | Number) -> Arithmetic:
        return Arithmetic("*", _node(self), _node(other))

    def __rmul__(self, other: Number) -> Arithmetic:
        return Arithmetic("*", _node(other), _node(self))

    def __truediv__(self, other: Node | Number) -> Arithmetic:
        return Arithmetic("/", _node(self), _node(other))

    def __rtruediv__(self, other: Number) -> Arithmetic:
        return Arithmetic("/", _node(other), _node(self))

    def __lt__(self, other: Node | Number) -> Compare:
        return Compare(_node(self), "<", _node(other))

    def __le__(self, other: Node | Number) -> Compare:
        return Compare(_node(self), "<=", _node(other))

    def __gt__(self, other: Node | Number) -> Compare:
        return Compare(_node(self), ">", _node(other))

    def __ge__(self, other: Node | Number) -> Compare:
        return Compare(_node(self), ">=", _node(other))


@frozen(order=False)
class Ref(Operand):
    """A column of this person: a metric (``metric.ID``), a group or team, a score, or a named column of the rule."""

    column: str


@frozen(order=False)
class Par(Operand):
    """A number the policy sets. `name` is its key path (``calculator.full``); parameter sheets and what-if turn it.

    `unit` says how it is read (``ratio`` reads 0.97 as 97 %); None is points or a plain number.
    """

    name: str
    value: Decimal = field(converter=Decimal)
    unit: str | None = None


@frozen(order=False)
class Lit(Operand):
    """A constant of the rule itself, a number or a text (a grade)."""

    value: Decimal | str = field(converter=_literal)


@frozen(order=False)
class Arithmetic(Operand):
    """``left + right`` and so on; a division by zero gives nothing."""

    operator: Operator
    left: Node
    right: Node


@frozen(order=False)
class Clip(Operand):
    """The body, not under `low` and not over `high`. Bounds are constants (`Par`, `Lit`, or arithmetic of these)."""

    body: Node
    low: Node | None = None
    high: Node | None = None


@frozen(order=False)
class Round(Operand):
    """The body rounded half away from zero to a constant number of decimal places."""

    body: Node
    places: Node


@frozen(order=False)
class Compare:
    """A test of two numbers; a test on nothing gives nothing."""

    left: Node
    operator: Comparison
    right: Node


@frozen(order=False)
class OneOf:
    """A test whether a text (a letter, a group, a grade) is one of `values`."""

    body: Node
    values: tuple[str, ...] = field(converter=tuple[str, ...])


@frozen(order=False)
class If(Operand):
    """`then` where the test holds, `otherwise` where it does not, nothing where it gives nothing."""

    test: Test
    then: Node
    otherwise: Node


@frozen(order=False)
class Step:
    """A row of `Steps`: `value` is given from `edge` on, or strictly above it. `edge` is a constant."""

    edge: Node
    value: Node
    reach: Literal["from", "above"] = "from"


@frozen(order=False)
class Steps(Operand):
    """The value of the first row whose edge the body reaches, else `otherwise` (nothing where there is none).

    Rows stand from the highest edge down.
    """

    body: Node
    table: tuple[Step, ...] = field(converter=tuple[Step, ...])
    otherwise: Node | None = None


@frozen(order=False)
class Lookup(Operand):
    """The value that `table` gives for a text: letter → points, group → parameter. Other texts give nothing."""

    body: Ref
    table: tuple[tuple[str, Node], ...] = field(converter=_rows)


@frozen(order=False)
class Default(Operand):
    """The body, or `value` where the body is missing."""

    body: Node
    value: Node


@frozen(order=False)
class Total(Operand):
    """The sum of the parts. `need` ``all``: missing when one is; ``skip``: of those there, missing when none is."""

    parts: tuple[Node, ...] = field(converter=tuple["Node", ...])
    need: Literal["all", "skip"] = "all"


@frozen(order=False)
class Aggregate(Operand):
    """One figure over the people who share all columns of `by` (everybody without any), the person included.

    Missing values do not count: the mean, sum, min and max of nothing is nothing, the count 0. ``share`` is the part of
    people, among those on whom the test gives something, for whom it holds. With `stage` the people are those of that
    earlier stage whose columns `by` equal this person's; where there is nobody, not even the count is there. A person
    always has a value in the columns of `by`.
    """

    kind: AggregateKind
    body: Node | Test
    by: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    stage: str | None = None


@frozen(order=False)
class Rank(Operand):
    """The place of the body among the people who share `by`: 1 is the best, equals share the better place (1, 1, 3).

    People without a value have no place and do not count.
    """

    body: Node
    by: tuple[str, ...] = field(default=(), converter=tuple[str, ...])
    best: Literal["highest", "lowest"] = "highest"


@frozen(order=False)
class Say(Operand):
    """Computes as its body and reads as `phrase`, its ``{slots}`` filled with the words of the nodes in `slots`.

    With a `unit` the phrase names a figure of its own: it becomes a named column, and a person's value is told with it.
    Where the phrase has ``{gaps}``, `gaps` stands there, for a person only where something in the slots is missing.
    """

    body: Node
    phrase: Text
    slots: tuple[tuple[str, Node], ...] = field(default=(), converter=_rows)
    unit: str | None = None
    gaps: Text | None = None


Node: TypeAlias = (
    Ref | Par | Lit | Arithmetic | Clip | Round | If | Steps | Lookup | Default | Total | Aggregate | Rank | Say
)
Test: TypeAlias = Compare | OneOf


def _node(value: Operand | Number) -> Node:
    if isinstance(value, Operand):
        return value  # type: ignore[return-value]  # every Operand is one of the nodes below
    return Lit(Decimal(value))
