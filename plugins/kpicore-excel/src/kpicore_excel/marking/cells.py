"""Cells with problems: coloured, with a note that says what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from attrs import evolve, frozen
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from kpicore import Lang, Place, Problem
from kpicore_excel.messages import marking as messages
from kpicore_excel.own_sheets import FORM
from kpicore_excel.reading.references import COLUMNS, ROWS
from kpicore_excel.width import lines_needed

if TYPE_CHECKING:
    from openpyxl import Workbook

COLOUR = "FFFFC7CE"
AUTHOR = "kpi run"
RULE = "\n———— kpicore ————\n"
"""Stands between somebody's own note and ours."""
MOST_NOTES = 10_000
"""Each note is a drawing to a spreadsheet program. Further cells are coloured, and listed with the others."""
MOST_SAID = 20
"""How many problems a note tells."""

_WIDTH, _LINE = 320, 18
"""A note's width and a line's height, in points."""
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})?")


@frozen
class Spot:
    """A sheet, a cell in it, and what heads the cell's column in one of our forms."""

    sheet: str
    cell: str
    heading: str | None = None


def mark_cells(workbook: Workbook, problems: Sequence[Problem], lang: Lang) -> Mapping[Problem, Spot]:
    """Colours and notes the cells with problems. Gives the cell of each problem that has one: for a column its
    heading's, in a merged range the first.
    """
    spots: dict[Problem, Spot] = {}
    said: dict[Spot, list[str]] = {}
    headers = _form_headers(workbook)

    @cache
    def header(sheet: Worksheet, letters: str, heading: str) -> int:
        return headers.get(sheet.title) or _heading(sheet, letters, heading)

    for problem in problems:
        sheet = _worksheet(workbook, problem.place.sheet)
        cell = _marked(sheet, problem.place, header) if sheet is not None else None
        if sheet is None or cell is None:
            continue
        spot = Spot(sheet.title, cell.coordinate)
        spots[problem] = evolve(spot, heading=_label(sheet, headers.get(sheet.title), problem.place))
        said.setdefault(spot, []).append(advice(problem, lang))
    fill = PatternFill("solid", fgColor=COLOUR)
    for number, (spot, texts) in enumerate(said.items()):
        cell = workbook[spot.sheet][spot.cell]
        cell.fill = fill
        if number < MOST_NOTES:
            cell.comment = _note(cell.comment, _few(list(dict.fromkeys(texts)), lang))
    return spots


def unmark_cells(workbook: Workbook) -> None:
    """Takes colours and notes away that an earlier copy left. The colours before ours are not known any more.

    Notes of others get the room that their texts take: openpyxl does not read how large they were.
    """
    for sheet in workbook.worksheets:
        for cell in _cells(sheet):
            if cell.comment is None:
                continue
            if not (cell.comment.author == AUTHOR or RULE in cell.comment.text):
                _give_room(cell.comment)
                continue
            own, rule, _ = cell.comment.text.partition(RULE)
            cell.comment = Comment(own, cell.comment.author) if rule else None
            if cell.comment is not None:
                _give_room(cell.comment)
            if cell.fill.fgColor.rgb == COLOUR:
                cell.fill = PatternFill()


def advice(problem: Problem, lang: Lang) -> str:
    """What is wrong, and what to do."""
    hint = problem.hint.in_(lang) if problem.hint else ""
    said = problem.message.in_(lang)
    return plain(f"{said}\n{hint}" if hint else said)


def plain(text: str) -> str:
    """The text without characters that no workbook can hold."""
    replaced: str = ILLEGAL_CHARACTERS_RE.sub("\ufffd", text)
    return replaced


def _note(before: Comment | None, text: str) -> Comment:
    whole = f"{before.text}{RULE}{text}" if before is not None else text
    note = Comment(whole, before.author if before is not None else AUTHOR)
    _give_room(note)
    return note


def _give_room(note: Comment) -> None:
    note.width, note.height = _WIDTH, _LINE * (2 + lines_needed(note.text, _WIDTH / 6))


def _worksheet(workbook: Workbook, name: str | None) -> Worksheet | None:
    sheet = workbook[name] if name is not None and name in workbook.sheetnames else None
    return sheet if isinstance(sheet, Worksheet) else None


def _few(texts: Sequence[str], lang: Lang) -> str:
    """The first of the texts, and how many more there are: a note holds only so much."""
    more = len(texts) - MOST_SAID
    shown = texts if more <= 0 else [*texts[:MOST_SAID], messages.AND_MORE.fill(count=more).in_(lang)]
    return "\n".join(shown)


def _marked(sheet: Worksheet, place: Place, header: Callable[[Worksheet, str, str], int]) -> Cell | None:
    """The cell to mark, a heading's by `header`; None where the problem is of the whole sheet."""
    match = _CELL.fullmatch(place.cell or "")
    if match is None or (column := column_index_from_string(match[1])) > COLUMNS or int(match[2] or 1) > ROWS:
        return None
    row = int(match[2]) if match[2] else header(sheet, match[1], place.key)
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        area = next(area for area in sheet.merged_cells.ranges if cell.coordinate in area)
        cell = sheet.cell(area.min_row, area.min_col)
    return cell if isinstance(cell, Cell) else None


def _label(sheet: Worksheet, header: int | None, place: Place) -> str | None:
    """What stands over the column of a form, in one line: its columns are called by ids otherwise."""
    match = _CELL.fullmatch(place.cell or "")
    value = sheet[f"{match[1]}{header}"].value if match and header else None
    return " ".join(str(value).split()) if value is not None else None


def _cells(sheet: Worksheet) -> list[Cell]:
    """The cells that there are. `iter_rows` would make all those between them, and few may be far apart."""
    return [cell for cell in sheet._cells.values() if isinstance(cell, Cell)]


def _heading(sheet: Worksheet, letters: str, heading: str) -> int:
    """The row in which the column has its heading, or else its first text."""
    filled = sorted(
        (cell.row, str(cell.value).strip())
        for cell in _cells(sheet)
        if cell.column_letter == letters and cell.value is not None
    )
    return next((row for row, text in filled if text == heading), filled[0][0] if filled else 1)


def _form_headers(workbook: Workbook) -> Mapping[str, int]:
    """The row of headings in the sheet of one of our forms."""
    sheet = _worksheet(workbook, FORM)
    if sheet is None:
        return {}
    facts = {str(key): str(value) for key, value in sheet.iter_rows(max_col=2, max_row=20, values_only=True)}
    header = facts.get("header", "")
    return {facts["sheet"]: int(header)} if "sheet" in facts and header.isascii() and header.isdigit() else {}
