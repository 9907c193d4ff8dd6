"""What the next grade takes, for all people of a stage at once: the same as for each of them alone."""

from pathlib import Path

import pytest

from kpicore import Results
from kpicore.scoring.headroom import headroom, headrooms, next_edges
from tests.pipelines import run

ROOT = Path(__file__).parents[3]
SAMPLES = sorted(ROOT.glob("schemes/*/src/*/sample/*/pipeline.toml"))


@pytest.fixture(
    scope="module", params=[*SAMPLES, ROOT / "examples/overlay/pipeline.toml"], ids=lambda path: path.parent.name
)
def results(request: pytest.FixtureRequest) -> Results:
    return run(request.param.parent)


def test_all_together_are_told_what_each_is_told_alone(results: Results) -> None:
    earlier = {name: stage.frame for name, stage in results.stages.items()}
    for stage in results.stages.values():
        together = list(headrooms(stage, earlier=earlier))
        assert together == [headroom(stage, employee, earlier=earlier) for employee in stage.frame["employee"]]


def test_edges_are_those_of_the_ways(results: Results) -> None:
    for stage in results.stages.values():
        for edge, whole in zip(next_edges(stage), headrooms(stage), strict=True):
            if whole.found in ("one", "several", "out-of-reach"):
                assert edge.found == "edge"
                assert (edge.grade, edge.better, edge.edge, edge.lacking, edge.is_by_place) == (
                    whole.grade,
                    whole.better,
                    whole.edge,
                    whole.lacking,
                    whole.is_by_place,
                )
                assert edge.ways == ()
            elif whole.found != "unknown":
                assert edge == whole
