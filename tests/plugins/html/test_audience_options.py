"""Who may read a report has to be said, and options have to fit together."""

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from kpicore import InvalidOption, Period, Results
from kpicore.document import read_pipeline
from kpicore.errors import Refused
from kpicore_html.exporter import HtmlExporter
from tests.pipelines import installed
from tests.plugins.html import handed_out as centre
from tests.plugins.html.department import pipeline


@pytest.mark.parametrize(
    ("options", "option", "zh", "en"),
    [
        ({}, "audience", "写明给谁看", "who may read the pages"),
        ({"audience": "department", "path": "reports"}, "path", "以 .html 结尾的文件", "a file that ends in .html"),
        ({"audience": "team", "path": "teams.html"}, "path", "一个文件夹", "a folder"),
        ({"audience": "person", "path": "a/B.HTM"}, "path", "一个文件夹", "a folder"),
        ({"audience": "department", "names": "secret"}, "names", "不能写 names", "leave names out"),
        ({"audience": "team", "names": "employee"}, "names", "names 不能为 employee", "names cannot be employee"),
        ({"audience": "person", "names": "team"}, "names", "names 不能为 team", "names cannot be team"),
    ],
)
def test_options_that_do_not_fit_together_are_refused_in_both_languages(
    options: dict[str, Any], option: str, zh: str, en: str
) -> None:
    with pytest.raises(InvalidOption) as caught:
        HtmlExporter(**options)

    assert caught.value.option == option
    assert zh in caught.value.problem.message.zh
    assert en in caught.value.problem.message.en


@pytest.mark.parametrize(
    "options",
    [
        {"audience": "department"},
        {"audience": "department", "path": "all/{period}.html"},
        {"audience": "team", "path": "teams/"},
        {"audience": "person", "path": "a/b", "names": "employee"},
        {"audience": "team", "names": "team"},
        {"audience": "person", "names": "secret"},
    ],
)
def test_options_that_fit_together_are_taken(options: dict[str, Any]) -> None:
    HtmlExporter(**options)


def test_without_an_audience_a_pipeline_is_refused_where_the_export_stands_and_told_of_all_three(
    tmp_path: Path,
) -> None:
    document = pipeline(str).replace('audience = "department"\n', "")
    (tmp_path / "pipeline.toml").write_text(document, encoding="utf-8")

    with pytest.raises(Refused) as caught:
        read_pipeline(tmp_path / "pipeline.toml", installed())

    (problem,) = caught.value.problems
    assert problem.place.line == document.splitlines().index("[exports.report]") + 1
    for said in (problem.message.zh, problem.message.en):
        assert all(audience in said for audience in ("department", "team", "person"))


def test_files_of_teams_are_refused_where_nobody_has_one(tmp_path: Path) -> None:
    operators = centre.results(tmp_path).stages["operators"]
    scored = Results(
        "十月", Period.parse("2026-10"), {"operators": evolve(operators, frame=operators.frame.drop("team"))}
    )

    with pytest.raises(Refused) as caught:
        centre.handed_out(scored, tmp_path, teams=HtmlExporter(audience="team"))

    (problem,) = caught.value.problems
    assert problem.place.key == "exports.teams.audience"
    assert "nobody has a team" in problem.message.en
