"""Scoring: from sources to one checked population, from a scheme to columns, from both to results and scorecards."""
