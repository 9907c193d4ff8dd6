"""An invented centre, scored: what exporters and forms are tried with."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from attrs import evolve, frozen

from kpicore.builtin.sources import StageSource
from kpicore.document import PipelineDocument, Positions, SchemeDocument, find_scheme
from kpicore.plugin import Contribution, Origin, Registry, SchemeFile
from kpicore.scheme import InputRecord, Period, Pipeline, Results, Source, Stage
from kpicore.scoring.run import run_pipeline
from kpicore.testing.contracts.soundness import built_in

HERE = Origin("contract-centre", "kpicore", "1")
PERIOD = Period.parse("2026-10")
AGENT, LEADER = "contract-centre/agent", "contract-centre/leader"

AGENTS: dict[str, list[Any]] = {
    "employee": ["000007", "100000000000000001", "100000000000000002", "A-12", "000042", "000043", "000099"],
    "name": ["王示例", "李，示例", 'O\'Example "Jo"', "=1+1", "赵示例", None, "A.\tExample"],
    "team": ["一组", "一组", "二组", "二组", "一组", "二组", "二组"],
    "skill": ["phone", "mail", "phone", "phone", "mail", "mail", "phone"],
    "assessor": ["张示例", None, "张示例", "<b>&amp;", "张示例", None, None],
    "satisfaction": [0.985, 0.9333, 0.9, 0.98, None, 0.95, None],
    "exam": [95.0, 60.0, 59.9, 90.0, 100.0, None, None],
    "calls": [800, 400, 640, 0, 500, 450, None],
    "late": [None, 0, 1, 3, None, 1, 0],
    "conduct": ["A", "B", "C", "A", "B", "B", None],
}
"""Ties and edges, ids with leading zeros and of 18 digits, texts that a format may trip over, figures that are
missing; the last of them has none at all, and so no total, no place and no grade."""

INPUTS = (InputRecord("in/2026-10/people.csv", "0" * 64, {"encoding": "gb18030", "sheet": "十月"}),)
"""As if they had been read from a file."""

LEADERS: dict[str, list[Any]] = {"employee": ["L1", "L2"], "name": ["孙示例", "周示例"], "team": ["一组", "二组"]}


@frozen
class Given:
    """A source of people who are known."""

    kind: ClassVar[str] = "contract-given"
    people: dict[str, list[Any]]

    def read(self, context: object) -> pl.DataFrame:
        """They, as they are."""
        return pl.DataFrame(self.people)


def registry() -> Registry:
    """The built-in plugins, with the centre's schemes and people."""
    known = built_in()
    schemes = tuple(
        SchemeFile(id, version, files(__name__) / f"{id.rpartition('/')[2]}.toml", HERE)
        for id, version in ((AGENT, "1"), (LEADER, "2"))
    )
    given = Contribution(Given.kind, Given, HERE)
    return evolve(known, schemes=schemes, sources={**known.sources, Given.kind: given})


def scheme(id: str) -> SchemeDocument:
    """One of the centre's schemes."""
    return find_scheme(id, None, None, registry())


def results() -> Results:
    """A month of the centre: seven agents, and two team leaders who are scored by them. Frames are everybody's own."""
    scored = _scored()
    return evolve(
        scored,
        stages={name: evolve(stage, frame=stage.frame.clone()) for name, stage in scored.stages.items()},
    )


@cache
def _scored() -> Results:
    pipeline = Pipeline(
        folder=Path(),
        title="虚构的客服中心",
        period=PERIOD,
        sources={
            "people": Source(Given(AGENTS)),
            "leaders": Source(Given(LEADERS)),
            "teams": Source(
                StageSource("agents", by="team", means={"team_mean": "total"}, shares={"team_best": ("A",)})
            ),
        },
        stages={"agents": Stage(AGENT, ("people",)), "班长": Stage(LEADER, ("leaders", "teams"))},
        exports={},
    )
    document = PipelineDocument(pipeline, Positions("pipeline.toml", {}), "pipeline.toml", "")
    return evolve(run_pipeline(document, registry()), inputs=INPUTS)
