from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kpicore.document import read_pipeline
from kpicore.errors import Problem, Text
from kpicore.scoring.run import run_pipeline, stage_order
from tests.core.scoring.centre import entered, indicator, metric, scheme
from tests.pipelines import column, installed, problems, run, written

CUTOFFS = '[grades]\nkind = "cutoffs"\nA = 8\nB = 5\nC = "otherwise"\n'
AGENT = scheme(metric("calls", 'unit = "count"') + entered("calls") + CUTOFFS)
LEADER = scheme(
    metric("mean_total", 'unit = "points"') + metric("share_a", 'unit = "ratio"')
    + entered("mean_total") + indicator("good_share", 'kind = "proportional", metric = "share_a"'),
    full=20,
    id="centre/leader",
)  # fmt: skip
AGENTS = "employee,team,calls\n1,east,10\n2,east,7\n3,west,4\n4,west,4.01\n5,west,9\n6,,1\n"

TEAM = """
[sources.team]
kind = "stage"
stage = "agents"
by = "team"
means = { mean_total = "total" }
shares = { share_a = ["A", "B"] }
"""
PIPELINE = """
title = "Centre"
period = "2026-10"
[stages.leaders]
scheme = "leader.toml"
from = ["leaders", "team"]
[stages.agents]
scheme = "agent.toml"
from = ["agents"]
[sources.agents]
kind = "csv"
path = "agents.csv"
[sources.leaders]
kind = "csv"
path = "leaders.csv"
"""


def two_stages(folder: Path, leaders: str, agents: str = AGENTS, team: str = TEAM) -> Path:
    """Agents, and the leaders who are scored by their teams' results; the leaders stand first in the document."""
    files = {"agents.csv": agents, "leaders.csv": leaders, "agent.toml": AGENT, "leader.toml": LEADER}
    return written(folder, {"pipeline.toml": PIPELINE + team, **files})


def lines(found: Sequence[Problem]) -> list[str]:
    return [problem.line("en") for problem in found]


# Stages


def test_a_stages_results_are_the_next_stages_metrics_whatever_their_order(tmp_path: Path) -> None:
    results = run(two_stages(tmp_path, "employee,team\nL2,west\nL1,east\n"))

    assert list(results.stages) == ["agents", "leaders"]
    # West: 4, 4.01 and 9 points; one of three has an A or B.
    frame = results.stages["leaders"].frame
    assert frame["employee"].to_list() == ["L2", "L1"]
    assert frame["metric.mean_total"].to_list() == pytest.approx([17.01 / 3, 8.5], abs=1e-12)
    assert column(results, "leaders", "mean_total_points") == {"L2": 5.67, "L1": 8.5}
    assert column(results, "leaders", "good_share") == {"L2": 3.33, "L1": 10.0}


def test_a_leader_whose_team_has_nobody_is_refused_with_the_team(tmp_path: Path) -> None:
    found = problems(two_stages(tmp_path, "employee,team\nL1,east\nL3,north\n"))

    assert lines(found) == [
        f"sources.team: error missing-metric: {figure}: employee L3: source team has nothing for team north "
        "(look at the team)"
        for figure in ("mean_total", "share_a")
    ]
    assert found[0].line("zh") == (
        "sources.team: error missing-metric: mean_total: 员工 L3：来源 team 中没有 team north 的数据 (请核对 team)"
    )


def test_a_stage_may_take_its_people_from_an_earlier_stage_in_that_stages_order(tmp_path: Path) -> None:
    again = """
        [sources.again]
        kind = "stage"
        stage = "agents"
        sums = { mean_total = "total" }
        maxima = { share_a = "calls_points" }
    """
    agents = "employee,calls\n" + "".join(f"{(id * 37) % 101},{id % 2}\n" for id in range(1, 101))
    folder = two_stages(tmp_path, "employee\n", agents, team=again)
    pipeline = (folder / "pipeline.toml").read_text(encoding="utf-8").replace('["leaders", "team"]', '["again"]')

    results = run(written(folder, {"pipeline.toml": pipeline}))

    assert list(column(results, "leaders", "total")) == list(column(results, "agents", "total"))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ('means = { mean_total = "totl", share_a = "total" }', "totl (did you mean total?)"),
        ('by = "tem"\nmeans = { mean_total = "total", share_a = "total" }', "tem (did you mean team?)"),
    ],
)  # fmt: skip
def test_a_column_that_the_earlier_stage_does_not_have_is_refused(options: str, said: str, tmp_path: Path) -> None:
    team = f'[sources.team]\nkind = "stage"\nstage = "agents"\n{options}\n'

    found = problems(two_stages(tmp_path, "employee,team,tem\nL1,east,\n", team=team))

    assert [
        problem.line("en").removeprefix("error stage-column: the results of stage agents have no column ")
        for problem in found
    ] == [said]


