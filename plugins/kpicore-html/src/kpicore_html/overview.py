"""The overview of a stage as it is drawn: texts, and lengths in percent of the room there is."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from kpicore import Indicator, Lang
from kpicore_html import messages
from kpicore_html.content import Figures, ItemFigures, StageContent
from kpicore_html.figures import PARTS
from kpicore_html.grades import grade_class
from kpicore_html.numbers import fixed, percent, plain, share
from kpicore_html.sheet import status

SEPARATE = 3
"""How many indicators are named that separate people most."""

MOST_TEAMS = 200
"""With more teams the better and the worse half of so many are shown."""

FULL_FOR_MOST = 0.9
"""From this share of people with full marks on, an indicator separates nobody to speak of."""

LOST_BY_MOST = 0.5
"""Below this share of full marks in the mean, most people lose points on an indicator."""


@frozen
class GradeBar:
    """A grade in a bar of all: where it begins, how wide it is."""

    letter: str
    colour: str
    people: int
    percent: str
    start: float
    width: float
    outcome: str


@frozen
class Band:
    """A bar of the distribution: from the left, how wide, how high, and what it says."""

    start: float
    width: float
    height: float
    said: str


@frozen
class TeamRow:
    """A team: its mean as a number and as a length from zero to full marks, its people and grades."""

    name: str
    mean: str
    length: float
    people: int
    grades: tuple[GradeBar, ...]


@frozen
class ItemRow:
    """An indicator among the others: mean points, share of full marks, spread, and how many have all or nothing.

    `tags` are the keys of what stands out.
    """

    label: str
    section: str
    mean: str
    full: str
    length: float
    share: str
    spread: str
    spread_length: float
    in_full: str
    at_nothing: str
    tags: tuple[str, ...]


@frozen
class Assumed:
    """Something that the policy does not state: what, which of its figures, and why so."""

    label: str
    status: str
    status_said: str
    note: str


@frozen
class Overview:
    """All of it. What is not shown, or not there, is None or empty."""

    mean: str
    median: str
    lowest: str
    highest: str
    people: int
    unscored: int
    grades: tuple[GradeBar, ...]
    bands: tuple[Band, ...]
    ticks: tuple[str, ...]
    band_width: str
    most: int
    mean_at: float | None
    full: str
    teams: tuple[TeamRow, ...]
    teams_left_out: int
    mean_length: float
    items: tuple[ItemRow, ...]
    separate: tuple[str, ...]
    failed: tuple[str, ...]
    full_for_most: tuple[str, ...]
    assumed: tuple[Assumed, ...]


def overview(stage: StageContent, figures: Figures, lang: Lang) -> Overview:
    """The stage's figures, ready to be drawn."""
    scheme = stage.policy.scheme
    digits, full = scheme.rounding.digits, float(scheme.full)
    totals = figures.totals
    span = totals.width * len(totals.counts)
    most = max(totals.counts, default=0)
    rows = tuple(_items(stage, figures, lang))
    top = max([full, *(team.mean for team in stage.teams.values() if team.mean is not None)])

    def said(value: float | None) -> str:
        return "—" if value is None else fixed(value, digits)

    return Overview(
        mean=said(figures.mean),
        median=said(figures.median),
        lowest=said(figures.lowest),
        highest=said(figures.highest),
        people=figures.people,
        unscored=figures.people - figures.scored,
        grades=grade_bars(stage, figures, lang),
        bands=tuple(_bands(figures, lang)),
        ticks=tuple(_ticks(figures)),
        band_width=plain(totals.width),
        most=most,
        mean_at=None if figures.mean is None or not span else share(figures.mean - totals.start, span),
        full=plain(top),
        teams=tuple(_teams(stage, top, lang)),
        teams_left_out=max(len(stage.teams) - MOST_TEAMS, 0),
        mean_length=share(figures.mean or 0, top),
        items=rows,
        separate=tuple(_separate(stage, figures, lang)),
        failed=tuple(row.label for row in rows if "failed_by_most" in row.tags),
        full_for_most=tuple(row.label for row in rows if "full_for_most" in row.tags),
        assumed=tuple(_assumed(stage, lang)),
    )


