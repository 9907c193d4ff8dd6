"""Whole departments from CSV to CSV: operators, then the leaders and guides scored by their teams' results."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest

from kpicore import Refused
from tests.schemes.hotline_10086 import by_hand, drawn
from tests.schemes.hotline_10086.published import published, worked

PIPELINE = """
title  = "A department drawn at random"
period = "2026-10"

[sources.operators]
kind = "csv"
path = "operators.csv"

[sources.leaders]
kind = "csv"
path = "leaders.csv"

[sources.guides]
kind = "csv"
path = "guides.csv"

[sources.team]
kind   = "stage"
stage  = "operators"
by     = "team"
means  = { team_mean_total = "total" }
shares = { team_share_ab = ["A", "B"], team_share_de = ["D", "E"] }

[stages.operators]
scheme = "hotline-10086/operator"
from   = ["operators"]

[stages.leaders]
scheme = "hotline-10086/shift-leader"
from   = ["leaders", "team"]

[stages.guides]
scheme = "hotline-10086/business-guide"
from   = ["guides", "team"]

[exports.scores]
kind = "csv"
"""

Person = dict[str, str]


def someone(random: Random, number: int, team: int, cells: Mapping[str, drawn.Cell]) -> Person:
    return {"employee": f"{number:06}", "team": f"{team}班", **drawn.drawn(cells, random)}


def operators(random: Random, size: int, teams: int) -> list[Person]:
    """Operators of whom every fifth has the figures of another."""
    people: list[Person] = []
    for number in range(size):
        person = someone(random, number, number % teams, drawn.OPERATOR)
        person["skill_group"] = random.choice(["ordinary", "ordinary", "vip"])
        if number % 5 == 4:
            own = {column: person[column] for column in ("employee", "team")}
            person = {**random.choice(people), **own}
        people.append(person)
    return people


def write(path: Path, people: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, people[0])
        writer.writeheader()
        writer.writerows(people)


@pytest.mark.parametrize(
    ("seed", "size", "teams"), [(1, 20, 3), (2, 220, 16), (3, 400, 37), (4, 1999, 100), (5, 16, 16)]
)
def test_every_cell_of_a_department_is_what_the_policy_gives(seed: int, size: int, teams: int, tmp_path: Path) -> None:
    random = Random(seed)
    staff = operators(random, size, teams)
    leaders = [someone(random, 800_000 + team, team, drawn.SHIFT_LEADER) for team in range(teams)]
    guides = [someone(random, 900_000 + team, team, drawn.BUSINESS_GUIDE) for team in range(teams)]
    for name, people in (("operators", staff), ("leaders", leaders), ("guides", guides)):
        write(tmp_path / f"{name}.csv", people)
    (tmp_path / "pipeline.toml").write_text(PIPELINE, encoding="utf-8")
    (tmp_path / "out").mkdir()

    _, tables = published(tmp_path / "pipeline.toml", tmp_path / "out")

    cards = by_hand.operators(staff)
    team = by_hand.team_figures(staff, cards)
    expected = {
        "operators": (staff, cards),
        "leaders": (leaders, by_hand.shift_leaders([{**person, **team[person["team"]]} for person in leaders])),
        "guides": (guides, by_hand.business_guides([{**person, **team[person["team"]]} for person in guides])),
    }
    for stage, (people, by_policy) in expected.items():
        assert [row["employee"] for row in tables[stage]] == [person["employee"] for person in people]
        assert [worked(row, card) for row, card in zip(tables[stage], by_policy, strict=True)] == by_policy


def test_a_leader_whose_team_has_no_operators_is_refused_with_the_team_figures_that_are_missing(tmp_path: Path) -> None:
    random = Random(6)
    write(tmp_path / "operators.csv", operators(random, 10, teams=2))
    write(tmp_path / "leaders.csv", [someone(random, 800_000 + team, team, drawn.SHIFT_LEADER) for team in range(3)])
    write(tmp_path / "guides.csv", [someone(random, 900_000, 0, drawn.BUSINESS_GUIDE)])
    (tmp_path / "pipeline.toml").write_text(PIPELINE, encoding="utf-8")

    with pytest.raises(Refused) as refused:
        published(tmp_path / "pipeline.toml", tmp_path)

    said = [problem.line("en") for problem in refused.value.problems]
    for figure in ("team_mean_total", "team_share_ab", "team_share_de"):
        assert any(figure in line and "800002" in line for line in said), figure
