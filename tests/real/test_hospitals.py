"""The points of the CMS Hospital Value-Based Purchasing programme, recomputed by a calculator of the test tree.

A hospital has, in each measure, up to 10 points for its achievement and up to 9 for its improvement; the better of both
is the measure's score. The published points are the judge.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Literal

import polars as pl
import pytest
from attrs import frozen

from kpicore import Clip, Default, If, Item, Lit, Node, Par, Round, SourceContext
from kpicore.document import read_scheme
from kpicore.render import exact
from kpicore.scoring.compile import item_rule
from tests.pipelines import registry_with, run, written
from tests.real import published

FILES = {
    "clinical": "hvbp_clinical_outcomes.csv",
    "efficiency": "hvbp_efficiency_and_cost_reduction.csv",
}
NOTHING = "Not Available"
PARTS = {"achievement": "Achievement Points", "improvement": "Improvement Points", "measure": "Measure Score"}


@frozen
class Purchasing:
    """The points of one measure: for achievement, for improvement, or the better of both.

    A benchmark below the threshold means that less is better.
    """

    kind: ClassVar[str] = "hospital-purchasing"

    metric: str
    baseline: str
    threshold: Decimal
    benchmark: Decimal
    part: Literal["achievement", "improvement", "measure"]

    def rule(self, indicator: Item) -> Node:
        match self.part:
            case "achievement":
                return self._achievement(indicator)
            case "improvement":
                return self._improvement(indicator)
            case "measure":
                achieved, improved = self._achievement(indicator), self._improvement(indicator)
                return Default(If(improved > achieved, improved, achieved), achieved)

    def _achievement(self, indicator: Item) -> Node:
        way = (indicator.metric(self.metric) - self._threshold) / (self._benchmark - self._threshold)
        return If(way >= 1, Lit(10), If(way < 0, Lit(0), Round(9 * way + Decimal("0.5"), Lit(0))))

    def _improvement(self, indicator: Item) -> Node:
        baseline = indicator.metric(self.baseline)
        sign = Lit(1 if self.benchmark > self.threshold else -1)
        gain = sign * (indicator.metric(self.metric) - baseline)
        room = sign * (self._benchmark - baseline)
        points = Clip(Round(10 * gain / room - Decimal("0.5"), Lit(0)), Lit(0), Lit(9))
        return If(gain > 0, If(room > 0, points, Lit(9)), Lit(0))

    @property
    def _threshold(self) -> Par:
        return Par("calculator.threshold", self.threshold, "ratio")

    @property
    def _benchmark(self) -> Par:
        return Par("calculator.benchmark", self.benchmark, "ratio")


@frozen
class Hospitals:
    """A file of the programme: a row per hospital, its rates as ``MEASURE`` and ``MEASURE_baseline``."""

    kind: ClassVar[str] = "hospital-rates"

    path: str

    def read(self, context: SourceContext) -> pl.DataFrame:
        sheet = pl.read_csv(context.open(self.path), infer_schema=False, null_values=NOTHING)
        rates = {" Performance Rate": "", " Baseline Rate": "_baseline"}
        return sheet.select(
            pl.col("Facility ID").alias("employee"),
            *(
                pl.col(column).alias(metric_of(column.removesuffix(theirs)) + ours)
                for column in sheet.columns
                for theirs, ours in rates.items()
                if column.endswith(theirs)
            ),
        )


REGISTRY = registry_with([Hospitals], [Purchasing])


def metric_of(measure: str) -> str:
    return measure.lower().replace("-", "_")


def scheme(measures: Iterable[tuple[str, str, str]]) -> str:
    """The scheme for measures, given by name, threshold and benchmark."""
    lines = [
        'format = 1\nid = "hospitals/purchasing"\nversion = "2024"\ntitle = { zh = "医院", en = "Hospitals" }',
        "full = 100\nrounding = { digits = 0 }",
    ]
    for measure, threshold, benchmark in measures:
        metric = metric_of(measure)
        label = f'{{ zh = "{measure}", en = "{measure}" }}'
        lines += [f'[metrics.{name}]\nunit = "points"\nlabel = {label}' for name in (metric, f"{metric}_baseline")]
        for part, points in (("achievement", 10), ("improvement", 9), ("measure", 10)):
            lines.append(
                f"[indicators.{metric}_{part}]\nlabel = {label}\npoints = {points}\nmissing = 'exclude'\n"
                f"[indicators.{metric}_{part}.calculator]\nkind = 'hospital-purchasing'\npart = '{part}'\n"
                f"metric = '{metric}'\nbaseline = '{metric}_baseline'\n"
                f"threshold = {threshold}\nbenchmark = {benchmark}"
            )
    return "\n".join(lines)


class Programme:
    """One file of the programme, as published."""

    def __init__(self, file: str) -> None:
        self.path = published.folder("cms-hvbp") / file
        self.rows = published.rows(self.path)
        self.measures = [name.removesuffix(" Benchmark") for name in self.rows[0] if name.endswith(" Benchmark")]
        self.bands = [(name, *self._band(name)) for name in self.measures]

    def _band(self, measure: str) -> tuple[str, str]:
        """The one threshold and the one benchmark that stand in all rows."""
        (band,) = {(row[f"{measure} Achievement Threshold"], row[f"{measure} Benchmark"]) for row in self.rows}
        return band

    def rates(self, measure: str, kind: Literal["Performance", "Baseline"]) -> list[Fraction | None]:
        texts = [row[f"{measure} {kind} Rate"] for row in self.rows]
        return [None if text == NOTHING else Fraction(text) for text in texts]

    def points(self, measure: str, part: str) -> list[int | None]:
        """The points as published: "6 out of 10" is 6."""
        texts = [row[f"{measure} {PARTS[part]}"] for row in self.rows]
        return [None if text == NOTHING else int(text.split(" out of ")[0]) for text in texts]


@pytest.fixture(params=FILES)
def programme(request: pytest.FixtureRequest) -> Programme:
    return Programme(FILES[request.param])


def test_every_published_point_is_given_and_nothing_where_nothing_was_published(
    programme: Programme, tmp_path: Path
) -> None:
    pipeline = f"""
        title = "Hospitals"
        period = "2024"
        [sources.rates]
        kind = "hospital-rates"
        path = '{programme.path}'
        [stages.hospitals]
        scheme = "scheme.toml"
        from = ["rates"]
    """
    written(tmp_path, {"pipeline.toml": pipeline, "scheme.toml": scheme(programme.bands)})
    frame: pl.DataFrame = run(tmp_path, REGISTRY).stages["hospitals"].frame

    assert frame["employee"].to_list() == [row["Facility ID"] for row in programme.rows]
    assert len(frame) == 2474
    differences = []
    for measure in programme.measures:
        for part in PARTS:
            scored = frame[f"{metric_of(measure)}_{part}"]
            pairs = zip(frame["employee"], scored, programme.points(measure, part), strict=True)
            differences += [(measure, part, *pair) for pair in pairs if pair[1] != pair[2]]
    assert differences == []


def test_exact_arithmetic_gives_the_same_points_to_every_fifth_hospital(programme: Programme) -> None:
    document = read_scheme(scheme(programme.bands).encode(), "scheme.toml", REGISTRY)
    rates: dict[str, exact.Values] = {}
    for measure in programme.measures:
        rates[f"metric.{metric_of(measure)}"] = programme.rates(measure, "Performance")[::5]
        rates[f"metric.{metric_of(measure)}_baseline"] = programme.rates(measure, "Baseline")[::5]
    for measure in programme.measures:
        for part in PARTS:
            rule = item_rule(document.scheme, f"{metric_of(measure)}_{part}")
            assert exact.render(rule, rates, {}) == programme.points(measure, part)[::5]


def test_a_baseline_at_the_benchmark_earns_nine_points_by_any_gain_and_none_without() -> None:
    given = Counter[int | None]()
    for programme in map(Programme, FILES.values()):
        for measure, threshold, benchmark in programme.bands:
            sign = 1 if Fraction(benchmark) > Fraction(threshold) else -1
            rates = programme.rates(measure, "Baseline"), programme.rates(measure, "Performance")
            for baseline, rate, points in zip(*rates, programme.points(measure, "improvement"), strict=True):
                if baseline is None or rate is None or sign * (baseline - Fraction(benchmark)) < 0:
                    continue
                assert points == (9 if sign * (rate - baseline) > 0 else 0)
                given[points] += 1
    assert given == {9: 40, 0: 519}
