"""Figures in another unit than the metric's: converted where the pipeline says so, in their decimals."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import ClassVar

import polars as pl
import pytest
from attrs import frozen

from kpicore import Metric, Place, SourceContext, Text
from kpicore.document import read_pipeline
from kpicore.lint import lint_pipeline
from kpicore.plugin import Registry
from kpicore.scheme import CONVERTED_TO, GivenIn
from kpicore.scoring.units import converted
from kpicore.scoring.values import parse_converted
from tests.core.scoring.centre import entered, frames, giving, metric, scheme
from tests.core.scoring.tables import FileKind, cell, folder_with
from tests.pipelines import column, problems, registry_with, run, written

KINDS: list[FileKind] = ["csv", "excel"]
RATE = metric("rate", 'unit = "ratio"')
WAIT = metric("wait", 'unit = "seconds"')
SCHEME = scheme(RATE + WAIT + entered("rate", "wait"), full=20)
TABLE = "employee,rate,wait\n1,98.5,0:01:30\n2,100,1:00:00.5\n3,0.07,0:00:00\n4,７.5%,26:03:04\n"


def read(given: GivenIn, *values: object) -> tuple[list[float | None], list[str]]:
    label = Text("数据", "figure")
    numbers, wrong = parse_converted(
        pl.Series(values), given, Metric(CONVERTED_TO[given], label), lambda row: Place(line=row)
    )
    return numbers.to_list(), [problem.line("en") for problem in wrong]


@pytest.mark.parametrize("kind", KINDS)
def test_a_declared_unit_becomes_that_of_the_metric(kind: FileKind, tmp_path: Path) -> None:
    options = {"people": 'units = { rate = "percent", wait = "h:mm:ss" }'}
    results = run(folder_with(tmp_path, SCHEME, {"people": TABLE}, options, kind))

    assert column(results, "agents", "metric.rate") == {"1": 0.985, "2": 1.0, "3": 0.0007, "4": 0.075}
    assert column(results, "agents", "metric.wait") == {"1": 90.0, "2": 3600.5, "3": 0.0, "4": 93784.0}


def test_without_a_declaration_nothing_is_converted(tmp_path: Path) -> None:
    folder_with(tmp_path, SCHEME, {"people": TABLE}, {}, "csv")

    assert {problem.code for problem in problems(tmp_path)} == {"out-of-range", "date"}


@pytest.mark.parametrize(
    ("given", "value", "expected"),
    [
        ("percent", "98.5", Fraction(985, 1000)),
        ("percent", "0.29", Fraction(29, 10000)),
        ("percent", "98.5%", Fraction(985, 1000)),
        ("percent", "9.85e1", Fraction(985, 1000)),
        ("per-mille", "7", Fraction(7, 1000)),
        ("per-mille", "1,000", Fraction(1)),
        ("milliseconds", "12,345,678.9", Fraction(123456789, 10000)),
        ("milliseconds", "1", Fraction(1, 1000)),
        ("minutes", "0.1", Fraction(6)),
        ("minutes", "１２．３", Fraction(738)),
        ("hours", "7.3", Fraction(26280)),
        ("h:mm:ss", "0:00:29.3", Fraction(293, 10)),
        ("h:mm:ss", "168:00:00", Fraction(604800)),
        ("h:mm:ss", "００：０１：３０", Fraction(90)),
        ("mm:ss", "90:05", Fraction(5405)),
    ],
)
def test_each_unit_by_hand(given: GivenIn, value: str, expected: Fraction) -> None:
    assert read(given, value) == ([float(expected)], [])


def test_numbers_are_taken_as_the_decimals_that_they_are_written_as() -> None:
    percents = [number / 100 for number in range(10_001)]
    exact = [float(Fraction(number, 10_000)) for number in range(10_001)]

    assert [percent / 100 for percent in percents] != exact
    assert read("percent", *percents) == (exact, [])


def test_columns_of_whole_numbers_and_decimals_are_converted_like_texts() -> None:
    assert read("percent", 7, 93, None) == ([0.07, 0.93, None], [])
    assert converted(pl.Series([Decimal("12.340")]), "minutes").to_list() == ["740.400"]


@pytest.mark.parametrize(
    ("given", "value", "said"),
    [
        ("percent", "98,5", "error not-in-unit: 98,5 is not in percent, which `units` says it is"),
        ("percent", "absent", "error not-in-unit: absent is not in percent, which `units` says it is"),
        ("h:mm:ss", "90", "error not-in-unit: 90 is not in h:mm:ss, which `units` says it is"),
        ("h:mm:ss", "1:30", "error not-in-unit: 1:30 is not in h:mm:ss, which `units` says it is"),
        ("h:mm:ss", "0:61:00", "error not-in-unit: 0:61:00 is not in h:mm:ss, which `units` says it is"),
        ("mm:ss", "00:01:30", "error not-in-unit: 00:01:30 is not in mm:ss, which `units` says it is"),
        ("minutes", "2026-10-05", "error not-in-unit: 2026-10-05 is not in minutes, which `units` says it is"),
        ("minutes", "#N/A", "error error-value: #N/A is a formula's error"),
        ("minutes", "=B2*60", "error formula: =B2*60 is a formula without a result"),
        ("percent", "nan", "error not-finite: nan is not a finite number"),
        ("percent", "985", "error out-of-range: 985 (percent) is out of range (0–1)"),
        ("milliseconds", "-1", "error out-of-range: -1 (milliseconds) is out of range (≥ 0)"),
    ],
)
def test_what_is_not_in_the_declared_unit_is_refused_as_it_was_written(given: GivenIn, value: str, said: str) -> None:
    _, wrong = read(given, value)

    assert [line.partition(": ")[2][: len(said)] for line in wrong] == [said]


def test_numbers_that_are_none_are_refused() -> None:
    assert [line[:24] for line in read("percent", float("nan"), float("inf"))[1]] == [
        "0: error not-finite: NaN",
        "1: error not-finite: inf",
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_figure_is_named_in_its_cell(kind: FileKind, tmp_path: Path) -> None:
    options = {"people": 'units = { rate = "percent", wait = "h:mm:ss" }'}
    folder_with(tmp_path, SCHEME, {"people": TABLE + "5,985,90\n"}, options, kind)

    assert [problem.line("zh") for problem in problems(tmp_path)] == [
        f"{cell(kind, 'people', 'B', 6)}: error out-of-range: rate: 985（百分数） 超出范围（0–1）",
        (
            f"{cell(kind, 'people', 'C', 6)}: error not-in-unit: wait: 90 不是时:分:秒，而来源声明 units = h:mm:ss "
            "(整列只能用同一种写法，如 0:01:30；没有数据请留空)"
        ),
    ]


@pytest.mark.parametrize(
    ("units", "said"),
    [
        (
            '{ wait = "percent" }',
            (
                ":6:18: error units-other-unit: sources.people.units.wait: wait has the unit seconds, to which "
                "percent cannot be converted (percent and per-mille become a ratio; milliseconds, minutes, hours, "
                "h:mm:ss and mm:ss become seconds)"
            ),
        ),
        (
            '{ wait = "seconds" }',
            (
                ':6:18: error unknown-value: sources.people.units.wait: "seconds" is not known here '
                "(did you mean milliseconds?)"
            ),
        ),
        (
            '{ rate_n = "percent" }',
            "people.csv: error missing-column: rate_n: column rate_n is missing (did you mean rate?)",
        ),
        (
            '{ employee = "percent" }',
            (
                ":6:11: error units-no-figures: sources.people.units.employee: employee is no metric, and has "
                "no unit to convert (take it out of `units`)"
            ),
        ),
    ],
)
def test_a_unit_that_cannot_be_is_refused_at_its_place(units: str, said: str, tmp_path: Path) -> None:
    folder_with(tmp_path, SCHEME, {"people": "employee,rate,wait\n1,1,1\n"}, {"people": f"units = {units}"}, "csv")

    assert [problem.line("en").removeprefix(f"{tmp_path}/pipeline.toml") for problem in problems(tmp_path)] == [said]


def test_a_group_has_no_unit(tmp_path: Path) -> None:
    groups = '[groups.skill]\nlabel = { zh = "技能", en = "Skill" }\nvalues = { vip = { zh = "贵宾", en = "VIP" } }\n'
    table = {"people": "employee,rate,skill\n1,1,vip\n"}
    folder_with(
        tmp_path, scheme(RATE + groups + entered("rate")), table, {"people": 'units = { skill = "hours" }'}, "csv"
    )

    assert [problem.code for problem in problems(tmp_path)] == ["units-no-figures"]


def test_a_source_that_reads_another_gets_its_figures_converted(tmp_path: Path) -> None:
    ratings = "employee,rater,relation,item,score\n1,9,peer,care,0.8\n1,8,peer,care,0.9\n"
    body = metric("care_peer", 'unit = "ratio"') + entered("care_peer")
    folder = folder_with(tmp_path, scheme(body), {"people": "employee\n1\n", "-sheet": ratings}, {}, "csv")
    document = (folder / "pipeline.toml").read_text(encoding="utf-8")
    more = (
        '[sources.sheet]\nkind = "csv"\npath = "sheet.csv"\nunits = { score = "percent" }\n'
        '[sources.ratings]\nkind = "ratings"\nof = "sheet"\nrange = [0, 1]\n'
    )
    document = document.replace('from = ["people"]', 'from = ["people", "ratings"]') + more
    (folder / "pipeline.toml").write_text(document, encoding="utf-8")

    assert column(run(folder), "agents", "metric.care_peer") == {"1": 0.0085}


def test_a_source_of_any_engine_is_converted(tmp_path: Path) -> None:
    frame = pl.DataFrame({"employee": ["1", "2"], "rate": [0.29, 58.0], "wait": [1, 2]})
    frames(tmp_path, SCHEME, 'units = { rate = "percent", wait = "minutes" }')

    results = run(tmp_path, giving(frame.lazy()))

    assert column(results, "agents", "metric.rate") == {"1": 0.0029, "2": 0.58}
    assert column(results, "agents", "metric.wait") == {"1": 60.0, "2": 120.0}


STATED = pl.DataFrame({"employee": ["1"], "talk": [90.0], "calls": [3], "calls_n": [3]})


def stating(folder: Path, metric_unit: str, options: str = "") -> Registry:
    """A source that says in which units its columns are, and a scheme that takes one of them as it likes."""

    @frozen
    class Phones:
        kind: ClassVar[str] = "phones"
        gives: ClassVar[Mapping[str, str]] = {"talk": "seconds", "calls": "count"}

        def read(self, context: SourceContext) -> pl.DataFrame:
            return STATED

    body = scheme(metric("wait", f'unit = "{metric_unit}"') + entered("wait"))
    source = f'[sources.phones]\nkind = "phones"\ncolumns = {{ wait = "talk" }}\n{options}\n'
    stage = '[stages.agents]\nscheme = "scheme.toml"\nfrom = ["phones"]\n'
    pipeline = f'title = "Centre"\nperiod = "2026-10"\n{source}{stage}'
    written(folder, {"pipeline.toml": pipeline, "scheme.toml": body})
    return registry_with([Phones])


def test_a_source_may_state_its_units_and_what_of_it_is_not_needed_is_not_told(tmp_path: Path) -> None:
    results = run(tmp_path, stating(tmp_path, "seconds"))

    assert column(results, "agents", "metric.wait") == {"1": 90.0}
    assert results.warnings == ()


def test_a_scheme_that_takes_a_stated_unit_for_another_is_refused(tmp_path: Path) -> None:
    registry = stating(tmp_path, "count")

    assert [problem.line("en") for problem in problems(tmp_path, registry)] == [
        (
            "sources.phones: error source-other-unit: talk: source phones gives this in seconds, but wait has the unit "
            "count (look at `columns`: is this the column that is meant?)"
        )
    ]
    document = read_pipeline(tmp_path / "pipeline.toml", registry)
    assert [(each.code, each.place.key) for each in lint_pipeline(document, registry)] == [
        ("units-unit", "sources.phones.kind")
    ]


def test_what_a_source_states_is_not_declared_otherwise(tmp_path: Path) -> None:
    registry = stating(tmp_path, "seconds", 'units = { wait = "minutes" }')

    assert [problem.code for problem in problems(tmp_path, registry)] == ["units-stated"]
