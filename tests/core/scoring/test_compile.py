from pathlib import Path

import polars as pl
import pytest

from kpicore.document import read_scheme
from kpicore.scoring.compile import Program, compile_scheme
from kpicore.scoring.score import score
from tests.core.scoring.centre import adjustment, centre, entered, indicator, metric, scheme
from tests.pipelines import column, installed, run

TWO = metric("a", 'unit = "points"') + metric("b", 'unit = "points"')


def program(text: str) -> Program:
    return compile_scheme(read_scheme(text.encode(), "scheme.toml", installed()).scheme)


def totals(folder: Path, rounding: str, people: str, more: str = "") -> pl.DataFrame:
    body = f"rounding = {{ {rounding} }}\n" + TWO + entered("a", "b") + more
    results = run(centre(folder, scheme(body, full=20), {"people": people}))
    frame: pl.DataFrame = results.stages["agents"].frame
    return frame.select("a_points", "b_points", "base_total", "total")


def test_every_score_is_rounded_half_away_from_zero_so_that_the_card_adds_up(tmp_path: Path) -> None:
    rows = totals(tmp_path, "digits = 2", "employee,a,b\n1,1.005,1.005\n2,2.675,0.125\n3,0.004,0.004\n").rows()

    assert rows == [(1.01, 1.01, 2.02, 2.02), (2.68, 0.13, 2.81, 2.81), (0.0, 0.0, 0.0, 0.0)]


def test_where_only_the_total_is_rounded_it_adds_exact_scores_and_the_card_rounds_what_it_shows(tmp_path: Path) -> None:
    rounding = 'digits = 2, of = "total"'
    rows = totals(tmp_path, rounding, "employee,a,b\n1,1.005,1.005\n2,0.004,0.004\n3,0.0025,0.0025\n").rows()

    assert rows == [(1.01, 1.01, 2.01, 2.01), (0.0, 0.0, 0.01, 0.01), (0.0, 0.0, 0.01, 0.01)]


@pytest.mark.parametrize(("digits", "total"), [(0, 2.0), (1, 2.5), (3, 2.469)])
def test_digits_say_how_many_places_are_recorded(digits: int, total: float, tmp_path: Path) -> None:
    recorded = totals(tmp_path, f'digits = {digits}, of = "total"', "employee,a,b\n1,1.2345,1.2345\n")

    assert recorded["total"].item() == total


@pytest.mark.parametrize(("of", "base", "total"), [("indicator", 2.02, 1.01), ("total", 2.01, 1.01)])
def test_adjustments_are_added_to_what_is_rounded(of: str, base: float, total: float, tmp_path: Path) -> None:
    more = metric("c", 'unit = "points"') + adjustment("extra", 'kind = "entered", metric = "c"')

    row = totals(tmp_path, f'digits = 2, of = "{of}"', "employee,a,b,c\n1,1.005,1.005,-1.005\n", more).row(0)

    # Indicators: 1.01 + 1.01 − 1.01; the total alone: round(1.005 + 1.005 − 1.005) = round(1.005).
    assert row[2:] == (base, total)


def test_no_total_is_under_zero_but_the_base_keeps_what_was_scored(tmp_path: Path) -> None:
    more = metric("c", 'unit = "points"') + adjustment("extra", 'kind = "entered", metric = "c"')

    assert totals(tmp_path, "digits = 2", "employee,a,b,c\n1,1,2,-5\n", more).row(0)[2:] == (3.0, 0.0)


def test_rank_and_grade_look_at_the_recorded_total(tmp_path: Path) -> None:
    grades = "[grades]\nkind = 'cutoffs'\nA = 15\nB = 'otherwise'\n"
    body = 'rounding = { digits = 0, of = "total" }\n' + TWO + entered("a", "b") + grades
    centre(tmp_path, scheme(body, full=20), {"people": "employee,a,b\n1,7,7.5\n2,7,7.6\n3,7,7.4\n4,1,1\n"})

    results = run(tmp_path)

    assert column(results, "agents", "total") == {"1": 15.0, "2": 15.0, "3": 14.0, "4": 2.0}
    assert column(results, "agents", "rank") == {"1": 1, "2": 1, "3": 3, "4": 4}
    assert column(results, "agents", "grade") == {"1": "A", "2": "A", "3": "B", "4": "B"}


def test_a_scheme_that_grades_nobody_has_an_empty_grade(tmp_path: Path) -> None:
    centre(tmp_path, scheme(TWO + entered("a")), {"people": "employee,a\n1,7\n"})

    assert column(run(tmp_path), "agents", "grade") == {"1": None}
    assert run(tmp_path).stages["agents"].frame.schema["grade"] == pl.String


def test_the_program_reads_only_what_its_rules_look_at() -> None:
    relative = indicator("volume", 'kind = "relative", metric = "a", peers = ["team"]')
    compiled = program(scheme(TWO + metric("unused", 'unit = "score"') + relative))

    assert sorted(compiled.inputs) == ["metric.a", "team"]
    assert sorted(compiled.item_inputs("volume")) == ["metric.a", "team"]


def test_every_column_reads_only_columns_before_it() -> None:
    from kpicore.rule import references

    quota = '[grades]\nkind = "quota"\nshares = { A = 0.2, B = 0.8 }\n'
    volume = indicator("volume", 'kind = "relative", metric = "a", peers = ["team"]', options='missing = "exclude"')
    compiled = program(scheme(TWO + volume + entered("b") + quota, full=20))

    there = set(compiled.inputs)
    for step in compiled.columns:
        assert set(references(step.node)) <= there, step.name
        there.add(step.name)


def test_scoring_takes_any_engines_frame() -> None:
    compiled = program(scheme(TWO + entered("a", "b"), full=20))
    people = {"employee": ["1", "2"], "metric.a": [1.0, 2.0], "metric.b": [3.0, 4.0]}

    eager = score(compiled, pl.DataFrame(people))
    lazy = score(compiled, pl.LazyFrame(people))

    assert isinstance(lazy, pl.LazyFrame)
    assert eager["total"].to_list() == lazy.collect()["total"].to_list() == [4.0, 6.0]
