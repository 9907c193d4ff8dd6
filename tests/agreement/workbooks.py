"""Random rules and schemes as scored stages, written into a workbook, and what a spreadsheet program made of them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import polars as pl
from attrs import evolve, frozen

from kpicore import Text
from kpicore.builtin.calculators import Entered
from kpicore.render import exact
from kpicore.render.exact import Values
from kpicore.rule import Node, Par, Ref, lift, rebuild
from kpicore.scheme import Group, Indicator, Metric, Period, Results, Scheme, StageResults
from kpicore.scoring.compile import compile_scheme
from kpicore.scoring.score import score
from kpicore.testing import Sheets, Value
from kpicore_excel.results.workbook import write_workbook
from tests.agreement.engines import scored
from tests.agreement.people import GROUPS, LETTERS, NUMBERS, People

WORDS = {"group": GROUPS["group"], "letter": LETTERS}
TREES = Scheme(
    id="random/trees",
    version="1",
    title=Text("随机", "random"),
    full=Decimal(100),
    metrics={name.removeprefix("metric."): Metric("points", Text(name, name)) for name in NUMBERS},
    groups={
        name: Group(Text(name, name), {value: Text(value, value) for value in values}) for name, values in WORDS.items()
    },
    indicators={
        id: Indicator(Text(id, id), Decimal(1), Entered("a")) for id in ("first", "unrounded", "second")
    },
)  # fmt: skip


@frozen
class Case:
    """A scored stage, and what its public columns are in exact fractions; `unrounded` are those that nobody rounds."""

    stage: StageResults
    expected: Mapping[str, Values]
    unrounded: frozenset[str] = frozenset()


def tree_case(rules: Mapping[str, Node], people: People) -> tuple[Case, Mapping[str, Node]]:
    """The columns of a rule set as if a scheme had given them, and these rules."""
    named = {name: _told_apart(rule) for name, rule in rules.items()}
    place, grade = named.pop("place"), named.pop("grade")
    whole = {**named, "base_total": Ref("second"), "total": Ref("second"), "rank": place, "grade": grade}
    columns = lift(whole)
    stage = StageResults("trees", TREES, columns, _with_ids(scored("polars", columns, people.frame)))
    values = exact.evaluate(whole, people.exact)
    return Case(stage, {name: values[name] for name in whole if name != "base_total"}, frozenset({"unrounded"})), whole


def scheme_case(scheme: Scheme, people: People) -> Case:
    """A random scheme and what it gives for these people."""
    scheme = evolve(scheme, groups={id: group for id, group in scheme.groups.items() if id != "team"})
    program = compile_scheme(scheme)
    frame = _with_ids(score(program, people.frame))
    values = exact.evaluate(program.rules, people.exact)
    wanted = [*scheme.items, "total", "rank", *(["grade"] if scheme.grades is not None else [])]
    return Case(StageResults("schemes", scheme, program.columns, frame), {name: values[name] for name in wanted})


def workbook(stages: Iterable[StageResults]) -> bytes:
    """The results workbook of these stages, as the exporter writes it."""
    file = io.BytesIO()
    write_workbook(Results("随机", Period.parse("2026-10"), {stage.name: stage for stage in stages}), "zh", file)
    return file.getvalue()


def numbered(cases: Iterable[Case]) -> list[Case]:
    """The cases under names of their own, to stand in one workbook."""
    return [evolve(case, stage=evolve(case.stage, name=f"case{number}")) for number, case in enumerate(cases)]


def wrong_cells(case: Case, sheets: Sheets) -> list[str]:
    """Each cell of the stage's sheet that is not what exact fractions give."""
    people = sheets[case.stage.name].records(header=1, first=3)
    wrong = []
    for name, values in case.expected.items():
        for row, wanted in enumerate(values):
            cell = people[row].get(name) if row < len(people) else None
            if not _agrees(wanted, cell, is_rounded=name not in case.unrounded):
                wrong.append(f"{case.stage.name}!{name}[{row}]: {wanted} but {cell!r}")
    return wrong


def _agrees(wanted: object, cell: Value, *, is_rounded: bool) -> bool:
    if not isinstance(wanted, Fraction):
        return (wanted or "") == (cell or "")
    if not isinstance(cell, float | int) or isinstance(cell, bool):
        return False
    # A program gives 15 digits; what is rounded differs by far more than that, or not at all.
    noise = Fraction(1, 10**9) * (1 if is_rounded else 1 + abs(wanted))
    return abs(wanted - Fraction(cell)) <= noise


def _with_ids(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.format("{}", "order").alias("employee"))


def _told_apart(node: Node) -> Node:
    """The rule with each number of the policy under a name of its own, as a scheme would have it."""
    if isinstance(node, Par):
        return evolve(node, name=f"second.calculator.{node.value}")
    return rebuild(node, _told_apart)
