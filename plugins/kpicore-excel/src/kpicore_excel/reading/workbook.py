"""A workbook: its sheets by name, its formats, its shared texts. Of the sheets only those asked for are read."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from attrs import frozen

from kpicore import did_you_mean
from kpicore_excel import own_sheets
from kpicore_excel.messages import source as messages
from kpicore_excel.reading.formats import BUILT_IN, PLAIN, Format, format_of
from kpicore_excel.reading.markup import RELATIONSHIPS, tags, visit
from kpicore_excel.reading.package import Package, open_package
from kpicore_excel.reading.strings import shared_strings

MOST_FORMATS = 65_536
"""Excel allows a few less."""
MOST_SHEETS = 10_000
MOST_NAMED = 20
"""Sheets that one message names."""

_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)


@frozen
class Sheet:
    """A worksheet that can be read: its name, the part that holds it, whether people see it."""

    name: str
    part: str
    is_visible: bool


@frozen
class Workbook:
    """What is known of a workbook before its cells are read.

    `formats` are those of cells, by number. `from_1904` says that days count from there. `is_uncalculated` says that
    whoever wrote the file wants its formulas calculated before anybody reads them.
    """

    package: Package
    sheets: Mapping[str, Sheet]
    formats: tuple[Format, ...]
    texts: tuple[str, ...]
    from_1904: bool
    is_uncalculated: bool


@frozen
class _Relation:
    kind: str
    target: str
    is_outside: bool


def open_workbook(content: bytes, file: str) -> Workbook:
    """The workbook `content`, checked by the guard. What is wrong with it is `Refused` under the name `file`."""
    package = open_package(content, file)
    part = next((each.target for each in _relations(package, "").values() if each.kind == "officeDocument"), None)
    if part is None or part.lower() not in package.parts:
        raise package.refused(messages.NO_WORKBOOK)
    relations = _relations(package, part)
    flags: dict[str, bool] = {}
    sheets: dict[str, Sheet] = {}

    def see(path: str, attributes: Mapping[str, str]) -> None:
        match path:
            case "?":
                raise package.refused(messages.NO_WORKBOOK)
            case "<workbook<sheets<sheet":
                relation = relations.get(next((attributes[key] for key in _ID if key in attributes), ""))
                name = attributes.get("name", "")
                if not name or relation is None or relation.is_outside or name in sheets or len(sheets) >= MOST_SHEETS:
                    raise package.damaged(messages.SHEETS, part)
                if relation.kind == "worksheet":
                    sheets[name] = Sheet(name, relation.target, attributes.get("state", "visible") == "visible")
            case "<workbook<workbookPr":
                flags["from_1904"] = is_true(attributes.get("date1904"))
            case "<workbook<calcPr":
                flags["is_uncalculated"] = is_true(attributes.get("fullCalcOnLoad"))

    visit(package, part, tags("workbook", "sheets", "sheet", "workbookPr", "calcPr"), see)
    kinds = {each.kind: each.target for each in relations.values() if not each.is_outside}
    formats = _formats(package, kinds["styles"]) if "styles" in kinds else ()
    texts = shared_strings(package, kinds["sharedStrings"]) if "sharedStrings" in kinds else ()
    return Workbook(
        package,
        sheets,
        formats or (PLAIN,),
        tuple(texts),
        flags.get("from_1904", False),
        flags.get("is_uncalculated", False),
    )


def sheet_named(workbook: Workbook, name: str | None) -> Sheet:
    """The sheet of that name; without a name, the only one that can be seen. Where there is none, it is `Refused`."""
    refused = workbook.package.refused
    if name is not None:
        if name not in workbook.sheets:
            raise refused(messages.NO_SUCH_SHEET, sheet=name, near=did_you_mean(name, workbook.sheets))
        return workbook.sheets[name]
    visible = [sheet for sheet in workbook.sheets.values() if sheet.is_visible and sheet.name not in own_sheets.ALL]
    if not visible:
        raise refused(messages.NO_SHEETS)
    if len(visible) > 1:
        named = ", ".join(sheet.name for sheet in visible[:MOST_NAMED]) + (" …" if len(visible) > MOST_NAMED else "")
        raise refused(messages.WHICH_SHEET, sheets=named, first=visible[0].name)
    return visible[0]


def is_true(value: str | None) -> bool:
    """Whether an attribute is a true one."""
    return value in ("1", "true", "on")


def _relations(package: Package, part: str) -> dict[str, _Relation]:
    """What a part refers to, by id, with the targets as names of parts. The workbook itself is what "" refers to."""
    folder, name = posixpath.split(part)
    listed = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, _Relation] = {}

    def see(path: str, attributes: Mapping[str, str]) -> None:
        if path != "<Relationships<Relationship":
            return
        id, kind = attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "").replace("\\", "/")
        if id in found:
            raise package.damaged(messages.RELATIONS, listed)
        whole = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        found[id] = _Relation(kind, whole, attributes.get("TargetMode") == "External")

    if listed.lower() in package.parts:
        visit(package, listed, tags("Relationships", "Relationship", spaces=(RELATIONSHIPS,)), see)
    return found


def _formats(package: Package, part: str) -> tuple[Format, ...]:
    """The format of each kind of cell, in order."""
    codes: dict[str, str] = {}
    numbers: list[str] = []

    def see(path: str, attributes: Mapping[str, str]) -> None:
        if path == "<styleSheet<numFmts<numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif path == "<styleSheet<cellXfs<xf":
            numbers.append(attributes.get("numFmtId", "0"))
        if max(len(numbers), len(codes)) > MOST_FORMATS:
            raise package.too_large(messages.FORMATS, MOST_FORMATS)

    visit(package, part, tags("styleSheet", "numFmts", "numFmt", "cellXfs", "xf"), see)
    built_in = {str(number): format_ for number, format_ in BUILT_IN.items()}
    used = {each: format_of(codes[each]) if each in codes else built_in.get(each, PLAIN) for each in set(numbers)}
    return tuple(used[each] for each in numbers)
