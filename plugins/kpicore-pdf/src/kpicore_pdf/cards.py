"""Scorecards as cards to print."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import groupby

from attrs import frozen

from kpicore import (
    SMALLEST_GROUP,
    Frame,
    Lang,
    Scorecard,
    ScoreLine,
    StageResults,
    Text,
    recorded_mean,
    scorecards,
    tell,
)
from kpicore_pdf import messages
from kpicore_pdf.content import Card, Line, Section, Sum
from kpicore_pdf.numbers import plain, points, share, signed


@frozen
class Printed:
    """A stage to be printed in one language. `means` are those of its people by indicator, where they may be shown."""

    stage: StageResults
    lang: Lang
    means: Mapping[str, float]

    def said(self, text: Text | str) -> str:
        """A text in the card's language, on one line, without the characters that cannot be seen."""
        return seen(text if isinstance(text, str) else text.in_(self.lang))


def cards(stage: StageResults, lang: Lang, earlier: Mapping[str, Frame]) -> Iterator[Card]:
    """A card for each person of the stage, in the population's order.

    `earlier` holds the frames of earlier stages. Figures of a group are shown where it has five people beside the one
    who reads the card, and so can take themselves out of it.
    """
    printed = Printed(stage, lang, peer_means(stage))
    for card in scorecards(stage, lang, SMALLEST_GROUP + 1, earlier):
        yield _card(printed, card)


def peer_means(stage: StageResults) -> dict[str, float]:
    """The mean points of every indicator, of those who have any, where these are enough to be shown.

    Not of the total: where somebody has no points in an indicator, it would tell with the others what that is about.
    """
    means: dict[str, float] = {}
    for id in stage.scheme.indicators:
        known = stage.frame[id].drop_nulls()
        mean = recorded_mean(known, stage.scheme.rounding.digits)
        if len(known) > SMALLEST_GROUP and mean is not None:
            means[id] = mean
    return means


def seen(text: str) -> str:
    """The text on one line, without marks that turn or join it and cannot be seen."""
    return " ".join("".join(sign for sign in text if unicodedata.category(sign) != "Cf").split())


def _card(printed: Printed, card: Scorecard) -> Card:
    scheme, said = printed.stage.scheme, printed.said
    digits = scheme.rounding.digits
    place = messages.NO_TOTAL if card.rank is None else messages.PLACE.fill(rank=card.rank, people=card.people)
    grades = scheme.grades
    return Card(
        stage=card.stage,
        name=seen(card.name or "") or seen(card.employee),
        employee=seen(card.employee),
        facts=tuple(_facts(printed, card)),
        scheme=tuple(_scheme(printed)),
        total="—" if card.total is None else points(card.total, digits),
        full=None if card.total is None else plain(float(scheme.full)),
        place=said(place),
        grade=card.grade if card.grade is None else seen(card.grade),
        grade_mark=None if grades is None else _mark(printed, grades.status),
        outcome=None if card.outcome is None else said(messages.OUTCOME.fill(outcome=card.outcome)),
        has_means=bool(printed.means),
        sections=tuple(_sections(printed, card)),
        sums=tuple(_sums(printed, card)),
        remarks=tuple(_remarks(printed, card)),
    )


def _facts(printed: Printed, card: Scorecard) -> Iterator[tuple[str, str]]:
    said = printed.said
    yield said(messages.EMPLOYEE), seen(card.employee)
    if card.team:
        yield said(messages.TEAM), seen(card.team)
    for detail in card.details:
        yield said(detail.label), seen(detail.text)


def _scheme(printed: Printed) -> Iterator[str]:
    scheme, said = printed.stage.scheme, printed.said
    yield said(messages.SCHEME.fill(title=scheme.title, policy=scheme.policy) if scheme.policy else scheme.title)
    yield said(messages.VERSION.fill(scheme=scheme.id, version=scheme.version))


