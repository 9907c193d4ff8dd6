"""Lint: what is wrong with a policy or a pipeline that reads well, and what a person should look at."""

from kpicore.lint.check import by_place, lint_pipeline, lint_scheme

__all__ = ["by_place", "lint_pipeline", "lint_scheme"]
