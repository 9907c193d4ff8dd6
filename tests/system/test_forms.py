"""Forms as LibreOffice opens and prints them: nothing is cut off, and what stands out does so for its reason."""

import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl.formula.translate import Translator

from kpicore import Lang
from kpicore.document import find_scheme
from kpicore.scheme import Form
from kpicore.testing import recalculated
from tests.pipelines import installed
from tests.plugins.excel.forms import COLUMNS, FIRST, HEADER, filled, form, opened, workbook_of
from tests.plugins.excel.test_form_pages import MANAGER, PEOPLE, TYPED
from tests.system.printing import cut, printed

pytestmark = [pytest.mark.libreoffice, pytest.mark.usefixtures("poppler")]

SCHEMES = sorted({found.id for found in installed().schemes})
WIDEST = ("hotline-10086/operator", "manager-base60/manager", "service-department/staff")
NAMES = ["王示例", "欧阳示例甲", "=1+1", "@所有人", "李示例 (一组)"]


def made(id: str, lang: Lang) -> Form:
    people = [{"employee": f"{number:06}", "name": name, "team": "客服一组"} for number, name in enumerate(NAMES, 1)]
    return form(find_scheme(id, None, None, installed()).scheme, people, lang, "2026-H2")


@pytest.mark.parametrize(("id", "lang"), [*((id, "zh") for id in SCHEMES), *((id, "en") for id in WIDEST)])
def test_every_form_prints_whole(id: str, lang: Lang, tmp_path: Path) -> None:
    workbook = workbook_of(made(id, lang))
    printout = printed(workbook, tmp_path)
    sheet, *_, guide = (each for each in opened(workbook).worksheets if each.sheet_state == "visible")
    headings = [str(cell.value) for cell in sheet[HEADER]]
    people = [
        str(cell.value) for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 4) for cell in row if cell.value
    ]
    assert cut(printout.of(sheet.title), [*headings, *people]) == []
    texts = [str(cell.value) for row in guide.iter_rows() for cell in row if cell.value]
    assert cut(printout.of(guide.title), texts) == []
    assert len(printout.of(guide.title)) <= 2


@pytest.mark.parametrize(("lang", "name"), [("zh", "评定表"), ("en", "Rating forms")])
def test_pages_to_sign_print_one_for_each_person_with_everything_on_it(lang: Lang, name: str, tmp_path: Path) -> None:
    workbook = filled(workbook_of(form(MANAGER, PEOPLE, lang)), TYPED)
    printout = printed(workbook, tmp_path)
    pages = printout.of(name)
    assert len(pages) == len(PEOPLE) + 1
    labels = [item.label.in_(lang) for item in MANAGER.items.values()] + [
        detail.label.in_(lang) for detail in MANAGER.details.values()
    ]
    assert [cut([page], labels) for page in pages] == [[]] * len(pages)
    assert cut(pages[:1], ["√ 15", "√ 12", "√ 9", "√ 5", "√ 1", "客服总监", "2012-05-07", "44.5"]) == []
    assert "√" not in pages[2].text


def standing_out(workbook: bytes, rows: int) -> Mapping[str, list[str]]:
    """The cells of the first rows that a conditional format paints, by its colour, as LibreOffice computes them."""
    book = opened(workbook)
    sheet = book.worksheets[0]
    asked: dict[str, tuple[str, str]] = {}
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            first = str(area.sqref).partition(":")[0]
            letters = first.rstrip("0123456789")
            for row in range(FIRST, FIRST + rows):
                formula = Translator(f"={rule.formula[0]}", first).translate_formula(f"{letters}{row}")
                spare = f"{'X' + letters}{row}"
                sheet[spare] = formula
                asked[spare] = (f"{letters}{row}", rule.dxf.fill.bgColor.rgb[-6:])
    saved = io.BytesIO()
    book.save(saved)
    values = recalculated(saved.getvalue(), "libreoffice")[sheet.title]
    found: dict[str, list[str]] = {}
    for spare, (cell, colour) in asked.items():
        assert isinstance(values[spare], bool), (cell, values[spare])
        if values[spare]:
            found.setdefault(colour, []).append(cell)
    return found


def test_required_blanks_and_wrong_ids_stand_out_only_where_somebody_stands() -> None:
    everything = {
        "team": "一组", "skill": "电话", "satisfied": 0.9, "satisfied_n": 12, "wait": 3, "exam": 4, "manner": "S",
        "peer": 80, "leader": 90,
    }  # fmt: skip
    rows: list[dict[str, object]] = [
        {"employee": "007", **everything},
        {"employee": "7", **everything, "manner": None, "satisfied_n": None},
        {"employee": "110101199003077712"},
        {"employee": "110101199003077713", **everything, "leader": None, "wait": None},
        {},
        {"employee": "008", **everything, "peer": None},
        {"team": "一组"},
        {"employee": "008", **everything},
    ]
    found = standing_out(filled(workbook_of(form()), rows), len(rows))
    letters = {id: "ABCDEFGHIJKLMNO"[number] for number, id in enumerate(COLUMNS)}

    def cells(*places: tuple[str, int]) -> set[str]:
        return {f"{letters[id]}{FIRST + row}" for id, row in places}

    lacking = cells(
        ("manner", 1), ("satisfied_n", 1), *((id, 2) for id in ("skill", "satisfied", "manner", "peer", "leader"))
    )
    assert {colour: set(found[colour]) for colour in found} == {
        "FFF2B3": lacking,
        "F8B9B3": cells(("employee", 5), ("employee", 6), ("employee", 7)),
    }
