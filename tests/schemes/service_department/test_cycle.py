"""Three months of the example department roll up into its quarter."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from kpicore.document import find_scheme, read_pipeline
from kpicore.scheme import Results
from kpicore.scoring.run import run_pipeline
from kpicore.scoring.scorecards import scorecards
from tests.schemes import documents, samples
from tests.schemes.arithmetic import Card, Person
from tests.schemes.both_ways import registry
from tests.schemes.service_department import by_hand
from tests.schemes.service_department.test_sample import ratings

EXAMPLE = Path(__file__).parents[3] / "examples" / "service-department"
MONTHS = ("2026-07", "2026-08", "2026-09")


def published(folder: Path, pipeline: str, period: str) -> Results:
    """Runs a pipeline of the example for a period and leaves its CSV where the command leaves it."""
    document = read_pipeline(folder / pipeline, registry(), {"period": period})
    results = run_pipeline(document, registry())
    target = folder / "out" / period
    target.mkdir(parents=True)
    for exporter in document.pipeline.exports.values():
        exporter.export(results, samples.Folder(target))
    return results


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Results]:
    folder = tmp_path_factory.mktemp("example") / "department"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("out"))
    for month in MONTHS:
        published(folder, "pipeline.toml", month)
    return folder, published(folder, "quarter.toml", "2026-Q3")


def worked_months() -> dict[str, dict[str, Card]]:
    """Each month's cards by employee, worked by hand from the committed input."""
    months = {}
    for month in MONTHS:
        people = [row["工号"] for row in samples.rows(EXAMPLE / "in" / month / "people.csv")]
        rated = by_hand.rated(people, ratings(EXAMPLE / "in" / month / "ratings.csv"))
        months[month] = dict(zip(people, by_hand.cards(rated), strict=True))
    return months


def totals() -> dict[str, list[Fraction]]:
    """Everybody's totals of the months, in the order in which people first appear."""
    found: dict[str, list[Fraction]] = {}
    for cards in worked_months().values():
        for person, card in cards.items():
            found.setdefault(person, []).append(card["total"])
    return found


@pytest.mark.parametrize("month", MONTHS)
def test_every_cell_of_a_month_is_what_the_policy_gives(month: str, quarter: tuple[Path, Results]) -> None:
    table = samples.rows(quarter[0] / "out" / month / "staff.csv")
    cards = worked_months()[month]
    assert [row["employee"] for row in table] == list(cards)
    assert [samples.worked(row, card) for row, card in zip(table, cards.values(), strict=True)] == list(cards.values())


def test_the_quarter_is_the_mean_of_the_months_recorded_totals(quarter: tuple[Path, Results]) -> None:
    table = samples.rows(quarter[0] / "out" / "2026-Q3" / "staff.csv")
    cards = by_hand.cycle(totals())
    assert [row["employee"] for row in table] == list(totals())
    assert [samples.worked(row, card) for row, card in zip(table, cards, strict=True)] == cards
    assert {row["employee"]: (row["name"], row["team"]) for row in table}["000501"] == ("员工甲", "一班")


def test_who_lacks_a_month_is_counted_with_the_others_and_the_card_says_how_many(
    quarter: tuple[Path, Results],
) -> None:
    counted = {person: len(recorded) for person, recorded in totals().items()}
    assert sorted(counted.values()) == [1, 2, 3, 3, 3]
    for card in scorecards(quarter[1].stages["staff"], "zh"):
        [line] = card.scores
        assert line.why.endswith(f"（计入期数 {counted[card.employee]}）")


def test_the_quarter_runs_without_a_warning_and_records_the_months(quarter: tuple[Path, Results]) -> None:
    results = quarter[1]
    assert (results.warnings, results.stages["staff"].warnings) == ((), ())
    assert [record.path for record in results.inputs] == [f"out/{month}/staff.csv" for month in MONTHS]


def test_a_half_year_and_a_year_are_made_of_quarters_by_the_same_pipeline(quarter: tuple[Path, Results]) -> None:
    folder = quarter[0]
    recorded = [row["total"] for row in samples.rows(folder / "out" / "2026-Q3" / "staff.csv")]
    for name in ("Q1", "Q2", "Q4"):
        shutil.copytree(folder / "out" / "2026-Q3", folder / "out" / f"2026-{name}")
    for period in ("2026-H2", "2026"):
        published(folder, "quarter.toml", period)
        table = samples.rows(folder / "out" / period / "staff.csv")
        assert [row["total"] for row in table] == recorded


def test_the_cycle_s_worked_examples_come_out() -> None:
    scheme = find_scheme("cycle.toml", None, EXAMPLE, registry()).scheme

    def worked(people: list[Person]) -> list[Card]:
        each = {str(number): [Fraction(person["mean_total"])] for number, person in enumerate(people)}
        return [{"mean_total": card["total"], **card} for card in by_hand.cycle(each)]

    documents.assert_examples_come_out(scheme, worked, {})  # type: ignore[arg-type]
    documents.assert_examples_cover(scheme)
    documents.assert_figures_explained(scheme)
    documents.assert_described(scheme)
