"""From the workbook that the library wrote, with one person's row per stage, to the whole one."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kpicore_excel.results.book import FIRST

Rows = Callable[[str], Iterator[bytes]]
"""Makes the rows of a sheet from the pattern row."""

_PATTERN = re.compile(rf'<row r="{FIRST}"[^>]*?(/>|>.*?</row>)'.encode(), re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="([A-Z]+\d+:[A-Z]+)\d+"/>')
_COMPRESSION = 6


def package(written: bytes, sheets: Mapping[int, tuple[int, Rows]], file: IO[bytes]) -> None:
    """Copies the workbook into `file`, the pattern row of some sheets replaced by all rows.

    `sheets` maps the number of a sheet (from 1) to its last row and to what makes its rows.
    """
    with ZipFile(io.BytesIO(written)) as template, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION) as book:
        for part in template.infolist():
            found = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", part.filename)
            content = template.read(part)
            with book.open(_dated(part.filename), "w") as target:
                if found is None or int(found[1]) not in sheets:
                    target.write(content)
                    continue
                last, rows = sheets[int(found[1])]
                pattern = _PATTERN.search(content)
                if pattern is None:
                    raise TypeError(f"no pattern row in {part.filename}")
                target.write(_DIMENSION.sub(rb'<dimension ref="\g<1>%d"/>' % last, content[: pattern.start()]))
                for chunk in rows(pattern[0].decode()):
                    target.write(chunk)
                target.write(content[pattern.end() :])


def _dated(name: str) -> ZipInfo:
    """An entry whose time is always the same: same input, same bytes."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
