"""Change a number in the results workbook, and what it then shows is what a run with that number gives."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from kpicore.testing import (
    Sheets,
    Value,
    changed,
    differences,
    recalculated,
    recalculated_all,
    stored,
    with_spoiled_values,
)
from tests.plugins.excel.centre import LEADER, OPERATOR, PEOPLE, cell, column, parameter, people, results, workbook

ENGINES = ["ironcalc", pytest.param("libreoffice", marks=pytest.mark.libreoffice)]
"""Two programs that share no code with each other, or with us."""


def shown(sheets: Sheets) -> dict[tuple[str, str, int], Value]:
    """Every visible cell of every stage, by stage, id and person."""
    return {
        (stage, id, person): value
        for stage in ("operators", "leaders")
        for id in people(sheets, stage)[0]
        if not id.startswith("_")
        for person, value in enumerate(column(sheets, stage, id))
    }


def after_changes(folder: Path, changes: Mapping[tuple[str, str], Value]) -> Sheets:
    """What IronCalc makes of the centre's workbook with other values in some cells."""
    return recalculated(workbook(results(folder)), "ironcalc", changes=changes)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Sheets:
    return stored(workbook(results(tmp_path_factory.mktemp("centre"))))


PARAMETERS = {
    "the points of an indicator": ("satisfied", "points", 25, "points     = 40", "points     = 25"),
    "the end of a band": ("satisfied", "calculator.cases.vip.zero", 0.85, "zero = 0.9,", "zero = 0.85,"),
    "what peers are measured by": ("volume", "calculator.full", 1, "full = 1.2", "full = 1"),
    "the edge of a step": ("examined", "calculator.table.0.from", 75, "from = 90", "from = 75"),
    "the points of a letter": ("manner", "calculator.table.B", 8.5, "B = 6", "B = 8.5"),
    "what an event costs": ("lateness", "calculator.metrics.late", -4, "late = -1.5", "late = -4"),
    "a quota": ("grades", "shares.A", 0.45, "A = 0.2", "A = 0.45"),
    "the digits of points": ("rounding", "digits", 1, "[total]", "[rounding]\ndigits = 1\n\n[total]"),
}


FIGURES = {
    "a ratio": ("008", "metric.satisfaction", 0.99, "plain,0.8,1100", "plain,0.99,1100"),
    "calls, which move the peers too": ("011", "metric.calls", 300, "1,1000,100", "1,300,100"),
    "an exam that is taken after all": ("009", "metric.exam", 95, "700,,C", "700,95,C"),
    "an exam that does not count": ("007", "metric.exam", None, "900,90,A,0\n008", "900,,A,0\n008"),
    "a letter": ("010", "metric.attitude", "C", "75,A,1", "75,C,1"),
    "a group": ("012", "skill", "普通", "夜班,vip,0.9", "夜班,plain,0.9"),
    "a team": ("013", "team", "夜班", "庚,早班", "庚,夜班"),
}


@pytest.fixture(scope="module", params=ENGINES)
def moved(
    request: pytest.FixtureRequest, before: Sheets, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Sheets]:
    """The workbook after each of the changes: a program is started once for all of them."""
    book = workbook(results(tmp_path_factory.mktemp("before")))
    books = {}
    for what, (indicator, path, number, _, _) in PARAMETERS.items():
        books[what] = changed(book, {("parameters", parameter(before, "operators", indicator, path)): number})
    for what, (employee, metric, figure, _, _) in FIGURES.items():
        books[what] = changed(book, {("operators", cell(before, "operators", employee, metric)): figure})
    return dict(zip(books, recalculated_all(list(books.values()), request.param), strict=True))


@pytest.mark.parametrize("what", PARAMETERS)
def test_a_number_of_the_policy_moves_what_a_run_with_it_would_move(
    what: str, moved: Mapping[str, Sheets], before: Sheets, tmp_path: Path
) -> None:
    *_, old, new = PARAMETERS[what]
    assert OPERATOR.count(old) >= 1
    after = shown(stored(workbook(results(tmp_path, operator_toml=OPERATOR.replace(old, new, 1)))))
    assert shown(moved[what]) == pytest.approx(after, abs=1e-9)
    assert after != pytest.approx(shown(before), abs=1e-9)


@pytest.mark.parametrize("what", FIGURES)
def test_a_figure_of_a_person_moves_what_a_run_with_it_would_move(
    what: str, moved: Mapping[str, Sheets], before: Sheets, tmp_path: Path
) -> None:
    *_, old, new = FIGURES[what]
    assert PEOPLE.count(old) == 1
    after = shown(stored(workbook(results(tmp_path, people_csv=PEOPLE.replace(old, new)))))
    assert shown(moved[what]) == pytest.approx(after, abs=1e-9)
    assert after != pytest.approx(shown(before), abs=1e-9)


