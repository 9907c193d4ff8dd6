"""Whom an agent's name in the log means."""

from __future__ import annotations

import re

NOBODY = frozenset(("", "NONE"))
"""What stands in the place of an agent where an event is about none."""

_CHANNEL = re.compile(r"[A-Za-z][A-Za-z0-9_]*/([^/@]+)(?:@[^/]*(?:/[a-z]+)?)?")


def number(agent: str) -> str:
    """The number of a channel: 1001 of ``SIP/1001``, ``Agent/1001`` and ``Local/1001@agents/n``; other names stay."""
    found = _CHANNEL.fullmatch(agent)
    return found[1] if found else agent
