"""Scoring: a population and a compiled scheme in, scored people out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import narwhals.stable.v2 as nw

from kpicore.render.frame import evaluate

if TYPE_CHECKING:
    from kpicore.scheme import Frame
    from kpicore.scoring.compile import Program


def score(program: Program, population: Frame, earlier: Mapping[str, Frame] | None = None) -> Frame:
    """The population with its scores, on its own engine: see `kpicore.scheme.StageResults` for the columns.

    `population` is any frame narwhals understands, one row per person: groups as text, ``metric.ID`` as numbers
    (ratings as text), checked and complete as `kpicore.scoring.gather` leaves it. `earlier` holds earlier stages'
    results.
    """
    scored = evaluate(program.columns, population, earlier, program.non_negative)
    if program.scheme.grades is not None:
        return scored
    return nw.to_native(nw.from_native(scored).with_columns(nw.lit(None, dtype=nw.String()).alias("grade")))
