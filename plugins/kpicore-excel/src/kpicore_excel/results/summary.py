"""The sheet `summary`: each stage in figures, its grades, its teams, and charts of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kpicore import Text
from kpicore_excel.messages import results as messages
from kpicore_excel.results.book import Book, StageSheet
from kpicore_excel.results.cells import Page
from kpicore_excel.results.formats import HEADS, Formats, places
from kpicore_excel.results.groups import GroupTable
from kpicore_excel.results.stage_sheet import limits
from kpicore_excel.results.statistics import Statistic, grade_counts, of_stage, of_teams

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "summary"
MOST_TEAMS = 200
"""With more teams there is no table of them."""

CHART_ROWS, CHART_COLUMNS = 14, 7


def write_summary(worksheet: Worksheet, book: Book, formats: Formats) -> None:
    """A block for each stage, one below the other; charts stand to the right of their figures."""
    page = Page(worksheet, formats, book.lang)
    worksheet.hide_gridlines(2)
    worksheet.set_column(0, 0, 18)
    worksheet.set_column(1, 40, 9)
    worksheet.set_row(0, 30)
    title = f"{book.results.title}  {book.results.period}"
    page.line(0, 0, title, bold=True, font_size=16, font_color=HEADS["person"])
    row = 2
    for sheet in book.sheets:
        heading = messages.STAGE_HEADING.fill(title=sheet.stage.scheme.title, stage=sheet.stage.name)
        page.line(row, 0, heading, bold=True, font_size=12, font_color=HEADS["metric"])
        for said in limits(sheet):
            row += 1
            page.line(row, 0, said, italic=True, font_color="#777777")
        row = _write_stage(page, row + 1, sheet, _teams(book, sheet), _charts(book)) + 1
    # Left to itself, LibreOffice cuts charts off that reach below the last filled cell.
    worksheet.print_area(0, 0, row, _charts(book) - 1 + CHART_COLUMNS * _beside_each_other(book))
    worksheet.set_paper(9)
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.set_footer(page.said(messages.PAGE))


def _teams(book: Book, sheet: StageSheet) -> GroupTable | None:
    """The teams to tell of: not too many, and more than one person in some."""
    teams = book.groups.get((sheet.stage.name, ("team",)))
    is_told = teams is not None and 0 < len(teams.groups) < min(len(sheet.frame), MOST_TEAMS)
    return teams if is_told else None


def _charts(book: Book) -> int:
    """The column in which charts begin, behind the widest table."""
    grades = [sheet.stage.scheme.grades for sheet in book.sheets]
    return max(6, *(4 + len(each.mapper.letters) for each in grades if each is not None), 0) + 1


def _beside_each_other(book: Book) -> int:
    """The most charts that stand beside each other."""
    return max((sheet.stage.scheme.grades is not None) + (_teams(book, sheet) is not None) for sheet in book.sheets)


def _write_stage(page: Page, row: int, sheet: StageSheet, teams: GroupTable | None, beside: int) -> int:
    """The figures of a stage, charts from the column `beside` on; returns the first free row below."""
    charts = free = row
    page.worksheet.set_row(row, 30)
    for column, (name, statistic) in enumerate(of_stage(sheet).items()):
        page.head(row, column, messages.STATISTICS[name])
        _write(page, row + 1, column, statistic, sheet, is_count=name in ("people", "scored"))
    row += 3
    grades = sheet.stage.scheme.grades
    letters = list(grades.mapper.letters) if grades is not None else []
    if letters:
        page.head(row, 0, messages.COLUMNS["grade"])
        page.head(row + 1, 0, messages.STATISTICS["people"])
        for column, (letter, counted) in enumerate(zip(letters, grade_counts(sheet, letters), strict=True), start=1):
            page.head(row, column, letter)
            _write(page, row + 1, column, counted, sheet, is_count=True)
        across = (row, 1, row, len(letters)), (row + 1, 1, row + 1, len(letters))
        free = _write_chart(page, (charts, beside), "column", messages.GRADES_CHART, across, HEADS["score"])
        row += 3
    if teams is not None:
        last = _write_teams(page, row, sheet, teams, letters)
        down = (row + 1, 0, last, 0), (row + 1, 2, last, 2)
        at = charts, beside + (CHART_COLUMNS if letters else 0)
        free = max(free, _write_chart(page, at, "bar", messages.TEAMS_CHART, down, HEADS["metric"]))
        row = last + 2
    return max(row, free)


def _write_teams(page: Page, row: int, sheet: StageSheet, teams: GroupTable, letters: Sequence[str]) -> int:
    """A row for each team; returns the last of them."""
    headings: list[Text | str] = [messages.COLUMNS["team"]]
    headings += [messages.STATISTICS[name] for name in ("people", "mean", "median")]
    for column, heading in enumerate([*headings, *letters]):
        page.head(row, column, heading)
    for team, statistics in of_teams(sheet, teams, letters):
        row += 1
        page.cell(row, 0, team)
        for column, statistic in enumerate(statistics, start=1):
            _write(page, row, column, statistic, sheet, is_count=column not in (2, 3))
    return row


def _write(page: Page, row: int, column: int, statistic: Statistic, sheet: StageSheet, *, is_count: bool) -> None:
    shown = "0" if is_count else places(sheet.stage.scheme.rounding.digits)
    page.cell(row, column, statistic.value, statistic.formula, num_format=shown, align="center")


def _write_chart(
    page: Page,
    at: tuple[int, int],
    kind: str,
    title: Text,
    ranges: tuple[tuple[int, int, int, int], tuple[int, int, int, int]],
    colour: str,
) -> int:
    """A chart of one series, from its categories and values in `ranges`; its axis begins at zero.

    Returns the first row below it.
    """
    chart: Any = page.formats.workbook.add_chart({"type": kind})
    categories, values = ([SHEET, *area] for area in ranges)
    series = {"categories": categories, "values": values, "fill": {"color": colour}, "gap": 60}
    chart.add_series({**series, "data_labels": {"value": True, "num_format": "0.##", "font": {"size": 8}}})
    chart.set_title({"name": page.said(title), "name_font": {"size": 11}})
    chart.set_legend({"none": True})
    measure = {"min": 0, "visible": False, "major_gridlines": {"visible": False}}
    if kind == "bar":
        chart.set_x_axis(measure)
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
    else:
        chart.set_y_axis(measure)
    bars = ranges[0][2] - ranges[0][0] + 1 if kind == "bar" else 0
    rows = max(CHART_ROWS, bars + 4)
    chart.set_size({"width": 66 * CHART_COLUMNS, "height": 20 * rows})
    page.worksheet.insert_chart(*at, chart)
    return at[0] + rows + 1
