"""Finding the scheme that a stage names: an installed id, in the version its period picks, or a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kpicore.document.reader import SchemeDocument, file_content, read_scheme
from kpicore.errors import NOWHERE, Place, Refused, Text
from kpicore.messages import document as messages
from kpicore.plugin.attribution import attributed
from kpicore.scheme import Period

if TYPE_CHECKING:
    from kpicore.plugin.registry import Registry, SchemeFile


def find_scheme(
    reference: str, period: Period | None, folder: Path | None, registry: Registry, place: Place = NOWHERE
) -> SchemeDocument:
    """The scheme that `reference` names: an installed id, or a path, relative to `folder`, to a TOML file.

    Of an id's versions the one whose validity covers the whole period, the latest to begin where several do; without a
    period the newest. `place` is where the reference stands, for what is wrong with it.
    """
    installed = [version for version in registry.schemes if version.id == reference]
    if not installed:
        path = Path(reference) if folder is None else folder / reference
        if reference.endswith(".toml") or path.is_file():
            return read_scheme(file_content(path, place if str(place) else None), str(path), registry)
        if path.is_dir():
            raise Refused(messages.FOLDER_FOR_FILE.at(place, path=path))
        raise Refused(registry.unknown_scheme(reference).at(place))
    versions = [_read(version, registry) for version in installed]
    covering = [version for version in versions if period is None or version.scheme.valid.covers(period)]
    if not covering:
        raise Refused(messages.NOT_VALID.at(place, name=reference, period=period, versions=_listed(versions)))
    latest = max(map(_start, covering))
    newest = [version for version in covering if _start(version) == latest]
    if len(newest) > 1:
        raise Refused(messages.TWO_VERSIONS.at(place, name=reference, versions=_listed(newest)))
    return newest[0]


def _read(version: SchemeFile, registry: Registry) -> SchemeDocument:
    with attributed(version.origin, messages.READING_SCHEME.fill(name=version.id)):
        content = version.resource.read_bytes()
    return read_scheme(content, str(version.resource), registry, version.origin)


def _start(document: SchemeDocument) -> date:
    return document.scheme.valid.start or date.min


def _listed(versions: Sequence[SchemeDocument]) -> Text:
    said = [
        messages.VERSION.fill(version=document.scheme.version, dates=document.scheme.valid)
        for document in sorted(versions, key=lambda document: (_start(document), document.scheme.version))
    ]
    return Text(zh="；".join(text.zh for text in said), en="; ".join(text.en for text in said))
