"""Pages of many people: what is the same for them is rendered once, and every page is what it would be alone."""

from pathlib import Path

import pytest

from kpicore import Lang
from kpicore_html.audience import person_files
from kpicore_html.filling import Card
from kpicore_html.page import person_page, person_pages
from kpicore_html.stencil import filled, stencil
from tests.plugins.html.handed_out import operators, results


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_among_many_is_the_page_alone(tmp_path: Path, lang: Lang) -> None:
    # People with one card and with two, with and without what is told of groups.
    people = [{**row, "skill": "vip" if number < 3 else "plain"} for number, row in enumerate(operators())]
    reports = [file.report for file in person_files(results(tmp_path, people), lang, have_team_files=False)]

    assert list(person_pages(reports)) == [person_page(report) for report in reports]


def test_what_a_person_wrote_is_escaped() -> None:
    def render(cards: list[Card]) -> str:
        return f"<p class='{cards[0].colour}'>{cards[0].texts['name']}</p><rect width='{cards[0].shares['a']}'>"

    made = stencil([card("x")], lambda cards: render(list(cards)))

    assert filled(made, [card("</p><b>&'\"")]) == (
        "<p class='g1'>&lt;/p&gt;&lt;b&gt;&amp;&#39;&#34;</p><rect width='12.5'>"
    )


def test_two_people_on_a_page_keep_to_their_own_places() -> None:
    made = stencil([card("x"), card("y")], lambda cards: "|".join(one.texts["name"] for one in reversed(cards)))

    assert filled(made, [card("first"), card("second")]) == "second|first"


def card(name: str) -> Card:
    return Card("1", {"name": name}, {"a": 12.5}, "g1")
