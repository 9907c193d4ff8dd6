"""Filling in scorecards: everything that a person's card says beside the sheet, by the name of its place there.

The script of a report does the same from the numbers in it (``script/card.js``); a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import frozen

from kpicore import Choice, Indicator, Lang, Peers, Slot, Words, metric_column, shown
from kpicore_html import messages
from kpicore_html.content import StageContent
from kpicore_html.grades import grade_class
from kpicore_html.numbers import fixed, plain, scored, share
from kpicore_html.ways import next_grade, said

NOTHING = "—"
BETWEEN = " / "


@frozen
class Card:
    """A person's card: texts by their places, and by item how much of its full marks was reached, in percent.

    Places are ``name``, ``who``, ``detail.ID``, ``total``, ``rank``, ``grade``, ``outcome``, ``base_total``,
    ``scaled``, ``adjusted``, ``floored``, ``headroom``, and of each item ``points.ID``, ``measured.ID``, ``why.ID`` and
    ``note.ID``. A place with nothing to say has an empty text. `colour` is the class of the grade's colour.
    """

    employee: str
    texts: Mapping[str, str]
    shares: Mapping[str, float]
    colour: str


def cards(stage: StageContent, lang: Lang) -> Iterator[Card]:
    """Each person's card, in the order of the stage's people."""
    texts = messages.spoken(messages.CARD, lang)
    grades = stage.policy.scheme.grades
    colours = {letter: grade_class(letter, grades.mapper.letters) for letter in grades.mapper.letters} if grades else {}
    steps = stage.people.steps
    for person in stage.people.frame.iter_rows(named=True):
        said_of = {**_head(stage, person, texts, lang), **_result(stage, person, texts, lang)}
        shares = {}
        peers = {step: Peers(person[f"people.{step}"], stage.people.fewest) for step in steps}
        for id, item in stage.policy.scheme.items.items():
            said_of |= _item(stage, id, person, peers, texts, lang)
            if isinstance(item, Indicator):
                shares[id] = share(person[id] or 0, float(item.points))
        yield Card(person["employee"], said_of, shares, colours.get(person["grade"], ""))


def _head(stage: StageContent, person: Mapping[str, Any], texts: dict[str, str], lang: Lang) -> dict[str, str]:
    name = person.get("name")
    employee = texts["who_employee"].format(employee=person["employee"])
    who = [employee if name else None, person.get("team")]
    said_of = {"name": name or employee, "who": " · ".join(filter(None, who))}
    for id, detail in stage.policy.scheme.details.items():
        text = person.get(f"detail.{id}")
        said_of[f"detail.{id}"] = texts["labelled"].format(label=detail.label.in_(lang), text=text) if text else ""
    return said_of


def _item(
    stage: StageContent,
    id: str,
    person: Mapping[str, Any],
    peers: Mapping[str, Peers],
    texts: dict[str, str],
    lang: Lang,
) -> dict[str, str]:
    scheme, words = stage.policy.scheme, stage.policy.told[id]
    item, points = scheme.items[id], person[id]
    note = ""
    if points is None:
        note = texts["left_out_why"]
        said_points = texts["left_out"]
    else:
        said_points = scored(points, scheme.rounding.digits, scheme.rounding.of == "indicator")
        if not isinstance(item, Indicator) and points > 0:
            said_points = f"+{said_points}"
        if isinstance(item, Indicator) and person.get(f"filled.{id}"):
            note = texts[f"filled_{item.missing}"]
    figures = {slot.column: slot for slot in _slots(words, person) if slot.column.startswith(metric_column(""))}
    values = [
        NOTHING if person[column] is None else shown(person[column], slot.unit, lang)
        for column, slot in figures.items()
    ]
    return {
        f"points.{id}": said_points,
        f"measured.{id}": BETWEEN.join(values),
        f"why.{id}": words.said_of(person, peers),
        f"note.{id}": note,
    }


def _slots(words: Words, person: Mapping[str, Any]) -> Iterator[Slot]:
    """The places of the person's values in the words, of cases those of the one that the person meets."""
    for part in words.parts:
        match part:
            case Slot():
                yield part
            case Choice(column=column, cases=cases):
                for value, case in cases:
                    if value == person.get(column):
                        yield from _slots(case, person)


def _result(stage: StageContent, person: Mapping[str, Any], texts: dict[str, str], lang: Lang) -> dict[str, str]:
    scheme = stage.policy.scheme
    digits, total, base, grade = scheme.rounding.digits, person["total"], person["base_total"], person["grade"]
    added = sum(person[id] or 0 for id in scheme.adjustments)
    scale = person["scale"]
    outcome = scheme.grades.outcomes.get(grade) if scheme.grades and grade is not None else None
    headroom = stage.people.headroom.get(person["employee"])
    facts = next_grade(headroom, scheme, lang) if headroom is not None else None
    return {
        "total": NOTHING if total is None else fixed(total, digits),
        "rank": texts["no_total"]
        if person["rank"] is None
        else texts["rank_of"].format(rank=person["rank"], people=stage.ranked),
        "grade": grade or "",
        "outcome": texts["outcome"].format(outcome=outcome.in_(lang)) if outcome is not None else "",
        "base_total": NOTHING if base is None else fixed(base, digits),
        "scaled": texts["scaled"].format(scale=plain(scale)) if scale is not None else "",
        "adjusted": ("+" if added > 0 else "") + fixed(added, digits) if scheme.adjustments else "",
        "floored": texts["floored"] if total == 0 and (base or 0) + added < 0 else "",
        "headroom": said(facts, stage.people.fewest, scheme, texts) if facts is not None else "",
    }
