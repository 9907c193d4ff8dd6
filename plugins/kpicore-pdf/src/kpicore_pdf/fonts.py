"""Which fonts the characters of cards come from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from attrs import frozen
from typst import Fonts

from kpicore import InvalidOption, did_you_mean
from kpicore_pdf import messages

FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Noto Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Source Han Serif SC",
    "Noto Serif CJK SC",
    "SimSun",
    # What the others lack of rare characters in names.
    "SimSun-ExtB",
    "HanaMinA",
    "HanaMinB",
)
"""Families with Chinese as systems have them; a character is taken from the first that has it."""


@frozen
class ChosenFonts:
    """The families to take characters from, in this order, and the files they are in."""

    families: tuple[str, ...]
    files: Fonts


def chosen_fonts(wanted: Sequence[str] = ()) -> ChosenFonts:
    """Those of the families `wanted`, or of the usual ones, that are installed.

    Also fonts in the folders of the environment's ``TYPST_FONT_PATHS`` count. None at all is an `InvalidOption`.
    """
    folders = [folder for folder in os.environ.get("TYPST_FONT_PATHS", "").split(os.pathsep) if folder]
    files = Fonts(include_embedded_fonts=False, font_paths=folders)
    return ChosenFonts(among(files.families(), wanted), files)


def among(installed: Iterable[str], wanted: Sequence[str]) -> tuple[str, ...]:
    """Those of the families `wanted`, or of the usual ones, that are among the `installed`."""
    known = {family.casefold(): family for family in installed}
    found = tuple(known[family.casefold()] for family in wanted or FAMILIES if family.casefold() in known)
    if found:
        return found
    if not wanted:
        raise InvalidOption(messages.NO_FONT, "font")
    raise InvalidOption(
        messages.UNKNOWN_FONT, "font", fonts=", ".join(wanted), near=did_you_mean(wanted[0], known.values())
    )
