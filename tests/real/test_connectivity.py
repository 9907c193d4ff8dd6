"""ASEM's index of sustainable connectivity: 49 indicators of 51 countries, normalised by their peers' range, and three
levels of means with their ranks. The published tables are the judge.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from attrs import frozen

from kpicore import Aggregate, Item, Node
from kpicore.document import read_scheme
from kpicore.render import exact
from kpicore.scheme import Results
from kpicore.scoring.compile import item_rule
from tests.pipelines import column, registry_with, run, written
from tests.real import published

CARRIED = 6
"""The digits with which a figure goes into the mean above it."""

PRINTED = 2
"""The digits of the published tables; ranks are those of the figures as printed, ties included."""


@frozen
class PeerRange:
    """No points at the peers' worst value, all at their best, straight between."""

    kind: ClassVar[str] = "peer-range"

    metric: str
    best: Literal["highest", "lowest"] = "highest"

    def rule(self, indicator: Item) -> Node:
        value = indicator.metric(self.metric)
        low, high = Aggregate("min", value), Aggregate("max", value)
        way = value - low if self.best == "highest" else high - value
        return indicator.full_marks * way / (high - low)


REGISTRY = registry_with(calculators=[PeerRange])


def label(name: str) -> str:
    return f'label = {{ zh = "{name}", en = "{name}" }}'


def head(name: str, full: int, digits: int) -> str:
    title = f'title = {{ zh = "{name}", en = "{name}" }}'
    rounding = f"rounding = {{ digits = {digits} }}"
    return f'format = 1\nid = "connectivity/{name.lower()}"\nversion = "1"\n{title}\nfull = {full}\n{rounding}\n'


def normalising(indicators: Mapping[str, str]) -> str:
    """The scheme that brings every indicator to 0–100; `indicators` gives their directions."""
    lines = [head("Normalised", 100 * len(indicators), CARRIED)]
    for code, direction in indicators.items():
        best = "lowest" if float(direction) < 0 else "highest"
        lines += [
            f'[metrics.{code.lower()}]\nunit = "points"\n{label(code)}',
            f"[indicators.{code.lower()}]\npoints = 100\n{label(code)}",
            f'calculator = {{ kind = "peer-range", metric = "{code.lower()}", best = "{best}" }}',
        ]
    return "\n".join(lines)


def averaging(name: str, parts: Sequence[str], digits: int) -> str:
    """The scheme whose total is the mean of the parts."""
    metrics = [f'[metrics.{part.lower()}]\nunit = "score"\n{label(part)}' for part in parts]
    listed = ", ".join(f'"{part.lower()}"' for part in parts)
    calculator = f'calculator = {{ kind = "mean", metrics = [{listed}] }}'
    indicator = f"[indicators.{name.lower()}_mean]\npoints = 100\n{label(name)}\n{calculator}"
    return "\n".join([head(name, 100, digits), *metrics, indicator])


def averaging_stages(name: str, parts: Mapping[str, tuple[str, str]]) -> str:
    """The mean as it goes into the next, and as it is printed; `parts` says in which stage and column each part is."""
    sources = "".join(
        f'[sources."{name}.{part}"]\nkind = "stage"\nstage = "{stage}"\nmeans = {{ {part.lower()} = "{column}" }}\n'
        for part, (stage, column) in parts.items()
    )
    names = ", ".join(f'"{name}.{part}"' for part in parts)
    stages = (f'[stages."{stage}"]\nscheme = "{stage}.toml"\nfrom = [{names}]\n' for stage in (name, f"{name} printed"))
    return sources + "".join(stages)


