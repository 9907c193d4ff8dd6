"""`kpi check`: every mistake on a line of its own, the examples run, and exit codes that a script can go by."""

from pathlib import Path

from tests.cli.conftest import Kpi
from tests.cli.desk import PIPELINE, SCHEME

EXAMPLES = """
[[examples]]
people = [
  { satisfaction = 1, manner = "A", exam = 100, late = 0 },
  { satisfaction = 0.98, manner = "A", exam = 100, late = 0 },
  { satisfaction = 1, manner = "B", exam = 0, late = 0 },
  { satisfaction = 0.9, manner = "B", exam = 0, late = 1 },
]
expect = [
  { satisfied = 50, polite = 20, knows = 30, punctual = 0, total = 100, grade = "A" },
  { total = 90, grade = "A" },
  { polite = 10, knows = 0, total = 60, grade = "B" },
  { satisfied = 0, punctual = -1, total = 9, grade = "C" },
]
"""
SOUND = SCHEME.replace('["points", "calculator.full"]', '["calculator.full"]') + EXAMPLES
"""The desk's scheme with nothing for a person to look at."""


def test_a_sound_scheme_and_pipeline_end_with_0_and_an_empty_stdout(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SOUND, encoding="utf-8")
    done = kpi("check", "desk.toml", "pipeline.toml")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "desk.toml: a scheme, nothing found, 2 worked examples agree",
        "pipeline.toml: a pipeline, nothing found, its schemes: desk/agent 3",
    ]
    assert "desk.toml：方案没有发现问题，2 个算例相符" in kpi("check", "desk.toml", "--lang", "zh").err


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
    line = SCHEME[: SCHEME.index("[[examples]]")].count("\n") + 1
    [said] = [each for each in done.out.splitlines() if each.startswith(f"desk.toml:{line}:1: error example-")]
    assert "26" in said
    assert "25" in said


def test_a_pipeline_s_schemes_are_checked_with_it(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SCHEME.replace("satisfied = 25", "satisfied = 26"), encoding="utf-8")
    done = kpi("check", "pipeline.toml")
    assert done.code == 1
    assert done.out.startswith("desk.toml:")


def test_what_is_found_twice_is_told_once(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SOUND.replace("satisfied = 25", "satisfied = 26"), encoding="utf-8")
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


def test_what_a_person_should_look_at_is_told_in_the_order_of_places_and_ends_with_0(kpi: Kpi, folder: Path) -> None:
    done = kpi("check", "desk.toml")
    assert done.code == 0
    assert done.out.splitlines()[0].startswith("desk.toml:6:11: warning unsaid-points: full: ")
    lines = [int(line.split(":")[1]) for line in done.out.splitlines()]
    assert lines == sorted(lines)
    assert done.err == "errors: 0, warnings: 8\n"
    assert kpi("check", "desk.toml", "--lang", "zh").err == "错误 0 个，警告 8 个\n"


def test_strict_counts_warnings(kpi: Kpi, folder: Path) -> None:
    assert kpi("check", "desk.toml", "--strict").code == 1
    (folder / "desk.toml").write_text(SOUND, encoding="utf-8")
    assert kpi("check", "desk.toml", "pipeline.toml", "--strict").code == 0


def test_an_error_of_the_policy_ends_with_1(kpi: Kpi, folder: Path) -> None:
    (folder / "desk.toml").write_text(SOUND.replace("points     = 50", "points     = 40"), encoding="utf-8")
    done = kpi("check", "desk.toml")
    assert done.code == 1
    assert "error points-sum: full: the indicators' points add up to 90" in done.out


def test_a_pipeline_s_own_findings_come_with_those_of_its_own_schemes(kpi: Kpi, folder: Path) -> None:
    unused = PIPELINE + '\n[sources.spare]\nkind = "csv"\npath = "spare.csv"\n'
    (folder / "pipeline.toml").write_text(unused, encoding="utf-8")
    lines = kpi("check", "pipeline.toml").out.splitlines()
    assert "warning source-unused: sources.spare: " in lines[0]
    assert lines[1].startswith("desk.toml:6:11: warning unsaid-points")


def test_an_installed_scheme_is_not_linted_again_in_every_pipeline(kpi: Kpi, folder: Path) -> None:
    pipeline = PIPELINE.replace('"desk.toml"', '"hotline-10086/operator"').replace("in/{period}.csv", "none.csv")
    (folder / "pipeline.toml").write_text(pipeline, encoding="utf-8")
    done = kpi("check", "pipeline.toml")
    assert (done.code, done.out) == (0, "")


def test_github_annotations_name_file_line_and_column(kpi: Kpi, folder: Path) -> None:
    (folder / "a,b.toml").write_text(SOUND.replace("points     = 50", "points     = 40"), encoding="utf-8")
    done = kpi("check", "a,b.toml", "--format", "github")
    assert done.out.splitlines()[0] == (
        "::error file=a%2Cb.toml,line=6,col=11,title=points-sum::"
        "full: the indicators' points add up to 90, full marks are 100 (check the points, or `full`)"
    )


def test_json_tells_the_severity_of_each(kpi: Kpi, folder: Path) -> None:
    problems = kpi("check", "desk.toml", "--format", "json").data["problems"]
    assert {problem["severity"] for problem in problems} == {"warning"}
    assert problems[0]["code"] == "unsaid-points"


def test_the_schemes_that_are_shipped_have_no_errors_and_six_examples_each(kpi: Kpi) -> None:
    done = kpi("check", *Path(__file__).parents[2].glob("schemes/*/src/*/*.toml"), "--format", "json")
    assert (done.code, {problem["severity"] for problem in done.data["problems"]}) == (0, {"warning"})
    assert all(checked["examples"] >= 6 for checked in done.data["checked"])
