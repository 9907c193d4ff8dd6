"""The file of a report: what stands in it as text, how large it is, what may run."""

import base64
import hashlib
import json
import re
import zlib
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from kpicore import Lang
from kpicore.messages import words
from kpicore_html import messages
from kpicore_html.page import page, person_page
from tests.plugins.html.department import TEXTS, people, report


def data(text: str) -> Any:
    """What the script of a report reads."""
    found = re.search(r'<script type="application/json" id="data"( data-packed)?>(.*?)</script>', text, re.DOTALL)
    assert found is not None
    return json.loads(zlib.decompress(base64.b64decode(found[2])) if found[1] else found[2])


def values(column: Any) -> list[Any]:
    """A column of the data, person by person."""
    return column if isinstance(column, list) else [column["of"][at] for at in column["at"]]


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(report(tmp_path_factory.mktemp("page")))


def sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_only_the_one_style_and_the_one_script_are_allowed(forty: str) -> None:
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', forty)[0])
    [style] = re.findall(r"<style>(.*?)</style>", forty, re.DOTALL)
    [script] = re.findall(r"<script>(.*?)</script>", forty, re.DOTALL)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules == {
        "default-src": "'none'",
        "style-src": f"'{sha256(style)}'",
        "script-src": f"'{sha256(script)}'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_page_of_a_person_has_no_script_at_all(tmp_path: Path) -> None:
    text = person_page(report(tmp_path, 12))
    assert "script-src &#39;none&#39;" in text
    assert "<script" not in text


def test_nothing_in_it_points_elsewhere(forty: str) -> None:
    text = re.sub(r"(?s)<script type.*?</script>", "", forty)
    assert re.findall(r"(?:src|srcset|action|poster|data)=|url\(|@import|https?://|//\w+\.", text) == []
    assert all(link.startswith("#") for link in re.findall(r'href="([^"]*)"', text))
    assert re.findall(r"\sstyle=|\son\w+=", text) == []  # the policy would refuse them


def test_styles_and_scripts_come_whole_out_of_the_templates(forty: str) -> None:
    folder = Path(messages.__file__).parent
    for name in ("style/print.css", "script/table.js"):
        assert (folder / name).read_text(encoding="utf-8") in forty


def test_each_rule_is_told_once_however_many_people_there_are(tmp_path: Path, forty: str) -> None:
    rule = "响应时间：60 秒得 0 分，15 秒得满分 10 分，其间按比例"
    assert forty.count(rule) == 1
    assert page(report(tmp_path, 80)).count(rule) == 1


def test_a_column_holds_each_person_s_value_as_it_is_shown(forty: str) -> None:
    columns = data(forty)["stages"][0]["columns"]
    given = people(40)
    assert values(columns["employee"]) == [person["employee"] for person in given]
    shown = [round(100 * float(str(person["satisfaction"])), 2) for person in given]
    assert values(columns["metric.satisfaction"]) == shown
    assert values(columns["metric.seconds"]) == [person["seconds"] or None for person in given]


def test_long_data_is_packed_and_holds_the_same(tmp_path: Path) -> None:
    text = page(report(tmp_path, 2_500))
    assert " data-packed>" in text
    assert len(values(data(text)["stages"][0]["columns"]["employee"])) == 2_500


def test_up_to_a_thousand_people_stand_in_a_plain_table(tmp_path: Path, forty: str) -> None:
    assert len(re.findall(r"<tr><td", forty)) == 40 + 4
    (tmp_path / "many").mkdir()
    assert len(re.findall(r"<tr><td", page(report(tmp_path / "many", 1_001)))) == 4


@pytest.mark.parametrize(("lang", "other"), [("zh", "en"), ("en", "zh")])
def test_a_report_is_all_in_its_language(tmp_path: Path, lang: Lang, other: Lang) -> None:
    text = re.sub(r"(?s)<style>.*?</style>|<script>.*?</script>", "", page(report(tmp_path, lang=lang)))
    assert f'<html lang="{ {"zh": "zh-CN", "en": "en"}[lang] }">' in text
    for name, said in messages.PAGE.items():
        if len(said.in_(other)) > 8 and "{" not in said.in_(other):
            assert f">{said.in_(other)}" not in text, name
    assert (TEXTS["lateness note"] in text) == (lang == "zh")
    assert ("lateness note" in text) == (lang == "en")


def test_the_same_results_give_the_same_bytes(tmp_path: Path, forty: str) -> None:
    assert page(report(tmp_path)) == forty


def test_words_that_the_script_says_are_those_of_the_core() -> None:
    same = {
        "labelled_value": words.LABELLED,
        "peers_missing": words.MISSING,
        "group_people": words.PEOPLE,
        "too_few": words.TOO_FEW,
        "no_case": words.NO_CASE,
        "percent": words.PERCENT,
        "seconds": words.SECONDS,
    }
    assert {name: messages.CARD[name] for name in same} == same


def test_stages_of_one_policy_are_told_apart_by_their_names(tmp_path: Path) -> None:
    operators, leaders = (told := report(tmp_path)).stages
    text = page(evolve(told, stages=(operators, evolve(operators, name="晚班"), leaders)))
    assert re.findall(r'<h2 id="title-\d">(.*?)</h2>', text) == ["话务员（operators）", "话务员（晚班）", "班长"]
