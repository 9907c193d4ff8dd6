"""One person's page, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from attrs import frozen

from kpicore import FormItem, Lang, column_letters
from kpicore_excel.forms import formulas
from kpicore_excel.forms.look import BANDS, HEADINGS, MUTED
from kpicore_excel.forms.pen import BOX, HEAD, Pen
from kpicore_excel.forms.table import FIRST, Table
from kpicore_excel.forms.words import plain, shown
from kpicore_excel.messages import form as messages

HEIGHT = 750
"""What a page holds, in points."""
ROW, ITEM_ROW, GAP, SIGNATURE = 25, 32, 10, 40

Pair = tuple[str, str, str]
"""A label, the formula of what stands beside it, and what that gives now."""


@frozen
class Page:
    """The page of the person in one `row` (from 1) of the sheet to fill in."""

    table: Table
    row: int

    @property
    def lang(self) -> Lang:
        return self.table.form.lang

    @property
    def indicators(self) -> list[FormItem]:
        return [item for item in self.table.form.items.values() if item.full is not None]

    @property
    def adjustments(self) -> list[FormItem]:
        return [item for item in self.table.form.items.values() if item.full is None]

    @property
    def letters(self) -> list[str]:
        """All letters, in the order of the tables."""
        return list(dict.fromkeys(letter for item in self.indicators for letter in item.letters))

    @property
    def last(self) -> int:
        """The last column: an item, its full marks, the letters, its points."""
        return len(self.letters) + 2

    def ref(self, id: str) -> str:
        """The person's cell of a column."""
        return formulas.cell(self.table, id, self.row)

    def known(self, id: str) -> str:
        """What stands there now."""
        people = self.table.form.people
        number = self.row - FIRST
        column = self.table.column(id)
        value = people[number].get(id, "") if number < len(people) else ""
        return shown(column.asked, value, self.lang) if column else value


def write_page(page: Page, top: int, pen: Pen) -> int:
    """Writes the page from row `top` on; gives the row below it."""
    row = _head(page, top, pen)
    row = _pairs(page, row, _fields(page), pen)
    added: list[str] = []
    if page.adjustments:
        title = _block(page) or messages.RECORDED.in_(page.lang)
        row = _band(page, row, messages.RECORDED_POINTS.in_(page.lang).format(block=title), pen)
        recorded = [
            (item.label.in_(page.lang), formulas.entered(item, page.table, page.row), "") for item in page.adjustments
        ]
        added = _value_cells(page, row, len(recorded))
        row = _pairs(page, row, recorded, pen)
    row, base = _rated(page, row, pen)
    row = _pairs(page, row, _results(page, row, base, added), pen)
    return _signatures(page, row, pen)


def _head(page: Page, row: int, pen: Pen) -> int:
    scheme, lang = page.table.form.scheme, page.lang
    pen.height(row, 36)
    pen.text(row, (0, page.last), scheme.title.in_(lang), bold=True, font_size=17, align="center")
    pen.height(row + 1, ROW)
    policy = messages.POLICY.fill(policy=scheme.policy).in_(lang) if scheme.policy else ""
    period = page.table.form.period
    below = messages.PAGE_SUBTITLE.in_(lang).format(policy=policy, period=period or messages.BLANK)
    pen.text(row + 1, (0, page.last - 2), below, font_color=MUTED)
    label = messages.PAGE_EMPLOYEE.in_(lang)
    formula = f'="{label}"&{page.ref("employee")}'
    pen.formula(
        row + 1, (page.last - 1, page.last), formula, label + page.known("employee"), font_color=MUTED, align="right"
    )
    return row + 2


def _fields(page: Page) -> list[Pair]:
    """Who it is: the name, and the scheme's details, or the team where it has none."""
    details = list(page.table.form.scheme.details) or ["team"]
    columns = [column for id in ("name", *details) if (column := page.table.column(id))]
    return [
        (column.asked.label.in_(page.lang), formulas.as_it_is(page.ref(column.asked.id)), page.known(column.asked.id))
        for column in columns
    ]


def _spans(page: Page) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """The two places of a row for a label and what stands beside it."""
    half = (page.last + 1) // 2
    label_end = half + (1 if page.last >= 7 else 0)
    return [((0, 0), (1, half - 1)), ((half, label_end), (label_end + 1, page.last))]


