"""A scorecard before it is filled in: what is the same for everybody of a stage."""

from __future__ import annotations

from itertools import groupby

from attrs import frozen

from kpicore import Adjustment, Grades, Indicator, Lang, Text
from kpicore_html import messages
from kpicore_html.content import StageContent
from kpicore_html.numbers import plain, scored, share


@frozen
class SheetItem:
    """An indicator or adjustment: `full` marks as they are shown, empty for an adjustment, and the mean of all.

    `peers` is that mean in percent of full marks, None where it is not shown.
    """

    id: str
    label: str
    full: str
    peers: float | None
    peers_said: str
    clause: str
    status: str
    status_said: str


@frozen
class SheetSection:
    """Items under their heading."""

    label: str
    items: tuple[SheetItem, ...]


@frozen
class Sheet:
    """The card of a stage. `adjustments` may be empty; `details` are the ids of texts that may stand on it."""

    title: str
    policy: str
    full: str
    sections: tuple[SheetSection, ...]
    adjustments: tuple[SheetItem, ...]
    details: tuple[str, ...]
    is_graded: bool
    grade_rule: str
    density: str
    """How close lines have to stand for the card to fit on a page: a class of the style for print, or nothing."""


DENSITIES = ((950, ""), (1060, "tight"), (1210, "dense"))
"""Up to which height, in pixels as the style for print sets it, a card needs which density; "tiny" beyond."""


def sheet(stage: StageContent, lang: Lang) -> Sheet:
    """The card of the stage, in one language."""
    scheme, told = stage.policy.scheme, stage.policy.told
    other = messages.PAGE["other_items" if scheme.sections else "all_items"]
    sections = tuple(
        SheetSection(
            (scheme.sections[section].label if section else other).in_(lang),
            tuple(_item(stage, id, lang) for id, _ in items),
        )
        for section, items in groupby(scheme.indicators.items(), key=lambda entry: entry[1].section)
    )
    return Sheet(
        title=scheme.title.in_(lang),
        policy=messages.PAGE["by_policy"].fill(policy=scheme.policy).in_(lang) if scheme.policy else "",
        full=plain(scheme.full),
        sections=sections,
        adjustments=tuple(_item(stage, id, lang) for id in scheme.adjustments),
        details=tuple(scheme.details),
        is_graded=scheme.grades is not None,
        grade_rule=told["grade"].said() if "grade" in told else "",
        density=_density(stage, len(sections) + bool(scheme.adjustments)),
    )


def clause(item: Indicator | Adjustment | Grades, policy: str) -> str:
    """The item's clause without the policy's name, which stands above."""
    return item.clause.removeprefix(f"{policy}·")


def status(item: Indicator | Adjustment | Grades, lang: Lang) -> str:
    """``暂定：分值、满分界``; nothing where the policy states the item as it is scored."""
    if item.status == "stated":
        return ""
    word = messages.STATUS[item.status]
    figures = messages.PAGE["separator"].in_(lang).join(_figure(path, lang) for path in item.assumed)
    return (messages.STATUS_FIGURES.fill(status=word, figures=figures) if figures else word).in_(lang)


def _density(stage: StageContent, sections: int) -> str:
    """From the lines that rules with their clauses will take: sixty Chinese characters each."""
    scheme, told = stage.policy.scheme, stage.policy.told
    texts = [told[id].said() + clause(item, scheme.policy) for id, item in scheme.items.items()]
    lines = sum(-(-(_width(text) + 10) // 60) for text in texts)
    height = 330 + 25 * sections + 33 * len(texts) + 16 * lines + 16 * len(scheme.details)
    return next((density for most, density in DENSITIES if height <= most), "tiny")


def _width(text: str) -> float:
    """The length of a text in Chinese characters."""
    return sum(1 if ord(sign) > 0x2E7F else 0.5 for sign in text)


def _figure(path: str, lang: Lang) -> str:
    """A parameter's key path in words, where it is a usual one: ``points``, ``calculator.zero``."""
    head, dot, rest = path.removeprefix("calculator.").partition(".")
    return messages.FIGURES.get(head, Text(head, head)).in_(lang) + dot + rest


def _item(stage: StageContent, id: str, lang: Lang) -> SheetItem:
    scheme = stage.policy.scheme
    item = scheme.items[id]
    full = float(item.points) if isinstance(item, Indicator) else None
    mean = _peers_mean(stage, id)
    said = "" if mean is None else scored(round(mean, 4), scheme.rounding.digits, True)
    return SheetItem(
        id=id,
        label=item.label.in_(lang),
        full="" if full is None else plain(full),
        peers=None if mean is None or full is None else share(mean, full),
        peers_said=messages.PAGE["peers_mean"].fill(mean=said).in_(lang) if said else "",
        clause=clause(item, scheme.policy),
        status=item.status,
        status_said=status(item, lang),
    )


def _peers_mean(stage: StageContent, id: str) -> float | None:
    """The mean points of all, None where it is not shown or stands on too few people."""
    found = stage.everybody.items.get(id) if stage.everybody is not None else None
    return found.mean if found is not None and found.scored >= stage.people.fewest else None
