"""The page about the nodes of the rule tree."""

from __future__ import annotations

from typing import get_args

from docs.generate.classes import described, signature
from docs.generate.markdown import page
from docs.generate.messages import pages
from docs.generate.messages.code import NODES as IN_CHINESE
from kpicore.errors import Lang
from kpicore.rule import Node, Step, Test

NODES: tuple[type, ...] = tuple(dict.fromkeys([*get_args(Node), *get_args(Test), Step]))


def nodes_page(lang: Lang) -> str:
    """Every node."""
    return page("nodes", lang, pages.NODES, pages.NODES_LEAD, *(_node(cls, lang) for cls in NODES))


def _node(cls: type, lang: Lang) -> str:
    said = [IN_CHINESE[cls.__name__]] if lang == "zh" else []
    return "\n\n".join([f"## {cls.__name__}", signature(cls.__name__, cls), *said, described(cls)])
