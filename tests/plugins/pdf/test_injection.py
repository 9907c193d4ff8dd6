"""Texts of people are set as they stand: none of them becomes markup, code or a link."""

import csv
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.plugins.pdf.desk import exported, results

PAYLOADS = [
    '#eval("1+1")',
    "*bold* _it_",
    "\\",
    "\\u{41}",
    "$x^2$",
    "@ref <label>",
    "] #panic() [",
    '"); #panic("',
    "`raw` ```py x```",
    "// comment",
    "/* comment */",
    "== heading",
    "/ term: x",
    "https://example.org/a",
    "a -- b --- c ... ~d",
    "{page} of {pages} {0}",
    "<script>alert(1)</script>",
    "\"quoted\" 'so'",
    "&amp; &#65;",
    "%PDF-1.7 endobj",
]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A card for each payload, which stands in the number, the name, the team and the detail of somebody."""
    table = io.StringIO()
    rows = [[f"{payload} {row}", payload, payload, payload, 60, 50, 0] for row, payload in enumerate(PAYLOADS)]
    writer = csv.writer(table)
    writer.writerow(["employee", "name", "team", "department", "calls", "exam", "late"])
    writer.writerows([f"'{cell}" if str(cell).startswith("=") else cell for cell in row] for row in rows)
    scored = results(tmp_path_factory.mktemp("hostile"), clerks_csv=table.getvalue())
    return exported(scored, stages=("clerks",))["cards.pdf"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_text_is_set_as_it_stands(document: bytes, payload: str) -> None:
    row = PAYLOADS.index(payload)
    page = "".join(PdfReader(io.BytesIO(document)).pages[row].extract_text().split())
    text = "".join(payload.split())
    # The name, the number, the team and the department; below the page the name and the number again.
    assert page.count(text) == 6 * text.count(text)


def test_nothing_becomes_a_link(document: bytes) -> None:
    assert [page for page in PdfReader(io.BytesIO(document)).pages if "/Annots" in page] == []


def test_the_outline_has_the_names_as_they_stand(document: bytes, tmp_path: Path) -> None:
    titles = [getattr(each, "title", "") for each in PdfReader(io.BytesIO(document)).outline]
    assert [title.removeprefix("'") for title in titles] == PAYLOADS
