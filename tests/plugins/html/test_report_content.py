"""What a department's report holds of people: what their cards say, and nothing else."""

from pathlib import Path

import polars as pl
import pytest

from kpicore_html.content import Report, department
from tests.pipelines import run, written
from tests.plugins.html.department import in_folder, report, results


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return report(tmp_path_factory.mktemp("content"))


def test_the_columns_are_those_that_a_card_says(forty: Report) -> None:
    operators, leaders = (set(stage.people.frame.columns) for stage in forty.stages)
    told = {"employee", "name", "team", "base_total", "total", "rank", "grade", "scale"}
    metrics = {f"metric.{id}" for id in ("satisfaction", "calls", "exam", "attitude", "seconds", "late")}
    items = {"satisfied", "volume", "examined", "manner", "quick", "lateness"}
    rest = {"detail.remark", "skill", "filled.quick", "_volume_1", "people._volume_1", "_volume_2"}
    assert operators == told | metrics | items | rest
    assert leaders == told | {"metric.team_mean", "mean"}


def test_people_stand_in_the_population_s_order_and_have_whole_ranks(forty: Report) -> None:
    frame = forty.stages[0].people.frame
    assert frame["employee"].to_list() == [f"{number:04}" for number in range(40)]
    assert frame["rank"].dtype == pl.Int64
    assert forty.stages[0].ranked == 40


def test_what_was_filled_and_what_was_scaled_is_marked(forty: Report) -> None:
    frame = forty.stages[0].people.frame
    filled = frame.filter("filled.quick")
    assert filled["employee"].to_list() == ["0007", "0018", "0029"]
    assert filled["quick"].to_list() == [0.0, 0.0, 0.0]
    scaled = frame.filter(pl.col("scale").is_not_null())
    assert scaled["employee"].to_list() == ["0004", "0013", "0022", "0031"]
    assert scaled["scale"].to_list() == [1.25] * 4  # 100 ÷ (100 − 20)


def test_a_mean_of_too_few_is_not_in_the_report_nor_what_follows_from_it(tmp_path: Path) -> None:
    few = report(tmp_path, 12).stages[0].people  # four of the twelve are vip
    hidden = few.frame.filter(pl.col("skill") == "vip")
    assert len(hidden) == 4
    assert hidden["people._volume_1"].to_list() == [0] * 4
    assert hidden["_volume_1"].to_list() == hidden["_volume_2"].to_list() == [None] * 4
    shown = few.frame.filter(pl.col("skill") == "plain")
    assert shown["people._volume_1"].to_list() == [8] * 8
    assert shown["_volume_1"].null_count() == shown["_volume_2"].null_count() == 0


def test_everybody_is_told_what_the_next_grade_takes(forty: Report) -> None:
    for stage in forty.stages:
        assert list(stage.people.headroom) == stage.people.frame["employee"].to_list()


def test_policies_hold_the_words_of_each_rule_in_the_report_s_language(tmp_path: Path) -> None:
    told = department(results(tmp_path), "en").stages[0].policy.told
    assert list(told) == ["satisfied", "volume", "examined", "manner", "quick", "lateness", "grade"]
    assert told["manner"].said() == "attitude: 10 for A, 6 for B, 0 for C"


def test_people_without_names_teams_and_grades_can_be_reported(tmp_path: Path) -> None:
    in_folder(tmp_path)
    scheme = tmp_path.joinpath("leader.toml").read_text(encoding="utf-8").partition("[grades]")[0]
    pipeline = """
    title  = "无名"
    period = "2026-10"
    [sources]
    people = { kind = "csv", path = "people.csv" }
    [stages.people]
    scheme = "leader.toml"
    from   = ["people"]
    """
    written(
        tmp_path, {"leader.toml": scheme, "pipeline.toml": pipeline, "people.csv": "employee,team_mean\n1,80\n2,\n"}
    )
    with pytest.raises(Exception, match="missing"):
        run(tmp_path)
    written(tmp_path, {"people.csv": "employee,team_mean\n1,80\n2,70\n"})
    stage = department(run(tmp_path), "zh").stages[0]
    assert {"name", "team"}.isdisjoint(stage.people.frame.columns)
    assert stage.teams == {}
    assert stage.people.frame["grade"].to_list() == [None, None]
