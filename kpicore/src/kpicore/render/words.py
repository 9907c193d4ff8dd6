"""Rules in Chinese or English: rendered once into words with slots, which a person's numbers fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import Formatter
from typing import assert_never

from attrs import field, frozen

from kpicore.errors import Lang, Text
from kpicore.messages import words as phrases
from kpicore.render.said import Choice, GroupSize, Part, Slot, WhereMissing, Words, shown
from kpicore.rule import (
    Aggregate,
    Arithmetic,
    Clip,
    Compare,
    Default,
    If,
    Lit,
    Lookup,
    Node,
    OneOf,
    Par,
    Rank,
    Ref,
    Round,
    Say,
    Steps,
    Test,
    Total,
    is_constant,
    references,
)
from kpicore.rule.constant import places_of


@frozen
class Vocabulary:
    """What columns are called: labels and units by column, the labels of group values, the steps behind helpers."""

    labels: Mapping[str, Text] = field(factory=dict)
    units: Mapping[str, str] = field(factory=dict)
    values: Mapping[str, Mapping[str, Text]] = field(factory=dict)
    steps: Mapping[str, Node] = field(factory=dict)

    def label(self, column: str, lang: Lang) -> str:
        return self.labels[column].in_(lang) if column in self.labels else column


def render(node: Node, names: Vocabulary, lang: Lang) -> Words:
    """The node in words; `names` says what its columns are called."""

    def words(part: Node) -> Words:
        return render(part, names, lang)

    def said(phrase: Text, **parts: Words | str) -> Words:
        return _spliced(phrase.in_(lang), parts, lang)

    def given(value: Node) -> Words:
        """What a row of a table gives: points, where the policy sets a plain number."""
        plain = isinstance(value, Par) and value.unit is None
        return said(phrases.POINTS, number=words(value)) if plain else words(value)

    match node:
        case Ref(column=column) if column in names.steps:
            step = names.steps[column]
            told = _aggregate(step, names, lang, [GroupSize(column)]) if isinstance(step, Aggregate) else words(step)
            return Words(lang, [*told.parts, *_figure(column, step, names)])
        case Ref(column=column):
            slot = Slot(column, names.units.get(column), names.values.get(column, {}))
            return Words(lang, [names.label(column, lang), slot])
        case Par(value=value, unit=unit):
            return Words(lang, [shown(value, unit, lang)])
        case Lit(value=value):
            return Words(lang, [value if isinstance(value, str) else shown(value, None, lang)])
        case Arithmetic():
            return _arithmetic(node, names, lang)
        case Clip(body=body, low=None, high=high) if high is not None:
            return said(phrases.CLIP_HIGH, body=words(body), high=words(high))
        case Clip(body=body, low=low, high=None) if low is not None:
            return said(phrases.CLIP_LOW, body=words(body), low=words(low))
        case Clip(body=body, low=low, high=high) if low is not None and high is not None:
            return said(phrases.CLIP_BOTH, body=words(body), low=words(low), high=words(high))
        case Clip(body=body):
            return words(body)
        case Round(body=body, places=places):
            return said(phrases.ROUND, body=words(body), places=str(places_of(places)))
        case If(test=test, then=then, otherwise=otherwise):
            return said(phrases.IF, test=_test(test, names, lang), then=words(then), otherwise=words(otherwise))
        case Steps(body=body, table=table, otherwise=otherwise):
            rows = [
                said(
                    phrases.STEP_FROM if row.reach == "from" else phrases.STEP_ABOVE,
                    edge=words(row.edge),
                    value=given(row.value),
                )
                for row in table
            ]
            if otherwise is not None:
                rows.append(said(phrases.STEP_REST, value=given(otherwise)))
            return said(phrases.STEPS, body=words(body), rows=_listed(rows, lang))
        case Lookup(body=body, table=table) if all(is_constant(value) for _, value in table):
            letters = [
                said(phrases.LETTER, letter=_value(body, key, names, lang), value=given(value)) for key, value in table
            ]
            return said(phrases.STEPS, body=words(body), rows=_listed(letters, lang))
        case Lookup(body=body, table=table):
            cases = [
                (key, said(phrases.CASE, label=_value(body, key, names, lang), rule=words(value)))
                for key, value in table
            ]
            return Words(lang, [Choice(body.column, tuple(cases))])
        case Default(body=body, value=value):
            return said(phrases.DEFAULT, body=words(body), value=words(value))
        case Total(parts=parts, need=need):
            whole = _joined([words(part) for part in parts], " + ", lang)
            left_out = WhereMissing(references(node), phrases.LEFT_OUT.in_(lang))
            return whole if need == "all" else Words(lang, [*whole.parts, left_out])
        case Aggregate():
            return _aggregate(node, names, lang)
        case Rank(body=body, by=by):
            return said(phrases.RANKED, people=_people(by, names, lang), body=words(body))
        case Say(phrase=phrase, slots=slots, gaps=gaps):
            columns = dict.fromkeys(column for _, slot in slots for column in references(slot))
            where_missing = [] if gaps is None else [WhereMissing(columns, gaps.in_(lang))]
            return said(phrase, gaps=Words(lang, where_missing), **{name: words(slot) for name, slot in slots})
        case _:
            assert_never(node)


def _figure(column: str, step: Node, names: Vocabulary) -> list[Slot]:
    """The slot for the value of a named step, where it is a figure that people are told."""
    match step:
        case Aggregate(kind="share"):
            return [Slot(column, "ratio")]
        case Aggregate() | Rank():
            return [Slot(column, _unit(step, names))]
        case Say(unit=str() as unit):
            return [Slot(column, unit, before=" = ", rests_on=_rests_on(step, names))]
        case _:
            return []


def _rests_on(step: Node, names: Vocabulary) -> tuple[str, ...]:
    """The named steps below a step, however deep."""
    below = [column for column in references(step) if column in names.steps]
    deeper = [step for column in below for step in _rests_on(names.steps[column], names)]
    return tuple(dict.fromkeys([*below, *deeper]))


def _unit(node: Node, names: Vocabulary) -> str | None:
    """The unit of an aggregate: that of the column it looks at."""
    match node:
        case Aggregate(kind="count") | Rank():
            return None
        case Aggregate(body=Ref(column=column)):
            return _unit(names.steps[column], names) if column in names.steps else names.units.get(column)
        case _:
            return None


_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def _arithmetic(node: Arithmetic, names: Vocabulary, lang: Lang) -> Words:
    left = _bracketed(node.left, _STRENGTH[node.operator], names, lang)
    is_strict = node.operator in ("-", "/")
    right = _bracketed(node.right, _STRENGTH[node.operator] + is_strict, names, lang)
    return _joined([left, right], f" {_SIGNS[node.operator]} ", lang)


def _bracketed(node: Node, strength: int, names: Vocabulary, lang: Lang) -> Words:
    words = render(node, names, lang)
    match names.steps.get(node.column, node) if isinstance(node, Ref) else node:
        case Ref() | Par() | Lit() | Aggregate():
            return words
        case Arithmetic(operator=operator) if _STRENGTH[operator] >= strength:
            return words
        case _:
            return Words(lang, ["(", *words.parts, ")"])


def _aggregate(node: Aggregate, names: Vocabulary, lang: Lang, size: Iterable[GroupSize] = ()) -> Words:
    people = _people(node.by, names, lang)
    if node.stage is not None:
        people = phrases.IN_STAGE.in_(lang).format(stage=node.stage, people=people)
    body = node.body
    looked_at = _test(body, names, lang) if isinstance(body, Compare | OneOf) else render(body, names, lang)
    said: dict[str, Words | str] = {"people": Words(lang, [people, *size]), "body": looked_at.without_slots()}
    return _spliced(phrases.AGGREGATES[node.kind].in_(lang), said, lang)


def _test(test: Test, names: Vocabulary, lang: Lang) -> Words:
    if isinstance(test, OneOf):
        separator = " 或 " if lang == "zh" else " or "
        values = separator.join(
            _value(test.body, value, names, lang) if isinstance(test.body, Ref) else value for value in test.values
        )
        return _spliced(phrases.ONE_OF.in_(lang), {"body": render(test.body, names, lang), "values": values}, lang)
    sign = {"<=": "≤", ">=": "≥"}.get(test.operator, test.operator)
    return _joined([render(test.left, names, lang), render(test.right, names, lang)], f" {sign} ", lang)


def _people(by: Iterable[str], names: Vocabulary, lang: Lang) -> str:
    groups = (" " if lang == "en" else "").join(names.label(column, lang) for column in by)
    return phrases.SAME.in_(lang).format(group=groups) if groups else phrases.EVERYBODY.in_(lang)


def _value(body: Ref, value: str, names: Vocabulary, lang: Lang) -> str:
    labels = names.values.get(body.column, {})
    return labels[value].in_(lang) if value in labels else value


def _listed(entries: Iterable[Words], lang: Lang) -> Words:
    return _joined(entries, "，" if lang == "zh" else ", ", lang)


def _joined(entries: Iterable[Words], separator: str, lang: Lang) -> Words:
    parts: list[Part] = []
    for entry in entries:
        parts += [separator, *entry.parts] if parts else entry.parts
    return Words(lang, parts)


def _spliced(phrase: str, slots: Mapping[str, Words | str], lang: Lang) -> Words:
    parts: list[Part] = []
    for text, name, _, _ in Formatter().parse(phrase):
        if text:
            parts.append(text)
        if name is not None:
            filling = slots[name]
            parts += [filling] if isinstance(filling, str) else filling.parts
    return Words(lang, parts)
