"""Text on a screen, where a Chinese character takes two columns: tables, wrapped lines, numbers."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from decimal import Decimal

import click
from rich.box import SIMPLE_HEAD
from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.table import Table

READABLE = 100
"""The columns of text that a person reads without losing the line."""

ENDLESS = 10_000
"""The width of a table where no terminal limits it."""

GAP = 2

TOGETHER = "\u00a0"
"""A space at which no line ends."""

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_OPENING, _CLOSING = "（《“「〈【", "，。；：、）》”」〉】％！？…"
_UNIT = re.compile(rf" +|[{_OPENING}]*(?:[^ {_WIDE}]+|[{_WIDE}])[{_CLOSING}]*|.")


def width() -> int:
    """Columns for running text."""
    return min(_terminal() or READABLE, READABLE)


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table as wide as the terminal at most, or as its content where there is none. Columns in `numbers` are
    aligned right. Nothing is cut off: what is too long goes on in the next line, and where even single words have no
    room side by side, each row becomes a list."""
    terminal = _terminal()
    columns = list(zip(headings, *rows, strict=True))
    widths = _widths(columns, terminal or ENDLESS)
    if widths is None:
        return "\n\n".join(_list(headings, row) for row in rows)
    content = Table(
        box=SIMPLE_HEAD if terminal else None,
        show_edge=False,
        pad_edge=False,
        # the box itself puts a space between columns
        padding=(0, GAP - 1 if terminal else GAP, 0, 0),
        header_style="bold" if terminal else "",
    )
    for index, (name, room) in enumerate(zip(headings, widths, strict=True)):
        content.add_column(wrapped(name, columns=room), width=room, justify="right" if index in numbers else "left")
    for row in rows:
        content.add_row(*(wrapped(cell, columns=room) for cell, room in zip(row, widths, strict=True)))
    console = Console(width=terminal or ENDLESS, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(content)
    return "\n".join(line.rstrip() for line in captured.get().rstrip().split("\n"))


def _widths(columns: Iterable[Sequence[str]], room: int) -> list[int] | None:
    """The widths of columns that fit, the widest made narrower first, none narrower than its longest word; None where
    that is too wide."""
    columns = list(columns)
    widths = [max(map(cell_len, column)) for column in columns]
    least = [
        max(cell_len(unit.strip()) for cell in column for unit in _UNIT.findall(cell) or [""]) for column in columns
    ]
    while sum(widths) + GAP * len(widths) > room:
        slack = [width if width > least[index] else 0 for index, width in enumerate(widths)]
        if not any(slack):
            return None
        widths[slack.index(max(slack))] -= 1
    return widths


def _list(headings: Sequence[str], row: Sequence[str]) -> str:
    longest = max(map(cell_len, headings))
    return "\n".join(
        f"{name}{' ' * (longest - cell_len(name))}  {wrapped(cell, ' ' * (longest + GAP)).lstrip()}"
        for name, cell in zip(headings, row, strict=True)
    )


def wrapped(text: str, indent: str = "", columns: int | None = None) -> str:
    """The text in lines of the width for running text: broken at spaces and between Chinese characters, but not before
    a closing mark or behind an opening one."""
    room = (columns or width()) - cell_len(indent)
    lines = [""]
    for unit in _UNIT.findall(re.sub(r"[ \t\n]+", " ", text)):
        pieces = [unit] if cell_len(unit) <= room else chop_cells(unit, room)
        for piece in pieces:
            if cell_len(lines[-1]) + cell_len(piece.rstrip()) > room:
                lines.append("")
            lines[-1] += piece if lines[-1] else piece.lstrip()
    return "\n".join(indent + line.rstrip().replace(TOGETHER, " ") for line in lines)


def spread(left: str, right: str, indent: str = "") -> str:
    """One line with `left` at its beginning and `right` at its end; two where they have no room."""
    room = width() - cell_len(indent) - cell_len(right)
    if cell_len(left) + 2 > room:
        return wrapped(left, indent) + "\n" + " " * (width() - cell_len(right)) + right
    return indent + left + " " * (room - cell_len(left)) + right


def heading(text: str) -> str:
    """A heading, bold where the terminal can."""
    return click.style(text, bold=True)


def points(value: float | Decimal, digits: int) -> str:
    """Points with their decimal places."""
    return f"{value + 0:.{digits}f}".replace("-0." + "0" * digits, "0." + "0" * digits)


def plain(value: float | Decimal) -> str:
    """A number without needless zeros."""
    shown = f"{Decimal(str(value)):f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _terminal() -> int | None:
    """The terminal's columns, None where stdout is not one."""
    return Console().width if sys.stdout.isatty() else None
