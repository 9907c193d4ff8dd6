"""A form that was filled in is read with no options at all, and scores as what was typed into it."""

from pathlib import Path

import polars as pl
import pytest
from attrs import evolve

from kpicore import Refused
from kpicore.document import find_scheme
from kpicore.scheme import StageResults, detail_column, metric_column
from kpicore_cli.sample import sample_of
from tests.core.scoring import centre
from tests.pipelines import column, installed, run, written
from tests.plugins.excel.forms import BODY, PIPELINE, filled, form, scheme, scored, workbook_of

TYPED = {
    "employee": "007",
    "name": "=王示例",
    "team": "一组",
    "skill": "邮件",
    "satisfied": 0.95,
    "satisfied_n": 20,
    "wait": 40,
    "exam": 90,
    "manner": "B+",
    "peer": 80,
    "leader": 90,
    "late": 2,
    "other": -1.5,
}
"""liked 10 × (0.95 − 0.8) ÷ 0.2 = 7.5, quick 10 × 20 ÷ 40 = 5, learned 10 × 90 ÷ 120 = 7.5, polite 6, seen 8.5, less 2,
less 1.5: 31."""


def test_what_is_typed_in_is_scored(tmp_path: Path) -> None:
    results = scored(tmp_path, filled(workbook_of(form()), [TYPED]))
    frame = results.stages["agents"].frame
    row = frame.row(0, named=True)
    points = {
        "liked": 7.5,
        "quick": 5,
        "learned": 7.5,
        "polite": 6,
        "seen": 8.5,
        "on_time": -2,
        "bonus": 0,
        "other": -1.5,
    }
    assert {id: row[id] for id in points} == points
    assert (row["total"], row["name"], row["skill"]) == (31, "=王示例", "mail")
    assert [warning.code for warning in results.stages["agents"].warnings] == ["default-used"]


def test_an_english_form_is_read_as_the_chinese_one(tmp_path: Path) -> None:
    english = filled(workbook_of(form(lang="en")), [{**TYPED, "skill": "Mail"}])
    assert column(scored(tmp_path, english), "agents", "total") == {"007": 31}


@pytest.mark.parametrize("typed", [0.95, "95%", "95.0 %", "９５％"])
def test_a_ratio_may_be_a_number_or_a_text_with_its_sign(typed: object, tmp_path: Path) -> None:
    results = scored(tmp_path, filled(workbook_of(form()), [{**TYPED, "satisfied": typed}]))
    assert column(results, "agents", "liked") == {"007": 7.5}


def test_what_may_stay_empty_may_stay_empty(tmp_path: Path) -> None:
    spared = {"name", "team", "wait", "exam", "peer", "late", "other"}
    few = {id: value for id, value in TYPED.items() if id not in spared}
    results = scored(tmp_path, filled(workbook_of(form()), [few, {**TYPED, "employee": "008"}]))
    first = results.stages["agents"].frame.row(0, named=True)
    # 7.5 + 6 + 9 of 40 points, as the exam is left out: 22.5 × 50 ÷ 40 = 28.125
    assert (first["quick"], first["learned"], first["seen"], first["total"]) == (0, None, 9, 28.13)


def test_what_must_not_is_refused_at_its_cell(tmp_path: Path) -> None:
    gaps = {**TYPED, "employee": "008", "satisfied": None, "manner": None, "skill": None}
    with pytest.raises(Refused) as refused:
        scored(tmp_path, filled(workbook_of(form()), [TYPED, gaps]))
    places = {str(problem.place): problem.code for problem in refused.value.problems}
    assert places == {
        "form.xlsx!填报表!D7": "empty-value",
        "form.xlsx!填报表!F7": "missing-metric",
        "form.xlsx!填报表!J7": "missing-metric",
    }