def test_leaders_move_with_their_members(before: Sheets, tmp_path: Path) -> None:
    """丙 and 丁 are the late shift: with 40 points less for 丁, the leader's mean falls by half of that."""
    place = ("operators", cell(before, "operators", "010", "metric.satisfaction"))
    after = after_changes(tmp_path, {place: 0.9})
    fallen = [number(column(sheets, "operators", "total")[3]) for sheets in (before, after)]
    means = [number(column(sheets, "leaders", "metric.team_mean")[1]) for sheets in (before, after)]
    assert fallen[0] - fallen[1] == pytest.approx(10)
    assert means[0] - means[1] == pytest.approx(5)


def number(value: Value) -> float:
    assert isinstance(value, float)
    return value


def test_the_card_shows_whoever_is_chosen(before: Sheets, tmp_path: Path) -> None:
    card = after_changes(tmp_path, {("scorecard", "B4"): "009"})["scorecard"]
    assert [card[name] for name in ("B5", "B6", "E3", "E4", "E5")] == ["丙", "晚班", 79.2, "4 / 7", "B"]
    lines = {row[0]: row[1:6] for row in card.rows(10) if row[0]}
    assert lines["满意"][:4] == ("99.00%", 36, 40, 0.9)
    assert lines["考试"][:3] == ("", "", 30)
    assert lines["迟到扣分"][1] == 0
    leader = {("scorecard", "B3"): "leaders", ("scorecard", "B4"): "L2"}
    card = after_changes(tmp_path, leader)["scorecard"]
    assert card["B5"] == "晚一"
    assert card["A10"] == "均分"
    assert card["A13"] in ("", None)


def test_the_card_of_nobody_is_empty_and_says_so(tmp_path: Path) -> None:
    card = after_changes(tmp_path, {("scorecard", "B4"): "999"})["scorecard"]
    assert card["A7"] == "该阶段没有这个工号。"
    assert all(value in ("", None) for row in card.rows(10)[:4] for value in row[:7])


def test_the_summary_counts_people_teams_and_grades(before: Sheets) -> None:
    rows = before["summary"].rows()
    heading = next(i for i, row in enumerate(rows) if row[0] == "人数")
    assert rows[heading + 1][:2] == (7, 7)
    totals = sorted(float(str(total)) for total in column(before, "operators", "total"))
    assert rows[heading + 1][2:6] == pytest.approx((sum(totals) / 7, totals[3], totals[-1], totals[0]))
    teams = {row[0]: row[1:] for row in rows if row[0] in ("早班", "晚班", "夜班")}
    assert [teams[name][0] for name in ("早班", "晚班", "夜班")] == [3, 2, 2]
    grades = column(before, "operators", "grade")
    assert [sum(float(str(team[3 + i])) for team in teams.values()) for i in range(3)] == [
        grades.count(letter) for letter in "ABC"
    ]


def test_a_metric_with_a_default_falls_back_to_it_where_its_team_has_nobody(tmp_path: Path) -> None:
    """`members` has a default: a leader whose team is emptied keeps the default, as a run would give it."""
    assert "default = 0" in LEADER
    book = workbook(results(tmp_path))
    sheets = stored(book)
    place = ("leaders", cell(sheets, "leaders", "L1", "team"))
    after = recalculated(book, "ironcalc", changes={place: "没有人的班"})
    assert column(after, "leaders", "metric.members") == [0, 2, 2]
    assert column(after, "leaders", "metric.team_mean")[0] is None
    assert column(after, "leaders", "total")[0] is None


def test_groups_whose_ids_make_one_word_together_are_told_apart(tmp_path: Path) -> None:
    """Peers of one team and skill are others than people of one `team_skill`."""
    label, values = '{ zh = "组", en = "Set" }', 'x = { zh = "x", en = "x" }, y = { zh = "y", en = "y" }'
    group = f"[groups.team_skill]\nlabel = {label}\nvalues = {{ {values} }}\n\n[metrics]"
    operator = OPERATOR.replace("[metrics]", group).replace('peers = ["skill"]', 'peers = ["team", "skill"]')
    operator = operator.replace('kind   = "quota"', 'kind   = "quota"\nwithin = ["team_skill"]')
    head, *rows = PEOPLE.splitlines()
    table = [f"{head},team_skill", *(f"{row},{'xy'[number % 2]}" for number, row in enumerate(rows))]
    book = workbook(results(tmp_path, operator_toml=operator, people_csv="\n".join(table)))
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), stored(book)) == []


def test_people_can_be_moved_to_any_team_of_the_run_whoever_is_in_it(tmp_path: Path) -> None:
    """丙 is in the late shift; nobody of the skill group vip is in the early one before."""
    operator = OPERATOR.replace('peers = ["skill"]', 'peers = ["team", "skill"]')
    book = workbook(results(tmp_path / "before", operator_toml=operator))
    place = ("operators", cell(stored(book), "operators", "009", "team"))
    moved = shown(recalculated(book, "ironcalc", changes={place: "早班"}))
    people_csv = PEOPLE.replace("丙,晚班", "丙,早班")
    after = shown(stored(workbook(results(tmp_path / "after", operator_toml=operator, people_csv=people_csv))))
    assert after["operators", "volume", 2] is not None
    assert moved == pytest.approx(after, abs=1e-9)
