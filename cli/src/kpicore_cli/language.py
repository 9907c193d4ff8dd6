"""Which language the command speaks: what is asked for, the environment's, or the system's."""

from __future__ import annotations

import locale
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpicore.errors import Lang

LANGUAGES: tuple[Lang, ...] = ("zh", "en")


def language(arguments: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language of `--lang` wherever it stands, else of ``KPI_LANG``, else of the system; Chinese where unclear."""
    named = [option_value("--lang", arguments), environment.get("KPI_LANG")]
    for name in named:
        for known in LANGUAGES:
            if name and name.lower().startswith(known):
                return known
    return _of_the_system(environment)


def option_value(option: str, arguments: Sequence[str]) -> str | None:
    """The value of an option as it will be parsed: the last one counts. Texts depend on it before parsing begins."""
    value = None
    for argument, following in zip(arguments, [*arguments, None][1:], strict=True):
        if argument == "--":
            break
        if argument == option and following is not None:
            value = following
        elif argument.startswith(f"{option}="):
            value = argument.partition("=")[2]
    return value


def _of_the_system(environment: Mapping[str, str]) -> Lang:
    variables = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((value for value in variables if value), None) or locale.getlocale()[0] or ""
    # "C" and "POSIX" say nothing about who is reading; Windows writes "Chinese (Simplified)_China".
    spoken = name.partition(".")[0].lower()
    return "zh" if spoken in ("", "c", "posix") or spoken.startswith(("zh", "chinese")) else "en"
