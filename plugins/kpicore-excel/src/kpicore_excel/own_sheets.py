"""Sheets that kpicore adds to workbooks beside what people fill in. Whoever looks for a table passes over them."""

from __future__ import annotations

from kpicore_excel.messages.marking import SUMMARY

FORM = "kpicore"
"""Hidden, in forms: what the form was made for, and which column holds what."""
FORMAT = "1"
"""How that sheet is laid out; later layouts have higher numbers."""
CHOICES = "kpicore.lists"
"""Hidden, in forms: choices that do not fit into a list written out."""
PROBLEMS = frozenset({SUMMARY.zh, SUMMARY.en})
"""In front of marked copies: all problems, in one language or the other."""

ALL = frozenset({FORM, CHOICES, *PROBLEMS})
