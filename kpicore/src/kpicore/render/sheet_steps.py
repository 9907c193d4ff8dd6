"""Named columns cut once more for a worksheet, where what may be missing on its own stands in a cell of its own.

In arithmetic one missing number makes the whole missing, and a formula says so once, in front. A choice, a table, a
default or a sum of what is there decides for itself whether it gives anything; inside arithmetic it would have to be
written twice. So it becomes a column, named ``_OWNER_a``, ``_OWNER_b`` … after the column that needed it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count

from attrs import evolve

from kpicore.render.expression import column_letters
from kpicore.rule import (
    Aggregate,
    Arithmetic,
    Clip,
    Column,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    Rank,
    Ref,
    Round,
    Say,
    Steps,
    Total,
    rebuild,
)


def sheet_steps(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns of `kpicore.rule.lift`, each in a form that is one formula, new ones before their first use."""
    taken = {column.name for column in columns}
    names: dict[Node, str] = {}
    steps: list[Column] = []

    def name_it(node: Node, free: Iterator[str]) -> Ref:
        if node not in names:
            name = next(name for name in free if name not in taken)
            taken.add(name)
            names[node] = name
            steps.append(Column(name, node))
        return Ref(names[node])

    def cut(node: Node, free: Iterator[str]) -> Node:
        """The node as the whole of a formula, or of a branch of one."""
        match node:
            case Arithmetic() | Clip() | Round():
                return rebuild(node, lambda child: operand(child, free))
            case Say(body=body):
                return evolve(node, body=cut(body, free))
            case If(test=test, then=then, otherwise=otherwise):
                return If(test, cut(then, free), cut(otherwise, free))
            case Steps(table=table, otherwise=otherwise):
                rows = [evolve(row, value=cut(row.value, free)) for row in table]
                return evolve(node, table=rows, otherwise=otherwise and cut(otherwise, free))
            case Lookup(table=table):
                return evolve(node, table=[(key, cut(value, free)) for key, value in table])
            case Default(value=value):
                return evolve(node, value=cut(value, free))
            case _:
                return node

    def operand(node: Node, free: Iterator[str]) -> Node:
        whole = cut(node, free)
        return name_it(whole, free) if _decides_for_itself(whole) else whole

    for column in columns:
        free = (f"_{column.name.lstrip('_')}_{column_letters(number).lower()}" for number in count(1))
        steps.append(evolve(column, node=cut(column.node, free)))
        names.setdefault(steps[-1].node, column.name)
    return tuple(steps)


def text_columns(columns: Sequence[Column], given: Collection[str]) -> set[str]:
    """The columns that hold texts; `given` are those of the population that do."""
    texts = set(given)
    for column in columns:
        if _is_text(column.node, texts):
            texts.add(column.name)
    return texts


def _decides_for_itself(node: Node) -> bool:
    match node:
        case Say(body=body):
            return _decides_for_itself(body)
        case If() | Steps() | Lookup() | Default() | Total(need="skip"):
            return True
        case _:
            return False


def _is_text(node: Node, texts: Collection[str]) -> bool:
    match node:
        case Ref(column=column):
            return column in texts
        case Lit(value=value):
            return isinstance(value, str)
        case Say(body=body) | Default(body=body):
            return _is_text(body, texts)
        case If(then=then):
            return _is_text(then, texts)
        case Steps(table=table, otherwise=otherwise):
            values = [row.value for row in table]
            return _is_text(values[0] if values else otherwise or Lit(0), texts)
        case Lookup(table=table):
            return any(_is_text(value, texts) for _, value in table)
        case Arithmetic() | Clip() | Round() | Total() | Aggregate() | Rank():
            return False
        case _:
            return False
