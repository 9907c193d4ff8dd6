"""The figures of a report, counted another way."""

from fractions import Fraction
from pathlib import Path
from statistics import median, pstdev

import polars as pl
import pytest

from kpicore_html.content import Distribution, Figures, department
from kpicore_html.figures import distribution, figures
from tests.plugins.html.department import results


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> tuple[pl.DataFrame, Figures]:
    """The rows of a stage, and its figures."""
    stage = results(tmp_path_factory.mktemp("figures"), 80).stages["operators"]
    return stage.frame, figures(stage.scheme, stage.frame)


def test_totals_are_those_of_the_people(scored: tuple[pl.DataFrame, Figures]) -> None:
    frame, found = scored
    totals = [Fraction(str(total)) for total in frame["total"]]
    mean = sum(totals) / len(totals)
    assert (found.people, found.scored) == (80, 80)
    assert found.mean == float(int(mean * 100 + Fraction(1, 2)) / Fraction(100))
    assert (found.lowest, found.highest) == (float(min(totals)), float(max(totals)))
    assert found.median == pytest.approx(float(median(totals)))


def test_every_person_is_in_one_grade_and_in_one_band(scored: tuple[pl.DataFrame, Figures]) -> None:
    frame, found = scored
    assert found.grades == {letter: frame["grade"].to_list().count(letter) for letter in "ABCD"}
    assert sum(found.totals.counts) == 80


def test_items_are_told_of_those_who_have_points(scored: tuple[pl.DataFrame, Figures]) -> None:
    frame, found = scored
    points = [one for one in frame["examined"] if one is not None]
    item = found.items["examined"]
    assert item.scored == len(points) < 80
    assert item.mean == pytest.approx(sum(points) / len(points))
    assert item.spread == pytest.approx(pstdev(points))
    assert (item.in_full, item.at_nothing) == (points.count(20), points.count(0))


def test_an_adjustment_has_no_full_marks(scored: tuple[pl.DataFrame, Figures]) -> None:
    assert scored[1].items["lateness"].in_full == 0
    assert scored[1].items["lateness"].at_nothing == 80


def test_teams_stand_in_the_order_of_the_population_and_hold_everybody(tmp_path: Path) -> None:
    operators = department(results(tmp_path), "zh").stages[0]
    assert list(operators.teams) == ["一班", "十班", "三班", "二班"]
    assert sum(team.people for team in operators.teams.values()) == 40


def test_a_stage_of_which_nobody_has_a_total_has_figures_without_numbers(tmp_path: Path) -> None:
    stage = results(tmp_path).stages["operators"]
    nobody = stage.frame.with_columns(pl.lit(None, pl.Float64).alias("total"), pl.lit(None, pl.String).alias("grade"))
    found = figures(stage.scheme, nobody)
    assert (found.people, found.scored, found.mean, found.median, found.lowest) == (40, 0, None, None, None)
    assert found.totals == Distribution(0, 100, ())
    assert sum(found.grades.values()) == 0


@pytest.mark.parametrize(
    ("totals", "start", "width", "counts"),
    [
        ([0.0, 99.99, 100.0], 0, 5, [1, *[0] * 18, 2]),
        ([60.0, 64.99, 65.0, 70.0], 60, 1, [1, 0, 0, 0, 1, 1, 0, 0, 0, 1]),  # 64.99 is below 65
        ([95.0, 100.0], 95, 1, [1, 0, 0, 0, 1]),
        ([120.0, 20.0], 20, 5, [1, *[0] * 18, 1]),
        ([50.0], 46, 1, [0, 0, 0, 0, 1]),
        ([0.1 + 0.2 + 64.7], 61, 1, [0, 0, 0, 0, 1]),  # 65 but for the last bit
    ],
)
def test_totals_fall_into_bands_of_a_round_width(
    totals: list[float], start: float, width: float, counts: list[int]
) -> None:
    found = distribution(totals, 100)
    assert (found.start, found.width, list(found.counts)) == (start, width, counts)