def _sections(printed: Printed, card: Scorecard) -> Iterator[Section]:
    scheme, said = printed.stage.scheme, printed.said
    rest = messages.OTHER_ITEMS if scheme.sections else messages.ALL_ITEMS
    for section, lines in groupby(card.scores, key=lambda line: line.section):
        yield Section(said(section or rest), tuple(_line(printed, line) for line in lines))
    if card.adjustments:
        yield Section(said(messages.ADJUSTMENTS), tuple(_line(printed, line) for line in card.adjustments))


def _line(printed: Printed, line: ScoreLine) -> Line:
    scheme, said = printed.stage.scheme, printed.said
    clause = line.clause.removeprefix(f"{scheme.policy}·")
    mean = printed.means.get(line.id)
    return Line(
        label=said(line.label),
        mark=_mark(printed, line.status),
        clause=said(messages.CLAUSE.fill(clause=clause)) if clause else None,
        said=tuple(map(said, _why(printed, line))),
        points=said(_points(printed, line)),
        full=None if line.full is None else plain(line.full),
        share=share(line.points or 0, line.full or 0),
        mean="" if mean is None else points(mean, scheme.rounding.digits),
        mean_share=None if mean is None else share(mean, line.full or 0),
    )


def _why(printed: Printed, line: ScoreLine) -> Iterator[Text | str]:
    if line.points is None:
        yield messages.LEFT_OUT_WHY
    elif line.is_filled:
        missing = getattr(printed.stage.scheme.items[line.id], "missing", "")
        yield from (messages.FILLED[missing],) if missing in messages.FILLED else ()
    yield line.why


def _points(printed: Printed, line: ScoreLine) -> Text | str:
    if line.points is None:
        return messages.LEFT_OUT
    shown = points(line.points, printed.stage.scheme.rounding.digits)
    return shown if line.full is not None else signed(line.points, shown)


def _mark(printed: Printed, status: str) -> str | None:
    return printed.said(messages.STATUS[status]) if status in messages.STATUS else None


def _sums(printed: Printed, card: Scorecard) -> Iterator[Sum]:
    scheme, said = printed.stage.scheme, printed.said
    digits = scheme.rounding.digits
    if card.base_total is not None:
        yield Sum(said(messages.BASE_TOTAL), points(card.base_total, digits))
    if card.adjustments:
        added = sum(line.points or 0 for line in card.adjustments)
        yield Sum(said(messages.ADJUSTMENTS), signed(added, points(added, digits)))
    if card.total is not None:
        yield Sum(said(messages.TOTAL), points(card.total, digits), plain(float(scheme.full)))


def _remarks(printed: Printed, card: Scorecard) -> Iterator[str]:
    said = printed.said
    if printed.stage.scheme.rounding.of == "total":
        yield said(messages.EXACT)
    if card.scale is not None:
        yield said(messages.SCALED.fill(scale=plain(card.scale)))
    if card.total == 0 and (card.base_total or 0) + sum(line.points or 0 for line in card.adjustments) < 0:
        yield said(messages.FLOORED)
    if card.grade is not None and card.grade_rule:
        yield said(messages.GRADED.fill(rule=card.grade_rule))
    statuses = {line.status for line in (*card.scores, *card.adjustments)} | _grade_status(printed, card)
    yield from (said(text) for status, text in messages.MARKS.items() if status in statuses)


def _grade_status(printed: Printed, card: Scorecard) -> set[str]:
    grades = printed.stage.scheme.grades
    return {grades.status} if grades is not None and card.grade is not None else set()


def shared_texts(stage: StageResults, lang: Lang) -> Iterator[str]:
    """What the scheme puts on the cards of its stage, whoever they are about."""
    scheme = stage.scheme
    texts: list[Text | str] = [scheme.title, scheme.policy, scheme.id, scheme.version]
    texts += [section.label for section in scheme.sections.values()]
    texts += [detail.label for detail in scheme.details.values()]
    texts += [text for item in scheme.items.values() for text in (item.label, item.clause)]
    texts += [words.said() for words in tell(stage, lang).values()]
    if scheme.grades is not None:
        texts += [*scheme.grades.mapper.letters, *scheme.grades.outcomes.values()]
    for text in texts:
        yield seen(text if isinstance(text, str) else text.in_(lang))
