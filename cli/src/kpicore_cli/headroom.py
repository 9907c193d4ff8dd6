"""What the next point and the next grade take, in words and as data."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpicore.errors import Lang
from kpicore.render.said import shown
from kpicore.scheme import Scheme
from kpicore.scoring.headroom import Headroom, NextStep
from kpicore.scoring.improvement import Improvement
from kpicore_cli import messages
from kpicore_cli.messages import Said
from kpicore_cli.screen import heading, plain, wrapped


def next_step(step: NextStep, scheme: Scheme, lang: Lang) -> str:
    """A line: where the next point is, and where all points are."""
    change, to_full = step.change, step.to_full
    facts = {"where": _where(change, scheme, len(step.metrics) > 1, lang), "more": _of_points(change.points, lang)}
    if to_full is not None and to_full.at == change.at:
        said = messages.NEXT_TO_FULL.in_(lang, **facts)
    else:
        said = messages.NEXT.in_(lang, **facts)
        if to_full is not None:
            said += messages.NEXT_THEN_FULL.in_(lang, where=_where(to_full, scheme, False, lang))
    return said + (messages.MEAN_AS_IT_IS.in_(lang) if step.is_among_peers else "")


def headroom(found: Headroom, scheme: Scheme, smallest_group: int, lang: Lang) -> str:
    """The block at the end of a card: how far the next grade is, and the ways there."""
    lines = [heading(messages.HEADROOM.in_(lang)), *_headroom(found, scheme, smallest_group, lang)]
    for number, change in enumerate(found.ways, start=1):
        lines.append(wrapped(f"{number}. {_way(change, scheme, lang)}", "    "))
    return "\n".join(lines)


def next_step_data(step: NextStep) -> dict[str, Any]:
    """A next step for programs: `full_at` is the figure that gives all points."""
    full_at = None if step.to_full is None else _number(step.to_full.at)
    return {**_data(step.change), "full_at": full_at, "is_among_peers": step.is_among_peers}


def headroom_data(found: Headroom) -> dict[str, Any]:
    """The way to the next grade for programs."""
    return {
        "found": found.found,
        "grade": found.grade,
        "next_grade": found.better,
        "edge": _number(found.edge),
        "lacking": _number(found.lacking),
        "is_by_place": found.is_by_place,
        "ways": [{"item": change.item, **_data(change)} for change in found.ways],
    }


def _headroom(found: Headroom, scheme: Scheme, smallest_group: int, lang: Lang) -> Iterator[str]:
    if found.edge is None or found.lacking is None:
        said = messages.HEADROOM_NONE[found.found].in_(lang, grade=found.grade, fewest=smallest_group)
        yield wrapped(said, "  ")
        return
    short = messages.SHORT_BY_PLACE if found.is_by_place else messages.SHORT_OF_EDGE
    facts = {"grade": found.better, "edge": _points(found.edge), "lacking": _of_points(found.lacking, lang)}
    yield wrapped(short.in_(lang, **facts), "  ")
    yield wrapped(messages.WAYS[found.found].in_(lang), "  ")


def _way(change: Improvement, scheme: Scheme, lang: Lang) -> str:
    metric = scheme.metrics[change.metric]
    facts = {
        "metric": metric.label.in_(lang),
        "now": shown(change.now, metric.unit, lang) if change.now is not None else "",
        "at": _verb(change, messages.TO).in_(lang, at=shown(change.at, metric.unit, lang)),
        "more": _of_points(change.points, lang),
    }
    share = "" if change.share is None else f"{max(1, round(100 * change.share))}%"
    return messages.WAY.in_(lang, share=share, **facts)


def _where(change: Improvement, scheme: Scheme, is_named: bool, lang: Lang) -> str:
    metric = scheme.metrics[change.metric]
    where = _verb(change, messages.AT).in_(lang, at=shown(change.at, metric.unit, lang))
    return messages.OF_METRIC.in_(lang, metric=metric.label.in_(lang), where=where) if is_named else where


def _verb(change: Improvement, verbs: dict[str, Said]) -> Said:
    if isinstance(change.reached, str) or isinstance(change.now, str) or change.now is None:
        return verbs["letter"]
    way = "up" if change.reached > change.now else "down"
    return verbs[f"beyond {way}" if change.is_beyond else way]


def _of_points(points: Fraction, lang: Lang) -> str:
    return (messages.ONE_POINT if points == 1 else messages.SO_MANY_POINTS).in_(lang, points=_points(points))


def _points(points: Fraction) -> str:
    return plain(Decimal(points.numerator) / Decimal(points.denominator))


def _data(change: Improvement) -> dict[str, Any]:
    return {
        "metric": change.metric,
        "now": _number(change.now),
        "at": _number(change.at),
        "is_beyond": change.is_beyond,
        "least": _number(change.least),
        "points": _number(change.points),
        "share": _number(change.share),
    }


def _number(value: Fraction | str | None) -> float | str | None:
    return float(value) if isinstance(value, Fraction) else value
