"""The installed versions of one scheme: days on which two hold, and days on which none does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from kpicore.document import SchemeDocument, read_scheme
from kpicore.errors import Problem, Refused
from kpicore.lint.finding import Policy
from kpicore.messages import lint as messages
from kpicore.plugin import Registry
from kpicore.scheme import Scheme

DAY = timedelta(days=1)


def check(policy: Policy, registry: Registry) -> Iterator[Problem]:
    """This version against its neighbours in time. A version that cannot be read says so when it is used."""
    scheme = policy.scheme
    others = [document.scheme for document in _others(scheme, registry)]
    for other in others:
        if _start(other) <= _end(scheme) and _start(scheme) <= _end(other):
            facts = {"other": other.version, "dates": other.valid}
            yield policy.found(messages.VALIDITY_OVERLAP, ("valid",), **facts)
    earlier = [other for other in others if _end(other) < _start(scheme)]
    if earlier and not any(_start(other) <= _start(scheme) - DAY <= _end(other) for other in others):
        nearest = max(earlier, key=_end)
        first, last = _end(nearest) + DAY, _start(scheme) - DAY
        facts = {"other": nearest.version, "dates": nearest.valid, "start": first, "end": last}
        yield policy.found(messages.VALIDITY_HOLE, ("valid",), **facts)
    later = [other for other in others if _start(other) > _end(scheme)]
    if later and not any(_start(other) <= _end(scheme) + DAY <= _end(other) for other in others):
        nearest = min(later, key=_start)
        first, last = _end(scheme) + DAY, _start(nearest) - DAY
        facts = {"other": nearest.version, "dates": nearest.valid, "start": first, "end": last}
        yield policy.found(messages.VALIDITY_HOLE, ("valid",), **facts)


def _others(scheme: Scheme, registry: Registry) -> Iterator[SchemeDocument]:
    for file in registry.schemes:
        if file.id == scheme.id and file.version != scheme.version:
            try:
                yield read_scheme(file.resource.read_bytes(), str(file.resource), registry, file.origin)
            except (Refused, OSError):
                continue


def _start(scheme: Scheme) -> date:
    return scheme.valid.start or date.min


def _end(scheme: Scheme) -> date:
    return scheme.valid.until or date.max
