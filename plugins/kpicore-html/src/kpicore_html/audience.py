"""Reports for those who may not see everybody: a file per team, and a file per person.

Each holds the results of its own people and, of the others, no more than `kpicore_html.sight` lets it tell. Warnings
are left out: they name people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl
from attrs import evolve, frozen

from kpicore import Headroom, Lang, Results, StageResults
from kpicore_html.content import Distribution, Figures, People, Policy, Report, StageContent
from kpicore_html.crowd import Crowd, crowd
from kpicore_html.disclosure import FEWEST
from kpicore_html.figures import everybody, teams
from kpicore_html.selection import columns_said, group_sizes, people, policy, with_headroom
from kpicore_html.sight import Sight, hidden_columns, person_sights, team_sight

NOTHING = Sight()
"""What is told of a stage of which a file shows nobody."""


NO_TOTALS = Distribution(0, 1, ())


@frozen
class Prepared:
    """A stage with what is the same for all readers. `sizes` and `headroom` are of all its people."""

    stage: StageResults
    policy: Policy
    crowd: Crowd
    sizes: Mapping[str, pl.Series]
    headroom: Mapping[str, Headroom]
    everybody: Figures


@frozen
class TeamFile:
    """The report about one team, and how many people it names."""

    team: str
    people: int
    report: Report


@frozen
class PersonFile:
    """The report with a person's own cards, of every stage that they are in."""

    employee: str
    name: str
    report: Report


def team_files(results: Results, lang: Lang) -> Iterator[TeamFile]:
    """A report for each team: its people of all stages, other teams only as means. Nothing where nobody has a team."""
    stages = prepared(results, lang)
    compared = {name: teams(known.stage) for name, known in stages.items()}
    for team in _teams(stages):
        contents = [
            _team_content(stages[name], team, compared[name], sight)
            for name, sight in _team_sights(stages, team).items()
            if sight is not NOTHING
        ]
        named = {employee for content in contents for employee in content.people.frame["employee"]}
        report = Report(results.title, str(results.period), "team", lang, tuple(contents), about=team)
        yield TeamFile(team, len(named), report)


def person_files(results: Results, lang: Lang, have_team_files: bool) -> Iterator[PersonFile]:
    """A report for each person: their own card of every stage, beside the means of everybody.

    `have_team_files` says that people may know what the file of their team tells, too.
    """
    stages = prepared(results, lang)
    by_team = {team: _team_sights(stages, team) for team in _teams(stages)} if have_team_files else None
    sights: dict[str, tuple[Crowd, Sequence[Sight]]] = {}
    contents: dict[str, list[StageContent]] = {}
    names: dict[str, str] = {}
    for name, known in stages.items():
        within = None if by_team is None else {team: seen[name] for team, seen in by_team.items()}
        sights[name] = known.crowd, person_sights(known.crowd, sights, within)
        for employee, content in _person_contents(known, sights[name][1]):
            contents.setdefault(employee, []).append(content)
        frame: pl.DataFrame = known.stage.frame
        if "name" in frame.columns:
            names = {employee: said for employee, said in frame.select("employee", "name").rows() if said} | names
    for employee, of_stages in contents.items():
        report = Report(results.title, str(results.period), "person", lang, tuple(of_stages))
        yield PersonFile(employee, names.get(employee, ""), report)


def prepared(results: Results, lang: Lang) -> dict[str, Prepared]:
    """The stages of a run, by name."""
    frames = {name: stage.frame for name, stage in results.stages.items()}
    found: dict[str, Prepared] = {}
    for name, stage in results.stages.items():
        rules = policy(stage, lang)
        behind = crowd(stage, columns_said(rules), results.stages, {name: known.crowd for name, known in found.items()})
        sizes = group_sizes(stage, rules, stage.frame, frames, FEWEST)
        ways = with_headroom(people(stage, rules, stage.frame, sizes, FEWEST), stage, frames).headroom
        found[name] = Prepared(stage, rules, behind, sizes, ways, everybody(stage))
    return found


def _teams(stages: Mapping[str, Prepared]) -> list[str]:
    """All teams, in the order in which the stages first name them."""
    return list(dict.fromkeys(team for known in stages.values() for team in known.crowd.teams if team is not None))


