"""The secret of an output folder, from which exporters get keys: for names of files that nobody can guess."""

from __future__ import annotations

import hmac
import re
import secrets
from pathlib import Path

from kpicore.errors import Place, Refused
from kpicore.messages import publish as messages

KEY_FILE = ".kpicore-key"
"""The name of the file that holds it: 64 hexadecimal digits in a line, for the eyes of its owner only."""

_CONTENT = re.compile(rb"([0-9a-f]{64})\r?\n?")


def read_secret(place: Path) -> bytes | None:
    """The secret that is kept at `place`, None where there is none yet.

    A file that holds something else is `Refused`, because a new secret would silently rename everybody's files.
    """
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        return None
    found = _CONTENT.fullmatch(content)
    if found is None:
        raise Refused(messages.KEY_DAMAGED.at(Place(str(place))))
    return bytes.fromhex(found[1].decode())


def new_secret() -> bytes:
    """One that nobody can guess."""
    return secrets.token_bytes(32)


def key(secret: bytes, purpose: str) -> bytes:
    """The key for `purpose`: 32 bytes that tell nothing of the secret, nor of the keys for other purposes."""
    return hmac.digest(secret, purpose.encode(), "sha256")