def _pairs(page: Page, row: int, pairs: Sequence[Pair], pen: Pen) -> int:
    """Labels with what stands beside them, two in a row."""
    for number, (label, formula, now) in enumerate(pairs):
        label_span, span = _spans(page)[number % 2]
        if number % 2 == 0:
            pen.height(row + number // 2, ROW)
            if number == len(pairs) - 1:
                span = (span[0], page.last)
        pen.text(row + number // 2, label_span, label, **HEAD)
        pen.formula(row + number // 2, span, formula, now, **BOX, align="center")
    return row + (len(pairs) + 1) // 2


def _value_cells(page: Page, row: int, count: int) -> list[str]:
    """The cells into which `_pairs` writes formulas."""
    return [_cell(row + number // 2, _spans(page)[number % 2][1][0]) for number in range(count)]


def _band(page: Page, row: int, title: str, pen: Pen) -> int:
    pen.height(row, GAP)
    pen.height(row + 1, ROW)
    pen.text(row + 1, (0, page.last), title, bold=True, font_color="#FFFFFF", bg_color=BANDS[0], indent=1)
    return row + 2


def _rated(page: Page, row: int, pen: Pen) -> tuple[int, str]:
    """The table of letters; gives the row below it and the cell of its sum."""
    lang, points_column = page.lang, page.last
    pen.height(row, GAP)
    row += 1
    pen.height(row, ROW)
    heads = [messages.RATED.in_(lang), messages.FULL.in_(lang), *page.letters, messages.POINTS.in_(lang)]
    for position, head in enumerate(heads):
        pen.text(row, (position, position), head, **{**HEAD, "bg_color": HEADINGS[1]})
    first = row + 1
    room = HEIGHT - 36 - 13 * ROW - 2 * GAP - 3 * SIGNATURE
    for item in page.indicators:
        row += 1
        pen.height(row, min(ITEM_ROW, max(18, room / len(page.indicators))))
        ref = page.ref(item.reads[0])
        pen.text(row, (0, 0), item.label.in_(lang), **{**HEAD, "align": "left", "indent": 1})
        pen.text(row, (1, 1), plain(item.full or Decimal(0)), **BOX, align="center")
        for position, letter in enumerate(page.letters, start=2):
            points = item.letters.get(letter)
            if points is None:
                pen.text(row, (position, position), "", **BOX)
            else:
                formula = formulas.letter_points(ref, letter, points)
                pen.formula(row, (position, position), formula, plain(points), **BOX, align="center")
        pen.formula(row, (points_column, points_column), formulas.points_of(item, ref), "", **BOX, align="center")
    cells = [_cell(each, points_column) for each in range(first, row + 1)]
    row += 1
    pen.height(row, ROW + 2)
    pen.text(row, (0, 0), _sum_label(page), **HEAD)
    pen.text(row, (1, 1), plain(page.table.form.scheme.full), **{**BOX, "bold": True, "align": "center"})
    pen.text(row, (2, points_column - 1), "", **BOX)
    pen.formula(row, (points_column, points_column), formulas.sum_of_all(cells), "", **BOX, align="center", bold=True)
    pen.height(row + 1, GAP)
    return row + 2, _cell(row, points_column)


def _results(page: Page, row: int, base: str, added: Sequence[str]) -> list[Pair]:
    """What was added, the total, and the grade where the total alone decides."""
    form, lang = page.table.form, page.lang
    pairs: list[Pair] = []
    if added:
        pairs.append((messages.RECORDED_SUM.in_(lang), formulas.sum_of_any(added), ""))
    sum_cell = _value_cells(page, row, 1)[0] if added else None
    pairs.append((messages.TOTAL.in_(lang), formulas.total(base, sum_cell, form), ""))
    if form.grades:
        total = _value_cells(page, row, len(pairs))[-1]
        pairs.append((messages.RESULT.in_(lang), formulas.grade(total, form), ""))
    return pairs


def _signatures(page: Page, row: int, pen: Pen) -> int:
    half = (page.last + 1) // 2
    pen.height(row, GAP)
    for signature in messages.SIGNED_BY:
        row += 1
        pen.height(row, SIGNATURE)
        line = {"bottom": 1, "valign": "bottom"}
        pen.text(row, (0, half), signature.in_(page.lang), **line)
        pen.text(row, (half + 1, page.last), messages.DATE.in_(page.lang), **line)
    return row + 1


def _sum_label(page: Page) -> str:
    sections = {item.section for item in page.indicators}
    section = next(iter(sections)) if len(sections) == 1 else None
    if section is None:
        return messages.ALL_SUM.in_(page.lang)
    return messages.SECTION_SUM.fill(section=section).in_(page.lang)


def _block(page: Page) -> str | None:
    """What the policy calls its block of adjustments, by their clauses, which are in its own language."""
    scheme = page.table.form.scheme
    blocks = {tuple(item.clause.split("·")[:-1]) for item in scheme.adjustments.values()}
    parts = blocks.pop() if len(blocks) == 1 else ()
    return parts[-1] if len(parts) > 1 and page.lang == "zh" else None


def _cell(row: int, position: int) -> str:
    return f"{column_letters(position + 1)}{row + 1}"
