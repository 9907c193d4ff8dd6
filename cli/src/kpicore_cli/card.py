"""A scorecard in words, such that a team leader can read it out to the person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from kpicore.errors import Lang
from kpicore.scheme import Indicator, Period, Scheme, StageResults
from kpicore.scoring.scorecards import Scorecard, ScoreLine
from kpicore_cli import messages
from kpicore_cli.provenance import provenance
from kpicore_cli.screen import heading, plain, points, spread, wrapped

INDENT, DEEPER = "  ", "    "


def card(
    card: Scorecard, results: StageResults, period: Period, lang: Lang, steps: Mapping[str, str] | None = None
) -> str:
    """The result in a sentence, then every item with its points and reason, then how they make the total.

    `steps` says of items, by id, what their next point takes.
    """
    scheme, steps = results.scheme, steps or {}
    blocks = [_head(card, scheme, period, lang)]
    for section, lines in groupby(card.scores, key=lambda line: line.section):
        title = section or (messages.OTHER_ITEMS if scheme.sections else messages.ALL_ITEMS)
        blocks.append(_items(title.in_(lang), list(lines), scheme, steps, lang))
    if card.adjustments:
        blocks.append(_items(messages.ADJUSTMENTS.in_(lang), card.adjustments, scheme, steps, lang))
    blocks.append(_result(card, scheme, lang))
    return "\n\n".join(blocks)


def _head(card: Scorecard, scheme: Scheme, period: Period, lang: Lang) -> str:
    who = [card.name, messages.EMPLOYEE.in_(lang, employee=card.employee), card.team]
    if card.total is None:
        said = messages.NO_RESULT.in_(lang, period=period)
    else:
        facts = {"total": points(card.total, scheme.rounding.digits), "full": plain(scheme.full)}
        said = messages.RESULT.in_(lang, period=period, rank=card.rank, people=card.people, **facts)
        said += (
            messages.RESULT_END.in_(lang) if card.grade is None else messages.RESULT_GRADE.in_(lang, grade=card.grade)
        )
    by = [
        scheme.title.in_(lang),
        messages.BY_POLICY.in_(lang, policy=scheme.policy) if scheme.policy else "",
    ]
    return "\n".join(
        [
            heading(wrapped(" · ".join(filter(None, who)))),
            *(wrapped(messages.DETAIL.in_(lang, label=it.label.in_(lang), text=it.text)) for it in card.details),
            wrapped(said),
            wrapped(("，" if lang == "zh" else ", ").join(filter(None, by))),
            wrapped(messages.SCORED_BY.in_(lang, scheme=scheme.id, version=scheme.version)),
        ]
    )


def _items(title: str, lines: Sequence[ScoreLine], scheme: Scheme, steps: Mapping[str, str], lang: Lang) -> str:
    said = (line for item in lines for line in _item(item, scheme, steps.get(item.id), lang))
    return "\n".join([heading(title), *said])


def _item(line: ScoreLine, scheme: Scheme, step: str | None, lang: Lang) -> Iterator[str]:
    yield spread(line.label.in_(lang), _points(line, scheme, lang), INDENT)
    item = scheme.items[line.id]
    if line.points is None:
        yield wrapped(messages.LEFT_OUT_WHY.in_(lang), DEEPER)
    elif line.is_filled and isinstance(item, Indicator) and item.missing in messages.FILLED:
        yield wrapped(messages.FILLED[item.missing].in_(lang), DEEPER)
    yield wrapped(line.why, DEEPER)
    if step is not None:
        yield wrapped(step, DEEPER)
    for said in provenance(item, scheme.policy, lang):
        yield wrapped(said, DEEPER)


def _points(line: ScoreLine, scheme: Scheme, lang: Lang) -> str:
    if line.points is None:
        return messages.LEFT_OUT.in_(lang)
    shown = (
        points(line.points, scheme.rounding.digits)
        if scheme.rounding.of == "indicator"
        else plain(round(line.points, 4))
    )
    if line.full is None:
        return f"+{shown}" if line.points > 0 else shown
    return messages.POINTS_OF.in_(lang, points=shown, full=plain(line.full).rjust(_longest_full(scheme)))


def _longest_full(scheme: Scheme) -> int:
    """The digits of the largest full marks, so that points stand below each other."""
    return max(len(plain(item.points)) for item in scheme.indicators.values())


def _result(card: Scorecard, scheme: Scheme, lang: Lang) -> str:
    digits = scheme.rounding.digits
    lines = [heading(messages.RESULTS.in_(lang))]
    if card.base_total is not None:
        lines.append(spread(messages.BASE_TOTAL.in_(lang), points(card.base_total, digits), INDENT))
    if card.scale is not None:
        lines.append(wrapped(messages.SCALED.in_(lang, scale=plain(round(card.scale, 4))), DEEPER))
    if card.adjustments:
        added = sum(line.points or 0 for line in card.adjustments)
        lines.append(spread(messages.ADJUSTMENTS.in_(lang), points(added, digits), INDENT))
    if card.total is not None:
        total = messages.POINTS_OF.in_(lang, points=points(card.total, digits), full=plain(scheme.full))
        lines.append(spread(messages.TOTAL.in_(lang), total, INDENT))
        if card.total == 0 and (card.base_total or 0) + sum(line.points or 0 for line in card.adjustments) < 0:
            lines.append(wrapped(messages.FLOORED.in_(lang), DEEPER))
        place = messages.RANK_OF.in_(lang, rank=card.rank, people=card.people)
        lines.append(spread(messages.RANK.in_(lang), place, INDENT))
    if card.grade is not None and scheme.grades is not None:
        lines.append(spread(messages.GRADE.in_(lang), card.grade, INDENT))
        lines.append(wrapped(card.grade_rule, DEEPER))
        lines += [wrapped(said, DEEPER) for said in provenance(scheme.grades, scheme.policy, lang)]
    if card.outcome is not None:
        lines.append(spread(messages.OUTCOME.in_(lang), card.outcome.in_(lang), INDENT))
    return "\n".join(lines)
