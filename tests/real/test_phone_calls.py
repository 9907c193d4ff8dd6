"""PhoneNow: 5,000 calls of 8 agents in a quarter, and a small scheme for such a centre.

The expectations are worked out here from the published file, in fractions and without the core.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kpicore.scheme import InputRecord
from kpicore.scoring.publish import publish
from kpicore.scoring.record import run_record
from tests.pipelines import HERE, installed, run, written
from tests.real import published

SCHEME = """
format  = 1
id      = "phone-centre/agent"
version = "1"
title   = { zh = "客服坐席", en = "Agent" }
full    = 100

[metrics]
calls           = { unit = "count", whole = true, label = { zh = "话务量", en = "Calls" } }
answer_rate     = { unit = "ratio", label = { zh = "接通率", en = "Answer rate" } }
satisfaction    = { unit = "ratio", min_n = 30, label = { zh = "满意率", en = "Rated 4 or 5" } }
resolution_rate = { unit = "ratio", label = { zh = "一次解决率", en = "Resolved, of those answered" } }
answer_speed    = { unit = "seconds", better = "lower", label = { zh = "平均应答时长", en = "Mean speed of answer" } }

[indicators.volume]
label      = { zh = "话务量", en = "Volume" }
points     = 30
calculator = { kind = "relative", metric = "calls", zero = 0.8, full = 1.1 }

[indicators.answered]
label      = { zh = "接通率", en = "Answer rate" }
points     = 10
calculator = { kind = "linear", metric = "answer_rate", zero = 0.7, full = 0.9 }

[indicators.satisfied]
label      = { zh = "满意率", en = "Satisfaction" }
points     = 20
calculator = { kind = "linear", metric = "satisfaction", zero = 0.4, full = 0.6 }

[indicators.resolved]
label      = { zh = "一次解决率", en = "First-contact resolution" }
points     = 20
calculator = { kind = "linear", metric = "resolution_rate", zero = 0.85, full = 0.95 }

[indicators.speed]
label      = { zh = "应答速度", en = "Speed of answer" }
points     = 20
calculator = { kind = "linear", metric = "answer_speed", zero = 80, full = 60 }

[grades]
kind   = "quota"
shares = { A = 0.25, B = 0.5, C = 0.25 }
"""

PIPELINE = """
title = "PhoneNow"
period = "2021-Q1"

[sources.agents]
kind = "csv"
path = "in/{period}/agents.csv"

[stages.agents]
scheme = "scheme.toml"
from   = ["agents"]

[exports.scores]
kind = "csv"
"""

BANDS = {
    "answered": ("answer_rate", 10, "0.7", "0.9"),
    "satisfied": ("satisfaction", 20, "0.4", "0.6"),
    "resolved": ("resolution_rate", 20, "0.85", "0.95"),
    "speed": ("answer_speed", 20, "80", "60"),
}
"""Metric, points, zero and full of the indicators that do not look at peers."""

PERIODS = {"2021-01": ["2021-01"], "2021-02": ["2021-02"], "2021-03": ["2021-03"], "2021-Q1": ["2021-"]}
"""How the days of each period begin."""


@pytest.fixture(scope="module")
def calls() -> list[dict[str, Any]]:
    """The rows of the sheet, every cell as text: dates are text there, times of day are not looked at."""
    path = published.folder("phonenow-calls") / "calls.xlsx"
    fastexcel = pytest.importorskip("fastexcel", reason="fastexcel reads the outside workbook")
    rows: list[dict[str, Any]] = fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars().to_dicts()
    return rows


def metrics(calls: Iterable[Mapping[str, Any]], days: Sequence[str]) -> dict[str, dict[str, Fraction]]:
    """Each agent's figures in the days that begin so. A call that was not answered is neither rated nor resolved."""
    figures = {}
    inside = [call for call in calls if call["Date"].startswith(tuple(days))]
    for agent in sorted({call["Agent"] for call in inside}):
        own = [call for call in inside if call["Agent"] == agent]
        answered = [call for call in own if call["Answered (Y/N)"] == "Y"]
        ratings = [int(call["Satisfaction rating"]) for call in own if call["Satisfaction rating"]]
        seconds = [int(call["Speed of answer in seconds"]) for call in answered]
        figures[agent] = {
            "calls": Fraction(len(own)),
            "answer_rate": Fraction(len(answered), len(own)),
            "satisfaction": Fraction(sum(rating >= 4 for rating in ratings), len(ratings)),
            "satisfaction_n": Fraction(len(ratings)),
            "resolution_rate": Fraction(sum(call["Resolved"] == "Y" for call in answered), len(answered)),
            "answer_speed": Fraction(sum(seconds), len(seconds)),
        }
    return figures


