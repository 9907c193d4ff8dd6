import json
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from attrs import evolve

from kpicore import __version__
from kpicore.builtin.calculators import Entered
from kpicore.builtin.grade_mappers import Cutoffs
from kpicore.errors import Problem, Text
from kpicore.plugin.registry import Origin
from kpicore.scheme import (
    Grades,
    Indicator,
    InputRecord,
    Metric,
    Period,
    Results,
    Rounding,
    Scheme,
    SchemeLayer,
    SchemeOrigin,
    StageResults,
)
from kpicore.scoring.record import run_record

SCHEME = Scheme(
    id="desk/clerk",
    version="2",
    title=Text("坐席", "Clerk"),
    full=Decimal(100),
    metrics={"exam": Metric("score", Text("考试", "Exam"))},
    indicators={"exam": Indicator(Text("考试", "Exam"), Decimal(100), Entered("exam"))},
    grades=Grades(Cutoffs({"A": Decimal(90), "B": Decimal(60), "C": "otherwise"})),
)
WARNING = Problem("absent-default", Text("3 人按默认值计", "3 people count with the default"), severity="warning")
INSTALLED = SchemeOrigin("c" * 64, plugin="desk", distribution="kpicore-desk", version="1.2")


def stage(totals: list[float | None], grades: list[str | None], **options: Any) -> StageResults:
    frame = pl.DataFrame({"total": totals, "grade": grades}, schema={"total": pl.Float64, "grade": pl.String})
    return StageResults("clerks", SCHEME, (), frame, **options)


def record(results: Results, **options: Any) -> dict[str, Any]:
    said = run_record(results, InputRecord("pipeline.toml", "b" * 64), [Origin("desk", "kpicore-desk", "1.2")])
    values: dict[str, Any] = json.loads(said.to_json())
    return values


def results(*stages: StageResults, **options: Any) -> Results:
    period = Period("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
    return Results("十月", period, {f"stage{number}": each for number, each in enumerate(stages, 1)}, **options)


def test_the_record_says_what_went_in_what_scored_it_and_what_came_out() -> None:
    run = results(
        stage([95.5, 60.0, None], ["A", "B", None], warnings=(WARNING,), origin=INSTALLED),
        inputs=(
            InputRecord("in/b.csv", "2" * 64),
            InputRecord("in/a.csv", "1" * 64, {"encoding": "gb18030"}),
        ),
        warnings=(WARNING,),
    )
    warning = {"code": "absent-default", "message": {"zh": "3 人按默认值计", "en": "3 people count with the default"}}
    origin = {"plugin": "desk", "distribution": "kpicore-desk", "version": "1.2"}

    assert record(run) == {
        "format": 1,
        "kpicore": __version__,
        "title": "十月",
        "period": {"text": "2026-Q4", "first": "2026-10-01", "last": "2026-12-31"},
        "pipeline": {"path": "pipeline.toml", "sha256": "b" * 64, "facts": {}},
        "inputs": [
            {"path": "in/a.csv", "sha256": "1" * 64, "facts": {"encoding": "gb18030"}},
            {"path": "in/b.csv", "sha256": "2" * 64, "facts": {}},
        ],
        "schemes": [{"id": "desk/clerk", "version": "2", "sha256": "c" * 64, "origin": origin, "layers": []}],
        "plugins": [origin],
        "stages": {
            "stage1": {
                "scheme": "desk/clerk",
                "version": "2",
                "people": 3,
                "scored": 2,
                "mean_total": 77.75,
                "grades": {"A": 1, "B": 1, "C": 0},
                "warnings": [warning],
            }
        },
        "warnings": [warning],
        "outputs": [],
        "finished": "",
    }


def test_the_record_is_readable_text_with_sorted_keys() -> None:
    text = run_record(results(), InputRecord("流程.toml", ""), []).to_json()

    assert text.startswith('{\n  "finished": ""')
    assert '"path": "流程.toml"' in text
    assert text.endswith("}\n")


def test_a_scheme_that_scores_two_stages_is_named_once() -> None:
    run = results(stage([1.0], ["C"], origin=INSTALLED), stage([2.0], ["C"], origin=INSTALLED))

    assert len(record(run)["schemes"]) == 1


def test_an_overlay_is_recorded_with_each_document_that_it_is_made_of() -> None:
    own = SchemeLayer("desk/own", "1", SchemeOrigin("d" * 64, file="own.toml"))
    overlay = SchemeOrigin("e" * 64, file="own.toml", layers=(own, SchemeLayer("desk/clerk", "2", INSTALLED)))
    origin = {"plugin": "desk", "distribution": "kpicore-desk", "version": "1.2"}

    (scheme,) = record(results(stage([1.0], ["C"], origin=overlay)))["schemes"]

    assert (scheme["sha256"], scheme["origin"]) == ("e" * 64, {"file": "own.toml"})
    assert scheme["layers"] == [
        {"id": "desk/own", "version": "1", "sha256": "d" * 64, "origin": {"file": "own.toml"}, "layers": []},
        {"id": "desk/clerk", "version": "2", "sha256": "c" * 64, "origin": origin, "layers": []},
    ]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("in/2026-10/a.csv", "in/2026-10/a.csv"),
        ("../shared/a.csv", "../shared/a.csv"),
        ("/somewhere/a.csv", "a.csv"),
        ("C:\\Users\\somebody\\a.csv", "a.csv"),
        ("\\\\server\\share\\somebody\\a.csv", "a.csv"),
    ],
)
def test_no_path_of_the_machine_stands_in_the_record(path: str, said: str) -> None:
    run = results(stage([1.0], ["C"], origin=SchemeOrigin("", file=path)), inputs=(InputRecord(path, ""),))

    values = record(run)

    assert values["inputs"][0]["path"] == said
    assert values["schemes"][0]["origin"] == {"file": said}


@pytest.mark.parametrize(
    ("totals", "digits", "mean"),
    [
        ([90.01, 90.02], 2, 90.02),  # 90.015, half away from zero
        ([1.0, 1.0, 2.0], 2, 1.33),
        ([1.0, 2.0, 2.0], 2, 1.67),
        ([0.1, 0.2], 1, 0.2),
        ([90.5, 90.0], 0, 90.0),
        ([80.0, None], 2, 80.0),
        ([None], 2, None),
        ([], 2, None),
    ],
)
def test_the_mean_is_of_the_totals_there_are_and_rounded_like_a_total(
    totals: list[float | None], digits: int, mean: float | None
) -> None:
    clerks = stage(totals, [None] * len(totals))
    clerks = evolve(clerks, scheme=evolve(SCHEME, rounding=Rounding(digits)))

    assert record(results(clerks))["stages"]["stage1"]["mean_total"] == mean


def test_a_scheme_without_grades_counts_none() -> None:
    clerks = evolve(stage([1.0], [None]), scheme=evolve(SCHEME, grades=None))

    assert record(results(clerks))["stages"]["stage1"]["grades"] == {}
