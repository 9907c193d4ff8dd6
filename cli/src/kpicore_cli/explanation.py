"""All that is said of one person in one stage: the card, what the next points take, and the way to the next grade."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import asdict, frozen

from kpicore.errors import Lang
from kpicore.scheme import Period, Results, StageResults
from kpicore.scoring.headroom import Headroom, NextStep, headroom, next_steps
from kpicore.scoring.scorecards import Scorecard, scorecard
from kpicore_cli import headroom as said
from kpicore_cli.card import card


@frozen
class Explanation:
    """A person's card with the next step of each item; `headroom` where it was asked for."""

    results: StageResults
    card: Scorecard
    steps: Mapping[str, NextStep]
    headroom: Headroom | None
    smallest_group: int


def explanations(
    results: Results, employee: str, stage: str | None, asks_headroom: bool, smallest_group: int, lang: Lang
) -> list[Explanation]:
    """The person in every stage that knows them, or in one."""
    frames = {name: scored.frame for name, scored in results.stages.items()}
    found = []
    for name, scored in results.stages.items():
        known = scorecard(scored, employee, lang, smallest_group, frames) if stage in (None, name) else None
        if known is not None:
            steps = next_steps(scored, employee, smallest_group, frames)
            way = headroom(scored, employee, smallest_group, frames) if asks_headroom else None
            found.append(Explanation(scored, known, steps, way, smallest_group))
    return found


def as_text(explanation: Explanation, period: Period, lang: Lang) -> str:
    """The card to read out."""
    scheme, shown = explanation.results.scheme, explanation.card
    steps = {id: said.next_step(step, scheme, lang) for id, step in explanation.steps.items()}
    text = card(shown, explanation.results, period, lang, steps)
    if explanation.headroom is None:
        return text
    return f"{text}\n\n{said.headroom(explanation.headroom, scheme, explanation.smallest_group, lang)}"


def as_data(explanation: Explanation) -> dict[str, Any]:
    """The card for programs; a line has its next step under ``next``, null where there is none."""
    scheme = explanation.results.scheme
    data = {**asdict(explanation.card), "scheme": scheme.id, "version": scheme.version}
    for line in (*data["scores"], *data["adjustments"]):
        step = explanation.steps.get(line["id"])
        line["next"] = None if step is None else said.next_step_data(step)
    if explanation.headroom is not None:
        data["headroom"] = said.headroom_data(explanation.headroom)
    return data
