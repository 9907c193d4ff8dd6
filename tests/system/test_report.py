"""The table of people in a report: sorted, searched, filtered, read with the keyboard, and followed by links."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from kpicore_html.page import page
from tests.plugins.html import department
from tests.system.browser import Browser

MANY = 3_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The report of so many people, written once."""
    files: dict[int, Path] = {}

    def write(count: int) -> Path:
        if count not in files:
            folder = tmp_path_factory.mktemp("report")
            files[count] = folder / "report.html"
            files[count].write_text(page(department.report(folder, count)), encoding="utf-8")
        return files[count]

    return write


@pytest.fixture
def twelve(browser: Browser, written: Callable[[int], Path]) -> Browser:
    """A browser that shows twelve people."""
    browser.open(written(12))
    return browser


@pytest.fixture
def many(browser: Browser, written: Callable[[int], Path]) -> Browser:
    """A browser that shows more people than anybody wants to scroll through."""
    browser.open(written(MANY))
    return browser


def test_people_stand_in_the_order_of_their_ranks_and_a_click_on_a_heading_turns_it(twelve: Browser) -> None:
    ranks = [int(rank) for rank in twelve.texts(".scroll td.rank")]
    assert ranks == sorted(ranks)
    twelve.sort("rank")
    assert [int(rank) for rank in twelve.texts(".scroll td.rank")] == ranks[::-1]
    assert twelve.one("th[data-column='rank']").get_attribute("aria-sort") == "descending"


def test_names_are_sorted_by_pinyin(twelve: Browser) -> None:
    twelve.sort("name")
    assert " ".join(twelve.names()) == "安强 冯涛 李娜 欧阳静 钱伟 孙丽 王芳 吴军 张小明 赵磊 郑敏 周霞"


def test_points_are_sorted_from_the_most_on(twelve: Browser) -> None:
    twelve.sort("satisfied")
    points = [float(each) for each in twelve.texts(".scroll td.item:nth-of-type(7)")]
    assert len(points) == 12
    assert points == sorted(points, reverse=True)


def test_what_is_missing_comes_last_whichever_way(twelve: Browser) -> None:
    for _ in range(2):
        twelve.sort("examined")
        assert twelve.texts(".scroll tbody tr:last-child td.item:nth-of-type(9)") == ["—"]


def test_teams_are_sorted_and_offered_by_their_number(many: Browser) -> None:
    many.sort("team")
    assert many.texts(".scroll td.team")[:3] == ["一班"] * 3
    many.sort("team")
    assert many.texts(".scroll td.team")[:3] == ["十班"] * 3
    entries = many.texts("[data-filter='team'] option")
    assert entries == ["全部班组", "一班", "二班", "三班", "十班"]


@pytest.mark.parametrize(
    ("text", "found"), [("0003", "赵磊"), ("欧阳", "欧阳静"), ("zxm", "张小明"), (" OYJ ", "欧阳静")]
)
def test_search_finds_by_id_by_name_and_by_the_first_letters_of_pinyin(twelve: Browser, text: str, found: str) -> None:
    twelve.search(text)
    assert twelve.names() == [found]
    assert twelve.one("[data-count]").text.startswith("1 人，共 12 人")


def test_a_search_that_finds_nobody_says_so_and_is_taken_back(twelve: Browser) -> None:
    twelve.search("没有这个人")
    assert twelve.texts(".scroll tbody td") == ["没有符合条件的人。"]
    twelve.one("[data-reset]").click()
    assert len(twelve.names()) == 12
    assert twelve.one("[data-search]").get_attribute("value") == ""


def test_filters_narrow_by_team_and_grade(many: Browser) -> None:
    many.choose("team", "十班")
    many.choose("grade", "A")
    assert set(many.texts(".scroll td.team")) == {"十班"}
    assert set(many.texts(".scroll td.grade")) == {"A"}


