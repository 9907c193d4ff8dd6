"""Phrases that follow a document: as many entries as it gives, a divisor where there is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpicore.builtin.operands import EVERYTHING
from kpicore.errors import Text
from kpicore.messages import builtin as messages
from kpicore.rule import Lit, Node, Par


def listing(entry: Text, entries: Sequence[Mapping[str, Node]]) -> tuple[Text, dict[str, Node]]:
    """One phrase for several entries, its slots numbered (``{metric0}``, ``{metric1}`` …), and what fills them."""
    phrases = [entry.fill(**{name: f"{{{name}{i}}}" for name in nodes}) for i, nodes in enumerate(entries)]
    slots = {f"{name}{i}": node for i, nodes in enumerate(entries) for name, node in nodes.items()}
    return Text("、".join(phrase.zh for phrase in phrases), ", ".join(phrase.en for phrase in phrases)), slots


def over(full: Par | Lit, phrase: Text, **said: Text) -> Text:
    """The phrase with its ``{over}``, which says what is divided by; a division by 1 is not worth saying."""
    divided = messages.OVER_ONE if full == EVERYTHING else messages.OVER
    return phrase.fill(metric="{metric}", over=divided, points="{points}", gaps="{gaps}", **said)
