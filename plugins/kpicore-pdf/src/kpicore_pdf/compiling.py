"""Compiling this package's templates with typst, in this process: texts go in as JSON, pages come out as PDF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any, Final

import typst

from kpicore_pdf.fonts import ChosenFonts

STANDARD: Final = "a-2u"
"""The archive format PDF/A-2u: for it typst refuses a character that no font has, which otherwise it leaves out."""


def compiled(template: str, data: Mapping[str, Any], fonts: ChosenFonts) -> bytes:
    """The template set with the data. A character that no font has is a `typst.TypstError`."""
    return typst.compile(
        files(__package__).joinpath(template).read_bytes(),
        font_paths=fonts.files,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=[STANDARD],
        pdf_tags=False,
    )
