"""A stage knows which of its metrics an earlier stage gave, and as which figure, so that a workbook can follow them."""

from __future__ import annotations

from pathlib import Path

from kpicore import Aggregate, OneOf, Ref
from tests.pipelines import run, written

SCHEME = """
format = 1
id = "{id}"
version = "1"
title = {{ zh = "甲", en = "A" }}
full = 100

[metrics]
{metric} = {{ unit = "score", label = {{ zh = "乙", en = "B" }} }}

[indicators.all]
label = {{ zh = "丙", en = "C" }}
points = 100
calculator = {{ kind = "proportional", metric = "{metric}" }}

[grades]
kind = "cutoffs"
A = 50
B = "otherwise"
"""

PIPELINE = """
title = "甲"
period = "2026-10"

[sources.people]
kind = "csv"
path = "people.csv"

[sources.team]
kind    = "stage"
stage   = "members"
by      = "team"
means   = { average = "total" }
shares  = { good = ["A"] }
columns = { team_mean = "average" }

[sources.leaders]
kind = "csv"
path = "leaders.csv"

[stages.members]
scheme = "member.toml"
from   = ["people"]

[stages.leaders]
scheme = "leader.toml"
from   = ["leaders", "team"]
"""


def test_metrics_from_an_earlier_stage_are_known_under_our_names_as_figures_over_it(tmp_path: Path) -> None:
    files = {
        "pipeline.toml": PIPELINE,
        "member.toml": SCHEME.format(id="a/member", metric="score"),
        "leader.toml": SCHEME.format(id="a/leader", metric="team_mean"),
        "people.csv": "employee,team,score\n1,早,80\n2,早,40\n",
        "leaders.csv": "employee,team\n9,早\n",
    }
    stages = run(written(tmp_path, files)).stages
    assert stages["members"].from_stages == {}
    assert stages["leaders"].from_stages == {"metric.team_mean": Aggregate("mean", Ref("total"), ("team",), "members")}


def test_a_share_of_grades_is_a_share_of_those_for_whom_a_test_holds(tmp_path: Path) -> None:
    files = {
        "pipeline.toml": PIPELINE.replace('columns = { team_mean = "average" }', 'columns = { part = "good" }'),
        "member.toml": SCHEME.format(id="a/member", metric="score"),
        "leader.toml": SCHEME.format(id="a/leader", metric="part"),
        "people.csv": "employee,team,score\n1,早,80\n2,早,40\n",
        "leaders.csv": "employee,team\n9,早\n",
    }
    given = run(written(tmp_path, files)).stages["leaders"].from_stages
    assert given == {"metric.part": Aggregate("share", OneOf(Ref("grade"), ["A"]), ("team",), "members")}
