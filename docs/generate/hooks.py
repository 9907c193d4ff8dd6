"""The page about hooks: each with its exact signature and what the code says of it."""

from __future__ import annotations

import inspect

from docs.generate.markdown import code, docstring, page
from docs.generate.messages import pages
from docs.generate.messages.code import HOOKS as IN_CHINESE
from kpicore.errors import Lang
from kpicore.plugin import hookspecs
from kpicore.plugin.contribution import HOOKS


def hooks_page(lang: Lang) -> str:
    """Every hook that there is."""
    parts = [_hook(name, lang) for name in HOOKS]
    return page("hooks", lang, pages.HOOKS, pages.HOOKS_LEAD, docstring(hookspecs), *parts)


def _hook(name: str, lang: Lang) -> str:
    hook = getattr(hookspecs, name)
    signature = code(f"{name}{inspect.signature(hook)}")
    said = [IN_CHINESE[name], pages.IN_CODE.zh] if lang == "zh" else []
    return "\n\n".join([f"## {name}", signature, *said, docstring(hook)])
