"""Cards as they come out of the printer, in the fonts that the system has."""

from __future__ import annotations

import re
import subprocess
from importlib.resources import as_file
from pathlib import Path
from shutil import copytree

import pytest

from kpicore import Lang, Results
from kpicore.plugin import SchemeFile
from kpicore_pdf.exporter import PdfExporter
from tests.pipelines import installed, run
from tests.schemes.samples import Folder

pytestmark = pytest.mark.usefixtures("poppler")

EXAMPLE = Path(__file__).parents[2] / "examples" / "hotline-10086"
SCHEMES = sorted(installed().schemes, key=lambda scheme: scheme.id)


def printed(results: Results, lang: Lang, folder: Path) -> Path:
    """The cards of all stages in one file."""
    PdfExporter(lang=lang).export(results, Folder(folder))
    return folder / "cards.pdf"


def pages(pdf: Path) -> list[str]:
    """The text of each page, without spaces."""
    read = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, encoding="utf-8")
    return ["".join(page.split()) for page in read.stdout.split("\f")[:-1]]


@pytest.fixture(scope="module")
def example() -> Results:
    """The hotline's month, scored once."""
    return run(EXAMPLE)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everybody_s_page_has_the_name_and_every_number(example: Results, lang: Lang, tmp_path: Path) -> None:
    found = iter(pages(printed(example, lang, tmp_path)))
    for stage in example.stages.values():
        items = stage.scheme.items
        for person in stage.frame.iter_rows(named=True):
            page = next(found)
            points = [f"{person[id]:.2f}" for id in (*items, "base_total", "total")]
            labels = ["".join(item.label.in_(lang).split()) for item in items.values()]
            place = f"第{person['rank']:.0f}名" if lang == "zh" else f"{person['rank']:.0f}of{stage.people}"
            texts = [person["name"], person["employee"], person["team"], person["grade"], place, *labels, *points]
            assert [text for text in texts if text not in page] == [], person["employee"]
    assert list(found) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_reaches_over_the_margins(example: Results, lang: Lang, tmp_path: Path) -> None:
    printed(example, lang, tmp_path)
    subprocess.run(["pdftoppm", "-gray", "-r", "25.4", "cards.pdf", "page"], cwd=tmp_path, check=True)
    pictures = sorted(tmp_path.glob("page-*.pgm"))
    assert len(pictures) == sum(stage.people for stage in example.stages.values())
    for picture in pictures:
        width, height, rows = dots(picture)
        assert (width, height) == (211, 298)  # a dot is a millimetre, and what is begun counts
        edges = [*rows[:10], *rows[-4:], *(row[:15] for row in rows), *(row[-15:] for row in rows)]
        assert set(b"".join(edges)) == {255}, picture.name
        assert any(set(row) != {255} for row in rows)


def dots(picture: Path) -> tuple[int, int, list[bytes]]:
    """The width and height of a grey picture, and its rows: 255 is white."""
    content = picture.read_bytes()
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", content)
    assert head
    width, height = int(head[1]), int(head[2])
    return width, height, [content[head.end() + row * width :][:width] for row in range(height)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_a_card_of_every_scheme_fits_on_a_page(scheme: SchemeFile, lang: Lang, tmp_path: Path) -> None:
    position = scheme.id.rpartition("/")[2]
    with as_file(scheme.resource) as document:
        copytree(document.parent / "sample" / position, tmp_path / "sample")
    scored = run(tmp_path / "sample")
    people = sum(stage.people for stage in scored.stages.values())
    found = pages(printed(scored, lang, tmp_path))
    assert len(found) == people > 0
    assert [page for page in found if not page.endswith("第1页，共1页" if lang == "zh" else "Page1of1")] == []
