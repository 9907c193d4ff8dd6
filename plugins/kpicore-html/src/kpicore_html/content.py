"""What one file holds, as values: already selected, so that what is not here cannot get into the file.

Pages are rendered from these values and from nothing else. Whoever may not see a person, a mean or a team gets a
`Report` without it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import field, frozen

from kpicore import Headroom, Lang, Problem, Results, Scheme, Words

if TYPE_CHECKING:
    import polars as pl

Audience: TypeAlias = Literal["department", "team", "person"]


@frozen
class ItemFigures:
    """How a group of people did in one indicator or adjustment: `scored` people have points in it, `mean` is theirs.

    `spread` is the standard deviation of the points, `in_full` of the people have full marks, `at_nothing` have none
    or less; an adjustment has no full marks. Means and spreads are None where nobody has points.
    """

    scored: int
    mean: float | None
    spread: float | None
    in_full: int
    at_nothing: int


@frozen
class Distribution:
    """How many totals lie in each band: the first begins at `start`, each is `width` points wide.

    A total on the edge of two bands belongs to the upper one, the highest possible to the last band.
    """

    start: float
    width: float
    counts: tuple[int, ...]


@frozen
class Figures:
    """A group of people in figures: `scored` of its `people` have a total.

    `mean`, `median`, `lowest` and `highest` are totals, None where nobody has one. `grades` counts people by grade, the
    best first. `items` tells of each indicator and adjustment.
    """

    people: int
    scored: int
    mean: float | None
    median: float | None
    lowest: float | None
    highest: float | None
    grades: Mapping[str, int]
    totals: Distribution
    items: Mapping[str, ItemFigures]


@frozen
class Policy:
    """What a stage is scored by: the scheme, the words of each rule (and of ``grade``) once, and what lint found, None
    where nobody asked it.
    """

    scheme: Scheme
    told: Mapping[str, Words]
    findings: tuple[Problem, ...] | None = None


@frozen
class People:
    """The people whose own results the file holds, as a polars DataFrame: one row each, in the population's order.

    Its columns are ``employee``, ``name`` and ``team`` where known; ``detail.ID``; what the words of the rules show
    (groups, ``metric.ID``, figures of groups); every indicator and adjustment; ``filled.ID``, true where the points
    come from the scheme's word on missing figures, for each indicator that has one; ``base_total``, ``total``,
    ``scale`` (null where nothing was left out), ``rank`` (an integer) and ``grade``. A figure of a group, such as
    ``_STEP``, has ``people._STEP`` beside it, the number of people behind it: where these are fewer than `fewest`, the
    number is 0 and the figure null.

    `headroom` says by employee what the next grade would take, for as many as that was worked out.
    """

    frame: pl.DataFrame
    fewest: int
    headroom: Mapping[str, Headroom] = field(factory=dict)

    @property
    def steps(self) -> Sequence[str]:
        """The columns that are figures of a group."""
        return [name.removeprefix("people.") for name in self.frame.columns if name.startswith("people.")]


@frozen
class StageContent:
    """What the file tells of one stage.

    `ranked` is the number of people with a rank. `everybody` holds the figures of the whole stage and with them the
    peers' means, `teams` those of each team by its name; None, or a team that is not there, is not shown.
    """

    name: str
    policy: Policy
    people: People
    ranked: int
    everybody: Figures | None = None
    teams: Mapping[str, Figures] = field(factory=dict)
    warnings: tuple[Problem, ...] = ()


@frozen
class Report:
    """One file: for whom, in which language, about which stages. `about` names the team in the file of one."""

    title: str
    period: str
    audience: Audience
    lang: Lang
    stages: tuple[StageContent, ...]
    warnings: tuple[Problem, ...] = ()
    about: str = ""


def department(results: Results, lang: Lang) -> Report:
    """The report for those who may see everybody: all people of all stages, and the figures of all teams."""
    from kpicore_html.figures import everybody, teams
    from kpicore_html.selection import group_sizes, people, policy, with_headroom

    earlier = {name: stage.frame for name, stage in results.stages.items()}
    stages = []
    for stage in results.stages.values():
        rules = policy(stage, lang)
        cards = people(stage, rules, stage.frame, group_sizes(stage, rules, stage.frame, earlier))
        stages.append(
            StageContent(
                name=stage.name,
                policy=rules,
                people=with_headroom(cards, stage, earlier),
                ranked=int(stage.frame["rank"].count()),
                everybody=everybody(stage),
                teams=teams(stage),
                warnings=stage.warnings,
            )
        )
    return Report(results.title, str(results.period), "department", lang, tuple(stages), results.warnings)
