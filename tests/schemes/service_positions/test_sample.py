"""The samples run as they come, and every published figure is what the policy gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.schemes import samples
from tests.schemes.both_ways import scheme
from tests.schemes.service_positions import by_hand

PACKAGE = "kpicore_scheme_service_positions"


@pytest.mark.parametrize("position", by_hand.POINTS)
def test_the_sample_runs_without_a_warning_and_every_figure_is_right(position: str, tmp_path: Path) -> None:
    sample = samples.copied(PACKAGE, position, tmp_path)
    results, tables = samples.published(sample)

    labels = {id: item.label.zh for id, item in scheme(f"service-positions/{position}").indicators.items()}
    headings = {"工号": "employee", "姓名": "name"}
    for heading in [*samples.rows(sample / "ratings.csv")[0]][2:]:
        [headings[heading]] = [id for id, label in labels.items() if heading.startswith(label)]
    people = samples.people(sample, ["ratings.csv"], headings)
    cards = by_hand.cards(position, people)
    [(stage, table)] = tables.items()
    assert [(row["employee"], row["name"]) for row in table] == [(each["employee"], each["name"]) for each in people]
    assert [samples.worked(row, card) for row, card in zip(table, cards, strict=True)] == cards
    assert [*results.warnings, *results.stages[stage].warnings] == []
    assert 6 <= len(table) <= 10
    assert table[0]["employee"].startswith("00")
