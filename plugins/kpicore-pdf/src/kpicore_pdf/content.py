"""What stands on a card, as values: texts ready to be set, and shares of a bar's length from 0 to 1."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from kpicore import Text
from kpicore_pdf import messages


@frozen
class Line:
    """An indicator or adjustment. Full marks, share and the peers' mean are there for an indicator only, the mean where
    it may be shown."""

    label: str
    mark: str | None
    clause: str | None
    said: tuple[str, ...]
    points: str
    full: str | None = None
    share: float = 0
    mean: str = ""
    mean_share: float | None = None


@frozen
class Section:
    """Lines under a heading."""

    title: str
    lines: tuple[Line, ...]


@frozen
class Sum:
    """A line below the table that adds up."""

    label: str
    points: str
    full: str | None = None


@frozen
class Card:
    """One person's card in one stage. `facts` are pairs of a label and a text."""

    stage: str
    name: str
    employee: str
    facts: tuple[tuple[str, str], ...]
    scheme: tuple[str, ...]
    total: str
    full: str | None
    place: str
    grade: str | None
    grade_mark: str | None
    outcome: str | None
    has_means: bool
    sections: tuple[Section, ...]
    sums: tuple[Sum, ...]
    remarks: tuple[str, ...]


def texts(card: Card) -> Iterator[tuple[Text, str]]:
    """Every text of a card, each with what it is."""
    yield messages.EMPLOYEE, card.employee
    yield messages.NAME, card.name
    for label, fact in card.facts:
        yield Text(label, label), fact
    for section in card.sections:
        for line in section.lines:
            for said in (line.label, line.clause or "", *line.said):
                yield Text(line.label, line.label), said
    for said in (card.place, card.grade or "", card.outcome or "", *card.scheme, *card.remarks):
        yield messages.RESULT, said
