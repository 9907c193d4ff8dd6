from pathlib import Path

import pytest

from kpicore.errors import Lang
from kpicore.scheme import StageResults
from kpicore.scoring.scorecards import Scorecard, scorecard
from tests.core.scoring.centre import adjustment, centre, indicator, metric, scheme
from tests.pipelines import column, problems, run

METRICS = metric("calls", 'unit = "count"') + metric("exam", 'unit = "score"')
VOLUME = indicator("volume", 'kind = "linear", metric = "calls", zero = 0, full = 100', points=70)


def exam(missing: str, points: int = 30) -> str:
    return indicator("exam_score", 'kind = "proportional", metric = "exam"', points, f'missing = "{missing}"')


PEOPLE = "employee,calls,exam\n1,50,80\n2,50,\n3,100,\n"


def agents(folder: Path) -> StageResults:
    return run(folder).stages["agents"]


def card(folder: Path, employee: str, lang: Lang = "en") -> Scorecard:
    found = scorecard(agents(folder), employee, lang)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("missing", "totals", "code", "said"),
    [
        ("zero", [59.0, 35.0, 70.0], "missing-zero", "“《exam_score》”2 人没有数据，按 0 分计：2, 3"),
        ("full", [59.0, 65.0, 100.0], "missing-full", "“《exam_score》”2 人没有数据，按满分计：2, 3"),
        (
            "exclude",
            [59.0, 50.0, 100.0],
            "missing-excluded",
            "“《exam_score》”2 人没有数据，不计此项，其余按比例折算：2, 3",
        ),
    ],
)
def test_a_missing_score_is_what_the_scheme_says_with_a_warning(
    missing: str, totals: list[float], code: str, said: str, tmp_path: Path
) -> None:
    centre(tmp_path, scheme(METRICS + VOLUME + exam(missing), full=100), {"people": PEOPLE})

    results = agents(tmp_path)

    assert results.frame["total"].to_list() == totals
    assert [(warning.code, warning.message.zh) for warning in results.warnings] == [(code, said)]


def test_a_missing_score_is_an_error_unless_the_scheme_says_otherwise(tmp_path: Path) -> None:
    centre(tmp_path, scheme(METRICS + VOLUME + exam("error"), full=100), {"people": PEOPLE + "4,,90\n"})

    found = problems(tmp_path)

    assert [problem.line("en") for problem in found] == [
        (
            "people.csv:5: error missing-metric: calls: employee 4: calls is missing, so volume cannot be scored "
            "(missing is not 0; fill it in)"
        ),
        (
            "people.csv:3: error missing-metric: exam: employee 2: exam is missing, so exam_score cannot be scored "
            "(missing is not 0; fill it in)"
        ),
        (
            "people.csv:4: error missing-metric: exam: employee 3: exam is missing, so exam_score cannot be scored "
            "(missing is not 0; fill it in)"
        ),
    ]
    assert found[0].line("zh") == (
        "people.csv:5: error missing-metric: calls: 员工 4：缺“《calls》”，无法计算“《volume》” "
        "(没有数据不等于 0，请补上)"
    )


def test_who_has_no_row_in_a_source_is_told_so_for_each_metric_that_is_needed(tmp_path: Path) -> None:
    twice = exam("error", 15) + indicator("again", 'kind = "proportional", metric = "exam"', 15)
    tables = {"people": "employee,calls\n1,5\n2,5\n", "exams": "employee,exam\n1,80\n"}
    centre(tmp_path, scheme(METRICS + VOLUME + twice, full=100), tables)

    found = problems(tmp_path)

    assert [problem.line("en") for problem in found] == [
        (
            "exams.csv: error missing-metric: exam: employee 2: source exams has no row with this id "
            "(missing is not 0; fill it in)"
        )
    ]
    assert found[0].message.zh == "员工 2：来源 exams 中没有这个人"


def test_the_card_shows_what_was_left_out_and_the_scale(tmp_path: Path) -> None:
    centre(tmp_path, scheme(METRICS + VOLUME + exam("exclude"), full=100), {"people": PEOPLE})

    whole, scaled = card(tmp_path, "1"), card(tmp_path, "2")

    assert whole.scale is None
    assert scaled.scale == pytest.approx(100 / 70)
    assert [(line.id, line.points, line.full) for line in scaled.scores] == [
        ("volume", 35.0, 70.0),
        ("exam_score", None, 30.0),
    ]
    assert (scaled.base_total, scaled.total) == (50.0, 50.0)


@pytest.mark.parametrize(("missing", "points"), [("zero", 0.0), ("full", 30.0)])
def test_the_card_marks_points_that_come_from_no_figure(missing: str, points: float, tmp_path: Path) -> None:
    centre(tmp_path, scheme(METRICS + VOLUME + exam(missing), full=100), {"people": PEOPLE})

    filled = {line.id: (line.points, line.is_filled) for line in card(tmp_path, "2").scores}
    measured = {line.id: line.is_filled for line in card(tmp_path, "1").scores}

    assert filled == {"volume": (35.0, False), "exam_score": (points, True)}
    assert measured == {"volume": False, "exam_score": False}


def test_the_scale_is_taken_before_adjustments_and_its_product_rounded(tmp_path: Path) -> None:
    bonus = metric("bonus", 'unit = "points"') + adjustment("extra", 'kind = "entered", metric = "bonus"')
    centre(
        tmp_path,
        scheme(METRICS + bonus + VOLUME + exam("exclude"), full=100),
        {"people": "employee,calls,exam,bonus\n1,33,,1.5\n2,33,100,-99\n"},
    )

    # 23.1 of 70 points are 33 of 100; the second person has 53.1 before 99 are taken, and nobody goes under 0.
    assert column(run(tmp_path), "agents", "base_total") == {"1": 33.0, "2": 53.1}
    assert column(run(tmp_path), "agents", "total") == {"1": 34.5, "2": 0.0}


