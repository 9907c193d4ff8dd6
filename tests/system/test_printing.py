"""What the other tests see of printed pages is what is there."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from tests.system.printing import Printout, cut, pictures, printed

pytestmark = [pytest.mark.libreoffice, pytest.mark.usefixtures("poppler")]

LONG = "这一段文字比它的格子长得多"


def book() -> bytes:
    """A long list with a repeated header, a sheet with a chart, a hidden one and an empty one."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as made:
        people, chart, secret, _ = [made.add_worksheet(name) for name in ("一线客服", "chart", "secret", "empty")]
        secret.hide()
        secret.write_string("A1", "秘密")
        people.set_paper(9)
        people.repeat_rows(0)
        people.set_h_pagebreaks([10, 20])
        people.write_row(0, 0, ["工号", "得分"])
        for row in range(1, 25):
            people.write_string(row, 0, f"{row:06}")
            people.write_formula(row, 1, f"={row}*2", None, 777)
        people.set_footer("第 &P 页")
        people.set_column("E:E", 3)
        people.write_string("D2", LONG)
        people.write_string("E2", "邻")
        people.set_row(2, 60)
        people.write_string("D3", LONG, made.add_format({"text_wrap": True}))
        people.write_number("E4", 123456789)
        bars = made.add_chart({"type": "column"})
        assert bars
        bars.add_series({"values": "=一线客服!$B$2:$B$25"})
        bars.set_title({"name": "每人得分"})
        chart.insert_chart("A1", bars)
    return written.getvalue()


@pytest.fixture(scope="module")
def printout(tmp_path_factory: pytest.TempPathFactory) -> Printout:
    """The workbook printed once for all tests."""
    return printed(book(), tmp_path_factory.mktemp("printed"))


def test_pages_are_counted_by_sheet_without_hidden_and_empty_ones(printout: Printout) -> None:
    assert [page.sheet for page in printout.pages] == ["一线客服"] * 3 + ["chart"]
    assert "秘密" not in "".join(page.text for page in printout.pages)


def test_every_page_has_its_text_with_header_and_footer(printout: Printout) -> None:
    for number, page in enumerate(printout.of("一线客服"), start=1):
        assert {"工号", "得分", f"第 {number} 页"} & set(cut([page], ["工号", "得分", f"第 {number} 页"])) == set()
    assert "每人得分" in printout.of("chart")[0].text


def test_results_are_printed_as_computed(printout: Printout) -> None:
    last = printout.of("一线客服")[-1].text
    assert "48" in last
    assert "777" not in last


def test_what_does_not_fit_into_its_cell_is_found(printout: Printout) -> None:
    first, second, _ = printout.of("一线客服")
    assert cut([first], ["000001", "邻"]) == ["###"]
    assert cut([first], [LONG]) == ["###"]  # the one that wraps
    assert cut([first], [LONG, LONG]) == [LONG, "###"]
    assert cut([second], ["000012"]) == []
    assert cut([second], ["000012", "000001"]) == ["000001"]


def test_pictures_are_of_a_page_each(printout: Printout, tmp_path: Path) -> None:
    files = pictures(printout, tmp_path, 40)
    assert [file.name for file in files] == ["一线客服-1.png", "一线客服-2.png", "一线客服-3.png", "chart-1.png"]
    for file in files:
        assert file.read_bytes().startswith(b"\x89PNG")