def test_of_those_shown_their_number_and_mean_are_said(twelve: Browser) -> None:
    twelve.choose("grade", "D")
    totals = [float(total) for total in twelve.texts(".scroll td.total")]
    assert 0 < len(totals) < 12
    said = twelve.one("[data-count]").text
    people, _, mean = said.partition("，平均 ")
    assert people == f"{len(totals)} 人，共 12 人"
    assert float(mean) == pytest.approx(sum(totals) / len(totals), abs=0.0051)


def test_of_many_people_only_those_in_sight_stand_in_the_page_and_all_can_be_reached(many: Browser) -> None:
    assert len(many.names()) < 100
    assert many.one(".scroll table").get_attribute("aria-rowcount") == str(MANY + 1)
    many.run("const table = document.querySelector('.scroll'); table.scrollTop = table.scrollHeight")
    many.wait(lambda: many.all(f".scroll tr[aria-rowindex='{MANY + 1}']"))
    assert len(many.names()) < 100


def test_the_keyboard_searches_walks_through_the_table_and_opens_a_card(many: Browser) -> None:
    many.press("/")
    many.press("100", Keys.ARROW_DOWN)
    names = many.names()
    assert len(names) == 13  # 100, 1000 to 1009, 1100 and 2100
    assert many.focused() == names[0]
    many.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_UP)
    assert many.focused() == names[1]
    many.press(Keys.END)
    assert many.focused() == names[-1]
    many.press(Keys.HOME)
    many.press(Keys.ENTER)
    many.wait(lambda: many.all("dialog[open]"))
    assert many.texts("dialog h3")[0] == names[0]
    many.press(Keys.ARROW_RIGHT)
    assert many.texts("dialog h3")[0] == names[1]
    many.press(Keys.ARROW_LEFT)
    assert many.texts("dialog h3")[0] == names[0]
    many.press(Keys.ESCAPE)
    many.wait(lambda: not many.all("dialog[open]"))
    assert many.focused() == names[0]


def test_keys_reach_people_who_were_out_of_sight(many: Browser) -> None:
    many.press("/")
    many.press(Keys.ARROW_DOWN)
    many.press(Keys.END)
    assert many.texts(f".scroll tr[aria-rowindex='{MANY + 1}'] .name") == [many.focused()]
    many.press(Keys.PAGE_UP)
    assert many.texts(f".scroll tr[aria-rowindex='{MANY + 1 - 20}'] .name") == [many.focused()]


def test_a_link_with_an_id_opens_the_card_in_the_right_stage(browser: Browser, written: Callable[[int], Path]) -> None:
    browser.driver.get("about:blank")
    browser.open(written(12), "#L3")
    assert browser.texts("dialog h3") == ["组长3"]
    assert browser.texts(".tabs [aria-current]") == ["班长 4 人"]
    browser.press(Keys.ESCAPE)
    browser.wait(lambda: browser.run("return location.hash") == "")


def test_a_click_on_a_row_leads_to_a_card_and_the_way_back_closes_it(twelve: Browser) -> None:
    name = twelve.names()[4]
    twelve.all(".scroll tbody tr")[4].find_element("css selector", "td.total").click()
    twelve.wait(lambda: twelve.all("dialog[open]"))
    assert twelve.texts("dialog h3")[0] == name
    twelve.driver.back()
    twelve.wait(lambda: not twelve.all("dialog[open]"))


def test_a_link_to_nobody_says_so(browser: Browser, written: Callable[[int], Path]) -> None:
    browser.driver.get("about:blank")
    browser.open(written(12), "#9999")
    assert browser.texts("#notice") == ["这份报告里没有工号 9999。"]
    assert not browser.all("dialog[open]")


def test_one_stage_is_in_sight_at_a_time(twelve: Browser) -> None:
    assert twelve.texts("h2") == ["话务员"]
    twelve.all(".tabs a")[1].click()
    twelve.wait(lambda: twelve.texts("h2") == ["班长"])
    assert len(twelve.names()) == 4