def _team_sights(stages: Mapping[str, Prepared], team: str) -> dict[str, Sight]:
    sights: dict[str, Sight] = {}
    for name, known in stages.items():
        sights[name] = team_sight(known.crowd, team, sights) if team in known.crowd.teams else NOTHING
    return sights


def _team_content(known: Prepared, team: str, teams: Mapping[str, Figures], sight: Sight) -> StageContent:
    cards = [at for at, other in enumerate(known.crowd.teams) if other == team]
    shown = {other for other in teams if other == team or other in sight.teams}
    return StageContent(
        name=known.stage.name,
        policy=known.policy,
        people=_people(known, cards, [sight] * len(cards)),
        ranked=_ranked(known),
        everybody=_of_everybody(known.everybody, sight) if sight.everybody else None,
        teams={
            other: of_team if other == team else _mean_only(of_team)
            for other, of_team in teams.items()
            if other in shown
        },
    )


def _person_contents(known: Prepared, sights: Sequence[Sight]) -> Iterator[tuple[str, StageContent]]:
    """What a file tells of each person of a stage: of the others, nothing but the means of everybody in the items."""
    cards = _people(known, range(len(sights)), sights)
    ranked = _ranked(known)
    means = {sight: _items_only(known.everybody, sight) for sight in set(sights)}
    for at, (employee, sight) in enumerate(zip(known.crowd.employees, sights, strict=True)):
        headroom = {employee: cards.headroom[employee]} if employee in cards.headroom else {}
        own = evolve(cards, frame=cards.frame.slice(at, 1), headroom=headroom)
        yield employee, StageContent(known.stage.name, known.policy, own, ranked, means[sight])


def _ranked(known: Prepared) -> int:
    return int(known.stage.frame["rank"].count())


def _people(known: Prepared, cards: Sequence[int], sights: Sequence[Sight]) -> People:
    """The people in these places of the stage, each with the figures of groups that their reader is told."""
    hidden = [hidden_columns(known.crowd, at, sight) for at, sight in zip(cards, sights, strict=True)]
    sizes = {}
    for column in [*known.sizes, *sorted(set().union(*hidden) - known.sizes.keys())]:
        # Figures without a size of their own, such as those of an earlier stage, only have to be told or not.
        behind = known.sizes[column].gather(cards).to_list() if column in known.sizes else [FEWEST] * len(hidden)
        told = [0 if column in of_card else size for size, of_card in zip(behind, hidden, strict=True)]
        sizes[column] = pl.Series(column, told, dtype=pl.Int64)
    frame: pl.DataFrame = known.stage.frame
    shown = people(known.stage, known.policy, frame[cards], sizes, FEWEST)
    return evolve(shown, headroom=dict(_headroom(known, cards, hidden)))


def _headroom(known: Prepared, cards: Sequence[int], hidden: Sequence[set[str]]) -> Iterator[tuple[str, Headroom]]:
    """What the next grade takes, as far as it tells nothing of others: neither whose total the next grade begins with,
    nor, where a figure of a group is not told, the ways that may rest on it."""
    for at, of_card in zip(cards, hidden, strict=True):
        employee = known.crowd.employees[at]
        found = known.headroom[employee]
        if found.edge is None or not found.is_by_place:
            yield employee, evolve(found, found="edge", ways=()) if found.ways and of_card else found


def _of_everybody(figures: Figures, sight: Sight) -> Figures:
    """The figures of a whole stage without those that are one person's: the lowest, the highest, the one between."""
    items = {id: found for id, found in figures.items.items() if id in sight.items}
    mean = figures.mean if sight.means else None
    return evolve(figures, mean=mean, median=None, lowest=None, highest=None, items=items)


def _mean_only(figures: Figures) -> Figures:
    """How many people and their mean total, and no more."""
    return Figures(figures.people, figures.scored, figures.mean, None, None, None, {}, NO_TOTALS, {})


def _items_only(figures: Figures, sight: Sight) -> Figures:
    """The means of items, and no more."""
    items = {id: evolve(found, spread=None, in_full=0, at_nothing=0) for id, found in figures.items.items()}
    told = {id: found for id, found in items.items() if id in sight.items}
    return Figures(figures.people, figures.scored, None, None, None, None, {}, NO_TOTALS, told)
