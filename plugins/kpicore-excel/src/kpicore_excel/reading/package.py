"""A workbook's parts, opened by a guard that believes nothing the file says about itself.

Every part is unpacked once before anything is read: what it really holds is counted, so that neither a bomb nor a
truncated copy gets further than this.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from attrs import frozen

from kpicore import Message, Place, Refused, Text
from kpicore_excel.messages import source as messages

CHUNK = 65_536
MOST_PARTS = 10_000
MOST_BYTES = 192 * 1024**2
"""Of all parts together, unpacked. The most cells that are read take about half of it."""
MOST_TIMES = 200
"""How many times smaller than its content a packed part may be. Worksheets reach 25, bombs 1,000."""
ALWAYS_ALLOWED = 4 * 1024**2
"""Bytes of a part that are fine however well they are packed; of the whole file eight times as many."""
HEADER = 30
"""Bytes before each packed part, without its name."""
MOST_TAGS = 16_000_000
"""Of all parts together: half as many again as the most cells need."""

_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, NotImplementedError, KeyError)
_XML = (".xml", ".rels", ".vml")


@frozen
class Package:
    """The parts of a workbook by their names in lower case, which is how they are told apart."""

    file: str
    archive: zipfile.ZipFile
    parts: Mapping[str, zipfile.ZipInfo]

    def chunks(self, part: str) -> Iterator[bytes]:
        """The content of a part, piece by piece. A part that is not there, or not whole, is `Refused`."""
        info = self.parts.get(part.lower())
        if info is None:
            raise self.damaged(messages.NO_PART, part)
        try:
            with self.archive.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk
        except _BROKEN:
            raise self.damaged(messages.NOT_WHOLE, part) from None

    def damaged(self, what: Text, part: str, **facts: object) -> Refused:
        """The refusal of a file that no spreadsheet program would write so."""
        return self.refused(messages.DAMAGED, what=what.fill(part=part, **facts))

    def too_large(self, what: Text, most: int) -> Refused:
        """The refusal of a file with more of something than is read."""
        return self.refused(messages.TOO_LARGE, what=what, most=f"{most:,}")

    def unsafe(self, what: Text, part: str) -> Refused:
        """The refusal of a file that is built to harm who opens it."""
        return self.refused(messages.UNSAFE, what=what.fill(part=part))

    def refused(self, message: Message, **facts: object) -> Refused:
        """The refusal of the file as a whole."""
        return Refused(message.at(Place(self.file), **facts))


def open_package(content: bytes, file: str) -> Package:
    """The parts of the workbook `content`, all of them unpacked and found harmless.

    What is no workbook, is damaged or would harm a reader is `Refused` under the name `file`.
    """
    place = Place(file)
    if not content.startswith(b"PK\x03\x04"):
        raise Refused(_other_kind(content).at(place))
    if content.count(b"PK\x01\x02") > MOST_PARTS:
        raise Refused(messages.TOO_LARGE.at(place, what=messages.PARTS, most=f"{MOST_PARTS:,}"))
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise Refused(messages.DAMAGED.at(place, what=messages.TRUNCATED)) from None
    package = Package(file, archive, {_name(info): info for info in archive.infolist()})
    _check_members(package)
    _check_content(package)
    return package


def _name(info: zipfile.ZipInfo) -> str:
    """Some writers use backslashes; names that differ in their case only are the same to Excel."""
    return info.filename.replace("\\", "/").lstrip("/").lower()


def _other_kind(content: bytes) -> Message:
    """What to say of a file that is no zip archive."""
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        encrypted = "EncryptedPackage".encode("utf-16-le") in content
        return messages.ENCRYPTED if encrypted else messages.OLD_EXCEL
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        return messages.EMPTY_FILE
    return messages.WEB_PAGE if start.startswith((b"<html", b"<table", b"<!doctype", b"<?xml")) else messages.NOT_EXCEL


def _check_members(package: Package) -> None:
    """No part twice, none inside another one, none packed in a way that Excel does not know."""
    infos = package.archive.infolist()
    names = [_name(info) for info in infos]
    if len(package.parts) < len(names):
        raise package.unsafe(messages.PART_TWICE, Counter(names).most_common(1)[0][0])
    if any(info.flag_bits & 1 for info in infos):
        raise package.refused(messages.ENCRYPTED)
    if "mimetype" in package.parts or "content.xml" in package.parts:
        raise package.refused(messages.OPEN_DOCUMENT)
    if "xl/workbook.bin" in package.parts:
        raise package.refused(messages.BINARY_EXCEL)
    if infos and all(info.header_offset for info in infos):
        raise package.damaged(messages.PREFIXED, infos[0].filename)
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise package.unsafe(messages.OVERLAP, info.filename)
        end = info.header_offset + HEADER + info.compress_size
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise package.damaged(messages.PACKING, info.filename)


def _check_content(package: Package) -> None:
    """All parts unpacked and counted; XML begins without a document type."""
    total = tags = 0
    packed = sum(info.compress_size for info in package.parts.values())
    for name, info in package.parts.items():
        size = 0
        for chunk in package.chunks(name):
            if not size and name.endswith(_XML):
                _check_prolog(package, name, chunk)
            size += len(chunk)
            tags += chunk.count(b"<")
            total += len(chunk)
            if size > ALWAYS_ALLOWED and size > MOST_TIMES * info.compress_size:
                raise package.unsafe(messages.BOMB, info.filename)
            if total > 8 * ALWAYS_ALLOWED and total > MOST_TIMES * packed:
                raise package.unsafe(messages.BOMB, package.file)
            if total > MOST_BYTES:
                raise package.too_large(messages.MEGABYTES, MOST_BYTES // 1024**2)
            if tags > MOST_TAGS:
                raise package.too_large(messages.TAGS, MOST_TAGS)


class _Root(Exception):
    """The first element has been reached."""


def _check_prolog(package: Package, part: str, chunk: bytes) -> None:
    """A document type can stand before the first element only, and that is near the beginning."""

    def reached(*_: object) -> None:
        raise _Root

    def refuse(*_: object) -> None:
        raise package.unsafe(messages.DOCTYPE, part)

    parser = expat.ParserCreate()
    parser.StartElementHandler = reached
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(chunk, False)
    except _Root:
        return
    except (expat.ExpatError, ValueError, LookupError):
        raise package.damaged(messages.NO_XML, part) from None
    if len(chunk) == CHUNK:
        raise package.unsafe(messages.TOKEN, part)
