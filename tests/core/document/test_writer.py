"""Written documents: read again they give the same value, and a person can read them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kpicore.builtin.calculators import (
    Deduct,
    Linear,
    Mean,
    PerEvent,
    Proportional,
    Rating,
    Relative,
    StepRow,
    StepTable,
)
from kpicore.builtin.grade_mappers import Cutoffs, Quota
from kpicore.builtin.sources import RatingsSource, StageSource
from kpicore.document import read_pipeline, read_scheme, write_pipeline, write_scheme
from kpicore.errors import Text
from kpicore.scheme import (
    CONVERTED_TO,
    Adjustment,
    Cased,
    EmployeeIds,
    Example,
    Grades,
    Group,
    Indicator,
    Metric,
    Period,
    Pipeline,
    Rounding,
    Scheme,
    Section,
    Source,
    Stage,
    TotalRule,
    Validity,
)
from tests.core.document.documents import PIPELINE, SCHEME, Sheet, Table, registry

PLUGINS = registry()
SCHEMES = sorted((Path(__file__).parents[3] / "schemes").glob("*/src/*/*.toml"))

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"], exclude_characters='/\\:*?"<>|.'),
    min_size=1,
    max_size=6,
)
NUMBERS = st.decimals(-10_000, 10_000, places=4) | st.integers(-99, 99).map(Decimal) | st.just(Decimal("1E+2"))
POSITIVE = st.decimals("0.001", 1_000, places=3)
TEXTS = st.builds(Text, zh=WORDS, en=WORDS)
MAYBE_TEXT = st.none() | TEXTS
DATES = st.dates(date(2000, 1, 1), date(2050, 1, 1))

METRICS = {"m1": "score", "m2": "ratio", "m3": "count", "m4": "rating", "m5": "score"}
NUMERIC = st.sampled_from(["m1", "m2", "m3", "m5"])


def metrics() -> st.SearchStrategy[Mapping[str, Metric]]:
    def metric(unit: str) -> st.SearchStrategy[Metric]:
        default = WORDS if unit == "rating" else NUMBERS
        gaps = st.sampled_from([{}, {"optional": True}]) | default.map(lambda value: {"default": value})
        return st.builds(
            lambda gaps, **options: Metric(**options, **gaps),
            gaps,
            unit=st.just(unit),
            label=TEXTS,
            description=MAYBE_TEXT,
            better=st.sampled_from([None, "higher", "lower"]),
            range=st.none() | st.just((Decimal("-0.5"), Decimal(7))) if unit in ("ratio", "count") else st.none(),
            min_n=st.none() | st.integers(1, 99),
            whole=st.booleans(),
        )

    return st.fixed_dictionaries({name: metric(unit) for name, unit in METRICS.items()})


BANDS = st.tuples(NUMBERS, NUMBERS).filter(lambda band: band[0] != band[1])
LINEAR = st.builds(lambda metric, band: Linear(metric, band[0], band[1]), NUMERIC, BANDS)
RELATIVE = st.builds(
    lambda metric, band, peers: Relative(metric, band[0], band[1], peers),
    NUMERIC,
    BANDS,
    st.sampled_from([(), ("g",), ("g", "team")]),
)
CALCULATORS = st.one_of(
    LINEAR,
    st.builds(Proportional, metric=NUMERIC, full=POSITIVE),
    RELATIVE,
    st.builds(
        StepTable,
        metric=NUMERIC,
        table=st.lists(
            st.one_of(
                st.builds(StepRow, points=NUMBERS, from_=NUMBERS, below=st.none() | NUMBERS),
                st.builds(StepRow, points=NUMBERS, above=NUMBERS, to=st.none() | NUMBERS),
            ),
            min_size=1,
            max_size=9,
        ),
        otherwise=NUMBERS,
    ),
    st.builds(Deduct, metrics=st.dictionaries(NUMERIC, POSITIVE, min_size=1)),
    st.builds(Rating, metric=st.just("m4"), table=st.dictionaries(WORDS, NUMBERS, min_size=1, max_size=20)),
    st.builds(Mean, metrics=st.just(("m1", "m5")), skip_missing=st.booleans()),
    st.builds(Mean, weights=st.fixed_dictionaries({"m1": POSITIVE, "m5": POSITIVE})),
)


@st.composite
def cased(draw: st.DrawFn) -> Cased:
    """A linear rule by group: each case gives some options, the others are shared."""
    shared = draw(LINEAR)
    cases, own = {}, {}
    for value in ("a", "乙 b"):
        given_here = draw(st.sampled_from([(), ("zero",), ("zero", "full"), ("metric",)]))
        other = draw(LINEAR)
        options = {name: getattr(other if name in given_here else shared, name) for name in ("metric", "zero", "full")}
        assume(options["zero"] != options["full"])
        cases[value], own[value] = Linear(**options), given_here
    return Cased("g", cases, own)


def item(cls: type[Any], **fields: Any) -> st.SearchStrategy[Any]:
    return st.builds(
        cls,
        label=TEXTS,
        status=st.sampled_from(["stated", "assumed", "disputed"]),
        assumed=st.sampled_from([(), ("calculator",), ("status", "calculator")]),
        clause=WORDS,
        note=MAYBE_TEXT,
        description=MAYBE_TEXT,
        **fields,
    )


INDICATORS = item(
    Indicator,
    points=POSITIVE,
    calculator=CALCULATORS | cased(),
    section=st.sampled_from([None, "s"]),
    missing=st.sampled_from(["error", "zero", "full", "exclude"]),
)
ADJUSTMENTS = item(Adjustment, calculator=st.builds(PerEvent, metrics=st.dictionaries(NUMERIC, NUMBERS, min_size=1)))
MAPPERS = st.one_of(
    st.builds(
        Quota, shares=st.just({"A": Decimal("0.2"), "B": Decimal("0.8")}), within=st.sampled_from([(), ("team",)])
    ),
    st.just(Cutoffs({"A": Decimal(90), "B": "otherwise"})),
    st.just(Cutoffs({"A": Decimal(90), "B": "otherwise"}, {"A": (Decimal(90), Decimal(100))})),
)
GRADES = st.builds(
    Grades, mapper=MAPPERS, outcomes=st.dictionaries(st.sampled_from("AB"), TEXTS), clause=WORDS, note=MAYBE_TEXT
)
GIVEN = st.fixed_dictionaries(
    {}, optional={"m1": NUMBERS, "m4": WORDS, "g": st.sampled_from(["a", "乙 b"]), "team": WORDS}
)
EXPECT = st.fixed_dictionaries({}, optional={"i1": NUMBERS, "total": NUMBERS, "rank": NUMBERS})
EXAMPLES = st.lists(st.tuples(GIVEN, EXPECT), min_size=1, max_size=4).flatmap(
    lambda people: st.builds(
        Example, people=st.just([one for one, _ in people]), expect=st.just([two for _, two in people]), note=WORDS
    )
)
SCHEME_VALUES = st.builds(
    Scheme,
    id=st.just("a/b"),
    version=WORDS.map(lambda word: f"{word}1".strip()),
    title=TEXTS,
    full=POSITIVE,
    metrics=metrics(),
    indicators=st.dictionaries(st.sampled_from(["i1", "i2", "i3"]), INDICATORS, min_size=1).map(
        lambda ids: {"i1": ids[min(ids)], **ids}
    ),
    policy=WORDS,
    note=MAYBE_TEXT,
    valid=st.one_of(st.builds(Validity, start=st.none() | DATES), st.builds(Validity, until=DATES)),
    groups=st.builds(Group, label=TEXTS, values=st.fixed_dictionaries({"a": TEXTS, "乙 b": TEXTS})).map(
        lambda g: {"g": g}
    ),
    sections=st.builds(Section, label=TEXTS, points=st.none() | POSITIVE, note=MAYBE_TEXT).map(lambda s: {"s": s}),
    adjustments=st.dictionaries(st.sampled_from(["j1", "j2"]), ADJUSTMENTS),
    rounding=st.builds(Rounding, digits=st.integers(0, 6), of=st.sampled_from(["indicator", "total"])),
    total=st.builds(TotalRule, base=st.booleans()),
    grades=st.none() | GRADES,
    examples=st.lists(EXAMPLES, max_size=3),
)


@given(SCHEME_VALUES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_scheme_is_read_as_it_was(scheme: Scheme) -> None:
    text = write_scheme(scheme)
    again = read_scheme(text.encode(), "x.toml", PLUGINS).scheme
    assert again == scheme
    assert [list(again.indicators), list(again.metrics)] == [list(scheme.indicators), list(scheme.metrics)]
    assert write_scheme(again) == text


SOURCES = st.one_of(
    st.builds(Table, path=WORDS, encoding=st.none() | WORDS),
    st.builds(RatingsSource, of=st.just("来源-1"), range=st.just((Decimal(1), Decimal(5)))),
    st.builds(
        StageSource,
        stage=st.just("阶段 1"),
        by=WORDS,
        shares=st.dictionaries(WORDS, st.lists(WORDS).map(tuple), min_size=1),
    ),
)


NO_FIGURES = ("employee", "name", "team")


@st.composite
def pipelines(draw: st.DrawFn) -> Pipeline:
    """Stages that read a table each, and sources of all kinds, which read one of these or the first stage."""
    units = st.dictionaries(WORDS.filter(lambda name: name not in NO_FIGURES), st.sampled_from(list(CONVERTED_TO)))
    ids = st.none() | st.builds(EmployeeIds, WORDS, st.just("from"), st.just("to"))
    first = st.builds(Source, st.builds(Table, path=WORDS), units=units, employees=ids, period_column=st.none() | WORDS)
    sources = {"来源-1": draw(first)}
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        sources.setdefault(name, Source(draw(SOURCES), draw(st.dictionaries(WORDS, WORDS, max_size=3))))
    conditions = st.dictionaries(WORDS, st.lists(WORDS, max_size=3).map(tuple), max_size=3)
    stages = {"阶段 1": Stage(draw(WORDS) + ".toml", ("来源-1",), draw(conditions))}
    for name in draw(st.lists(NAMES, max_size=3, unique=True)):
        stages.setdefault(
            name, Stage(draw(WORDS) + ".toml", tuple(draw(st.permutations(list(sources)))), draw(conditions))
        )
    exports = draw(st.dictionaries(NAMES, st.builds(Sheet, path=WORDS), max_size=2))
    period = Period.parse(draw(st.sampled_from(["2026-10-15", "2026-10", "2026-Q4", "2026-H2", "2026"])))
    return Pipeline(Path(), draw(WORDS), period, sources, stages, exports, draw(WORDS))


@given(pipelines())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_a_written_pipeline_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, pipeline: Pipeline) -> None:
    path = tmp_path_factory.getbasetemp() / "x.toml"
    text = write_pipeline(pipeline)
    path.write_text(text, encoding="utf-8", newline="")
    again = read_pipeline(path, PLUGINS).pipeline
    assert evolve(again, folder=pipeline.folder) == pipeline
    assert [list(again.sources), list(again.stages)] == [list(pipeline.sources), list(pipeline.stages)]
    assert write_pipeline(again) == text


@pytest.mark.parametrize("path", SCHEMES, ids=lambda path: path.stem)
def test_a_shipped_scheme_is_written_and_read_as_it_was(path: Path) -> None:
    scheme = read_scheme(path.read_bytes(), path.name, PLUGINS).scheme
    assert read_scheme(write_scheme(scheme).encode(), "x.toml", PLUGINS).scheme == scheme


def test_a_written_scheme_is_laid_out_for_people() -> None:
    """Defaults are left out, short tables stand on one line, and everything has its usual order."""
    written = write_scheme(read_scheme(SCHEME.encode(), "s.toml", PLUGINS).scheme)
    expected = SCHEME.replace('missing = "error"\n', "").replace("\n[rounding]\ndigits = 2\n", "")
    expected = expected.replace(
        'better = "lower", label = { zh = "转接率", en = "Transfers" }',
        'label = { zh = "转接率", en = "Transfers" }, better = "lower"',
    )
    expected = expected.replace("whole = true, default = 0", "default = 0, whole = true")
    expected = expected.replace(
        "[indicators.transfer.calculator.cases]\nordinary = { zero = 0.031, full = 0.019 }\n"
        "vip = { zero = 0.042, full = 0.023 }\n",
        "cases = { ordinary = { zero = 0.031, full = 0.019 }, vip = { zero = 0.042, full = 0.023 } }\n",
    )
    expected = expected.replace("[grades.outcomes]\nA = {", "outcomes = { A = {").replace(
        'Commendation" }', 'Commendation" } }'
    )
    assert written == expected


def test_a_written_pipeline_is_laid_out_for_people(tmp_path: Path) -> None:
    query = 'query = """\nselect employee\nfrom "calls"\n"""'
    document = PIPELINE.replace('path = "attendance.csv"', f'path = "attendance.csv"\nencoding{query[5:]}')
    (tmp_path / "p.toml").write_text(document, encoding="utf-8")
    written = write_pipeline(read_pipeline(tmp_path / "p.toml", PLUGINS).pipeline)
    expected = document.replace('output = "out"\n', "").replace("[1, 2.50, true]", '["1", "2.50", "true"]')
    assert written == expected.replace('from "calls"', 'from \\"calls\\"')


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1E+2", "100"),
        ("1E-9", "0.000000001"),
        ("10.500", "10.5"),
        ("-0", "0"),
        ("0.0", "0"),
        ("-2.50", "-2.5"),
        ("0E+5", "0"),
    ],
)
def test_numbers_are_written_plainly(number: str, written: str) -> None:
    scheme = read_scheme(SCHEME.replace("digits = 2", "").encode(), "s.toml", PLUGINS).scheme
    example = Example([{"exam_score": Decimal(number)}], [{}])
    text = write_scheme(evolve(scheme, examples=(example,)))
    assert f"given = {{ exam_score = {written} }}" in text
    assert tomllib.loads(text, parse_float=Decimal)["examples"][0]["given"]["exam_score"] == Decimal(number)
