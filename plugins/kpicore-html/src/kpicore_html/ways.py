"""What the next grade takes, as facts that fit into sentences."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from kpicore import Headroom, Improvement, Lang, Scheme, shown
from kpicore_html import messages
from kpicore_html.numbers import plain

NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@frozen
class Way:
    """A change of one metric, its figures as they are shown. `verb` is the key of the words for going there."""

    metric: str
    now: str
    at: str
    verb: str
    more: str


@frozen
class NextGrade:
    """How far the next `better` grade is, its figures as they are shown; empty where they are not.

    `found` is that of `kpicore.Headroom`, or ``edge`` where ways were not worked out.
    """

    found: str
    grade: str
    better: str = ""
    edge: str = ""
    lacking: str = ""
    is_by_place: bool = False
    ways: tuple[Way, ...] = ()


def next_grade(found: Headroom, scheme: Scheme, lang: Lang) -> NextGrade | None:
    """The facts; None where there is nothing to say."""
    if found.grade is None or found.found == "unknown":
        return None
    if found.edge is None or found.lacking is None:
        return NextGrade(found.found, found.grade)
    return NextGrade(
        found.found,
        found.grade,
        found.better or "",
        _points(found.edge),
        _points(found.lacking),
        found.is_by_place,
        tuple(_way(change, scheme, lang) for change in found.ways),
    )


def said(next_grade: NextGrade, fewest: int, scheme: Scheme, texts: dict[str, str]) -> str:
    """The sentences on a card, with the texts of `messages.CARD` in one language. The script says the same."""
    if not next_grade.edge:
        return texts[f"headroom_{next_grade.found}"].format(grade=next_grade.grade, fewest=fewest)
    short = texts["short_by_place" if next_grade.is_by_place else "short_of_edge"]
    lacking = of_points(next_grade.lacking, texts)
    sentence = short.format(grade=next_grade.better, edge=next_grade.edge, lacking=lacking)
    if next_grade.found not in ("one", "several", "out-of-reach"):
        return sentence
    lang: Lang = "zh" if texts["way"] == messages.CARD["way"].zh else "en"
    ways = [
        texts["way"].format(
            number=number,
            metric=scheme.metrics[way.metric].label.in_(lang),
            now=way.now,
            at=texts[f"to_{way.verb}"].format(at=way.at),
            more=of_points(way.more, texts),
        )
        for number, way in zip(NUMBERS, next_grade.ways, strict=False)
    ]
    listed = texts["ways_separator"].join(ways) + texts["ways_end"] if ways else ""
    return sentence + texts[f"ways_{next_grade.found}"] + listed


def of_points(points: str, texts: dict[str, str]) -> str:
    """``1 point``, ``3.92 points``."""
    return texts["one_point" if points == "1" else "so_many_points"].format(points=points)


def _way(change: Improvement, scheme: Scheme, lang: Lang) -> Way:
    unit = scheme.metrics[change.metric].unit
    now = "" if change.now is None else shown(change.now, unit, lang)
    return Way(change.metric, now, shown(change.at, unit, lang), _verb(change), _points(change.points))


def _verb(change: Improvement) -> str:
    if isinstance(change.reached, str) or isinstance(change.now, str) or change.now is None:
        return "letter"
    way = "up" if change.reached > change.now else "down"
    return f"beyond_{way}" if change.is_beyond else way


def _points(points: Fraction) -> str:
    return plain(float(points))
