"""Problems as GitHub's workflow commands, so that a pull request shows each at its line."""

from __future__ import annotations

from kpicore.errors import Lang, Problem

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def annotation(problem: Problem, lang: Lang) -> str:
    """``::error file=…,line=…,col=…,title=CODE::KEY: message (hint)``, leaving out what is not known."""
    place = problem.place
    known = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    properties = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in known.items() if value)
    key = f"{place.key}: " if place.key else ""
    hint = f" ({problem.hint.in_(lang)})" if problem.hint else ""
    said = f"{key}{problem.message.in_(lang)}{hint}"
    return f"::{problem.severity} {properties}::{said.translate(_DATA)}"