def test_people_of_the_roster_and_rows_below_what_was_ready_are_read(tmp_path: Path) -> None:
    people = [{"employee": f"{number:03}"} for number in range(40)]
    typed = [{**TYPED, "employee": f"{number:03}"} for number in range(75)]
    results = scored(tmp_path, filled(workbook_of(form(people=people)), typed))
    assert list(column(results, "agents", "total")) == [f"{number:03}" for number in range(75)]


@pytest.mark.parametrize(
    ("version", "period", "said"),
    [("2", "2026-10", "centre/agent 2"), ("1", "2026-11", "2026-10")],
)
def test_a_form_of_another_version_or_period_is_refused_by_name(
    version: str, period: str, said: str, tmp_path: Path
) -> None:
    workbook = filled(workbook_of(form(evolve(scheme(), version=version))), [TYPED])
    with pytest.raises(Refused) as refused:
        scored(tmp_path, workbook, period=period)
    [problem] = refused.value.problems
    assert (problem.code, str(problem.place)) == ("other-form", "form.xlsx!填报表")
    assert said in problem.message.zh
    assert said in problem.message.en


def test_a_form_for_no_period_is_for_any(tmp_path: Path) -> None:
    workbook = filled(workbook_of(form(period=None)), [TYPED])
    for period in ("2026-11", "2030"):
        assert column(scored(tmp_path / period, workbook, period=period), "agents", "total") == {"007": 31}


def test_a_column_that_was_left_out_comes_from_another_source(tmp_path: Path) -> None:
    workbook = filled(
        workbook_of(form(without=["wait", "satisfied"])),
        [{**TYPED, "satisfied": None, "satisfied_n": None, "wait": None}],
    )
    pipeline = PIPELINE.format(scheme="scheme.toml", period="2026-10").replace('["form"]', '["form", "phone"]')
    pipeline += '[sources.phone]\nkind = "csv"\npath = "phone.csv"\n'
    files: dict[str, str | bytes] = {"form.xlsx": workbook, "pipeline.toml": pipeline}
    files["scheme.toml"] = centre.scheme(BODY, 50)
    files["phone.csv"] = "employee,wait,satisfied,satisfied_n\n007,40,0.95,20\n"
    assert column(run(written(tmp_path, files)), "agents", "total") == {"007": 31}


def scheme_ids() -> list[str]:
    return sorted({found.id for found in installed().schemes})


@pytest.mark.parametrize("id", scheme_ids())
def test_a_sample_typed_into_its_form_scores_the_same(id: str, tmp_path: Path) -> None:
    document = find_scheme(id, None, None, installed())
    original = run(written(tmp_path / "sample", sample_of(document, installed())))
    [stage] = [found for found in original.stages.values() if found.scheme.id == id]
    policy = document.scheme
    rows = typed(stage)
    workbook = filled(workbook_of(form(policy, period=original.period.text)), rows)
    pipeline = PIPELINE.format(scheme=id, period=original.period.text)
    again = run(written(tmp_path / "form", {"form.xlsx": workbook, "pipeline.toml": pipeline})).stages["agents"]
    results = ["employee", *policy.items, "base_total", "total", "rank", "grade"]
    assert again.frame.select(results).equals(stage.frame.select(results))
    details = [detail_column(detail) for detail in policy.details]
    assert again.frame.select(details).equals(stage.frame.select(details))


def typed(stage: StageResults) -> list[dict[str, object]]:
    """What a person types for the people of a stage: ids as texts, groups by their labels, figures as numbers."""
    policy, frame = stage.scheme, stage.frame
    columns = {metric_column(id): id for id in policy.metrics} | {detail_column(id): id for id in policy.details}
    columns |= {id: id for id in ("employee", "name", "team", *policy.groups)}
    known: pl.DataFrame = frame.select(
        pl.col(theirs).alias(ours) for theirs, ours in columns.items() if theirs in frame
    )
    rows = known.to_dicts()
    for row in rows:
        row |= {id: group.values[row[id]].zh for id, group in policy.groups.items()}
    return rows