def half_up(value: Fraction) -> Fraction:
    """Rounded to two digits; nothing here is negative."""
    return Fraction(int(value * 100 + Fraction(1, 2)), 100)


def band(value: Fraction, points: int, zero: Fraction, full: Fraction) -> Fraction:
    return half_up(points * min(Fraction(1), max(Fraction(0), (value - zero) / (full - zero))))


def worked_out(figures: Mapping[str, Mapping[str, Fraction]]) -> dict[str, dict[str, Fraction | str]]:
    """What every agent must get, indicator by indicator."""
    mean_calls = sum((own["calls"] for own in figures.values()), Fraction(0)) / len(figures)
    scores: dict[str, dict[str, Any]] = {}
    for agent, own in figures.items():
        scores[agent] = {"volume": band(own["calls"] / mean_calls, 30, Fraction("0.8"), Fraction("1.1"))}
        for indicator, (metric, points, zero, full) in BANDS.items():
            scores[agent][indicator] = band(own[metric], points, Fraction(zero), Fraction(full))
        scores[agent]["total"] = sum(scores[agent].values())
    for own_scores in scores.values():
        better = sum(other["total"] > own_scores["total"] for other in scores.values())
        standing = Fraction(better, len(scores))
        own_scores["rank"] = Fraction(better + 1)
        own_scores["grade"] = "A" if standing < Fraction("0.25") else "B" if standing < Fraction("0.75") else "C"
    return scores


def table(figures: Mapping[str, Mapping[str, Fraction]]) -> str:
    """The metrics as a person would export them: decimals with as many digits as a double has."""
    names = list(next(iter(figures.values())))
    lines = [",".join(["employee", *names])]
    for agent, own in figures.items():
        decimals = [f"{Decimal(own[name].numerator) / own[name].denominator:.17g}" for name in names]
        lines.append(",".join([agent, *decimals]))
    return "\n".join(lines)


def test_the_file_holds_what_was_measured_in_it(calls: list[dict[str, Any]]) -> None:
    answered = [call for call in calls if call["Answered (Y/N)"] == "Y"]
    seconds = [int(call["Speed of answer in seconds"]) for call in answered]
    ratings = [int(call["Satisfaction rating"]) for call in calls if call["Satisfaction rating"]]

    assert (len(calls), len(answered), len(ratings)) == (5000, 4054, 4054)
    assert round(sum(seconds) / len(seconds), 4) == 67.5207
    assert round(sum(ratings) / len(ratings), 4) == 3.4036
    assert sum(call["Resolved"] == "Y" for call in calls) == 3646
    assert {call["Resolved"] for call in calls if call["Answered (Y/N)"] == "N"} == {"N"}
    months = [sum(call["Date"].startswith(month) for call in calls) for month in ("2021-01", "2021-02", "2021-03")]
    assert months == [1772, 1616, 1612]
    volumes = sorted(int(own["calls"]) for own in metrics(calls, ["2021-"]).values())
    assert (len(volumes), volumes[0], volumes[-1]) == (8, 582, 666)


@pytest.mark.parametrize("period", PERIODS)
def test_every_score_total_rank_and_grade_is_the_one_worked_out(
    period: str, calls: list[dict[str, Any]], tmp_path: Path
) -> None:
    figures = metrics(calls, PERIODS[period])
    files = {f"in/{period}/agents.csv": table(figures), "scheme.toml": SCHEME, "pipeline.toml": PIPELINE}
    results = run(written(tmp_path, files), period=period)
    exporters = {"scores": (installed().exporters["csv"].cls(), HERE)}

    publish(results, exporters, tmp_path / "out", run_record(results, InputRecord("pipeline.toml", ""), [HERE]))

    assert results.stages["agents"].warnings == ()
    scores = csv.DictReader(io.StringIO((tmp_path / "out/agents.csv").read_text(encoding="utf-8-sig")))
    got = {
        row.pop("employee"): {key: value if key == "grade" else Fraction(value) for key, value in row.items()}
        for row in scores
    }
    assert got == worked_out(figures)
    assert {own["grade"] for own in got.values()} == {"A", "B", "C"}
