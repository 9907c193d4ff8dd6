"""Looking for the characters that no font has, once a card could not be set because of one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from typst import TypstError

from kpicore import Problem, Text
from kpicore_pdf import messages
from kpicore_pdf.compiling import compiled
from kpicore_pdf.content import Card, texts
from kpicore_pdf.fonts import ChosenFonts


def unknown_characters(shared: Sequence[str], fonts: ChosenFonts) -> str:
    """The characters of texts that no font has."""
    if are_known(shared, fonts):
        return ""
    signs = sorted({sign for text in shared for sign in text if not sign.isspace()})
    return "".join(unknown(signs, fonts))


def problems_of(card: Card, fonts: ChosenFonts) -> Iterator[Problem]:
    """A problem for each text of a card with characters that no font has: where these are, never what they are."""
    told = dict.fromkeys(texts(card))
    missing = set(unknown([text for _, text in told], fonts))
    for what, text in told:
        if text in missing:
            signs = set(unknown(sorted(set(text)), fonts))
            places = [str(place) for place, sign in enumerate(text, start=1) if sign in signs]
            yield messages.CHARACTER.at(
                stage=card.stage,
                employee=card.employee,
                what=what,
                places=Text("、".join(places), ", ".join(places)),
                fonts=", ".join(fonts.families),
            )


def unknown(said: Sequence[str], fonts: ChosenFonts) -> list[str]:
    """Those of the texts that cannot be set, found by halves."""
    if are_known(said, fonts):
        return []
    if len(said) == 1:
        return list(said)
    middle = len(said) // 2
    return unknown(said[:middle], fonts) + unknown(said[middle:], fonts)


def are_known(said: Sequence[str], fonts: ChosenFonts) -> bool:
    """Whether the fonts have all characters of the texts."""
    try:
        compiled("probe.typ", {"fonts": fonts.families, "texts": said}, fonts)
    except TypstError:
        return False
    return True
