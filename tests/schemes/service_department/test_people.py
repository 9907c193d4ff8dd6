"""Whoever is rated by whom, every column is what the policy gives when it is worked out by hand."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicore.scoring.scorecards import scorecard
from tests.pipelines import problems, run, written
from tests.schemes.both_ways import assert_same, by_frame, either_way, recorded
from tests.schemes.service_department import by_hand

ID = "service-department/staff"
SCORES = ("0", "0.04", "0.05", "33.3", "55.9", "56", "60", "62.5", "79.9", "80", "86.22", "88", "91.9", "92", "100")

RELATIONS = st.sampled_from([("superior", "peer"), ("superior",), ("peer",)])
ITEM = RELATIONS.flatmap(lambda given: st.fixed_dictionaries(dict.fromkeys(given, st.sampled_from(SCORES))))
PERSON = st.fixed_dictionaries(dict.fromkeys(by_hand.POINTS, ITEM)).map(
    lambda items: {
        f"{item}_{relation}": given.get(relation, "") for item, given in items.items() for relation in by_hand.WEIGHTS
    }
)
PEOPLE = st.lists(PERSON, min_size=1, max_size=4).flatmap(
    lambda some: st.lists(st.sampled_from(some), min_size=1, max_size=20)
)

PIPELINE = """
title  = "Department"
period = "2026-10-15"

[sources.people]
kind = "csv"
path = "people.csv"
[sources.sheet]
kind = "csv"
path = "sheet.csv"
[sources.ratings]
kind = "ratings"
of   = "sheet"

[stages.staff]
scheme = "service-department/staff"
from   = ["people", "ratings"]
"""


def drawn(random: Random, people: list[str], relations: tuple[str, ...]) -> list[by_hand.Rating]:
    """Ratings of everybody on every item, by up to three of each relation, and by at least one person."""
    ratings: list[by_hand.Rating] = []
    for person in people:
        for item in by_hand.POINTS:
            raters = {relation: random.randrange(4) for relation in relations}
            if not any(raters.values()):
                raters[random.choice(relations)] = 1
            for relation, count in raters.items():
                for rater in range(count):
                    score = random.choice(SCORES) if random.random() < 0.5 else f"{random.uniform(0, 100):.2f}"
                    said = {"rater": f"{relation}-{rater}", "relation": relation, "item": item, "score": score}
                    ratings.append({"employee": person, **said})
    random.shuffle(ratings)
    return ratings


def department(folder: Path, people: list[str], ratings: Sequence[by_hand.Rating]) -> Path:
    folder = written(
        folder, {"pipeline.toml": PIPELINE, "people.csv": "employee\n" + "".join(f"{p}\n" for p in people)}
    )
    with (folder / "sheet.csv").open("w", encoding="utf-8", newline="") as file:
        sheet = csv.DictWriter(file, ["employee", "rater", "relation", "item", "score"])
        sheet.writeheader()
        sheet.writerows(ratings)
    return folder


@either_way
@settings(max_examples=25)
@given(people=PEOPLE)
def test_everybody_gets_what_the_policy_gives(scored_by: Any, people: list[dict[str, str]]) -> None:
    assert_same(scored_by(ID, people), by_hand.cards(people))


@either_way
@pytest.mark.parametrize("relations", [("superior", "peer"), ("superior",), ("peer",)])
def test_a_whole_department_gets_what_the_policy_gives(scored_by: Any, relations: tuple[str, ...]) -> None:
    names = [str(number) for number in range(150)]
    people = by_hand.rated(names, drawn(Random(len(relations)), names, relations))
    given = people
    if scored_by is by_frame:
        given = [{name: cell and repr(float(Fraction(cell))) for name, cell in person.items()} for person in people]
    assert_same(scored_by(ID, given), by_hand.cards(people))


@pytest.mark.parametrize("seed", range(6))
def test_ratings_by_many_raters_give_what_the_policy_gives(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    people = [f"{number:04}" for number in range(1, random.randrange(2, 30))]
    relations = [("superior", "peer"), ("superior",), ("superior", "peer"), ("peer",)][seed % 4]
    ratings = drawn(random, people, relations)

    frame = run(department(tmp_path, people, ratings)).stages["staff"].frame

    cards = by_hand.cards(by_hand.rated(people, ratings))
    assert frame["employee"].to_list() == people
    assert [{name: recorded(row[name]) for name in cards[0]} for row in frame.iter_rows(named=True)] == cards


def test_a_daily_assessment_takes_superiors_only_and_says_so(tmp_path: Path) -> None:
    ratings = drawn(Random(1), ["a", "b"], ("superior",))
    results = run(department(tmp_path, ["a", "b"], ratings))
    [warning] = results.stages["staff"].warnings
    assert warning.code == "optional-absent"
    assert all(f"{item}_peer" in warning.message.zh for item in by_hand.POINTS)
    assert "_superior" not in warning.message.zh


def test_the_card_of_someone_whom_no_peer_rated_says_what_counts(tmp_path: Path) -> None:
    given = [("a", "x", "peer", "50"), ("a", "y", "superior", "90"), ("b", "y", "superior", "90")]
    both = [
        {"employee": person, "rater": rater, "relation": relation, "item": item, "score": score}
        for person, rater, relation, score in given
        for item in by_hand.POINTS
    ]
    results = run(department(tmp_path, ["a", "b"], both))
    cards = {person: scorecard(results.stages["staff"], person, "zh") for person in ("a", "b")}
    both_rated, alone = (card.scores[0] for card in cards.values() if card is not None)
    assert (both_rated.points, alone.points) == (7.02, 8.1)
    assert "完成上级交办·同级评分 50" in both_rated.why
    assert "完成上级交办·同级评分（缺）" in alone.why
    assert "缺项不计" in alone.why
    assert [warning.code for warning in results.stages["staff"].warnings] == ["optional-missing"]


def test_an_item_nobody_rated_is_missing(tmp_path: Path) -> None:
    ratings = [
        rating
        for rating in drawn(Random(2), ["a", "b"], ("superior", "peer"))
        if (rating["employee"], rating["item"]) != ("b", "warmth")
    ]
    found = problems(department(tmp_path, ["a", "b"], ratings))
    assert {(problem.code, problem.place.key.partition("[")[0]) for problem in found} == {
        ("missing-metric", "warmth_superior"),
        ("missing-metric", "warmth_peer"),
    }


def test_the_same_rating_twice_is_an_error(tmp_path: Path) -> None:
    ratings = drawn(Random(3), ["a"], ("superior",))
    found = problems(department(tmp_path, ["a"], [*ratings, ratings[0]]))
    assert [problem.code for problem in found] == ["rating-twice"]