def test_stages_are_scored_behind_what_they_read_and_otherwise_as_they_stand(tmp_path: Path) -> None:
    def stage(name: str, *sources: str) -> str:
        return f'[stages.{name}]\nscheme = "agent.toml"\nfrom = {list(sources)}\n'

    def reading(name: str, stage: str) -> str:
        return f'[sources.{name}]\nkind = "stage"\nstage = "{stage}"\nmeans = {{ calls = "total" }}\n'

    written(tmp_path, {
        "pipeline.toml": 'title = "Centre"\nperiod = "2026-10"\n[sources.agents]\nkind = "csv"\npath = "agents.csv"\n'
         '[sources.rated]\nkind = "ratings"\nof = "of_second"\n'
        + reading("of_third", "third") + reading("of_second", "second")
        + stage("first", "agents", "of_third") + stage("second", "agents") + stage("fourth", "agents", "rated")
        + stage("third", "agents", "of_second") + stage("fifth", "agents")
    })  # fmt: skip

    assert stage_order(read_pipeline(tmp_path / "pipeline.toml", installed()).pipeline) == [
        "second",
        "fifth",
        "fourth",
        "third",
        "first",
    ]


ALONE = "(write the number alone, without its unit; leave the cell empty where there is no figure)"


def test_what_is_wrong_with_several_stages_is_said_together_each_thing_once(tmp_path: Path) -> None:
    written(tmp_path, {
        "pipeline.toml": """
            title = "Centre"
            period = "2026-10"
            [sources]
            agents = { kind = "csv", path = "agents.csv" }
            others = { kind = "csv", path = "others.csv" }
            team = { kind = "stage", stage = "first", by = "team", means = { calls = "total" } }
            [stages]
            first = { scheme = "agent.toml", from = ["agents"] }
            second = { scheme = "agent.toml", from = ["agents"] }
            third = { scheme = "agent.toml", from = ["others"] }
            fourth = { scheme = "agent.toml", from = ["others", "team"] }
        """,
        "agent.toml": AGENT,
        "agents.csv": "employee,team,calls\n1,east,x\n",
        "others.csv": "employee,team,calls\n1,east,y\n",
    })  # fmt: skip

    assert lines(problems(tmp_path)) == [
        f"agents.csv:2: error not-a-number: calls: x is not a number {ALONE}",
        f"others.csv:2: error not-a-number: calls: y is not a number {ALONE}",
    ]


def test_every_scheme_that_cannot_be_had_is_named_where_the_pipeline_names_it(tmp_path: Path) -> None:
    folder = two_stages(tmp_path, "employee,team\nL1,east\n")
    pipeline = (folder / "pipeline.toml").read_text(encoding="utf-8")
    written(
        folder, {"pipeline.toml": pipeline.replace("leader.toml", "lead.toml").replace("agent.toml", "centre/agnt")}
    )

    found = problems(folder)

    assert [(problem.place.line, problem.code) for problem in found] == [(5, "no-file"), (8, "unknown-scheme")]


def test_a_run_says_what_it_does(tmp_path: Path) -> None:
    told: list[Text] = []
    document = read_pipeline(two_stages(tmp_path, "employee,team\nL1,east\n") / "pipeline.toml", installed())

    run_pipeline(document, installed(), told.append)

    assert [text.en for text in told] == [
        "reading agents",
        "scoring agents: 6 people",
        "reading leaders",
        "reading team",
        "scoring leaders: 1 people",
    ]
    assert told[1].zh == "计算 agents：6 人"


def test_results_name_their_schemes_and_files(tmp_path: Path) -> None:
    results = run(two_stages(tmp_path, "employee,team\nL1,east\n"))

    assert [record.path for record in results.inputs] == ["agents.csv", "leaders.csv"]
    origin = results.stages["leaders"].origin
    assert origin is not None
    assert (Path(origin.file).name, origin.plugin, len(origin.sha256)) == ("leader.toml", "", 64)


# Ratings

