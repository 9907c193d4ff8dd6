from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpicore.document import read_scheme
from kpicore.errors import Lang, Refused
from kpicore.render import exact
from kpicore.scheme import Scheme
from kpicore.scoring.compile import compile_scheme
from kpicore.scoring.score import score
from kpicore.scoring.scorecards import scorecard
from tests.pipelines import installed, problems, run, written

SCHEME = """
format = 1
id = "centre/agent"
version = "1"
title = { zh = "坐席", en = "Agent" }
full = 30

[metrics]
answer_rate = { unit = "ratio", label = { zh = "接通率", en = "Answer rate" } }
exam = { unit = "score", label = { zh = "考试成绩", en = "Exam" } }
stars = { unit = "points", range = [-1, 5], label = { zh = "星级", en = "Stars" } }
calls = { unit = "count", label = { zh = "话务量", en = "Calls" } }
mark = { unit = "rating", label = { zh = "等级", en = "Mark" } }

[indicators.balance]
label = { zh = "均衡", en = "Balance" }
points = 30
calculator = { kind = "weakest", metrics = ["answer_rate", "exam", "stars"] }
"""


def scheme(metrics: str = '["answer_rate", "exam", "stars"]') -> Scheme:
    text = SCHEME.replace('["answer_rate", "exam", "stars"]', metrics)
    return read_scheme(text.encode(), "scheme.toml", installed()).scheme


@pytest.mark.parametrize(
    ("answer_rate", "exam", "stars", "points"),
    [
        ("0.9", "80", "5", "24"),  # the exam, 80 of 100
        ("0.5", "80", "5", "15"),  # the answer rate
        ("0.9", "80", "1.5", "9"),  # the stars, 1.5 of 5
        ("1", "100", "5", "30"),
        ("0.9", "90", "4.5", "27"),  # all alike
        ("0.9", "80", "-1", "0"),  # not under 0
        ("0.33335", "80", "5", "10.00"),  # 10.0005
        ("0.33350", "80", "5", "10.01"),  # 10.005, half away from zero
        ("0.9", None, "5", None),
    ],
)
def test_the_weakest_metric_gives_the_points(
    answer_rate: str | None, exam: str | None, stars: str | None, points: str | None
) -> None:
    values = {"answer_rate": answer_rate, "exam": exam, "stars": stars}
    people = {f"metric.{name}": [None if value is None else Fraction(value)] for name, value in values.items()}

    got = exact.render(compile_scheme(scheme()).rules["balance"], people, {})

    assert got == [None if points is None else Fraction(points)]


def hundredths(low: int, high: int, digits: int) -> st.SearchStrategy[Decimal | None]:
    return st.none() | st.integers(low, high).map(lambda number: Decimal(number).scaleb(-digits))


@given(st.lists(st.tuples(hundredths(0, 10**4, 4), hundredths(0, 10**4, 2), hundredths(-100, 500, 2)), min_size=1))
def test_frames_and_exact_fractions_give_the_same_points(
    people: list[tuple[Decimal | None, Decimal | None, Decimal | None]],
) -> None:
    program = compile_scheme(scheme())
    names = ["metric.answer_rate", "metric.exam", "metric.stars"]
    columns = dict(zip(names, zip(*people, strict=True), strict=True))
    frame = pl.DataFrame(
        {name: [None if value is None else float(value) for value in values] for name, values in columns.items()},
        schema=dict.fromkeys(names, pl.Float64),
    )

    scored = score(program, frame)["balance"].to_list()
    fractions = {
        name: [None if value is None else Fraction(value) for value in values] for name, values in columns.items()
    }
    expected = exact.render(program.rules["balance"], fractions, {})

    assert scored == [float(value) if isinstance(value, Fraction) else None for value in expected]


PIPELINE = """
title = "Centre"
period = "2026-10"
[sources.people]
kind = "csv"
path = "people.csv"
[stages.agents]
scheme = "scheme.toml"
from = ["people"]
"""


@pytest.mark.parametrize(
    ("lang", "rule", "why"),
    [
        (
            "zh",
            "接通率、考试成绩、星级中最弱的一项（占其满值的比例）× 30 分",
            "接通率 92%、考试成绩 85.5、星级 4 中最弱的一项（占其满值的比例）× 30 分",
        ),
        (
            "en",
            "the weakest of Answer rate, Exam, Stars, as a part of its top, × 30 points",
            "the weakest of Answer rate 92%, Exam 85.5, Stars 4, as a part of its top, × 30 points",
        ),
    ],
)
def test_a_card_says_in_words_what_was_weighed(lang: Lang, rule: str, why: str, tmp_path: Path) -> None:
    people = "employee,answer_rate,exam,stars\n0042,0.92,85.5,4\n"
    written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "people.csv": people})

    card = scorecard(run(tmp_path).stages["agents"], "0042", lang)

    assert card is not None
    assert (card.scores[0].points, card.scores[0].rule, card.scores[0].why) == (24.0, rule, why)


def test_who_lacks_one_of_the_metrics_is_refused(tmp_path: Path) -> None:
    people = "employee,answer_rate,exam,stars\n0042,0.92,,4\n"
    written(tmp_path, {"pipeline.toml": PIPELINE, "scheme.toml": SCHEME, "people.csv": people})

    (problem,) = problems(tmp_path)

    assert problem.line("en").startswith("people.csv:2: error missing-metric: exam: employee 0042: Exam is missing")


@pytest.mark.parametrize(
    ("metrics", "code", "said"),
    [
        ('["exam"]', "weakest-metrics", "metrics needs at least two entries"),
        ("[]", "weakest-metrics", "metrics needs at least two entries"),
        ('["exam", "calls"]', "no-top", "the unit of metric calls has no upper end; give full"),
        ('["exam", "mark"]', "no-top", "the unit of metric mark has no upper end; give full"),
        ('["exam", "exams"]', "unknown-metric", "metric exams is not declared"),
        ('"exam"', "wrong-type", "expected a list, found the text"),
    ],
)
def test_options_that_make_no_sense_are_refused_where_they_stand(metrics: str, code: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        scheme(metrics)

    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == (code, 18)
    assert problem.message.en.startswith(said)
