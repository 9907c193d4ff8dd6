"""One page: a `Report` becomes the text of a file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache, partial
from importlib.resources import files
from types import SimpleNamespace

from attrs import frozen
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kpicore import Lang
from kpicore_html import messages
from kpicore_html.content import Report, StageContent
from kpicore_html.data import data
from kpicore_html.filling import Card, cards
from kpicore_html.overview import Overview, overview
from kpicore_html.rules import PolicyPage, policy_page
from kpicore_html.sheet import Sheet, sheet
from kpicore_html.stencil import Stencil, filled, stencil
from kpicore_html.table import MOST_PLAIN, TableColumn, columns, rows

STYLES = ("base", "overview", "people", "card", "policy", "print")
CARD_STYLES = ("base", "card", "print")
SCRIPTS = ("data", "words", "card", "sorting", "columns", "table", "dialog", "printing", "main")


@frozen
class StagePage:
    """A stage as the templates show it; `rows` is None where the script alone shows the people."""

    title: str
    count: int
    overview: Overview | None
    columns: tuple[TableColumn, ...]
    rows: tuple[list[str], ...] | None
    has_teams: bool
    warnings: tuple[object, ...]
    sheet: Sheet
    policy: PolicyPage


def page(report: Report) -> str:
    """The whole document of a report with a table of people."""
    style, script = _source("style", STYLES, "css"), f"(() => {{\n{_source('script', SCRIPTS, 'js')}}})();"
    people, is_packed = data(report)
    return (
        environment()
        .get_template("report.html")
        .render(
            report=report,
            stages=[
                _stage(stage, title, report.lang) for stage, title in zip(report.stages, _titles(report), strict=True)
            ],
            t=_texts(report.lang),
            # What stands here is ours, or JSON without a "<": the template puts it in as it is.
            style=Markup(style),
            script=Markup(script),
            data=Markup(people),
            is_packed=is_packed,
            policy=content_policy(style, script),
        )
    )


def person_page(report: Report) -> str:
    """The whole document with the cards of a report, one below the other and no script: for files of one person."""
    return next(person_pages([report]))


def person_pages(reports: Iterable[Report]) -> Iterator[str]:
    """The same for many reports of one run: what is the same on their pages is rendered once."""
    known: dict[Hashable, Stencil] = {}
    for report in reports:
        found = [(stage, list(cards(stage, report.lang))) for stage in report.stages]
        shape = tuple((stage.name, _told(stage), len(of_stage)) for stage, of_stage in found)
        if shape not in known:
            sheets = [each for stage, of_stage in found for each in [sheet(stage, report.lang)] * len(of_stage)]
            render = partial(_cards_page, report, sheets)
            known[shape] = stencil([card for _, of_stage in found for card in of_stage], render)
        yield filled(known[shape], [card for _, of_stage in found for card in of_stage])


def _cards_page(report: Report, sheets: Sequence[Sheet], cards: Sequence[Card]) -> str:
    style = _source("style", CARD_STYLES, "css")
    template = environment().get_template("person.html")
    return template.render(
        report=report,
        cards_of=list(zip(sheets, cards, strict=True)),
        t=_texts(report.lang),
        style=Markup(style),
        policy=content_policy(style, ""),
    )


def _told(stage: StageContent) -> frozenset[str] | None:
    """The items of which the mean of everybody is told."""
    return None if stage.everybody is None else frozenset(stage.everybody.items)


@cache
def environment() -> Environment:
    """The templates: all that is put into them is escaped."""
    loader = PackageLoader("kpicore_html")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def content_policy(style: str, script: str) -> str:
    """The Content-Security-Policy of a page with one style and one script: nothing else runs, nothing is loaded."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'" if script else "script-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


@cache
def _source(folder: str, names: tuple[str, ...], suffix: str) -> str:
    """Files of the package one after the other. They are no templates: in one ``{#`` of a style would be a comment."""
    parts = [files("kpicore_html").joinpath(folder, f"{name}.{suffix}").read_text(encoding="utf-8") for name in names]
    return "\n".join(parts)


def _texts(lang: Lang) -> SimpleNamespace:
    plain = {"html_lang": "zh-CN" if lang == "zh" else "en", "comma": "，" if lang == "zh" else ", "}
    return SimpleNamespace(**messages.spoken(messages.PAGE, lang), **plain)


def _titles(report: Report) -> Iterator[str]:
    """What stages are called: by their policy, and where several have one, by their names besides."""
    titles = [stage.policy.scheme.title.in_(report.lang) for stage in report.stages]
    for stage, title in zip(report.stages, titles, strict=True):
        facts = {"title": title, "stage": stage.name}
        yield title if titles.count(title) == 1 else messages.STAGE.fill(**facts).in_(report.lang)


def _stage(stage: StageContent, title: str, lang: Lang) -> StagePage:
    table = columns(stage, lang)
    count = len(stage.people.frame)
    return StagePage(
        title=title,
        count=count,
        overview=None if stage.everybody is None else overview(stage, stage.everybody, lang),
        columns=table,
        rows=tuple(rows(stage, table)) if count <= MOST_PLAIN else None,
        has_teams="team" in stage.people.frame.columns and stage.people.frame["team"].n_unique() > 1,
        warnings=stage.warnings,
        sheet=sheet(stage, lang),
        policy=policy_page(stage, lang),
    )