def grade_bars(stage: StageContent, figures: Figures, lang: Lang) -> tuple[GradeBar, ...]:
    """The grades of some people side by side, the best first."""
    outcomes = stage.policy.scheme.grades.outcomes if stage.policy.scheme.grades else {}
    graded = sum(figures.grades.values())
    letters = list(figures.grades)
    bars, start = [], 0.0
    for letter, people in figures.grades.items():
        width = share(people, graded)
        outcome = outcomes[letter].in_(lang) if letter in outcomes else ""
        bars.append(
            GradeBar(letter, grade_class(letter, letters), people, percent(people, graded), start, width, outcome)
        )
        start = round(start + width, 2)
    return tuple(bars)


def _bands(figures: Figures, lang: Lang) -> Iterator[Band]:
    totals = figures.totals
    most = max(totals.counts, default=0)
    width = 100 / max(len(totals.counts), 1)
    for index, people in enumerate(totals.counts):
        start = totals.start + index * totals.width
        facts = {"from": plain(start), "to": plain(start + totals.width), "people": people}
        said = messages.PAGE["totals_band"].fill(**facts).in_(lang)
        yield Band(round(index * width, 3), round(width, 3), share(people, most), said)


def _ticks(figures: Figures) -> Iterator[str]:
    """A few totals along the axis: both ends and what lies evenly between."""
    totals = figures.totals
    for part in range(PARTS + 1):
        yield plain(totals.start + totals.width * len(totals.counts) * part / PARTS)


def _teams(stage: StageContent, top: float, lang: Lang) -> Iterator[TeamRow]:
    """The best mean first; teams without one last. Of too many those in the middle are left out; teams of one person
    each would only be the table of people once more."""
    if all(team.people == 1 for team in stage.teams.values()):
        return
    digits = stage.policy.scheme.rounding.digits
    teams = sorted(stage.teams.items(), key=lambda entry: 1 if entry[1].mean is None else -entry[1].mean)
    if len(teams) > MOST_TEAMS:
        teams = [*teams[: MOST_TEAMS // 2], *teams[-MOST_TEAMS // 2 :]]
    for name, team in teams:
        mean = "—" if team.mean is None else fixed(team.mean, digits)
        yield TeamRow(name, mean, share(team.mean or 0, top), team.people, grade_bars(stage, team, lang))


def _items(stage: StageContent, figures: Figures, lang: Lang) -> Iterator[ItemRow]:
    scheme = stage.policy.scheme
    digits = scheme.rounding.digits
    widest = max((found.spread or 0 for found in figures.items.values()), default=0)
    separate = set(_separate(stage, figures, lang))
    for id, found in figures.items.items():
        item = scheme.items[id]
        full = float(item.points) if isinstance(item, Indicator) else None
        section = item.section if isinstance(item, Indicator) else None
        label = item.label.in_(lang)
        yield ItemRow(
            label=label,
            section=scheme.sections[section].label.in_(lang) if section else "",
            mean="—" if found.mean is None else fixed(found.mean, digits),
            full="" if full is None else plain(full),
            length=0 if full is None else share(found.mean or 0, full),
            share="" if full is None else percent(found.mean or 0, full),
            spread="—" if found.spread is None else fixed(found.spread, digits),
            spread_length=share(found.spread or 0, widest),
            in_full="" if full is None else percent(found.in_full, found.scored),
            at_nothing=percent(found.at_nothing, found.scored) if full is not None else "",
            tags=(*_tags(found, full), *(["separates_most"] if label in separate else [])),
        )


def _tags(found: ItemFigures, full: float | None) -> Iterator[str]:
    if full is not None and found.mean is not None:
        if found.in_full >= FULL_FOR_MOST * found.scored:
            yield "full_for_most"
        if found.mean < LOST_BY_MOST * full:
            yield "failed_by_most"


def _separate(stage: StageContent, figures: Figures, lang: Lang) -> list[str]:
    """The indicators with the largest spread of points."""
    scheme = stage.policy.scheme
    spreads = {id: found.spread or 0 for id, found in figures.items.items()}
    largest = sorted((id for id, spread in spreads.items() if spread > 0), key=lambda id: -spreads[id])
    return [scheme.items[id].label.in_(lang) for id in largest[:SEPARATE]]


def _assumed(stage: StageContent, lang: Lang) -> Iterator[Assumed]:
    scheme = stage.policy.scheme
    for item in scheme.items.values():
        if item.status != "stated":
            note = item.note.in_(lang) if item.note else ""
            yield Assumed(item.label.in_(lang), item.status, status(item, lang), note)
    if scheme.grades is not None and scheme.grades.status != "stated":
        note = scheme.grades.note.in_(lang) if scheme.grades.note else ""
        yield Assumed(messages.PAGE["grading"].in_(lang), scheme.grades.status, status(scheme.grades, lang), note)
