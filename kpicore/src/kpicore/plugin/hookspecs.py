"""The hooks that a plugin implements: six nouns, each with an iterable of what the plugin contributes.

A plugin is a module behind an entry point of the group ``kpicore``:

    [project.entry-points.kpicore]
    clinic = "kpicore_clinic"

It marks its functions with `hookimpl`; they take no arguments. A class among what they return is a frozen attrs class:
``kind`` names it in documents, its fields are its options there (a field without a default is a required key), its one
method does the work. An option that makes no sense is a `kpicore.InvalidOption`, raised in ``__attrs_post_init__``.

What each kind has to keep stands in `kpicore.testing` as a contract: a class of tests to inherit. ``kpi new`` writes a
plugin with its contract, to begin with.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from kpicore.scheme import Calculator, Exporter, FormWriter, GradeMapper, MetricSource

hookspec = pluggy.HookspecMarker("kpicore")
hookimpl = pluggy.HookimplMarker("kpicore")


@hookspec
def kpicore_metric_sources() -> Iterable[type[MetricSource]]:
    """Classes that read metrics: where a department's numbers come from.

    ``read(self, context)`` returns a native frame of any engine that narwhals knows, one row per employee:

    - ``employee``: text, as the personnel system writes it, leading zeros included. Once per frame.
    - ``name``, ``team``, a scheme's groups: text, where the source knows them; a group's value by its id or label.
    - one column per metric, named by its id: numbers, or text that the core parses by the metric's unit. ratio is 0–1
      (0.985 is 98.5 %), score 0–100, count whole or decimal and not negative, seconds not negative, points signed,
      rating a letter. A text is given as it is found: ``1,234.5``, full width and, of ratios, ``98.5%`` are understood,
      and whatever else is no number is refused by its own message: units, dates, ``#N/A``, formulas.
    - ``_row``, optional: the line of the input file where the row begins, for messages.

    Missing is null or an empty text, never 0: the indicator's ``missing`` says what follows. NaN and infinity are
    refused. A person without a row has none of these metrics; columns that no scheme reads are ignored.
    A field ``by`` joins on another column than ``employee``, such as ``team``, and the frame then has a row per team.
    Give what the system has: other names, ids of its own, other units and rows of other periods are handled for every
    source alike, by ``columns``, ``employees``, ``units`` and ``period_column`` (docs/sources.md), which therefore
    cannot be options of a class. With ``ID_n``, the number of cases behind a ratio or mean, schemes can ask for enough.
    Files are read through ``context.open``, which hashes them for the run record, and refuses one that is not there.
    Of a workbook, ``context.cells`` says which sheet and columns were read, so that problems name cells, and
    ``context.made_for`` what a form was made for. With methods ``marked`` and ``is_untouched_copy``, see
    `kpicore.scheme.MarksProblems`, ``kpi run --marked`` gives people the file back with its problems marked.
    `kpicore.testing.SourceContract` tests all of this.

        import json
        from typing import ClassVar

        import polars as pl
        from attrs import frozen

        from kpicore import Message, Place, Refused, SourceContext, Text, hookimpl

        NO_REPORT = Message("phone-log-no-report", Text("不是话务报表", "this is no report of the phone system"))


        @frozen
        class PhoneLog:
            '''The phone system's monthly report: a JSON list with one object per agent.'''

            kind: ClassVar[str] = "phone-log"

            path: str

            def read(self, context: SourceContext) -> pl.DataFrame:
                try:
                    agents = json.loads(context.open(self.path))
                    return pl.DataFrame(
                        {
                            "employee": [str(agent["id"]) for agent in agents],
                            "calls": [agent["answered"] for agent in agents],  # count
                            "answered_in_20s": [agent["fast"] for agent in agents],  # ratio; null for who had no call
                            "talk_time": [agent["talk_ms"] / 1000 for agent in agents],  # seconds
                        }
                    )
                except (ValueError, TypeError, KeyError):
                    raise Refused(NO_REPORT.at(Place(self.path))) from None


        @hookimpl
        def kpicore_metric_sources() -> list[type[PhoneLog]]:
            return [PhoneLog]

    A pipeline uses it as

        [sources.calls]
        kind = "phone-log"
        path = "in/{period}/agents.json"
    """
    raise NotImplementedError


@hookspec
def kpicore_calculators() -> Iterable[type[Calculator]]:
    """Classes that turn metrics into points.

    ``rule(self, indicator)`` returns a tree of `kpicore` nodes whose value is one person's points, not rounded: from 0
    to ``indicator.full_marks`` for an indicator, signed for an adjustment. It computes nothing itself, so that the same
    rule is calculated, written into a workbook, put into words and checked in exact fractions.

    - ``indicator.metric("id")`` is the person's value of a declared metric, in the metric's unit (a ratio is 0–1).
    - ``Par("calculator.OPTION", value, unit)`` is a number the policy sets, named by its key path below the item, so
      that reports show it and it can be turned. Numbers arrive as `decimal.Decimal`.
    - ``Say(body, text, slots)`` words a part of the rule; without it the nodes speak for themselves.

    A missing metric makes the points missing, and the indicator's ``missing`` says what follows; `kpicore.Default` and
    `kpicore.Total` are the nodes that decide otherwise. A division by 0 is missing too.
    `kpicore.testing.CalculatorContract` tests all of this, and that frames and exact fractions agree.

        from decimal import Decimal
        from typing import ClassVar

        from attrs import frozen

        from kpicore import Clip, Item, Lit, Node, Par, hookimpl


        @frozen
        class Excess:
            '''Full marks up to `free` of the metric, `each` points off for every one beyond, never under 0.'''

            kind: ClassVar[str] = "excess"

            metric: str
            free: Decimal
            each: Decimal = Decimal(1)

            def rule(self, indicator: Item) -> Node:
                beyond = indicator.metric(self.metric) - Par("calculator.free", self.free, indicator.unit(self.metric))
                off = beyond * Par("calculator.each", self.each, "points")
                return Clip(indicator.full_marks - off, Lit(Decimal(0)), indicator.full_marks)


        @hookimpl
        def kpicore_calculators() -> list[type[Excess]]:
            return [Excess]

    A scheme uses it as

        [indicators.reopened]
        section = "quality"
        label = { zh = "重复来电", en = "Reopened tickets" }
        points = 10
        calculator = { kind = "excess", metric = "reopened_tickets", free = 3 }
    """
    raise NotImplementedError


@hookspec
def kpicore_grade_mappers() -> Iterable[type[GradeMapper]]:
    """Classes that turn totals into grades.

    ``rule(self, total)`` returns a tree of `kpicore` nodes whose value is a text, the person's grade. ``total`` is a
    column: points with the scheme's rounding, the number on the scorecard. `kpicore.Rank` and `kpicore.Aggregate` over
    it look at everybody of the stage who has a total.
    ``letters`` are all grades it can give, the best first: reports and ``[grades.outcomes]`` go by them.

    Where the total is missing, so is the grade. Numbers of the policy are ``Par("OPTION", value)``, named by their key
    path below ``[grades]``. `kpicore.testing.GradeMapperContract` tests all of this.

        from collections.abc import Sequence
        from decimal import Decimal
        from typing import ClassVar

        from attrs import frozen

        from kpicore import Lit, Node, Par, Ref, Step, Steps, hookimpl


        @frozen
        class PassMark:
            '''Two grades: passed from `mark` points on, failed below.'''

            kind: ClassVar[str] = "pass-mark"

            mark: Decimal = Decimal(60)

            @property
            def letters(self) -> Sequence[str]:
                return ["passed", "failed"]

            def rule(self, total: Ref) -> Node:
                return Steps(total, [Step(Par("mark", self.mark, "points"), Lit("passed"))], Lit("failed"))


        @hookimpl
        def kpicore_grade_mappers() -> list[type[PassMark]]:
            return [PassMark]

    A scheme uses it as

        [grades]
        kind = "pass-mark"
        mark = 70
    """
    raise NotImplementedError


@hookspec
def kpicore_exporters() -> Iterable[type[Exporter]]:
    """Classes that write results: files for people or for other systems.

    ``export(self, results, target)`` gets all stages in ``results.stages``, in the order they were scored, each with
    its ``scheme`` and its ``frame``: a polars DataFrame, one row per person in the population's order:

    - ``employee`` (text), ``name`` and ``team`` where known (text), the scheme's groups (text);
    - every indicator and adjustment id: points, with the scheme's rounding (a number);
    - ``base_total`` and ``total``: points (numbers); ``rank``: 1 is the best, equals share it (a whole number);
    - ``grade``: text. What a grade recommends is ``scheme.grades.outcomes[grade]``;
    - ``metric.ID``: the metrics in their units; columns that begin with ``_`` are steps of the calculation.

    Null is missing: a score that could not be had, and whoever lacks a total has no rank and no grade. Write nothing
    for it, not 0. Files are opened through ``target`` only: all files of a run appear together, or none does. The same
    results are the same bytes. `kpicore.testing.ExporterContract` tests all of this.

        import json
        from typing import ClassVar

        from attrs import frozen

        from kpicore import ExportTarget, Results, hookimpl


        @frozen
        class JsonTotals:
            '''One JSON file: every stage with the total of each employee, null where there is none.'''

            kind: ClassVar[str] = "json-totals"

            path: str = "totals.json"

            def export(self, results: Results, target: ExportTarget) -> None:
                totals = {
                    name: dict(stage.frame.select("employee", "total").iter_rows())
                    for name, stage in results.stages.items()
                }
                with target.open_text(self.path) as file:
                    json.dump(totals, file, ensure_ascii=False)


        @hookimpl
        def kpicore_exporters() -> list[type[JsonTotals]]:
            return [JsonTotals]

    A pipeline uses it as

        [exports.payroll]
        kind = "json-totals"
    """
    raise NotImplementedError


@hookspec
def kpicore_forms() -> Iterable[type[FormWriter]]:
    """Classes that write forms to fill in: what ``kpi template`` gives to people.

    ``suffix``, in small letters, is that of the files it writes: ``kpi template SCHEME -o form.xlsx`` picks the class
    by it. It has no options. ``write(self, form, file)`` puts the whole form into an open binary file, in the language
    ``form.lang``, and never the clock's time: the same form is the same bytes.

    - ``form.columns``, in the order to fill them in: ``employee``, ``name`` and ``team``, the scheme's groups and
      details, then the metrics that the rules read, each with ``ID_n`` behind it where it needs its number of cases.
      ``id`` is what a source has to call the column when the form is read again.
    - ``column.metric`` tells unit, range, ``whole`` and default; ``column.choices`` are the letters or the values of
      the group that may stand there, with their labels; ``column.uses`` the indicators and adjustments that read it.
    - ``form.people`` are known beforehand: by column id, texts; a column that is missing there is to be filled in.
    - ``form.scheme`` and ``form.period``, None for any, are what the filled form is for. A source that finds them in
      it says so by ``context.made_for``.

    An empty cell is a missing value, never 0: it counts as the metric's default, or ``use.if_empty`` says what becomes
    of the item; ``column.is_required`` that whoever stands in the form needs a value there.
    `kpicore.testing.FormContract` tests a writer, with the source that reads its forms back.

        import csv
        import io
        from typing import IO, ClassVar

        from attrs import frozen

        from kpicore import Form, hookimpl


        @frozen
        class CsvForm:
            '''A line of column ids, which is what `kind = "csv"` reads, and a line for each of the people.'''

            kind: ClassVar[str] = "csv"
            suffix: ClassVar[str] = ".csv"

            def write(self, form: Form, file: IO[bytes]) -> None:
                columns = [column.id for column in form.columns]
                lines = io.StringIO()
                table = csv.DictWriter(lines, columns, restval="", lineterminator="\\n")
                table.writeheader()
                table.writerows(form.people)
                file.write(lines.getvalue().encode("utf-8-sig"))


        @hookimpl
        def kpicore_forms() -> list[type[CsvForm]]:
            return [CsvForm]

    The command uses it as

        kpi template clinic/reception -o reception.csv --people roster.csv
    """
    raise NotImplementedError


@hookspec
def kpicore_schemes() -> Iterable[Traversable]:
    """The scheme documents that the plugin brings: TOML files inside its package, as `importlib.resources` finds them.

    Each has an ``id`` (FAMILY/POSITION) and a ``version``, both texts; together they are its identity. Several versions
    of one id may be installed: the period that is scored picks one by ``valid``. Everything else in the document is
    checked when it is used; its units, statuses and ``missing`` are said there.

        from collections.abc import Iterable
        from importlib.resources import files
        from importlib.resources.abc import Traversable

        from kpicore import hookimpl


        @hookimpl
        def kpicore_schemes() -> Iterable[Traversable]:
            return [files("kpicore_scheme_clinic") / "reception.toml"]

    where ``reception.toml`` holds

        format = 1
        id = "clinic/reception"
        version = "1"
        title = { zh = "前台接待", en = "Reception" }
        policy = "门诊前台考核细则"
        full = 100

        [metrics]
        satisfaction = { unit = "ratio", label = { zh = "满意度", en = "Satisfaction" } }

        [sections.service]
        label = { zh = "服务质量", en = "Service" }

        [indicators.satisfaction]
        section = "service"
        label = { zh = "满意度", en = "Satisfaction" }
        points = 100
        status = "stated"
        clause = "服务质量 1"
        missing = "error"
        calculator = { kind = "proportional", metric = "satisfaction" }

    and a pipeline scores a stage by ``scheme = "clinic/reception"``.

    A document may carry a sample, which ``kpi scheme sample clinic/reception`` copies for a department to run at once:
    the folder ``sample/reception/`` beside ``reception.toml``, named like the document, with a ``pipeline.toml`` that
    scores by this scheme and the input it reads, a handful of invented people. Paths in it are relative to it.
    `kpicore.testing.SchemeContract` works the examples out, lints the document and runs the sample.

    A document may be an overlay: ``extends = "clinic/desk"``, an ``id`` and a ``version`` of its own, and what differs.
    """
    raise NotImplementedError