RATED = scheme(
    metric("attitude_peer", 'unit = "score"') + metric("attitude_leader", 'unit = "score"')
    + indicator("attitude", 'kind = "mean", weights = { attitude_peer = 0.4, attitude_leader = 0.6 }')
)  # fmt: skip
SHEET = "员工,rater,relation,item,score\n"
BAD_SCORE = (
    "error rating-score: score: the score {score} of employee 1 on attitude is not a number from {low} to {high}"
)
BAD_SCORES = ["101", "-1", "gut", "", "nan"]


def rated(folder: Path, sheet: str, options: str = "") -> Path:
    pipeline = f"""
        title = "Centre"
        period = "2026-10"
        [sources.people]
        kind = "csv"
        path = "people.csv"
        [sources.sheet]
        kind = "csv"
        path = "sheet.csv"
        columns = {{ employee = "员工" }}
        [sources.ratings]
        kind = "ratings"
        of = "sheet"
        {options}
        [stages.agents]
        scheme = "scheme.toml"
        from = ["people", "ratings"]
    """
    return written(
        folder,
        {"pipeline.toml": pipeline, "scheme.toml": RATED, "people.csv": "employee\n1\n2\n", "sheet.csv": SHEET + sheet},
    )


def test_ratings_become_the_mean_of_each_relation_unrounded(tmp_path: Path) -> None:
    sheet = (
        "1,a,peer,attitude,80\n1,b,peer,attitude, 85 \n2,a,peer,attitude,90\n1,c,peer,attitude,81\n"
        "1,z,leader,attitude,70\n2,z,leader,attitude,100\n2,a,leader,attitude,0\n"
    )
    results = run(rated(tmp_path, sheet))

    assert column(results, "agents", "metric.attitude_peer") == {"1": 82.0, "2": 90.0}
    assert column(results, "agents", "metric.attitude_leader") == {"1": 70.0, "2": 50.0}
    assert column(results, "agents", "attitude") == {"1": 7.48, "2": 6.6}
    assert [warning.code for warning in results.warnings] == []


@pytest.mark.parametrize(
    ("sheet", "options", "said"),
    [
        (
            "1,a,peer,attitude,80\n1,a,peer,attitude,90\n1,a,leader,attitude,80\n",
            "",
            ["sheet.csv:3: error rating-twice: rater: employee 1 was rated 2 times on attitude by the same peer"],
        ),
        (
            "".join(f"1,{who},peer,attitude,{score}\n" for who, score in zip("abcde", BAD_SCORES, strict=True)),
            "",
            [
                f"sheet.csv:{line}: {BAD_SCORE.format(score=score or '(empty)', low=0, high=100)}"
                for line, score in enumerate(BAD_SCORES, 2)
            ],
        ),
        (
            "1,a,peer,attitude,6\n1,b,peer,attitude,5\n",
            "range = [1, 5]",
            ["sheet.csv:2: " + BAD_SCORE.format(score=6, low=1, high=5)],
        ),
        (
            ",a,peer,attitude,80\n1,,peer,attitude,80\n1,b,,attitude,80\n1,b,peer,,80\n",
            "",
            [
                "sheet.csv:2: error rating-empty: 员工: employee is empty",
                "sheet.csv:3: error rating-empty: rater: rater is empty",
                "sheet.csv:4: error rating-empty: relation: relation is empty",
                "sheet.csv:5: error rating-empty: item: item is empty",
            ],
        ),
    ],
)
def test_a_rating_that_cannot_count_is_refused_where_it_stands(
    sheet: str, options: str, said: list[str], tmp_path: Path
) -> None:
    assert lines(problems(rated(tmp_path, sheet, options))) == said


def test_a_sheet_of_ratings_needs_its_five_columns(tmp_path: Path) -> None:
    folder = rated(tmp_path, "")
    written(folder, {"sheet.csv": "员工,rater,relationship,item\n1,a,peer,attitude\n"})

    found = problems(folder)

    assert lines(found) == [
        f"sheet.csv: error ratings-columns: {name}: the ratings in sheet lack the column {name} "
        "(employee, rater, relation, item and score are needed)"
        for name in ("relation", "score")
    ]
    assert found[0].message.zh == "评分表 sheet 缺少列 relation"


def test_who_is_not_rated_by_a_relation_lacks_that_metric(tmp_path: Path) -> None:
    found: Any = problems(rated(tmp_path, "1,a,peer,attitude,80\n1,z,leader,attitude,70\n2,a,peer,attitude,80\n"))

    assert lines(found) == [
        (
            "sources.ratings: error missing-metric: attitude_leader[2]: employee 2: attitude_leader is missing, "
            "so attitude cannot be scored (missing is not 0; fill it in)"
        )
    ]
