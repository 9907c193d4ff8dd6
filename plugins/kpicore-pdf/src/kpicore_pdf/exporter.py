"""The exporter ``kind = "pdf"``."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from kpicore import ExportTarget, InvalidOption, Lang, Results
from kpicore_pdf import messages


@frozen
class PdfExporter:
    """Writes a card for each person, to be printed and signed, in the population's order::

        [exports.cards]
        kind = "pdf"
        path = "cards.pdf"

    One A4 page each, and more only where a card has more to say. With ``{stage}`` in `path` every stage gets its own
    file, otherwise one file holds them all, stage after stage; a file of more than 5,000 cards goes on in
    ``cards-2.pdf``. `stages` are those to print, all without it. `lang` is the language of the card. `font` are the
    families of fonts to take characters from, the first that has one first; without it those that systems have for
    Chinese.
    """

    kind: ClassVar[str] = "pdf"

    path: str = "cards.pdf"
    stages: tuple[str, ...] = ()
    lang: Lang = "zh"
    font: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.path.endswith(".pdf"):
            raise InvalidOption(messages.NO_PDF, "path", path=self.path)

    def export(self, results: Results, target: ExportTarget) -> None:
        """Opens a file for all cards or for each stage; nobody to print gives no file.

        Characters that no font has are `Refused`, with the employee on whose card they stand; where there is none of
        the fonts, or no such stage, it is an `InvalidOption`.
        """
        from kpicore_pdf.files import write_files
        from kpicore_pdf.fonts import chosen_fonts

        write_files(results, self.path, self.stages, self.lang, chosen_fonts(self.font), target)
