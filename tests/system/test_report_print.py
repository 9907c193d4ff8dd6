"""The report on paper: the table across, cards a page each, nothing cut off."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from kpicore_html.content import StageContent, department
from kpicore_html.page import page, person_page
from tests.pipelines import run
from tests.plugins.html import department as invented
from tests.system.browser import Browser, Sheet
from tests.system.test_report_cards import SAMPLES

pytestmark = pytest.mark.usefixtures("poppler")

A4 = (595, 842)
PEOPLE = 90

STILL = "window.print = () => undefined; document.querySelector(arguments[0]).click();"
"""Presses a button that prints, without the window in which people choose a printer."""


@pytest.fixture
def shown(browser: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A browser with the report of some people."""
    file = tmp_path / "report.html"
    file.write_text(page(invented.report(tmp_path, PEOPLE)), encoding="utf-8")
    browser.open(file)
    yield browser
    browser.run("dispatchEvent(new Event('afterprint'))")


def test_the_whole_report_has_the_table_on_landscape_and_the_rest_on_portrait_pages(
    shown: Browser, tmp_path: Path
) -> None:
    sheets = shown.printed(tmp_path)
    assert {(round(min(sheet.width, sheet.height)), round(max(sheet.width, sheet.height))) for sheet in sheets} == {A4}
    assert all(sheet.is_inside() for sheet in sheets)
    turned = "".join("–" if sheet.is_landscape else "|" for sheet in sheets)
    assert re.fullmatch(r"\|+–{2,4}\|+", turned)  # overview, people, policy
    assert "平均分" in sheets[0].text
    assert "细则没有写明" in "".join(sheet.text for sheet in sheets[: turned.index("–")])
    assert "话务量与同技能组话务量均值之比" in sheets[-1].text


def test_the_table_holds_everybody_on_pages_across_each_with_its_heading(shown: Browser, tmp_path: Path) -> None:
    shown.run(STILL, "#people-1 [data-print=table]")
    sheets = shown.printed(tmp_path)
    assert 2 <= len(sheets) <= 4
    for sheet in sheets:
        assert sheet.is_landscape
        assert sheet.is_inside()
        assert heading(sheet) == ["名次", "姓名", "工号", "班组", "总分", "等级", *ITEMS]
    for person in invented.people(PEOPLE):
        assert sum(str(person["employee"]) in words(sheet) for sheet in sheets) == 1


def test_a_table_of_very_many_pages_goes_on_with_its_heading(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(invented.report(tmp_path, 520)), encoding="utf-8")
    browser.open(file)
    browser.run(STILL, "#people-1 [data-print=table]")
    sheets = browser.printed(tmp_path)
    printed = [word for sheet in sheets for word in words(sheet) if word.isdecimal() and len(word) == 4]
    assert sorted(printed) == [person["employee"] for person in invented.people(520)]
    assert all(heading(sheet)[0] == "名次" and sheet.is_landscape for sheet in sheets)


ITEMS = ["满意", "话务", "考试", "态度", "响应", "迟到扣分"]


def test_what_is_filtered_is_what_is_printed(shown: Browser, tmp_path: Path) -> None:
    shown.choose("team", "十班")
    names = shown.texts(".scroll td.employee")
    shown.run(STILL, "#people-1 [data-print=table]")
    sheets = shown.printed(tmp_path)
    printed = [word for sheet in sheets for word in words(sheet) if word.isdecimal() and len(word) == 4]
    assert printed == names


def test_each_card_is_a_page_with_lines_to_sign(shown: Browser, tmp_path: Path) -> None:
    shown.choose("team", "十班")
    employees = shown.texts(".scroll td.employee")
    shown.run(STILL, "#people-1 [data-print=cards]")
    sheets = shown.printed(tmp_path)
    assert len(sheets) == len(employees)
    for sheet, employee in zip(sheets, employees, strict=True):
        assert not sheet.is_landscape
        assert sheet.is_inside()
        assert f"工号{employee}" in sheet.text
        assert sheet.text.endswith("本人签字主管签字日期")


def test_the_card_that_is_open_is_printed_alone(shown: Browser, tmp_path: Path) -> None:
    shown.run("location.hash = '#0007'")
    shown.wait(lambda: shown.all("dialog[open]"))
    shown.run(STILL, "#print-card")
    sheets = shown.printed(tmp_path)
    assert [("工号0007" in sheet.text, sheet.text.endswith("日期")) for sheet in sheets] == [(True, True)]


def test_cards_of_every_scheme_fit_on_a_page_each(browser: Browser, tmp_path: Path) -> None:
    reports = [department(run(path.parent), "zh") for path in SAMPLES]
    stages = [few(stage) for report in reports for stage in report.stages]
    file = tmp_path / "cards.html"
    file.write_text(person_page(evolve(reports[0], stages=tuple(stages))), encoding="utf-8")
    browser.driver.get(file.as_uri())
    sheets = browser.printed(tmp_path)
    signed = [sheet.text.endswith("本人签字主管签字日期") and sheet.is_inside() for sheet in sheets]
    assert signed == [True] * sum(len(stage.people.frame) for stage in stages)


def few(stage: StageContent) -> StageContent:
    """The stage with three of its people."""
    return evolve(stage, people=evolve(stage.people, frame=stage.people.frame.head(3)))


def words(sheet: Sheet) -> list[str]:
    return [word for word, *_ in sheet.words]


def heading(sheet: Sheet) -> list[str]:
    """The words of the line in which the table's heading stands."""
    upper = next(upper for word, _, upper, _, _ in sheet.words if word == "名次")
    return [word for word, _, other, _, _ in sheet.words if abs(other - upper) < 2]
