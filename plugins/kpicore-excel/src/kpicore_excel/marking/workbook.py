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
MOST_MERGED = 500_000
"""Cells in merged ranges: a value is made of each."""

_PARTS = tags("c", "mergeCell")


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
    """Whoever unpacks all cells into objects, and all cells of merged ranges, needs much room for them."""
    cells = merged = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal cells, merged
        if name == "<c":
            cells += 1
        elif name == "<mergeCell":
            area = parse_range(attributes.get("ref", ""))
            merged += (area.bottom - area.top + 1) * (area.right - area.left + 1) if area else 0
        if cells > MOST_CELLS:
            raise _cannot(package.file, messages.TOO_MANY_CELLS.fill(most=f"{MOST_CELLS:,}"))
        if merged > MOST_MERGED:
            raise _cannot(package.file, messages.MERGED_TOO_WIDE)

    for part in package.parts:
        if part.startswith("xl/worksheets/") and part.endswith(".xml"):
            parse(package, part, _PARTS, start)


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
