"""Rules as formulas of a worksheet: live, and equal to the exact renderer cell by cell.

A row is a person and a column a named step (`sheet_steps`), so that each formula is short enough to be read. Only
functions that every spreadsheet has are used. A missing value is an empty text, which takes no part in arithmetic: each
formula first counts the numbers it needs. Ties and edges allow `TOLERANCE`, literally as the other renderers do; where
a spreadsheet itself takes two large neighbours for one number, the comparison is written so that this is right.

Formulas hold `ROW` wherever the number of the person's row belongs, so that one text serves a whole column.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from attrs import Factory, evolve, frozen

from kpicore.render.expression import (
    NOTHING,
    PRODUCT,
    ROW,
    SUM,
    WHOLE,
    Expression,
    chain,
    guarded,
    number,
    quoted,
    spans,
    where,
)
from kpicore.rule import (
    TOLERANCE,
    Arithmetic,
    Clip,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    OneOf,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Steps,
    Test,
    Total,
    is_constant,
)
from kpicore.rule.constant import EXACT_TOLERANCE, constant

_TOLERANCE = f"{TOLERANCE:E}"


@frozen
class Cells:
    """Where a stage's columns and the policy's numbers stand in a workbook.

    `columns` maps each column to its letters in the sheet, `parameters` each `Par` by name to an absolute cell. `texts`
    are the columns that hold texts. `wording` gives, by column, what the sheet says for a value (a group by its label).
    `first` and `last` are the rows of the first and the last person.
    """

    columns: Mapping[str, str]
    parameters: Mapping[str, str]
    texts: Collection[str] = ()
    wording: Mapping[str, Mapping[str, str]] = Factory(dict)
    first: int = 1
    last: int = 1

    def cell(self, column: str) -> str:
        """This person's cell of a column."""
        return f"{self.columns[column]}{ROW}"

    def range(self, column: str) -> str:
        """Everybody's cells of a column."""
        letters = self.columns[column]
        return f"${letters}${self.first}:${letters}${self.last}"

    def worded(self, node: Node, value: str) -> str:
        """A value of a text column as the sheet has it, quoted."""
        words = self.wording.get(node.column, {}) if isinstance(node, Ref) else {}
        return quoted(words.get(value, value))


def render(node: Node, cells: Cells) -> str:
    """The node as the formula, without its ``=``, of one of the columns that `sheet_steps` gave.

    An aggregate over a group of people stands in a table of groups (`figure`), not in a person's row: a TypeError.
    """
    match node:
        case Say(body=body):
            return render(body, cells)
        case Lit(value=str() as text):
            return quoted(text)
        case Ref(column=column) if column in cells.texts:
            return where(_is_there(node, cells), cells.cell(column))
        case If(test=test, then=then, otherwise=otherwise):
            held = _test(test, cells)
            if held is None:
                return NOTHING
            return guarded(evolve(held, text=f"IF({held.text},{render(then, cells)},{render(otherwise, cells)})"))
        case Steps():
            return _steps(node, cells)
        case Lookup(body=body, table=table):
            keys = [f"EXACT({cells.cell(body.column)},{cells.worded(body, key)})" for key, _ in table]
            return chain(zip(keys, [render(value, cells) for _, value in table], strict=True), NOTHING)
        case Default(body=body, value=value) if is_constant(body):
            return render(value if _is_nothing(body) else body, cells)
        case Default(body=body, value=value):
            return where(_is_there(body, cells), _bare(body, cells), render(value, cells))
        case Total(parts=parts, need="skip"):
            return _sum_of_those_there(parts, cells)
        case Rank(body=Ref(column=column), by=(), best=best):
            place = f"RANK({cells.cell(column)},{cells.range(column)},{0 if best == 'highest' else 1})"
            return where(_is_there(Ref(column), cells), place)
        case _:
            number = _number(node, cells)
            return NOTHING if number is None else guarded(number)


def rank_within(node: Rank, cells: Cells, key: str) -> str:
    """The place of a person among those who have the same number in column `key`."""
    column = _column(node.body)
    better = ">" if node.best == "highest" else "<"
    same = f"{cells.range(key)},{cells.cell(key)}"
    counted = f'COUNTIFS({same},{cells.range(column)},"{better}"&{cells.cell(column)})+1'
    return where(_is_there(node.body, cells), counted)


