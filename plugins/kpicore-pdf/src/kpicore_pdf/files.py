"""The files of an export: which cards go into which, set a hundred at a time and joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import chain, islice

from pypdf import PdfWriter

from kpicore import ExportTarget, InvalidOption, Lang, Problem, Refused, Results, StageResults, did_you_mean
from kpicore_pdf import messages
from kpicore_pdf.cards import cards, shared_texts
from kpicore_pdf.characters import unknown_characters
from kpicore_pdf.content import Card
from kpicore_pdf.fonts import ChosenFonts
from kpicore_pdf.typesetting import Sheet, typeset

AT_ONCE = 100
"""Cards set at a time: the compiler takes some 200 MB for them."""

LARGEST = 5_000
"""Cards in one file; the others go on in further files."""


def write_files(
    results: Results, path: str, stages: Sequence[str], lang: Lang, fonts: ChosenFonts, target: ExportTarget
) -> None:
    """Writes the cards of the stages, of all where none are named, as `kpicore_pdf.exporter.PdfExporter` says."""
    printed = _printed(results, stages)
    sheet = Sheet.of(results, lang, fonts)
    _check_fonts(printed.values(), sheet, lang)
    earlier = {name: stage.frame for name, stage in results.stages.items()}
    problems: list[Problem] = []
    for name, its_stages in _by_file(path, printed).items():
        stream = chain.from_iterable(cards(stage, lang, earlier) for stage in its_stages)
        for number, batches in enumerate(_parts(stream), start=1):
            joined = _joined(batches, sheet, problems)
            if not problems:
                with target.open_binary(_numbered(name, number)) as file:
                    joined.write(file)
    if problems:
        raise Refused(*problems)


def _printed(results: Results, stages: Sequence[str]) -> Mapping[str, StageResults]:
    for name in stages:
        if name not in results.stages:
            near = did_you_mean(name, results.stages)
            raise InvalidOption(messages.UNKNOWN_STAGE, "stages", stage=name, near=near)
    return {name: stage for name, stage in results.stages.items() if name in stages or not stages}


def _check_fonts(stages: Iterable[StageResults], sheet: Sheet, lang: Lang) -> None:
    """An `InvalidOption` where the fonts lack what is on everybody's card: all of Chinese, most likely."""
    shared = dict.fromkeys([*sheet.texts, *(text for stage in stages for text in shared_texts(stage, lang))])
    if missing := unknown_characters(list(shared), sheet.fonts):
        shown = missing[:20] + ("…" if len(missing) > 20 else "")
        families = ", ".join(sheet.fonts.families)
        raise InvalidOption(messages.SHARED_CHARACTERS, "font", fonts=families, characters=shown)


def _by_file(path: str, stages: Mapping[str, StageResults]) -> Mapping[str, Sequence[StageResults]]:
    """The stages that go into each file."""
    if "{stage}" not in path:
        return {path: list(stages.values())}
    return {path.replace("{stage}", name): [stage] for name, stage in stages.items()}


def _parts(stream: Iterator[Card]) -> Iterator[Iterable[Sequence[Card]]]:
    """For each file the batches of cards that it holds. The stream is read as they are."""
    batches = iter(lambda: list(islice(stream, AT_ONCE)), [])
    for first in batches:
        yield chain([first], islice(batches, LARGEST // AT_ONCE - 1))


def _joined(batches: Iterable[Sequence[Card]], sheet: Sheet, problems: list[Problem]) -> PdfWriter:
    """The batches as one document. What is wrong with cards is added to the problems, and then it is not all there."""
    whole: PdfWriter | None = None
    for batch in batches:
        try:
            pages = BytesIO(typeset(batch, sheet))
        except Refused as refused:
            problems += refused.problems
            continue
        if whole is None:
            whole = PdfWriter(clone_from=pages)
        else:
            whole.append(pages)
    return whole or PdfWriter()


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path.removesuffix('.pdf')}-{number}.pdf"
