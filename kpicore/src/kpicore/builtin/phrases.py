"""Phrases that list as many entries as a document gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpicore.errors import Text
from kpicore.rule import Node


def listing(entry: Text, entries: Sequence[Mapping[str, Node]]) -> tuple[Text, dict[str, Node]]:
    """One phrase for several entries, its slots numbered (``{metric0}``, ``{metric1}`` …), and what fills them."""
    phrases = [entry.fill(**{name: f"{{{name}{i}}}" for name in nodes}) for i, nodes in enumerate(entries)]
    slots = {f"{name}{i}": node for i, nodes in enumerate(entries) for name, node in nodes.items()}
    return Text("、".join(phrase.zh for phrase in phrases), ", ".join(phrase.en for phrase in phrases)), slots
