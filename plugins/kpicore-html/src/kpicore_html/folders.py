"""Folders with a file for each team or person, and a list of them for those who hand them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kpicore import ExportTarget, InvalidOption, Lang, Results
from kpicore_html import messages
from kpicore_html.audience import person_files, team_files
from kpicore_html.listing import FILE, listing
from kpicore_html.names import plain_names, secret_names
from kpicore_html.page import page, person_pages


def write_teams(results: Results, target: ExportTarget, folder: str, are_plain: bool, lang: Lang) -> None:
    """Writes a report per team, named by it where `are_plain`. Where nobody has a team, that is an `InvalidOption`."""
    files = list(team_files(results, lang))
    if not files:
        raise InvalidOption(messages.NO_TEAMS, "audience")
    names = _names(target, results, "team", [file.team for file in files], are_plain)
    for file in files:
        _write(target, f"{folder}/{names[file.team]}", page(file.report))
    rows = [(file.team, str(file.people), names[file.team]) for file in files]
    _write(target, f"{folder}/{FILE}", _listing(("team", "people", "file"), rows, lang))


def write_people(
    results: Results, target: ExportTarget, folder: str, are_plain: bool, lang: Lang, have_team_files: bool
) -> None:
    """Writes a page per person, named by the employee where `are_plain`. `have_team_files` says whether people may have
    the file of their team besides."""
    files = list(person_files(results, lang, have_team_files))
    names = _names(target, results, "employee", [file.employee for file in files], are_plain)
    for file, text in zip(files, person_pages(file.report for file in files), strict=True):
        _write(target, f"{folder}/{names[file.employee]}", text)
    rows = [(file.employee, file.name, names[file.employee]) for file in files]
    _write(target, f"{folder}/{FILE}", _listing(("employee", "name", "file"), rows, lang))


def _names(target: ExportTarget, results: Results, of: str, whose: Sequence[str], are_plain: bool) -> Mapping[str, str]:
    named = plain_names if are_plain else secret_names
    found = named(target.key(f"kpicore-html {of}"), results.period.text, whose)
    return {one: f"{name}.html" for one, name in found.items()}


def _write(target: ExportTarget, path: str, text: str) -> None:
    with target.open_text(path) as file:
        file.write(text)


def _listing(columns: Sequence[str], rows: Sequence[Sequence[str]], lang: Lang) -> str:
    return listing([messages.LISTING[column].in_(lang) for column in columns], rows)
