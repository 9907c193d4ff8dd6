"""What a hook returned, checked one by one: classes with a kind and their method, schemes with an id and a version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from attrs import frozen

from kpicore.errors import Place, Problem
from kpicore.messages import plugin as messages
from kpicore.plugin.attribution import Origin, told
from kpicore.plugin.registry import Contribution, KindNoun, Noun, Refusal, SchemeFile
from kpicore.scheme import Source

HOOKS: Mapping[str, Noun] = {
    "kpicore_metric_sources": "source",
    "kpicore_calculators": "calculator",
    "kpicore_grade_mappers": "grade-mapper",
    "kpicore_exporters": "exporter",
    "kpicore_forms": "form",
    "kpicore_schemes": "scheme",
}
"""What each hook contributes."""

METHODS: Mapping[KindNoun, str] = {
    "source": "read",
    "calculator": "rule",
    "grade-mapper": "rule",
    "exporter": "export",
    "form": "write",
}
"""The one method in which a class does its work."""

SHARED_OPTIONS = tuple(field.name for field in attrs.fields(Source) if field.name != "reader")
"""Keys that every source has in a document, so that no class can have an option of that name."""


@frozen
class Offer:
    """A contribution that is sound by itself. `name` is its kind, or the scheme's id with its `version`."""

    noun: Noun
    name: str
    version: str
    value: Contribution | SchemeFile

    @property
    def identity(self) -> tuple[Noun, str, str]:
        """What must be unique among all plugins."""
        return self.noun, self.name, self.version


def checked(noun: Noun, offered: object, origin: Origin) -> Offer | Refusal:
    """One thing that a hook returned, as an offer, or with all that is wrong with it."""
    return _checked_scheme(offered, origin) if noun == "scheme" else _checked_class(noun, offered, origin)


def _checked_class(noun: KindNoun, offered: object, origin: Origin) -> Offer | Refusal:
    facts = {"origin": origin, "distribution": origin.distribution, "noun": messages.NOUNS[noun]}
    if not isinstance(offered, type):
        return Refusal(noun, "", (messages.NOT_A_CLASS.at(**facts, found=shown(offered)),))
    facts["found"] = f"{offered.__module__}.{offered.__qualname__}"
    faults: list[Problem] = []
    if not attrs.has(offered):
        faults.append(messages.NOT_ATTRS.at(**facts))
    kind = getattr(offered, "kind", None)
    if not isinstance(kind, str) or not kind.strip():
        kind = ""
        faults.append(messages.NO_KIND.at(**facts))
    if not callable(getattr(offered, METHODS[noun], None)):
        faults.append(messages.NO_METHOD.at(**facts, method=METHODS[noun]))
    if attrs.has(offered) and noun == "source":
        taken = [field.name for field in attrs.fields(offered) if field.init and field.name in SHARED_OPTIONS]
        faults += [messages.OPTION_TAKEN.at(**facts, option=option) for option in taken]
    if noun == "form" and not _is_suffix(getattr(offered, "suffix", None)):
        faults.append(messages.NO_SUFFIX.at(**facts))
    if faults:
        return Refusal(noun, kind, tuple(faults))
    return Offer(noun, kind, "", Contribution(kind, offered, origin))


def _is_suffix(value: object) -> bool:
    return isinstance(value, str) and len(value) > 1 and value.startswith(".") and value == value.lower()


def _checked_scheme(offered: Any, origin: Origin) -> Offer | Refusal:
    import tomllib

    facts = {"origin": origin, "distribution": origin.distribution}
    if not callable(getattr(offered, "read_bytes", None)):
        return Refusal("scheme", "", (messages.NOT_A_FILE.at(**facts, found=shown(offered)),))
    facts["found"] = offered.name
    file = str(offered)
    try:
        document = tomllib.loads(offered.read_bytes().decode("utf-8-sig"))
    except Exception as error:
        return Refusal("scheme", "", (messages.SCHEME_UNREADABLE.at(Place(file), **facts, error=told(error)),))
    head = {key: document.get(key) for key in ("id", "version")}
    texts = {key: text for key, text in head.items() if isinstance(text, str) and text.strip()}
    if lacking := [key for key in head if key not in texts]:
        faults = [messages.SCHEME_HEAD.at(Place(file, key=key), **facts, key=key) for key in lacking]
        return Refusal("scheme", texts.get("id", ""), tuple(faults), texts.get("version", ""))
    return Offer("scheme", texts["id"], texts["version"], SchemeFile(**texts, resource=offered, origin=origin))


def shown(value: object) -> str:
    """A value in a message: itself where it is a text or nothing, or else its type."""
    return repr(value) if value is None or isinstance(value, str) else type(value).__name__
