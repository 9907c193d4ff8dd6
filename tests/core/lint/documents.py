"""Documents from fragments that show only what they are about: what is left out is filled in, and says nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from kpicore.document import PipelineDocument, SchemeDocument, read_pipeline, read_scheme
from kpicore.document.layout import toml_text
from kpicore.errors import Problem
from kpicore.lint import lint_scheme
from kpicore.plugin import load_plugins

REGISTRY = load_plugins()


def scheme_text(fragment: str) -> str:
    """A whole scheme: ids, titles and labels filled in, indicators without a rule proportional to a metric of theirs,
    and full marks what the indicators add up to."""
    table: dict[str, Any] = tomllib.loads(fragment, parse_float=Decimal)
    head = {"format": 1, "id": "house/agent", "version": "1", "title": both("坐席", "Agent")}
    table.setdefault("indicators", {"exam": {"points": 100}})
    metrics = table.setdefault("metrics", {})
    for id, indicator in table["indicators"].items():
        if "calculator" not in indicator:
            metrics[f"{id}_rating"] = {"unit": "score"}
            indicator["calculator"] = {"kind": "proportional", "metric": f"{id}_rating"}
    for entries in ("metrics", "groups", "sections", "indicators", "adjustments"):
        for id, entry in table.get(entries, {}).items():
            entry.setdefault("label", both(id, id))
    table.setdefault("full", sum(indicator["points"] for indicator in table["indicators"].values()))
    return toml_text({**head, **table})


def both(zh: str, en: str) -> dict[str, str]:
    return {"zh": zh, "en": en}


def scheme(fragment: str) -> SchemeDocument:
    return read_scheme(scheme_text(fragment).encode(), "s.toml", REGISTRY)


def lint(fragment: str) -> list[Problem]:
    return lint_scheme(scheme(fragment), REGISTRY)


def pipeline(fragment: str, folder: Path) -> PipelineDocument:
    file = folder / "pipeline.toml"
    file.write_text(f'title = "Agents"\nperiod = "2026-10"\n{fragment}', encoding="utf-8")
    return read_pipeline(file, REGISTRY)


def found(problems: Iterable[Problem], *codes: str) -> list[tuple[str, str]]:
    """Code and key of each, of these codes only where some are given."""
    return [(each.code, each.place.key) for each in problems if not codes or each.code in codes]


def lines(problems: Iterable[Problem], code: str) -> list[tuple[str, str]]:
    """What is said of each finding of a code, in both languages."""
    return [
        (f"{each.message.en} ({each.hint.en})", f"{each.message.zh}（{each.hint.zh}）")
        for each in problems
        if each.code == code and each.hint is not None
    ]


def policy_findings(fragment: str) -> list[tuple[str, str]]:
    """Code and key of all findings but those about worked examples, which fragments do without."""
    return [each for each in found(lint(fragment)) if each[0] not in ("no-example", "edge-without-example")]
