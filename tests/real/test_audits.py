"""Lighthouse's sample result: five weighted means in which audits that do not apply are left out.

Both ways to leave a part out give the published scores: one indicator that is a mean of what is there, and one
indicator for each audit, those without a figure excluded and the rest scaled up. What an audit that does not apply
would have weighed does not matter.
"""

import json
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from kpicore.scoring.scorecards import scorecard
from tests.pipelines import column, run, written
from tests.real import published

CATEGORIES = {
    "performance": Decimal("0.32"),
    "accessibility": Decimal("0.75"),
    "best-practices": Decimal("0.31"),
    "seo": Decimal("0.75"),
    "agentic-browsing": Decimal("0.3"),
}
WEIGHT_OF_WHAT_DOES_NOT_APPLY = Decimal(7)


class Category:
    """The audits of a category: their weights, and their scores where they apply."""

    def __init__(self, name: str) -> None:
        content = (published.folder("lighthouse") / "sample_v2_scores.json").read_text(encoding="utf-8")
        category = json.loads(content, parse_float=Decimal)["categories"][name]
        self.score = category["score"]
        self.weights: dict[str, Decimal] = {}
        self.scores: dict[str, Decimal | None] = {}
        for audit in category["audits"]:
            applies = audit["scoreDisplayMode"] != "notApplicable"
            if applies and not audit["weight"]:
                continue
            id = "a_" + audit["id"].replace("-", "_")
            self.weights[id] = Decimal(audit["weight"]) if applies else WEIGHT_OF_WHAT_DOES_NOT_APPLY
            self.scores[id] = audit["score"] if applies else None

    @property
    def left_out(self) -> list[str]:
        return [id for id, score in self.scores.items() if score is None]

    def total(self, folder: Path, scheme: str) -> float:
        """The total of the page under the scheme."""
        table = [",".join(["employee", *self.scores])]
        table.append(",".join(["page", *("" if score is None else str(score) for score in self.scores.values())]))
        pipeline = """
            title = "Audits"
            period = "2025"
            [sources.audits]
            kind = "csv"
            path = "audits.csv"
            [stages.pages]
            scheme = "scheme.toml"
            from = ["audits"]
        """
        written(folder, {"pipeline.toml": pipeline, "audits.csv": "\n".join(table), "scheme.toml": scheme})
        self.results = run(folder)
        total = column(self.results, "pages", "total")["page"]
        assert isinstance(total, float)
        return total


@pytest.fixture(params=CATEGORIES)
def category(request: pytest.FixtureRequest) -> Category:
    category = Category(request.param)
    assert category.score == CATEGORIES[request.param]
    return category


def scheme(weights: Mapping[str, Decimal], full: Decimal, digits: int, indicators: str) -> str:
    metrics = "\n".join(f"[metrics.{id}]\nunit = 'ratio'\nlabel = {{ zh = '{id}', en = '{id}' }}" for id in weights)
    return f"""
        format = 1
        id = "audits/page"
        version = "1"
        title = {{ zh = "网页", en = "Page" }}
        full = {full}
        rounding = {{ digits = {digits} }}
        {metrics}
        {indicators}
    """


def test_a_weighted_mean_of_what_is_there_is_the_published_score(category: Category, tmp_path: Path) -> None:
    weights = ", ".join(f"{id} = {weight}" for id, weight in category.weights.items())
    indicator = f"""
        [indicators.score]
        label = {{ zh = "得分", en = "Score" }}
        points = 1
        calculator = {{ kind = "mean", weights = {{ {weights} }}, skip_missing = true }}
    """

    total = category.total(tmp_path, scheme(category.weights, Decimal(1), 2, indicator))

    assert total == float(category.score)


def test_indicators_left_out_and_the_rest_scaled_up_are_the_published_score(category: Category, tmp_path: Path) -> None:
    full = sum(category.weights.values(), Decimal(0))
    indicators = "\n".join(
        f"[indicators.{id}]\nlabel = {{ zh = '{id}', en = '{id}' }}\npoints = {weight}\nmissing = 'exclude'\n"
        f"calculator = {{ kind = 'proportional', metric = '{id}' }}"
        for id, weight in category.weights.items()
    )

    total = category.total(tmp_path, scheme(category.weights, full, 6, indicators))

    assert (Decimal(str(total)) / full).quantize(Decimal("0.01"), ROUND_HALF_UP) == category.score
    card = scorecard(category.results.stages["pages"], "page", "en")
    assert card is not None
    assert [line.id for line in card.scores if line.points is None] == category.left_out
    left = full - len(category.left_out) * WEIGHT_OF_WHAT_DOES_NOT_APPLY
    assert card.scale == (pytest.approx(float(full / left), abs=1e-12) if category.left_out else None)
