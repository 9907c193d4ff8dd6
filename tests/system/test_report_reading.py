"""A report for everybody: with a screen reader, in the dark, on a telephone, without its script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import evolve

from kpicore import Lang, Problem, Text
from kpicore_html.page import page, person_page
from tests.plugins.html import department
from tests.system.browser import Browser, chromium

WARNING = Problem("x", Text("有一列没有人用。", "A column that nobody uses."))


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with everything in it that there can be."""
    folder = tmp_path_factory.mktemp("reading")
    told = department.report(folder)
    stages = tuple(evolve(stage, policy=evolve(stage.policy, findings=(WARNING,))) for stage in told.stages)
    file = folder / "report.html"
    file.write_text(page(evolve(told, stages=stages, warnings=(WARNING,))), encoding="utf-8")
    return file


@pytest.fixture
def screen(browser: Browser) -> Iterator[Browser]:
    """A browser whose screen and media are set back afterwards."""
    browser.driver.get("about:blank")
    yield browser
    browser.emulate()
    browser.resize(1440, 1000)


@pytest.fixture(scope="module")
def without_script() -> Iterator[Browser]:
    with chromium(has_script=False) as browser:
        yield browser


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_meets_no_obstacle(screen: Browser, report: Path, scheme: str, width: int) -> None:
    screen.resize(width)
    screen.emulate(prefers_color_scheme=scheme)
    screen.open(report)
    for fold in screen.all("details"):
        screen.run("arguments[0].open = true", fold)
    assert screen.obstacles() == []
    screen.run("location.hash = '#0004'")
    screen.wait(lambda: screen.all("dialog[open]"))
    assert screen.obstacles() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_screen_reader_meets_no_obstacle_on_the_page_of_one_person(
    screen: Browser, tmp_path: Path, scheme: str
) -> None:
    file = tmp_path / "cards.html"
    file.write_text(person_page(department.report(tmp_path, 12)), encoding="utf-8")
    screen.emulate(prefers_color_scheme=scheme)
    screen.driver.get(file.as_uri())
    assert screen.obstacles() == []


def test_a_screen_reader_meets_no_obstacle_without_the_script(screen: Browser, report: Path, tmp_path: Path) -> None:
    # What looks for obstacles is a script itself: so it gets what is seen without one.
    text = re.sub(r"(?s)<script.*?</script>|</?noscript>", "", report.read_text(encoding="utf-8"))
    file = tmp_path / "report.html"
    file.write_text(text, encoding="utf-8")
    screen.driver.get(file.as_uri())
    assert len(screen.texts(".plain tbody tr")) == 44
    assert screen.obstacles() == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_telephone_shows_everything_without_scrolling_sideways(screen: Browser, tmp_path: Path, lang: Lang) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(department.report(tmp_path, lang=lang)), encoding="utf-8")
    screen.resize(390)
    screen.open(file)
    wide = "return [document.documentElement.scrollWidth, innerWidth]"
    assert screen.run(wide) == [390, 390]
    rows = "const row = document.querySelector('.scroll tbody tr'); return row.getBoundingClientRect().right"
    assert screen.run(rows) <= 390
    screen.run("location.hash = '#0004'")
    screen.wait(lambda: screen.all("dialog[open]"))
    assert screen.run("return document.querySelector('dialog').scrollWidth") <= 390


def test_in_the_dark_the_page_is_dark(screen: Browser, report: Path) -> None:
    brightness = "return getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
    screen.open(report)
    assert min(screen.run(brightness)) > 200
    screen.emulate(prefers_color_scheme="dark")
    assert max(screen.run(brightness)) < 60


def test_without_the_script_charts_people_and_policy_are_there(without_script: Browser, report: Path) -> None:
    without_script.driver.get(report.as_uri())
    assert without_script.texts("h2") == ["话务员", "班长"]
    assert sum(chart.is_displayed() for chart in without_script.all(".histogram svg")) == 2
    ranks = [int(rank) for rank in without_script.texts("#people-1 .plain tbody td:nth-child(1)")]
    employees = without_script.texts("#people-1 .plain tbody td:nth-child(3)")
    assert ranks == sorted(ranks)
    assert sorted(employees) == [str(person["employee"]) for person in department.people(40)]
    assert without_script.texts(".tools, .scroll, dialog") == []
    assert "细则没有写明旷工如何计分。" in without_script.texts(".policy p")


def test_without_the_script_more_than_a_thousand_people_are_not_shown(without_script: Browser, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(department.report(tmp_path, 1_001)), encoding="utf-8")
    without_script.driver.get(file.as_uri())
    assert without_script.texts("#people-1 .notice") == [
        "本表 1001 人，超过 1,000 人；浏览器没有运行脚本，不能显示。请允许脚本，或查看工作簿。"
    ]
    assert len(without_script.texts("#people-2 .plain tbody tr")) == 4