def test_who_has_no_score_at_all_has_no_total_no_rank_and_does_not_count(tmp_path: Path) -> None:
    graded = '[grades]\nkind = "quota"\nshares = { A = 0.5, B = 0.5 }\n'
    centre(
        tmp_path,
        scheme(METRICS + exam("exclude") + graded, full=30),
        {"people": "employee,exam\n1,80\n2,\n3,90\n"},
    )

    results = agents(tmp_path)

    assert results.frame.select("total", "rank", "grade").rows() == [(24.0, 2, "B"), (None, None, None), (27.0, 1, "A")]
    assert [warning.line("en") for warning in results.warnings] == [
        "warning missing-excluded: exam_score: 1 without data, left out and the rest scaled up: 2",
        "warning no-total: 1 without a total, and so without a rank: 2",
    ]
    assert results.warnings[1].message.zh == "1 人没有总分，不参加排名：2"
    absent = card(tmp_path, "2")
    assert (absent.total, absent.rank, absent.grade, absent.people) == (None, None, None, 2)


def test_peers_without_a_mean_give_no_score(tmp_path: Path) -> None:
    relative = indicator("volume", 'kind = "relative", metric = "calls", peers = ["team"]')
    centre(
        tmp_path,
        scheme(METRICS + relative),
        {"people": "employee,team,calls\n1,east,0\n2,east,0\n3,west,4\n"},
    )

    found = problems(tmp_path)

    assert [problem.line("en") for problem in found] == [
        f"error no-score: employee {id}: volume has no score (the peers' mean is 0, or there are none)" for id in (1, 2)
    ]
    assert found[0].message.zh == "员工 1：“《volume》”算不出分（同组均值为 0，或没有可比的人）"


def test_a_rule_that_looks_at_teams_needs_everybodys_team(tmp_path: Path) -> None:
    relative = indicator("volume", 'kind = "relative", metric = "calls", peers = ["team"]')
    centre(tmp_path, scheme(METRICS + relative), {"people": "employee,team,calls\n1,,1\n2,east,1\n"})

    assert [problem.line("en") for problem in problems(tmp_path)] == [
        "people.csv:2: error empty-value: team: employee 1: team is empty (it has to be filled in)"
    ]


def test_a_missing_figure_of_an_adjustment_is_an_error(tmp_path: Path) -> None:
    lapses = metric("lapses", 'unit = "count"') + adjustment("site", 'kind = "per-event", metrics = { lapses = -2 }')
    centre(tmp_path, scheme(METRICS + lapses + VOLUME, full=70), {"people": "employee,calls,lapses\n1,1,\n"})

    assert [problem.line("en") for problem in problems(tmp_path)] == [
        (
            "people.csv:2: error missing-metric: lapses: employee 1: lapses is missing, so site cannot be scored "
            "(missing is not 0; fill it in)"
        )
    ]


def test_each_person_is_named_with_each_missing_metric_of_a_rule(tmp_path: Path) -> None:
    mean = indicator("both", 'kind = "deduct", metrics = { late = 1, absent = 5 }')
    events = metric("late", 'unit = "count"') + metric("absent", 'unit = "count"')
    centre(tmp_path, scheme(events + mean), {"people": "employee,late,absent\n1,,\n2,0,\n3,1,1\n"})

    assert [(str(problem.place), problem.place.key) for problem in problems(tmp_path)] == [
        ("people.csv:2", "late"),
        ("people.csv:2", "absent"),
        ("people.csv:3", "absent"),
    ]


LEVELS = """
[groups.level]
label = { zh = "级别", en = "Level" }
values = { junior = { zh = "初级", en = "Junior" }, senior = { zh = "高级", en = "Senior" } }
"""
BY_LEVEL = (
    'kind = "linear", metric = "calls", by = "level", '
    "cases = { junior = { zero = 0, full = 1 }, senior = { zero = 1, full = 2 } }"
)
RELATIVE = 'kind = "relative", metric = "calls", peers = ["level"]'


def test_what_is_missing_is_said_with_what_is_wrong_which_is_not_missing_besides(tmp_path: Path) -> None:
    few = metric("rate", 'unit = "ratio"\nmin_n = 2') + indicator("quality", 'kind = "proportional", metric = "rate"')
    items = indicator("volume", BY_LEVEL) + indicator("share", RELATIVE) + exam("error", 10) + few
    people = (
        "employee,level,calls,exam,rate,rate_n\n"
        "1,junior,1,80,1,9\n"
        "2,junior,many,,1,9\n"
        "3,chief,1,80,,9\n"
        "4,,1,101,1,9\n"
        "5,senior,,80,1,lots\n"
        "5,senior,1,80,1,9\n"
    )
    centre(tmp_path, scheme(LEVELS + METRICS + items, full=40), {"people": people})

    found = problems(tmp_path)

    assert sorted({(str(each.place), each.place.key, each.code) for each in found}) == [
        ("people.csv:3", "calls", "not-a-number"),
        ("people.csv:3", "exam", "missing-metric"),
        ("people.csv:4", "level", "unknown-group"),
        ("people.csv:4", "rate", "missing-metric"),
        ("people.csv:5", "exam", "out-of-range"),
        ("people.csv:5", "level", "empty-value"),
        ("people.csv:6", "calls", "missing-metric"),
        ("people.csv:6", "rate_n", "not-a-number"),
        ("people.csv:7", "employee", "duplicate"),
    ]
