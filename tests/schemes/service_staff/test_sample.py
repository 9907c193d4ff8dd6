"""The samples run as they come, and every published figure is what the policy gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schemes import samples
from tests.schemes.both_ways import scheme
from tests.schemes.service_staff.people import STAFF, WORKED

PACKAGE = "kpicore_scheme_service_staff"


@pytest.mark.parametrize("id", WORKED)
def test_the_sample_runs_without_a_warning_and_every_figure_is_right(id: str, tmp_path: Path) -> None:
    sample = samples.copied(PACKAGE, id.partition("/")[2], tmp_path)
    results, tables = samples.published(sample)

    labels = {metric.label.zh: name for name, metric in scheme(id).metrics.items()}
    labels["平均处理时长（秒）"] = "handling_time"
    headings = {name: labels[name] for name in samples.rows(sample / "figures.csv")[0] if name not in ("工号", "姓名")}
    people = samples.people(sample, ["figures.csv"], {"工号": "employee", "姓名": "name", **headings})
    cards = WORKED[id](people)
    [(stage, table)] = tables.items()
    assert [(row["employee"], row["name"]) for row in table] == [(each["employee"], each["name"]) for each in people]
    assert [samples.worked(row, card) for row, card in zip(table, cards, strict=True)] == cards
    assert [*results.warnings, *results.stages[stage].warnings] == []
    assert 6 <= len(table) <= 10


def test_the_published_outcome_is_the_recommendation(tmp_path: Path) -> None:
    _, tables = samples.published(samples.copied(PACKAGE, "staff", tmp_path))
    grades = scheme(STAFF).grades
    assert grades is not None
    assert {row["grade"]: row["outcome"] for row in tables["staff"]} == {
        grade: text.zh for grade, text in grades.outcomes.items()
    }
