"""What the script of a report says on a card is what Python says on the page of one person."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from kpicore import Lang, Results
from kpicore_html.content import department
from kpicore_html.filling import cards
from kpicore_html.page import page
from tests.pipelines import run
from tests.plugins.html import department as invented
from tests.system.browser import Browser

ROOT = Path(__file__).parents[2]
SAMPLES = sorted(ROOT.glob("schemes/*/src/*/sample/*/pipeline.toml"))
EXAMPLES = [ROOT / "examples/hotline-10086/pipeline.toml", ROOT / "examples/overlay/pipeline.toml"]

PRINTED = """
window.print = () => undefined;
document.querySelector(`#people-${arguments[0]} [data-print=cards]`).click();
const all = (card, places) => [...card.querySelectorAll(places)];
const cards = [...document.querySelectorAll("#prints .card")].map((card) => ({
  texts: Object.fromEntries(all(card, "[data-f]").map((place) => [place.dataset.f, place.textContent])),
  shares: Object.fromEntries(all(card, "[data-share]").map((bar) => [bar.dataset.share, bar.getAttribute("width")])),
  colour: all(card, ".result .letter").map((letter) => letter.className.replace("letter", "").trim())[0] || "",
}));
dispatchEvent(new Event("afterprint"));
return cards;
"""
"""The cards of all people of a stage, as they are printed."""


def test_the_samples_of_all_schemes_are_looked_at() -> None:
    assert len(SAMPLES) >= 16


@pytest.mark.parametrize("path", [*SAMPLES, *EXAMPLES], ids=lambda path: path.parent.name)
def test_cards_in_the_browser_are_those_of_the_plugin(path: Path, browser: Browser, tmp_path: Path) -> None:
    compare(run(path.parent), "zh", browser, tmp_path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_cards_with_missing_figures_groups_and_details_are_the_same(
    lang: Lang, browser: Browser, tmp_path: Path
) -> None:
    compare(invented.results(tmp_path, 60), lang, browser, tmp_path)


def compare(results: Results, lang: Lang, browser: Browser, folder: Path) -> None:
    report = department(results, lang)
    file = folder / "report.html"
    file.write_text(page(report), encoding="utf-8")
    browser.open(file)
    for number, stage in enumerate(report.stages, start=1):
        found: list[dict[str, Any]] = browser.run(PRINTED, number)
        said: list[dict[str, Any]] = [
            {"texts": card.texts, "shares": card.shares, "colour": card.colour} for card in cards(stage, lang)
        ]
        assert len(found) == len(said) == len(stage.people.frame)
        for mine, theirs in zip(sorted(found, key=who), sorted(said, key=who), strict=True):
            # A sheet has no place for what nobody has, such as adjustments.
            assert mine["texts"] == {place: text for place, text in theirs["texts"].items() if place in mine["texts"]}
            assert not any(text for place, text in theirs["texts"].items() if place not in mine["texts"])
            assert mine["colour"] == theirs["colour"]
            widths = {id: float(width) for id, width in mine["shares"].items() if id in theirs["shares"]}
            assert widths == pytest.approx(theirs["shares"], abs=0.006)


def who(card: Mapping[str, Any]) -> tuple[str, str]:
    return card["texts"]["who"], card["texts"]["name"]
