"""The seal of a marked copy: it tells whether anybody has changed the copy since, and keeps the clock out of it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime

from kpicore import Refused
from kpicore_excel.reading.package import open_package

SEAL = f"kpicore-marked:{'0' * 64}"
"""The identifier among a workbook's properties, before the digest of all other parts is put into it."""

_PROPERTIES = "docProps/core.xml"
_SEALED = re.compile(rb"kpicore-marked:([0-9a-f]{64})")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_HEAD = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>[^<]*")
"""The head or foot of printed pages. openpyxl writes their line breaks in a way that programs print as it stands."""
_START = (1980, 1, 1, 0, 0, 0)


def sealed(content: bytes, modified: datetime | None) -> bytes:
    """The workbook, written by openpyxl with `SEAL` in its properties, as of the time at which its original was
    modified, with the digest of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts = {name: _HEAD.sub(_with_line_breaks, data) for name, data in parts.items()}
    digest = _digest(parts.items())
    stamp = modified.strftime("%Y-%m-%dT%H:%M:%SZ").encode() if modified else b"1980-01-01T00:00:00Z"
    properties = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", parts[_PROPERTIES])
    parts[_PROPERTIES] = properties.replace(SEAL.encode(), f"kpicore-marked:{digest}".encode())
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _START)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return written.getvalue()


def is_untouched(content: bytes) -> bool:
    """Whether the file is a marked copy whose seal is whole: a spreadsheet program that saves it breaks the seal."""
    try:
        package = open_package(content, "")
        parts = {info.filename: package.archive.read(info) for info in package.archive.infolist()}
    except (Refused, OSError, ValueError, zipfile.BadZipFile):
        return False
    found = _SEALED.search(parts.get(_PROPERTIES, b""))
    return found is not None and found[1].decode() == _digest(parts.items())


def _with_line_breaks(head: re.Match[bytes]) -> bytes:
    return re.sub(rb"_x000[aA]_", b"\n", head[0])


def _digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """The digest of all parts but the properties, with their names."""
    digest = hashlib.sha256()
    for name, data in parts:
        if name != _PROPERTIES:
            digest.update(f"{len(name)}:{name}:{len(data)}:".encode() + data)
    return digest.hexdigest()