def _number(node: Node, cells: Cells) -> Expression | None:
    """A node that is missing where one of its operands is; None where it is missing for everybody."""
    if _is_nothing(node):
        return None
    match node:
        case Say(body=body):
            return _number(body, cells)
        case Ref(column=column):
            return Expression(cells.cell(column), needs=(cells.cell(column),))
        case Par(name=name):
            return Expression(cells.parameters[name])
        case Lit(value=Decimal() as value):
            return Expression(number(value), SUM if value < 0 else WHOLE)
        case Arithmetic():
            return _arithmetic(node, cells)
        case Clip(body=body, low=low, high=high):
            bounded = _number(body, cells)
            for function, bound in (("MIN", high), ("MAX", low)):
                limit = None if bound is None else _number(bound, cells)
                if bounded is not None and limit is not None:
                    bounded = Expression(f"{function}({limit.text},{bounded.text})").on(bounded)
            return bounded
        case Round(body=body, places=places):
            whole, digits = _number(body, cells), _number(places, cells)
            if whole is None or digits is None:
                return None
            way = f"SIGN({whole.text})*" if isinstance(body, Ref) or is_constant(body) else ""
            return Expression(f"ROUND({whole.within(SUM)}+{way}{_TOLERANCE},{digits.text})").on(whole)
        case Total(parts=parts, need="all"):
            found = [_number(part, cells) for part in parts]
            there = [part for part in found if part is not None]
            return Expression(_sum(there)).on(*there) if len(there) == len(found) else None
        case _:
            raise TypeError(f"not a step of a sheet: {node}")


def _arithmetic(node: Arithmetic, cells: Cells) -> Expression | None:
    left, right = _number(node.left, cells), _number(node.right, cells)
    if left is None or right is None or (node.operator == "/" and _is_zero(node.right)):
        return None
    strength = SUM if node.operator in "+-" else PRODUCT
    text = f"{left.within(strength)}{node.operator}{right.within(strength + (node.operator in '-/'))}"
    whole = Expression(text, strength).on(left, right)
    if node.operator != "/" or is_constant(node.right):
        return whole
    return evolve(whole, checks=(*whole.checks, f"ABS({right.text})>={_TOLERANCE}"))


def _steps(node: Steps, cells: Cells) -> str:
    body = _number(node.body, cells)
    if body is None:
        return NOTHING
    rows = []
    for row in node.table:
        if (edge := _number(row.edge, cells)) is not None:
            sign, way = (">=", "-") if row.reach == "from" else (">", "+")
            rows.append((f"{body.text}{sign}{edge.within(SUM)}{way}{_TOLERANCE}", render(row.value, cells)))
    rest = NOTHING if node.otherwise is None else render(node.otherwise, cells)
    return guarded(evolve(body, text=chain(rows, rest)))


def _test(test: Test, cells: Cells) -> Expression | None:
    """A test; None where it gives nothing for everybody."""
    if isinstance(test, OneOf):
        body = _bare(test.body, cells)
        one_of = [f"EXACT({body},{cells.worded(test.body, value)})" for value in test.values]
        text = one_of[0] if len(one_of) == 1 else f"OR({','.join(one_of)})"
        return Expression(text, checks=(_is_there(test.body, cells),))
    difference = _arithmetic(Arithmetic("-", test.left, test.right), cells)
    if difference is None:
        return None
    match test.operator:
        case "<":
            text = f"{difference.text}<=-{_TOLERANCE}"
        case "<=":
            text = f"{difference.text}<{_TOLERANCE}"
        case ">":
            text = f"{difference.text}>={_TOLERANCE}"
        case ">=":
            text = f"{difference.text}>-{_TOLERANCE}"
        case "=":
            text = f"ABS({difference.text})<{_TOLERANCE}"
        case _:
            assert_never(test.operator)
    return evolve(difference, text=text)


def _sum_of_those_there(parts: Sequence[Node], cells: Cells) -> str:
    there = [part for part in (_number(part, cells) for part in parts) if part is not None]
    if not there:
        return NOTHING
    total = _sum(there)
    if any(not part.needs for part in there):
        return total
    return where(f"COUNT({','.join(spans([part.text for part in there]))})>0", total)


def _sum(parts: Sequence[Expression]) -> str:
    return f"SUM({','.join(spans([part.text for part in parts]))})"


def _is_there(node: Node, cells: Cells) -> str:
    match node:
        case Ref(column=column) if column in cells.texts:
            return f"{cells.cell(column)}<>{NOTHING}"
        case Ref(column=column):
            return f"ISNUMBER({cells.cell(column)})"
        case _:
            return "FALSE" if _is_nothing(node) else "TRUE"


def _is_nothing(node: Node) -> bool:
    """Whether the node is a constant that divides by zero."""
    match node:
        case Say(body=body):
            return _is_nothing(body)
        case Lit():
            return False
        case _:
            return is_constant(node) and constant(node) is None


def _is_zero(node: Node) -> bool:
    """Whether the node is a constant that nothing can be divided by."""
    value = constant(node) if is_constant(node) else None
    return value is not None and abs(value) < EXACT_TOLERANCE


def _bare(node: Node, cells: Cells) -> str:
    """A column or a constant as it stands, whether it is there or not."""
    match node:
        case Ref(column=column):
            return cells.cell(column)
        case Say(body=body):
            return _bare(body, cells)
        case _:
            return render(node, cells)


def _column(node: Node) -> str:
    if isinstance(node, Ref):
        return node.column
    raise TypeError(f"not lifted into a column of its own: {node}")
