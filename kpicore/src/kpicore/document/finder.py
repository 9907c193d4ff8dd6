"""Finding the documents of a scheme: the one that is named, and through `extends` those that it builds on.

A name is an installed id, of whose versions the period picks one, or a path to a TOML file.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from kpicore.document.expected import found
from kpicore.document.mistakes import Finding
from kpicore.document.overlay import DROP, EXTENDS, overlaid, unknown_entries
from kpicore.document.positions import KeyPath
from kpicore.document.syntax import RawDocument, RawTable, file_content, read_toml
from kpicore.errors import NOWHERE, InvalidOption, Place, Problem, Refused, Text
from kpicore.messages import document as messages
from kpicore.plugin.attribution import attributed
from kpicore.scheme import Period, Validity

if TYPE_CHECKING:
    from kpicore.plugin.registry import Origin, Registry, SchemeFile

FORMAT = 1
"""The format of scheme documents that this version reads and writes."""


@frozen
class Layer:
    """One of the documents that a scheme is made of. `origin` is the plugin that brought it, None for a file of one's
    own."""

    id: str
    version: str
    file: str
    sha256: str
    origin: Origin | None = None


@frozen
class LayeredDocument:
    """A document laid over those that it extends, as a raw table with the places of all.

    `layers` are the document itself, then what it extends, and so on. `problems` are what is wrong with how they build
    on each other; `unknown` are the entries that are said there to be of no known id.
    """

    raw: RawDocument
    layers: tuple[Layer, ...]
    problems: tuple[Problem, ...] = ()
    unknown: frozenset[KeyPath] = frozenset()


@frozen
class Search:
    """Where schemes are found and for which period, None where that is not known. `above` are the documents that led
    here, each by the `place` of its `extends`."""

    registry: Registry
    period: Period | None = None
    place: Place = NOWHERE
    above: tuple[Layer, ...] = ()


def find_document(reference: str, folder: Path | None, search: Search) -> LayeredDocument:
    """The document that `reference` names: an installed id, or a path, relative to `folder`, to a TOML file.

    Of an id's versions the one whose validity covers the whole period, the latest to begin where several do; without a
    period the newest. What is wrong with the reference is `Refused` at the place of the search.
    """
    place, period = search.place, search.period
    installed = [version for version in search.registry.schemes if version.id == reference]
    if not installed:
        path = Path(reference) if folder is None else folder / reference
        if reference.endswith(".toml") or path.is_file():
            return layered(file_content(path, place if str(place) else None), str(path), None, search)
        if path.is_dir():
            raise Refused(messages.FOLDER_FOR_FILE.at(place, path=path))
        raise Refused(search.registry.unknown_scheme(reference).at(place))
    versions, unfit = _versions(installed, search)
    covering = [version for version in versions if period is None or _valid(version).covers(period)]
    if not versions:
        raise Refused(*(problem for refused in unfit for problem in refused.problems))
    if not covering:
        raise Refused(messages.NOT_VALID.at(place, name=reference, period=period, versions=_listed(versions)))
    latest = max(map(_start, covering))
    newest = [version for version in covering if _start(version) == latest]
    if len(newest) > 1:
        raise Refused(messages.TWO_VERSIONS.at(place, name=reference, versions=_listed(newest)))
    return newest[0]


def layered(content: bytes, file: str, origin: Origin | None, search: Search) -> LayeredDocument:
    """The document that `content` holds, laid over what it extends; paths in it are relative to where it stands."""
    raw = read_toml(content, file)
    layer = Layer(_text(raw.table, "id"), _text(raw.table, "version"), file, sha256(content).hexdigest(), origin)
    _refuse_circles(layer, search)
    wrong = list(_format_findings(raw, search))
    if EXTENDS not in raw.table:
        if DROP in raw.table:
            wrong.append(Finding(messages.DROP_WITHOUT_EXTENDS.at(), (DROP,), "key"))
        raw = evolve(raw, table=_content(raw.table))
        return LayeredDocument(raw, (layer,), _problems(wrong, raw))
    reference, place = raw.table[EXTENDS], raw.positions.at_value((EXTENDS,))
    if not isinstance(reference, str):
        raise Refused(messages.WRONG_TYPE.at(place, expected=messages.TEXT, found=found(reference)))
    below = evolve(search, place=place, above=(*search.above, layer))
    base = find_document(reference, Path(file).parent, below)
    merged, found_here = overlaid(raw, base.raw)
    wrong += found_here
    if layer.id and layer.id == base.layers[0].id:
        wrong.append(Finding(messages.SAME_ID.at(), ("id",)))
    return LayeredDocument(
        evolve(merged, table=_content(merged.table)),
        (evolve(layer, version=_text(merged.table, "version")), *base.layers),
        (*_problems(wrong, raw), *base.problems),
        base.unknown | unknown_entries(wrong),
    )


def _versions(installed: Sequence[SchemeFile], search: Search) -> tuple[list[LayeredDocument], list[Refused]]:
    """The versions that can be had, and why others cannot: no version of what they extend covers the period."""
    versions: list[LayeredDocument] = []
    unfit: list[Refused] = []
    for version in installed:
        try:
            versions.append(_installed(version, search))
        except Refused as refused:
            if {problem.code for problem in refused.problems} != {messages.NOT_VALID.code}:
                raise
            unfit.append(refused)
    return versions, unfit


def _installed(version: SchemeFile, search: Search) -> LayeredDocument:
    with attributed(version.origin, messages.READING_SCHEME.fill(name=version.id)):
        content = version.resource.read_bytes()
    return layered(content, str(version.resource), version.origin, search)


def _refuse_circles(layer: Layer, search: Search) -> None:
    here = Path(layer.file).resolve()
    for index, earlier in enumerate(search.above):
        if Path(earlier.file).resolve() == here:
            circle = " → ".join(each.id if each.origin else each.file for each in (*search.above[index:], earlier))
            raise Refused(messages.EXTENDS_CIRCLE.at(search.place, circle=circle))


def _format_findings(raw: RawDocument, search: Search) -> list[Finding]:
    """What is wrong with the format; one that cannot be read is refused at once."""
    if "format" not in raw.table:
        expected = messages.FOUND_NUMBER.fill(value=FORMAT)
        return [Finding(messages.MISSING_KEY.at(expected=expected), ("format",), "key")]
    said = raw.table["format"]
    if said != FORMAT or isinstance(said, bool):
        place = raw.positions.at_value(("format",))
        raise Refused(messages.UNKNOWN_FORMAT.at(place, found=said, known=FORMAT))
    return []


def _problems(wrong: Sequence[Finding], raw: RawDocument) -> tuple[Problem, ...]:
    return tuple(finding.at(raw.positions) for finding in wrong)


def _content(table: RawTable) -> RawTable:
    """The table without what only says how it is to be read."""
    return {key: value for key, value in table.items() if key not in ("format", EXTENDS, DROP)}


def _text(table: RawTable, key: str) -> str:
    value: Any = table.get(key)
    return value if isinstance(value, str) else ""


def _valid(document: LayeredDocument) -> Validity:
    """The validity as far as it can be read; what is wrong with it is said when the scheme is."""
    table = document.raw.table.get("valid")
    days = table if isinstance(table, dict) else {}
    try:
        return Validity(_day(days.get("from")), _day(days.get("until")))
    except InvalidOption:
        return Validity()


def _day(value: object) -> date | None:
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def _start(document: LayeredDocument) -> date:
    return _valid(document).start or date.min


def _listed(versions: Sequence[LayeredDocument]) -> Text:
    said = [
        messages.VERSION.fill(version=document.layers[0].version, dates=_valid(document))
        for document in sorted(versions, key=lambda document: (_start(document), document.layers[0].version))
    ]
    return Text(zh="；".join(text.zh for text in said), en="; ".join(text.en for text in said))
