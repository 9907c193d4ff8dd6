"""A workbook as it comes out of the printer: its pages, sheet by sheet, their text and their pictures.

LibreOffice prints into a PDF and poppler's programs look into it, so a test that uses this is marked `libreoffice`
and asks for the fixture `poppler`.
"""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as Tree

from attrs import frozen

from kpicore.testing.conversion import converted


@frozen
class Page:
    """One printed page: the sheet that it belongs to, and its text in the order in which it was drawn, cell by cell.

    What does not fit into its cell is missing there too, to the right of it as well as below it (only a character of
    which half is seen still stands there), and a number that does not fit is ``###``.
    """

    sheet: str
    text: str


@frozen
class Printout:
    """The pages of all sheets that are not hidden and not empty, in the order of the sheets."""

    pdf: Path
    pages: tuple[Page, ...]

    def of(self, sheet: str) -> list[Page]:
        """The pages of one sheet."""
        return [page for page in self.pages if page.sheet == sheet]


def printed(workbook: Path | bytes, folder: Path) -> Printout:
    """The workbook printed, every formula computed anew; the PDF is left in `folder`."""
    file = folder / "printed.xlsx"
    file.write_bytes(workbook if isinstance(workbook, bytes) else workbook.read_bytes())
    [pdf] = converted([file], folder, "pdf")
    texts = _output("pdftotext", "-raw", str(pdf), "-").split("\f")[:-1]
    starts = {int(each.get("page", "")): each.text or "" for each in _outline(pdf)}
    sheets = [starts[max(start for start in starts if start <= page)] for page in range(1, len(texts) + 1)]
    return Printout(pdf, tuple(Page(sheet, text) for sheet, text in zip(sheets, texts, strict=True)))


def pictures(printout: Printout, folder: Path, dots_per_inch: int = 100) -> list[Path]:
    """A PNG file of each page, to look at: ``operators-1.png``, numbered within its sheet."""
    _output("pdftoppm", "-png", "-r", str(dots_per_inch), str(printout.pdf), str(folder / "page"))
    numbers: Counter[str] = Counter()
    written = []
    for page, file in zip(printout.pages, sorted(folder.glob("page-*.png")), strict=True):
        numbers[page.sheet] += 1
        written.append(file.rename(folder / f"{page.sheet}-{numbers[page.sheet]}.png"))
    return written


def cut(pages: Iterable[Page], texts: Iterable[str]) -> list[str]:
    """Which of the `texts`, each of a cell, do not stand on the pages as a whole, and ``###`` for numbers cut off.

    Spaces and line breaks within a text do not count. A text that stands in several cells has to be there as often.
    """
    shown = unicodedata.normalize("NFKC", "\n".join(page.text for page in pages))
    wanted = Counter(text for text in texts if text.strip())
    missing = [text for text, times in wanted.items() if len(_spread(text).findall(shown)) < times]
    return [*missing, *(["###"] if "###" in shown else [])]


def _spread(text: str) -> re.Pattern[str]:
    """The text on its own, also where lines break within it."""
    signs = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.compile(r"(?<!\S)" + r"\s*".join(map(re.escape, signs)) + r"(?!\S)")


def _outline(pdf: Path) -> list[Tree.Element]:
    """LibreOffice gives its PDF an outline: the name of each sheet with the number of its first page."""
    read = Tree.fromstring(_output("pdftohtml", "-xml", "-i", "-stdout", str(pdf)))
    return read.findall("outline/item")


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout
