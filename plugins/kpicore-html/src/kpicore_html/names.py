"""Names of the files of teams and people: names that nobody can guess, or where asked those of teams and employees."""

from __future__ import annotations

import base64
import hmac
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

LONGEST = 120
"""Bytes of a name, so that there is room for the rest of it on every system."""

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³]|index)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, with whatever suffix, and what a web server takes for the page of the folder."""


def secret_names(key: bytes, period: str, whose: Iterable[str]) -> dict[str, str]:
    """A name for each of `whose` that nobody can guess: the same again for the same key and period, another one in
    another period, so that whoever was given one page does not get all that follow. 26 small letters and digits."""
    return {one: _secret(key, period, one) for one in whose}


def plain_names(key: bytes, period: str, whose: Iterable[str]) -> dict[str, str]:
    """A name for each of `whose` that is that of the employee or team, as far as every system can have it and no two
    share one: otherwise something like it with a part that nobody can guess."""
    safe = {one: _safe(one) for one in whose}
    used = Counter(map(_same, safe.values()))
    return {
        one: name
        if name == one and used[_same(name)] == 1 and not _RESERVED.fullmatch(name)
        else f"{name}-{_secret(key, period, one)}"
        for one, name in safe.items()
    }


def _secret(key: bytes, period: str, one: str) -> str:
    digest = hmac.digest(key, f"{period}\0{one}".encode(), "sha256")
    return base64.b32encode(digest[:16]).decode().rstrip("=").lower()


def _safe(one: str) -> str:
    """Without what some system does not allow in a name, or shows as something else."""
    allowed = "".join(
        "_" if character in '<>:"/\\|?*' or unicodedata.category(character)[0] in "CZ" else character
        for character in unicodedata.normalize("NFC", one)
    )
    return allowed.encode()[:LONGEST].decode(errors="ignore").strip(".") or "_"


def _same(name: str) -> str:
    """What a name is on a system that does not tell small letters from capitals."""
    return unicodedata.normalize("NFC", name.casefold())
