"""The site holds every page in both languages, hangs together, and loads nothing from elsewhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from attrs import define, field

from docs.generate.files import DOCS
from tests.docs.site import built

pytestmark = pytest.mark.xdist_group("docs-site")

LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "embed": "src",
    "link": "href",
}
"""Elements that a browser loads something for, and where they say what."""

NOT_LOADED = {"canonical", "alternate", "next", "prev"}
"""Links that only say how pages belong together."""


@define
class Page(HTMLParser):
    """What a page loads, where it leads, and the places in it that can be led to."""

    loads: list[str] = field(factory=list)
    leads: list[str] = field(factory=list)
    places: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if "id" in said:
            self.places.add(said["id"] or "")
        address = said.get(LOADED.get(tag, "")) or ""
        if address and said.get("rel") not in NOT_LOADED:
            self.loads.append(address)
        if tag == "a" and said.get("href"):
            self.leads.append(said["href"] or "")


def read(path: Path) -> Page:
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("docs") / "site")


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: read(path) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}


def test_every_document_is_a_page_in_both_languages(site: Path, pages: dict[Path, Page]) -> None:
    names = {path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")}
    english = {name for name in names if not name.endswith(".zh")}
    assert {name.removesuffix(".zh") for name in names - english} == english
    expected = {site / f"{name}.html" for name in english} | {site / "zh" / f"{name}.html" for name in english}
    assert set(pages) == expected


def test_a_browser_loads_nothing_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    elsewhere = {address for page in pages.values() for address in page.loads if re.match(r"(\w+:)?//", address)}
    assert elsewhere == set()
    for style in site.rglob("*.css"):
        assert re.findall(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//[^)\"']+", style.read_text(encoding="utf-8")) == []


def test_everything_that_is_loaded_or_led_to_is_there(site: Path, pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for address in {*page.loads, *page.leads}:
            target, _, place = unquote(address).partition("#")
            if re.match(r"\w+:", target):
                continue
            file = (path.parent / target).resolve() if target else path
            file = file / "index.html" if file.is_dir() else file
            known = pages.get(file, page if file == path else None)
            if not file.is_file() or (place and known and place not in known.places and place != "__skip"):
                broken.append(f"{path.relative_to(site)}: {address}")
    assert broken == []


def test_the_search_knows_both_languages_character_by_character(site: Path) -> None:
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    places = {entry["location"] for entry in index["docs"]}
    assert {"arithmetic.html", "zh/arithmetic.html"} <= places
    text = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert (site / "search/search_index.js").read_text(encoding="utf-8") == f"var __index = {text}"
    separator = index["config"]["separator"]
    assert re.sub(separator, " ", "缺数据").split() == ["缺", "数", "据"]


def test_no_page_shows_what_only_its_test_needs(pages: dict[Path, Page]) -> None:
    assert [path.name for path in pages if "<!-- setup" in path.read_text(encoding="utf-8")] == []
