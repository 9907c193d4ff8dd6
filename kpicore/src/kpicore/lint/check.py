"""Lint of whole documents: every family, all findings in the order of their places."""

from __future__ import annotations

from collections.abc import Iterable

from kpicore.document import PipelineDocument, SchemeDocument
from kpicore.errors import Problem
from kpicore.lint import bands, examples, grades, letters, points, references, steps, versions
from kpicore.lint import pipeline as pipelines
from kpicore.lint.finding import Policy
from kpicore.plugin import Registry

FAMILIES = (points, bands, steps, letters, grades, references, examples)


def lint_scheme(document: SchemeDocument, registry: Registry) -> list[Problem]:
    """What is wrong with a policy that reads well (errors), and what a person should look at (warnings).

    `registry` is the one the document was read with; its other versions of the scheme are looked at too.
    """
    policy = Policy(document)
    found = [problem for family in FAMILIES for problem in family.check(policy)]
    return by_place([*found, *versions.check(policy, registry)])


def lint_pipeline(document: PipelineDocument, registry: Registry) -> list[Problem]:
    """What would keep a pipeline from running, or from meaning what it says. Its schemes are not linted here.

    Input files that are there and small are read for their columns and people; what cannot be read says nothing.
    """
    return by_place(pipelines.check(document, registry))


def by_place(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, sorted by file, line and column."""
    placed = dict.fromkeys(problems)
    return sorted(placed, key=lambda found: (found.place.file or "", found.place.line or 0, found.place.column or 0))
