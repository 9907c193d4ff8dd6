"""`kpi check`: every mistake on a line of its own, the examples run, and exit codes that a script can go by."""

from pathlib import Path

from tests.cli.conftest import Kpi
from tests.cli.desk import PIPELINE, SCHEME


def test_a_sound_scheme_and_pipeline_end_with_0_and_an_empty_stdout(kpi: Kpi, folder: Path) -> None:
    done = kpi("check", "desk.toml", "pipeline.toml")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "desk.toml: a scheme, nothing found, 1 worked examples agree",
        "pipeline.toml: a pipeline, nothing found, its schemes: desk/agent 3",
    ]
    assert "desk.toml：方案没有发现问题，1 个算例相符" in kpi("check", "desk.toml", "--lang", "zh").err


def test_every_mistake_of_every_file_is_told_with_its_place(kpi: Kpi, folder: Path) -> None:
    spoiled = SCHEME.replace('metric = "exam"', 'metric = "exams"').replace("points     = 20", "point      = 20")
    (folder / "desk.toml").write_text(spoiled, encoding="utf-8")
    (folder / "second.toml").write_text(PIPELINE.replace('["people"]', '["persons"]'), encoding="utf-8")
    done = kpi("check", "desk.toml", "second.toml")
    assert done.code == 1
    places = [line.split(" ")[0] for line in done.out.splitlines()]
    assert {place.split(":")[0] for place in places} == {"desk.toml", "second.toml"}
    assert all(place.count(":") == 3 for place in places)
    assert "(did you mean exam?)" in done.out
    assert "persons (known: people)" in done.out
    assert "是否指 exam？" in kpi("check", "desk.toml", "--lang", "zh").out


def test_an_example_that_does_not_come_out_is_a_finding(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SCHEME.replace("satisfied = 25", "satisfied = 26"), encoding="utf-8")
    done = kpi("check", "desk.toml")
    assert done.code == 1
    assert done.out.startswith(
        f"desk.toml:{SCHEME[: SCHEME.index('[[examples]]')].count(chr(10)) + 1}:1: error example-"
    )
    assert "26" in done.out
    assert "25" in done.out


def test_a_pipeline_s_schemes_are_checked_with_it(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SCHEME.replace("satisfied = 25", "satisfied = 26"), encoding="utf-8")
    done = kpi("check", "pipeline.toml")
    assert done.code == 1
    assert done.out.startswith("desk.toml:")


def test_what_is_found_twice_is_told_once(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SCHEME.replace("satisfied = 25", "satisfied = 26"), encoding="utf-8")
    assert len(kpi("check", "pipeline.toml", "desk.toml").out.splitlines()) == 1


def test_a_file_that_is_not_there_is_a_finding(kpi: Kpi, folder: Path) -> None:
    done = kpi("check", "none.toml", "in")
    assert done.code == 1
    assert [line.split(" ")[0] for line in done.out.splitlines()] == ["none.toml:", "in:"]


def test_json_lists_problems_and_what_was_checked(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SCHEME.replace("points     = 50", 'points     = "fifty"'), encoding="utf-8")
    done = kpi("check", "pipeline.toml", "--format", "json")
    assert done.code == 1
    assert done.data["checked"] == [{"file": "pipeline.toml", "kind": "pipeline", "examples": 0, "schemes": []}]
    problem = done.data["problems"][0]
    assert (problem["file"], problem["line"], problem["column"]) == ("desk.toml", 26, 14)
    assert (problem["code"], problem["severity"], problem["key"]) == (
        "wrong-type",
        "error",
        "indicators.satisfied.points",
    )
    assert set(problem["message"]) == {"zh", "en"}


def test_a_pipeline_without_a_period_is_checked_for_the_one_it_is_run_with(kpi: Kpi, folder: Path) -> None:
    (folder / "pipeline.toml").write_text(PIPELINE.replace('period = "2026-10"\n', ""), encoding="utf-8")
    assert kpi("check", "pipeline.toml").code == 1
    assert kpi("check", "pipeline.toml", "--period", "2026-10").code == 0


def test_the_schemes_that_are_shipped_are_sound_with_four_examples_each(kpi: Kpi) -> None:
    done = kpi("check", *Path(__file__).parents[2].glob("schemes/*/src/*/*.toml"), "--format", "json")
    assert (done.code, done.data["problems"]) == (0, [])
    assert all(checked["examples"] >= 4 for checked in done.data["checked"])
