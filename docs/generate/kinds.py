"""The pages about what `kind` picks: calculators, grade mappers, sources, exporters and forms, with their options."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_type_hints

import attrs
from attrs import NOTHING

from docs.generate.keys import Key, keys
from docs.generate.keys_table import keys_table
from docs.generate.markdown import docstring, page
from docs.generate.messages import pages
from docs.generate.messages.extensions import CASES, said_of, said_of_table
from kpicore.document.keys import fields_of, is_spread
from kpicore.errors import Lang
from kpicore.plugin import Contribution, KindNoun, Registry

_LEVELS: tuple[tuple[KindNoun, str], ...] = (("calculator", "##"), ("grade-mapper", "###"))


def calculators_page(registry: Registry, lang: Lang) -> str:
    """Calculators, what all of them take, and grade mappers."""
    both = [Key("by", str, None, CASES["by"]), Key("cases", dict[str, dict[str, object]], None, CASES["cases"])]
    cases = f"## {pages.CASES.in_(lang)}\n\n{pages.CASES_LEAD.in_(lang)}\n\n{keys_table(both, lang, pages.OPTION)}"
    mappers = f"## {pages.GRADE_MAPPERS.in_(lang)}\n\n{pages.GRADE_MAPPERS_LEAD.in_(lang)}"
    parts = [
        *_kinds(registry, "calculator", lang, "##"),
        cases,
        mappers,
        *_kinds(registry, "grade-mapper", lang, "###"),
    ]
    return page("calculators", lang, pages.CALCULATORS, pages.CALCULATORS_LEAD, *parts)


def sources_page(registry: Registry, lang: Lang) -> str:
    """Sources."""
    return page("sources", lang, pages.SOURCES, pages.SOURCES_LEAD, *_kinds(registry, "source", lang, "##"))


def exporters_page(registry: Registry, lang: Lang) -> str:
    """Exporters and forms."""
    forms = f"## {pages.FORMS.in_(lang)}\n\n{pages.FORMS_LEAD.in_(lang)}"
    parts = [*_kinds(registry, "exporter", lang, "##"), forms, *_kinds(registry, "form", lang, "###")]
    return page("exporters", lang, pages.EXPORTERS, pages.EXPORTERS_LEAD, *parts)


def _kinds(registry: Registry, noun: KindNoun, lang: Lang, level: str) -> Iterator[str]:
    """A part for each kind, those that come with the core first."""
    found = registry.kinds(noun).values()
    for extension in sorted(found, key=lambda each: (each.origin.distribution != "kpicore", each.kind)):
        yield _kind(extension, noun, lang, level)


def _kind(extension: Contribution, noun: KindNoun, lang: Lang, level: str) -> str:
    said = said_of(noun, extension.kind)
    origin = pages.FROM.fill(distribution=f"`{extension.origin.distribution}`").in_(lang)
    known = keys(extension.cls, said.options)
    rest = [field.name for field in fields_of(extension.cls) if is_spread(extension.cls, field)]
    if rest:
        every = get_type_hints(extension.cls)[rest[0]]
        known = [Key(f"… {rest[0]}", every, NOTHING, said.options[rest[0]]), *known]
    words = docstring(extension.cls) if lang == "en" else f"{said.summary.zh}。{said.more}"
    parts = [f"{level} `{extension.kind}`", words, origin]
    if known:
        parts.append(keys_table(known, lang, pages.OPTION))
    for key in known:
        for cls in filter(attrs.has, get_args(key.type)):
            inside = pages.INSIDE.fill(option=f"`{key.name}`").in_(lang)
            parts += [f"{inside}：" if lang == "zh" else f"{inside}:", keys_table(keys(cls, said_of_table(cls)), lang)]
    return "\n\n".join(parts)
