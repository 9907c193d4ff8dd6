"""Where the next better grade begins: at a total that the scheme sets, or at the total of the last one who has it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import polars as pl
from attrs import field, frozen

from kpicore.render.pieces import Line, NotInPieces, Pieces, render, together
from kpicore.rule import Rank, walk
from kpicore.scheme import StageResults
from kpicore.scoring.improvement import least
from kpicore.scoring.person import Person

NextGrade: TypeAlias = tuple[str | None, Fraction | None, bool]
"""The next better grade, the recorded total at which it begins, and whether that goes by place."""


@frozen
class NextGrades:
    """The next grades of a stage's people. Found once for all who have one grade, and are ranked with each other."""

    results: StageResults
    smallest_group: int
    groups: tuple[str, ...]
    """The columns by which people may be graded apart."""

    _known: dict[tuple[object, ...], NextGrade] = field(factory=dict, eq=False, repr=False)

    @classmethod
    def among(cls, results: StageResults, smallest_group: int) -> NextGrades:
        """The next grades of all people of the stage."""
        nodes = [node for column in results.columns for node in walk(column.node)]
        ranked = [name for node in nodes if isinstance(node, Rank) for name in node.by]
        there = dict.fromkeys(name for name in (*results.scheme.groups, *ranked) if name in results.frame.columns)
        return cls(results, smallest_group, tuple(there))

    def of(self, person: Person, grade: str, total: Fraction) -> NextGrade:
        """The next grade of a person with this grade and total."""
        group = (grade, *(person.figures[name] for name in self.groups))
        if group not in self._known:
            self._known[group] = self._next_grade(person, grade, total)
        return self._known[group]

    def _next_grade(self, person: Person, grade: str, total: Fraction) -> NextGrade:
        mapper = self.results.scheme.grades
        letters = [] if mapper is None else list(mapper.mapper.letters)
        better = letters[: letters.index(grade)] if grade in letters else []
        if not better:
            return None, None, False
        try:
            grades = render(person.steps["grade"], "total", person.figures, person.steps)
        except NotInPieces:
            return self._by_place(person, better)
        return *_by_total(grades, better, total, person.digits), False

    def _by_place(self, person: Person, better: list[str]) -> NextGrade:
        """The last of those with a better grade among the people with whom the person is ranked."""
        ranks = [step for name in person.below("grade") if isinstance(step := person.steps.get(name), Rank)]
        people = self.results.frame.filter(pl.col("total").is_not_null())
        for column in dict.fromkeys(column for rank in ranks for column in rank.by):
            people = people.filter(pl.col(column) == person.figures[column])
        ahead = people.filter(pl.col("grade").is_in(better)).sort("total")
        if ahead.is_empty():
            return None, None, True
        letter = ahead["grade"][0]
        if len(people) < self.smallest_group:
            return letter, None, True
        return letter, Fraction(Decimal(repr(ahead["total"][0]))), True


def _by_total(grades: Pieces, better: list[str], total: Fraction, digits: int) -> tuple[str | None, Fraction | None]:
    is_better = together(lambda grade: Line(Fraction(grade in better)), grades)
    found = least(is_better, total, None, Fraction(1), is_whole=False)
    if found is None:
        return None, None
    grid = Fraction(10) ** digits
    edge = (-(-found[0] * grid // 1) if found[1] == 0 else found[0] * grid // 1 + 1) / grid
    letter = grades.at(edge)
    return (letter, edge) if isinstance(letter, str) else (None, None)
