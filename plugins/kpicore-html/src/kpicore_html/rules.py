"""The page about the policy: every rule with its points and status, and what a check of the policy found."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from attrs import frozen

from kpicore import Adjustment, Grades, Indicator, Lang, Scheme, Text
from kpicore_html import messages
from kpicore_html.content import StageContent
from kpicore_html.numbers import plain
from kpicore_html.sheet import clause, status


@frozen
class RuleLine:
    """A rule: `points` as they are shown, empty for an adjustment; `extra` says what else there is to know."""

    label: str
    points: str
    rule: str
    extra: tuple[str, ...]
    clause: str
    status: str
    status_said: str
    note: str


@frozen
class RuleSection:
    """Rules under their heading, which may have a note."""

    heading: str
    note: str
    rules: tuple[RuleLine, ...]


@frozen
class FindingLine:
    """Something that lint found: how bad, where (what of the policy, and the key in its document), what, what to do."""

    severity: str
    place: str
    key: str
    message: str
    hint: str


@frozen
class PolicyPage:
    """A stage's policy. `findings` is None where nobody looked."""

    title: str
    policy: str
    scheme: str
    full: str
    note: str
    sections: tuple[RuleSection, ...]
    rounding: str
    outcomes: tuple[str, ...]
    findings: tuple[FindingLine, ...] | None


def policy_page(stage: StageContent, lang: Lang) -> PolicyPage:
    """The policy in one language."""
    scheme, page = stage.policy.scheme, messages.PAGE
    rounding = page["rounding_each" if scheme.rounding.of == "indicator" else "rounding_total"]
    grades = scheme.grades
    letters = [letter for letter in grades.mapper.letters if letter in grades.outcomes] if grades else []
    findings = stage.policy.findings
    return PolicyPage(
        title=scheme.title.in_(lang),
        policy=page["by_policy"].fill(policy=scheme.policy).in_(lang) if scheme.policy else "",
        scheme=page["scored_by"].fill(scheme=scheme.id, version=scheme.version).in_(lang),
        full=page["policy_intro"].fill(full=plain(scheme.full)).in_(lang),
        note=scheme.note.in_(lang) if scheme.note else "",
        sections=tuple(_sections(stage, lang)),
        rounding=rounding.fill(digits=scheme.rounding.digits).in_(lang),
        outcomes=tuple(
            page["grade_outcome"].fill(grade=letter, outcome=grades.outcomes[letter]).in_(lang)
            for letter in letters
            if grades
        ),
        findings=None if findings is None else tuple(_findings(stage, lang)),
    )


def _sections(stage: StageContent, lang: Lang) -> Iterator[RuleSection]:
    scheme, page = stage.policy.scheme, messages.PAGE
    for id, items in groupby(scheme.indicators.items(), key=lambda entry: entry[1].section):
        section = scheme.sections[id] if id else None
        heading = section.label if section else page["other_items" if scheme.sections else "all_items"]
        if section and section.points is not None:
            heading = page["section_points"].fill(label=heading, points=plain(section.points))
        note = section.note.in_(lang) if section and section.note else ""
        yield RuleSection(heading.in_(lang), note, tuple(_item(stage, id, item, lang) for id, item in items))
    if scheme.adjustments:
        rules = tuple(_item(stage, id, item, lang) for id, item in scheme.adjustments.items())
        yield RuleSection(page["adjustments"].in_(lang), "", rules)
    if scheme.grades is not None and "grade" in stage.policy.told:
        rule = stage.policy.told["grade"].said()
        line = _line(page["grade"].in_(lang), "", rule, (), scheme.grades, scheme.policy, lang)
        yield RuleSection(page["grading"].in_(lang), "", (line,))


def _item(stage: StageContent, id: str, item: Indicator | Adjustment, lang: Lang) -> RuleLine:
    points = ""
    extra = [item.description.in_(lang)] if item.description else []
    if isinstance(item, Indicator):
        points = messages.PAGE["full_points"].fill(points=plain(item.points)).in_(lang)
        if item.missing in messages.MISSING:
            extra.append(messages.MISSING[item.missing].in_(lang))
    rule = stage.policy.told[id].said()
    return _line(item.label.in_(lang), points, rule, tuple(extra), item, stage.policy.scheme.policy, lang)


def _line(
    label: str,
    points: str,
    rule: str,
    extra: tuple[str, ...],
    item: Indicator | Adjustment | Grades,
    policy: str,
    lang: Lang,
) -> RuleLine:
    note = item.note.in_(lang) if item.note else ""
    status_said = status(item, lang) or messages.STATUS["stated"].in_(lang)
    return RuleLine(label, points, rule, extra, clause(item, policy), item.status, status_said, note)


def _findings(stage: StageContent, lang: Lang) -> Iterator[FindingLine]:
    page = messages.PAGE
    for problem in stage.policy.findings or ():
        severity = page[f"severity_{problem.severity}"].in_(lang)
        hint = problem.hint.in_(lang) if problem.hint else ""
        key = problem.place.key
        place = _place(stage.policy.scheme, key) or page["policy"]
        yield FindingLine(severity, place.in_(lang), key, problem.message.in_(lang), hint)


def _place(scheme: Scheme, key: str) -> Text | None:
    """What a key of the document is about, in people's words; None for the policy as a whole."""
    table, _, rest = key.partition(".")
    id = rest.partition(".")[0]
    match table:
        case "indicators" | "adjustments" if id in scheme.items:
            return scheme.items[id].label
        case "metrics" if id in scheme.metrics:
            return scheme.metrics[id].label
        case "sections" if id in scheme.sections:
            return scheme.sections[id].label
        case "groups" if id in scheme.groups:
            return scheme.groups[id].label
        case "grades":
            return messages.PAGE["grading"]
        case "full":
            return messages.PAGE["in_full"]
        case _:
            return None
