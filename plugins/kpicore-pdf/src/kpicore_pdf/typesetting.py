"""Setting cards, many at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, Literal, TypeAlias

import typst
from attrs import asdict, frozen
from pypdf import PdfReader
from pypdf.generic import Destination

from kpicore import Lang, Refused, Results
from kpicore_pdf import messages
from kpicore_pdf.characters import problems_of
from kpicore_pdf.compiling import compiled
from kpicore_pdf.content import Card
from kpicore_pdf.fonts import ChosenFonts

Look: TypeAlias = Literal["roomy", "close", "long"]
"""How a card is set: with room, in small type with little room, or so on more than one page, which are then counted."""

FORGETTING = 12
"""Empty documents after which the compiler has forgotten what it laid out before. It keeps that for ten documents,
which for cards is gigabytes."""


@frozen
class Sheet:
    """What all pages of a file have in common. `words` and the rest are what the template asks for."""

    common: Mapping[str, Any]
    fonts: ChosenFonts

    @classmethod
    def of(cls, results: Results, lang: Lang, fonts: ChosenFonts) -> Sheet:
        """The sheet of a run's cards; its date is the last day of the period, so that a rerun gives the same bytes."""
        day = results.period.last
        words = {
            "period": messages.PERIOD.fill(period=results.period).in_(lang),
            "columns": [text.in_(lang) for text in messages.COLUMNS],
            "mean": messages.MEAN.in_(lang),
            "grade": messages.GRADE.in_(lang),
            "signatures": [text.in_(lang) for text in messages.SIGNATURES],
            "page": messages.PAGE.in_(lang),
        }
        common = {
            "lang": lang,
            "title": results.title,
            "date": [day.year, day.month, day.day],
            "fonts": fonts.families,
            "words": words,
        }
        return cls(common, fonts)

    @property
    def texts(self) -> list[str]:
        """The texts that stand on every card."""
        words = self.common["words"]
        single = [words[name] for name in ("period", "mean", "grade", "page")]
        return [self.common["title"], *single, *words["columns"], *words["signatures"]]


def typeset(cards: Sequence[Card], sheet: Sheet) -> bytes:
    """The cards as a PDF, each from a new page on. Those with characters that no font has are `Refused`."""
    for _ in range(FORGETTING):
        typst.compile(b"", font_paths=sheet.fonts.files)
    looks: list[Look] = ["roomy"] * len(cards)
    try:
        pages = _set(cards, looks, sheet)
        while (better := [_better(*each) for each in zip(looks, _lengths(pages), strict=True)]) != looks:
            looks = better
            pages = _set(cards, looks, sheet)
    except typst.TypstError as error:
        problems = [problem for card in cards for problem in problems_of(card, sheet.fonts)]
        if not problems:
            # Not the rest of the message: texts of people may be quoted in it.
            raise RuntimeError(f"typst: {error.message.partition('`')[0]}") from None
        raise Refused(*problems) from None
    return pages


def _set(cards: Sequence[Card], looks: Sequence[Look], sheet: Sheet) -> bytes:
    drawn = [{**asdict(card), "look": look} for card, look in zip(cards, looks, strict=True)]
    return compiled("cards.typ", {**sheet.common, "cards": drawn}, sheet.fonts)


def _lengths(pages: bytes) -> list[int]:
    """The number of pages of each card: their headings, one each, are the outline."""
    document = PdfReader(BytesIO(pages))
    headings = [each for each in document.outline if isinstance(each, Destination)]
    starts = [document.get_destination_page_number(each) or 0 for each in headings]
    return [end - start for start, end in pairwise([*starts, len(document.pages)])]


def _better(look: Look, pages: int) -> Look:
    """How a card of so many pages is better set."""
    if pages == 1:
        return look
    return "close" if look == "roomy" else "long"
