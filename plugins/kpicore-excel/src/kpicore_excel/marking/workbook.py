"""A copy of a workbook with its problems marked: cells coloured and noted, all problems on a sheet of their own."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kpicore import Lang, Message, Place, Problem, Refused, Text
from kpicore_excel.marking.cells import mark_cells, unmark_cells
from kpicore_excel.marking.seal import SEAL, sealed
from kpicore_excel.marking.summary import add_summary, remove_summary
from kpicore_excel.messages import marking as messages
from kpicore_excel.reading.markup import parse, tags
from kpicore_excel.reading.package import Package, open_package
from kpicore_excel.reading.references import parse_range

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_CELLS = 1_000_000
MOST_COVERED = 500_000
"""Cells in ranges that are merged, linked or noted: openpyxl makes an object of each."""

_RANGES = ("mergeCell", "hyperlink", "comment")
_KNOWN = tags("c", *_RANGES)


def marked(content: bytes, problems: Sequence[Problem], lang: Lang) -> bytes:
    """The workbook `content` with its `problems` marked; the same workbook and problems are the same bytes.

    Marks of an earlier copy are taken away first. Formulas stay, but have no results until a spreadsheet program has
    saved the copy; what openpyxl does not know, such as drawn shapes, is left out. A workbook that is too large, or
    that cannot be saved again, is `Refused`.
    """
    file = problems[0].place.file or ""
    package = open_package(content, file)
    _check_size(package)
    workbook = _loaded(content, "xl/vbaproject.bin" in package.parts, file)
    if not {each.place.sheet for each in problems} <= {None, *workbook.sheetnames}:
        raise _cannot(file, messages.NOT_REWRITTEN)
    modified = workbook.properties.modified
    remove_summary(workbook)
    unmark_cells(workbook)
    places = mark_cells(workbook, problems, lang)
    add_summary(workbook, problems, places, lang)
    workbook.properties.identifier = SEAL
    written = io.BytesIO()
    try:
        workbook.save(written)
    except Exception as error:
        raise _cannot(file, messages.NOT_REWRITTEN) from error
    return sealed(written.getvalue(), modified)


def _check_size(package: Package) -> None:
    """Whoever makes an object of each cell needs much room for them. A part may have any name, so all are looked at."""
    cells = covered = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal cells, covered
        if name == "<c":
            cells += 1
        elif name[1:] in _RANGES:
            covered += _size(attributes.get("ref", ""))
        if cells > MOST_CELLS:
            raise _cannot(package.file, messages.TOO_MANY_CELLS.fill(most=f"{MOST_CELLS:,}"))
        if covered > MOST_COVERED:
            raise _cannot(package.file, messages.TOO_WIDE)

    for part in package.parts:
        begin = next(package.chunks(part), b"").lstrip(b"\xef\xbb\xbf \t\r\n")
        if begin.startswith(b"<") and not part.endswith(".vml"):
            parse(package, part, _KNOWN, start)


def _size(reference: str) -> int:
    """How many cells a reference covers; one that cannot be read covers too many, as columns without ends do."""
    if ":" not in reference:
        return 1
    area = parse_range(reference)
    return (area.bottom - area.top + 1) * (area.right - area.left + 1) if area else MOST_COVERED + 1


def _loaded(content: bytes, has_macros: bool, file: str) -> Workbook:
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            # What gets lost is no reason to talk past the problems that are being told.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(content), rich_text=True, keep_vba=has_macros)
    except Exception as error:
        raise _cannot(file, messages.NOT_REWRITTEN) from error


def _cannot(file: str, reason: Text) -> Refused:
    message: Message = messages.CANNOT_MARK
    return Refused(message.at(Place(file), reason=reason))
