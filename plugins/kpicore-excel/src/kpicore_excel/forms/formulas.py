"""The formulas of a page: what follows from one person's row of the sheet to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kpicore import Form, FormItem
from kpicore_excel.forms.table import Table
from kpicore_excel.forms.words import plain
from kpicore_excel.messages import form as messages

NUDGE = "1E-10"
"""Two numbers closer than this count as one, as everywhere in kpicore."""


def cell(table: Table, id: str, row: int) -> str:
    """The person's cell of a column, seen from another sheet."""
    column = table.column(id)
    if column is None:
        raise TypeError(f"no column {id}")
    return f"'{table.sheet}'!${column.letters}${row}"


def as_it_is(ref: str) -> str:
    """What stands in a cell, nothing where that is empty."""
    return f'=IF(LEN({ref})=0,"",{ref})'


def letter_points(ref: str, letter: str, points: Decimal) -> str:
    """The points of a letter, marked where it is the one in the cell."""
    return f'=IF(EXACT({ref},{_text(letter)}),"{messages.MARK} {plain(points)}","{plain(points)}")'


def points_of(item: FormItem, ref: str) -> str:
    """The points of the letter in the cell, nothing where it is none of the table's."""
    found = '""'
    for letter, points in reversed(list(item.letters.items())):
        found = f"IF(EXACT({ref},{_text(letter)}),{plain(points)},{found})"
    return f"={found}"


def entered(item: FormItem, table: Table, row: int) -> str:
    """An adjustment's points; nothing where nothing of it has been entered."""
    refs = {id: cell(table, id, row) for id in item.reads}
    parts = []
    for id, amount in item.amounts.items():
        metric = table.form.scheme.metrics[id]
        default = metric.default if isinstance(metric.default, Decimal) else Decimal(0)
        figure = f"IF(LEN({refs[id]})=0,{plain(default)},{refs[id]})"
        parts.append(figure if amount == 1 else f"{plain(amount)}*{figure}")
    exact = "+".join(parts)
    is_there = f"COUNT({','.join(refs.values())})"
    return (
        f'=IF({is_there}=0,"",{_rounded(exact, table.form) if table.form.scheme.rounding.of == "indicator" else exact})'
    )


def sum_of_all(cells: Sequence[str]) -> str:
    """The sum, nothing before every cell has a number."""
    listed = ",".join(cells)
    return f'=IF(COUNT({listed})<{len(cells)},"",SUM({listed}))'


def sum_of_any(cells: Sequence[str]) -> str:
    """The sum of what is there, nothing where nothing is."""
    listed = ",".join(cells)
    return f'=IF(COUNT({listed})=0,"",SUM({listed}))'


def total(base: str, added: str | None, form: Form) -> str:
    """The total, not under 0; nothing before the base is there."""
    exact = base if added is None else f"SUM({base},{added})"
    return f'=IF(COUNT({base})=0,"",MAX(0,{_rounded(exact, form)}))'


def grade(ref: str, form: Form) -> str:
    """The grade that the total in the cell reaches."""
    *edged, lowest = form.grades
    found = _text(lowest.grade)
    for each in reversed(edged):
        edge = plain(each.edge or Decimal(0))
        reached = f"{ref}-{edge}>-{NUDGE}" if each.reach == "from" else f"{ref}-{edge}>{NUDGE}"
        found = f"IF({reached},{_text(each.grade)},{found})"
    return f'=IF(COUNT({ref})=0,"",{found})'


def _rounded(number: str, form: Form) -> str:
    """Half away from zero, to the scheme's places."""
    return f"ROUND({number}+SIGN({number})*{NUDGE},{form.scheme.rounding.digits})"


def _text(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
