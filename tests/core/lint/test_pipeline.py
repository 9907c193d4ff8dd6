"""Pipelines: what their sources give, as far as that can be known before a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpicore.lint import lint_pipeline
from tests.core.lint.documents import REGISTRY, found, pipeline, scheme_text

AGENT = """
metrics.exam_score = { unit = "score" }
metrics.bonus = { unit = "points", default = 0 }
groups.skill = { values = { ordinary = { zh = "普通", en = "o" }, vip = { zh = "贵宾", en = "v" } } }
indicators.exam = { points = 100, calculator = { kind = "proportional", metric = "exam_score" } }
adjustments.extra = { calculator = { kind = "entered", metric = "bonus" } }
grades = { kind = "quota", shares = { A = 0.2, B = 0.75, C = 0.05 }, within = ["team"] }
"""
LEADER = """
metrics.share = { unit = "ratio" }
metrics.part = { unit = "score", default = 0 }
indicators.a = { points = 50, calculator = { kind = "proportional", metric = "share" } }
indicators.b = { points = 50, calculator = { kind = "proportional", metric = "part" } }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A scheme of agents and one of leaders, 41 people of two teams and another position, their exams."""
    (tmp_path / "agent.toml").write_text(scheme_text(AGENT), encoding="utf-8")
    (tmp_path / "leader.toml").write_text(scheme_text(LEADER), encoding="utf-8")
    people = [f"{n:03d},{'一班' if n < 20 else '二班'},{'话务员' if n else '值班长'},ordinary" for n in range(40)]
    rows = "\n".join(["工号,team,position,skill", *people])
    (tmp_path / "people.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "exams.csv").write_text(
        "\n".join(["employee,exam_score,team", *(f"{n:03d},90,一班" for n in range(20))]), encoding="utf-8"
    )
    return tmp_path


PEOPLE = 'sources.people = { kind = "csv", path = "people.csv", columns = { employee = "工号" } }\n'
EXAMS = 'sources.exams = { kind = "csv", path = "exams.csv" }\n'
WHERE = 'where = { position = "话务员" }'


def lint(fragment: str, folder: Path) -> list[tuple[str, str]]:
    return found(lint_pipeline(pipeline(fragment, folder), REGISTRY))


def test_a_quota_too_fine_for_one_team_is_said_once(folder: Path) -> None:
    fragment = PEOPLE + EXAMS + f'stages.agents = {{ scheme = "agent.toml", from = ["people", "exams"], {WHERE} }}'
    problems = lint_pipeline(pipeline(fragment, folder), REGISTRY)
    assert [each.line("zh").partition(": warning ")[2] for each in problems] == [
        (
            "quota-unfilled: stages.agents.scheme: 19 人中没有人能得到 C "
            "(C 的比例 5% 在 19 人中不到一个名额；请部门确认小班组怎样评等)"
        )
    ]
    everybody = fragment.replace(f", {WHERE}", "")
    assert lint(everybody, folder) == []


def test_what_no_source_gives_is_named_for_each_stage(folder: Path) -> None:
    fragment = PEOPLE + 'stages.agents = { scheme = "agent.toml", from = ["people"] }'
    assert lint(fragment, folder) == [("metric-not-given", "stages.agents.from")]


def test_a_group_comes_from_any_source_and_the_team_from_the_first_only(folder: Path) -> None:
    fragment = EXAMS + PEOPLE + 'stages.agents = { scheme = "agent.toml", from = ["exams", "people"] }'
    assert lint(fragment, folder) == []
    hidden = fragment.replace('columns = { employee = "工号" }', 'columns = { employee = "工号", skills = "skill" }')
    assert lint(hidden, folder) == [("metric-not-given", "stages.agents.from")]


def test_a_file_that_is_not_there_yet_says_nothing(folder: Path) -> None:
    fragment = (
        'sources.people = { kind = "csv", path = "in/{period}/people.csv" }\n'
        'stages.agents = { scheme = "agent.toml", from = ["people"], where = { anything = "x" } }'
    )
    assert lint(fragment, folder) == []


def test_a_file_that_cannot_be_read_says_nothing_here(folder: Path) -> None:
    (folder / "people.csv").write_bytes(b"\xff\xfe\x00")
    fragment = PEOPLE + 'stages.agents = { scheme = "agent.toml", from = ["people"], where = { anything = "x" } }'
    assert lint(fragment, folder) == []


def test_a_scheme_that_cannot_be_had_is_not_linted(folder: Path) -> None:
    fragment = PEOPLE + 'stages.agents = { scheme = "no-such.toml", from = ["people"] }'
    assert lint(fragment, folder) == []


def test_where_names_a_column_by_our_name(folder: Path) -> None:
    stage = 'stages.agents = { scheme = "agent.toml", from = ["people", "exams"], where = { %s = "x" } }'
    assert lint(PEOPLE + EXAMS + stage % '"工号"', folder)[0] == ("where-unknown-column", "stages.agents.where.工号")
    assert lint(PEOPLE + EXAMS + stage % "employee", folder) == []


def test_a_source_that_another_one_reads_is_used(folder: Path) -> None:
    fragment = (
        PEOPLE
        + EXAMS
        + 'sources.sheet = { kind = "csv", path = "sheet.csv" }\n'
        + 'sources.rated = { kind = "ratings", of = "sheet" }\n'
        + 'sources.spare = { kind = "csv", path = "spare.csv" }\n'
        + 'stages.agents = { scheme = "agent.toml", from = ["people", "exams", "rated"] }'
    )
    assert lint(fragment, folder) == [("source-unused", "sources.spare")]


def test_shares_are_held_against_the_schemes_on_either_side(folder: Path) -> None:
    teams = """
        [sources.teams]
        kind = "stage"
        stage = "agents"
        by = "team"
        shares = { share = ["A", "E"], part = ["B"] }
        [stages]
        agents = { scheme = "agent.toml", from = ["people", "exams"] }
        leaders = { scheme = "leader.toml", from = ["people", "teams"] }
    """
    fragment = PEOPLE + EXAMS + teams
    assert sorted(lint(fragment, folder)) == [
        ("share-unit", "sources.teams.shares.part"),
        ("share-unknown-grade", "sources.teams.shares.share[1]"),
    ]


def test_findings_stand_in_the_order_of_their_places(folder: Path) -> None:
    fragment = (
        'sources.spare = { kind = "csv", path = "spare.csv" }\n'
        + PEOPLE
        + 'stages.agents = { scheme = "agent.toml", from = ["people"], where = { anything = "x" } }\n'
        + 'sources.more = { kind = "csv", path = "more.csv" }\n'
    )
    assert [code for code, _ in lint(fragment, folder)] == [
        "source-unused",
        "metric-not-given",
        "where-unknown-column",
        "source-unused",
    ]


def test_columns_that_a_file_does_not_have_are_named_wherever_they_are_said_to_be(folder: Path) -> None:
    options = 'columns = { employee = "工好" }, period_column = "日期", units = { rate = "percent" }'
    fragment = f'sources.people = {{ kind = "csv", path = "people.csv", {options} }}\n'
    fragment += 'stages.agents = { scheme = "agent.toml", from = ["people"] }'

    assert [each for each in lint(fragment, folder) if each[0] == "source-unknown-column"] == [
        ("source-unknown-column", "sources.people.columns.employee"),
        ("source-unknown-column", "sources.people.period_column"),
        ("source-unknown-column", "sources.people.units.rate"),
    ]


def test_a_unit_that_the_metric_cannot_have_is_found_whether_or_not_the_file_is_there(folder: Path) -> None:
    fragment = 'sources.exams = { kind = "csv", path = "none.csv", units = { exam_score = "percent" } }\n'
    fragment += 'stages.agents = { scheme = "agent.toml", from = ["exams"] }'

    [problem] = lint_pipeline(pipeline(fragment, folder), REGISTRY)
    assert problem.line("zh").partition(": error ")[2] == (
        "units-unit: sources.exams.units.exam_score: 方案 house/agent 的 exam_score 单位是 score，不能由 percent 换算 "
        "(percent、per-mille 换算成 ratio；时间单位换算成 seconds)"
    )


def test_how_many_people_a_file_of_several_periods_has_is_not_known(folder: Path) -> None:
    fragment = PEOPLE + EXAMS + f'stages.agents = {{ scheme = "agent.toml", from = ["people", "exams"], {WHERE} }}'
    of_a_period = fragment.replace('path = "people.csv"', 'path = "people.csv", period_column = "position"')
    assert [code for code, _ in lint(fragment, folder)] == ["quota-unfilled"]
    assert lint(of_a_period, folder) == []
