"""The documents read from disk: the browser asks nobody for anything, and the search finds Chinese and English."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.site import built
from tests.system.browser import Browser

NO_NETWORK = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("docs") / "site")


def asked(browser: Browser) -> Iterator[str]:
    """The addresses that were asked for since the last call."""
    for entry in browser.driver.get_log("performance"):  # type: ignore[no-untyped-call]
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            yield message["params"]["request"]["url"]


@pytest.mark.parametrize(
    ("page", "words", "found"),
    [
        ("index.html", "rounded halves", "How points are worked out"),
        ("zh/index.html", "缺数据", "计分的算法"),
        ("zh/index.html", "unused-columns", "报错和提示"),
    ],
)
def test_the_search_works_from_disk_without_a_network(
    browser: Browser, site: Path, page: str, words: str, found: str
) -> None:
    list(asked(browser))
    browser.driver.get((site / page).as_uri())
    field = browser.one("input.md-search__input")
    field.click()
    field.send_keys(words)
    browser.wait(
        lambda: any(found in text for text in browser.texts(".md-search-result__item h1, .md-search-result__item h2"))
    )
    assert [
        address for address in asked(browser) if not address.startswith(("file:", "data:", "blob:", "about:"))
    ] == []


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("page", ["index", "how-to/score-a-month", "reference/scheme", "reference/problems"])
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Path, page: str, width: int) -> None:
    browser.resize(width)
    for folder in (site, site / "zh"):
        browser.driver.get((folder / f"{page}.html").as_uri())
        assert browser.run("return document.documentElement.scrollWidth") <= width
    browser.resize(1440, 1000)


def test_the_other_language_is_one_step_away(browser: Browser, site: Path) -> None:
    browser.driver.get((site / "zh/how-to/editor.html").as_uri())
    browser.one("button[aria-label='选择当前语言']").click()
    next(link for link in browser.all(".md-select__link") if link.get_attribute("hreflang") == "en").click()
    browser.wait(lambda: browser.driver.current_url == (site / "how-to/editor.html").as_uri())