class Tree:
    """What is averaged into what, as the published tables of indicators say."""

    def __init__(self, folder: Path) -> None:
        indicators = published.rows(folder / "indicator_meta.csv")
        self.directions = {row["IndCode"]: row["Direction"] for row in indicators}
        self.parts: dict[str, list[str]] = {}
        for row in indicators:
            for part, whole in ((row["IndCode"], row["Agg1"]), (row["Agg1"], row["Agg2"]), (row["Agg2"], row["Agg3"])):
                if part not in (parts := self.parts.setdefault(whole, [])):
                    parts.append(part)

    def where(self, part: str) -> tuple[str, str]:
        """The stage and the column in which a part of a mean stands."""
        return ("Normalised", part.lower()) if part in self.directions else (part, "total")


@pytest.fixture(scope="module")
def data() -> Path:
    return published.folder("asem-index")


@pytest.fixture(scope="module")
def tree(data: Path) -> Tree:
    return Tree(data)


@pytest.fixture(scope="module")
def results(data: Path, tree: Tree, tmp_path_factory: pytest.TempPathFactory) -> Results:
    columns = ", ".join(f'{code.lower()} = "{code}"' for code in tree.directions)
    pipeline = [
        'title = "Sustainable connectivity"\nperiod = "2018"\n[sources.countries]\nkind = "csv"',
        f"path = '{data / 'stage_treated.csv'}'",
        f'columns = {{ employee = "UnitCode", {columns} }}',
        '[stages.Normalised]\nscheme = "Normalised.toml"\nfrom = ["countries"]',
    ]
    files = {"Normalised.toml": normalising(tree.directions)}
    for whole, parts in tree.parts.items():
        pipeline.append(averaging_stages(whole, {part: tree.where(part) for part in parts}))
        files[f"{whole}.toml"] = averaging(whole, parts, CARRIED)
        files[f"{whole} printed.toml"] = averaging(whole, parts, PRINTED)
    folder = written(tmp_path_factory.mktemp("connectivity"), {"pipeline.toml": "\n".join(pipeline), **files})
    return run(folder, REGISTRY)


def test_every_normalised_cell_is_the_published_one(data: Path, tree: Tree, results: Results) -> None:
    last = Decimal(1).scaleb(-CARRIED)
    cells = 0
    for code in tree.directions:
        theirs = {
            row["UnitCode"]: float(Decimal(row[code]).quantize(last, ROUND_HALF_UP))
            for row in published.rows(data / "stage_normalised.csv")
        }
        assert column(results, "Normalised", code.lower()) == theirs
        cells += len(theirs)
    assert cells == 2499


def test_exact_arithmetic_gives_the_published_cells_to_the_ninth_digit(data: Path, tree: Tree) -> None:
    document = read_scheme(normalising(tree.directions).encode(), "Normalised.toml", REGISTRY)
    treated = published.rows(data / "stage_treated.csv")
    people = {f"metric.{code.lower()}": [Fraction(row[code]) for row in treated] for code in tree.directions}
    normalised = published.rows(data / "stage_normalised.csv")
    for code in tree.directions:
        for value, row in zip(
            exact.render(item_rule(document.scheme, code.lower()), people, {}), normalised, strict=True
        ):
            assert isinstance(value, Fraction)
            assert abs(value - Fraction(row[code])) < Fraction(1, 10**9)


@pytest.mark.parametrize(("table", "scored"), [("AggregatesScore", "total"), ("AggregatesRank", "rank")])
def test_every_mean_of_three_levels_and_every_rank_is_the_published_one(
    table: str, scored: str, data: Path, tree: Tree, results: Results
) -> None:
    theirs = published.rows(data / f"results_{table}.csv")
    assert len(tree.parts) == 11
    for whole in tree.parts:
        assert column(results, f"{whole} printed", scored) == {row["UnitCode"]: float(row[whole]) for row in theirs}


def test_only_printing_makes_the_two_pairs_share_a_place(data: Path, tree: Tree, results: Results) -> None:
    theirs = published.rows(data / "results_AggregatesRank.csv")
    others = [
        (whole, row["UnitCode"])
        for whole in tree.parts
        for row in theirs
        if column(results, whole, "rank")[row["UnitCode"]] != float(row[whole])
    ]
    assert others == [("ConEcFin", "RUS"), ("Instit", "PRT")]
