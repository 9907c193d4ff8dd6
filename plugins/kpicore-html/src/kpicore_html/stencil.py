"""Stencils: what is the same on the pages of many people, rendered once, with gaps where a person's own texts stand.

A page of cards takes a template some milliseconds, and most of it is the same for everybody who is told the same of the
others. The gaps are found by marks that no text can hold, because nobody can guess them.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Sequence

from attrs import evolve, frozen
from markupsafe import escape

from kpicore_html.filling import Card


@frozen
class Gap:
    """Where a text of a card belongs: the place of the card on the page, and the name of the text or of the item whose
    length it is, or nothing for the colour of the grade."""

    card: int
    text: str | None = None
    item: str | None = None


@frozen
class Stencil:
    """A page in pieces: `texts` are one more than the `gaps` between them."""

    texts: tuple[str, ...]
    gaps: tuple[Gap, ...]


def stencil(cards: Sequence[Card], render: Callable[[Sequence[Card]], str]) -> Stencil:
    """The stencil of what `render` makes of cards that have the same places as these."""
    mark = secrets.token_hex(16)
    gaps: list[Gap] = []

    def marked(gap: Gap) -> str:
        gaps.append(gap)
        return f"{mark}-{len(gaps) - 1}-"

    blank = [
        evolve(
            card,
            texts={name: marked(Gap(at, text=name)) for name in card.texts},
            shares={id: marked(Gap(at, item=id)) for id in card.shares},  # type: ignore[misc]  # a mark for the number
            colour=marked(Gap(at)),
        )
        for at, card in enumerate(cards)
    ]
    texts = re.split(f"{mark}-(\\d+)-", render(blank))
    return Stencil(tuple(texts[::2]), tuple(gaps[int(number)] for number in texts[1::2]))


def filled(stencil: Stencil, cards: Sequence[Card]) -> str:
    """The page with these cards in it; what they say is escaped, as a template does it."""
    return "".join(_pieces(stencil, cards))


def _pieces(stencil: Stencil, cards: Sequence[Card]) -> Iterator[str]:
    for text, gap in zip(stencil.texts, stencil.gaps, strict=False):
        yield text
        card = cards[gap.card]
        if gap.text is not None:
            yield escape(card.texts[gap.text])
        elif gap.item is not None:
            yield str(card.shares[gap.item])
        else:
            yield escape(card.colour)
    yield stencil.texts[-1]
