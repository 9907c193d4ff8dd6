"""Overlays: what they change, what they leave, what is said where they are wrong."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from kpicore.builtin.calculators import Linear, PerEvent, Proportional
from kpicore.builtin.grade_mappers import Cutoffs, Quota
from kpicore.document import SchemeDocument, find_scheme, read_scheme, write_scheme
from kpicore.document.overlay import overlaid
from kpicore.document.syntax import RawTable, read_toml
from kpicore.errors import PluginFailed, Refused, Text
from kpicore.plugin.registry import Registry, SchemeFile
from kpicore.scheme import Cased, Period
from tests.core.document.documents import ORIGIN, OVERLAY, SCHEME, registry
from tests.core.document.test_breaking import ANYTHING, changed, every_path, misspelt, replaced, without
from tests.core.document.test_mistakes import Case, cases, refused, said

HEAD = 'format = 1\nid = "north/agent"\nextends = "house/agent"\n'


@pytest.fixture
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """The scheme installed, its document ``base.toml`` in the working directory."""
    monkeypatch.chdir(tmp_path)
    Path("base.toml").write_text(SCHEME, encoding="utf-8")
    return with_schemes("base.toml")


def with_schemes(*files: str) -> Registry:
    """What comes with the core and these documents as a plugin's."""
    heads = [read_toml(Path(file).read_bytes(), file).table for file in files]
    installed = (
        SchemeFile(head["id"], head["version"], Path(file), ORIGIN) for head, file in zip(heads, files, strict=True)
    )
    return evolve(registry(), schemes=tuple(installed))


def read(text: str, plugins: Registry, period: str | None = None) -> SchemeDocument:
    return read_scheme(text.encode(), "own.toml", plugins, period=Period.parse(period) if period else None)


def test_only_what_the_overlay_says_differs(plugins: Registry) -> None:
    base = read(SCHEME, plugins).scheme
    scheme = read(OVERLAY, plugins).scheme
    assert (scheme.id, scheme.version, scheme.title.zh) == ("north/agent", "7", "北区坐席")
    assert (scheme.policy, scheme.full, scheme.valid) == (base.policy, base.full, base.valid)
    assert scheme.groups == base.groups
    assert list(scheme.indicators) == ["exam", "transfer", "volume"]
    assert list(scheme.metrics) == ["exam_score", "transfer_rate", "late_events", "calls"]
    assert scheme.metrics["exam_score"] == base.metrics["exam_score"]
    assert scheme.sections["skills"] == evolve(base.sections["skills"], points=None)
    assert scheme.indicators["exam"] == evolve(
        base.indicators["exam"],
        points=Decimal(40),
        status="stated",
        assumed=(),
        note=None,
        clause="北区通知一",
        calculator=Linear("exam_score", Decimal(55), Decimal(90)),
    )
    assert scheme.adjustments["lateness"].label == base.adjustments["lateness"].label
    assert scheme.adjustments["lateness"].calculator == PerEvent({"late_events": Decimal(-1)})
    assert scheme.grades is not None
    assert scheme.grades.mapper == Cutoffs({"A": Decimal(80), "B": "otherwise"})
    assert scheme.grades.outcomes == {}
    assert [example.people for example in scheme.examples] == [({"exam_score": Decimal(90), "calls": Decimal(450)},)]


def test_a_case_of_a_rule_by_group_is_changed_alone(plugins: Registry) -> None:
    calculator = read(OVERLAY, plugins).scheme.indicators["transfer"].calculator
    assert isinstance(calculator, Cased)
    assert calculator.cases == {
        "ordinary": Linear("transfer_rate", Decimal("0.031"), Decimal("0.019")),
        "vip": Linear("transfer_rate", Decimal("0.05"), Decimal("0.023")),
    }


@pytest.mark.parametrize(
    ("own", "calculator"),
    [
        ("zero = 50", Linear("exam_score", Decimal(50), Decimal(90))),
        ('kind = "linear"\nmetric = "exam_score"\nzero = 1\nfull = 2', Linear("exam_score", Decimal(1), Decimal(2))),
        ('kind = "proportional"\nmetric = "exam_score"', Proportional("exam_score")),
    ],
)
def test_a_table_with_a_kind_is_replaced_whole_and_one_without_changes_its_keys(
    own: str, calculator: object, plugins: Registry
) -> None:
    text = f'{HEAD}[indicators.exam]\nstatus = "stated"\n[indicators.exam.calculator]\n{own}\n'
    assert read(text, plugins).scheme.indicators["exam"].calculator == calculator


def test_a_confirmed_figure_has_the_department_s_clause_and_no_note_that_it_is_assumed(plugins: Registry) -> None:
    confirmed = read(f'{HEAD}[indicators.exam]\nstatus = "stated"\nclause = "会议纪要"\n', plugins).scheme
    item = confirmed.indicators["exam"]
    assert (item.status, item.assumed, item.note, item.clause) == ("stated", (), None, "会议纪要")
    partly = read(f'{HEAD}[indicators.exam]\nassumed = ["points"]\n', plugins).scheme.indicators["exam"]
    assert (partly.status, partly.assumed, partly.note) == (
        "assumed",
        ("points",),
        Text("分值暂定。", "The points are assumed."),
    )


def test_grades_keep_their_order_and_their_kind_where_only_a_share_changes(plugins: Registry) -> None:
    grades = read(
        f"{HEAD}[grades.shares]\nA = 0.3\nB = 0.7\n[grades.outcomes]\nB = {{ zh = '谈话', en = 'Talk' }}\n", plugins
    ).scheme.grades
    assert grades is not None
    assert isinstance(grades.mapper, Quota)
    assert list(grades.mapper.shares.items()) == [("A", Decimal("0.3")), ("B", Decimal("0.7"))]
    assert list(grades.outcomes) == ["A", "B"]


def test_what_is_dropped_and_written_again_is_new(plugins: Registry) -> None:
    text = f'{HEAD}drop = ["grades"]\n'
    grades = read(f'{text}[grades]\nkind = "cutoffs"\nA = 60\nB = "otherwise"\n', plugins).scheme.grades
    assert grades is not None
    assert list(grades.mapper.letters) == ["A", "B"]
    assert read(text, plugins).scheme.grades is None


def test_a_span_of_validity_is_one_value(plugins: Registry) -> None:
    assert read(f"{HEAD}valid = {{ until = 2023-12-31 }}\n", plugins).scheme.valid.start is None
    assert read(HEAD, plugins).scheme.valid == read(SCHEME, plugins).scheme.valid


def test_each_figure_knows_which_document_says_it(plugins: Registry) -> None:
    document = read(OVERLAY, plugins)
    assert [(layer.id, layer.version, layer.file, layer.origin) for layer in document.layers] == [
        ("north/agent", "7", "own.toml", None),
        ("house/agent", "1", "base.toml", ORIGIN),
    ]
    for path, file in {
        "indicators.exam.points": "own.toml",
        "indicators.exam.label.zh": "base.toml",
        "indicators.exam.calculator.zero": "own.toml",
        "indicators.exam.calculator.full": "base.toml",
        "indicators.transfer.calculator.cases.vip.zero": "own.toml",
        "indicators.transfer.calculator.cases.vip.full": "base.toml",
        "indicators.volume.calculator.full": "own.toml",
        "grades.A": "own.toml",
        "rounding.digits": "base.toml",
        "examples[0].expect.exam": "own.toml",
    }.items():
        assert document.layer_of(path).file == file, path
    place = document.positions.at_value("indicators.exam.calculator.full")
    line = SCHEME.splitlines()[(place.line or 0) - 1]
    assert line[(place.column or 0) - 1 :].startswith("90")


def test_the_hash_of_an_overlay_is_that_of_its_own_and_its_base_s_hashes(plugins: Registry) -> None:
    hashes = [sha256(text.encode()).hexdigest() for text in (OVERLAY, SCHEME)]
    assert read(OVERLAY, plugins).sha256 == sha256(f"{hashes[0]}\n{hashes[1]}\n".encode()).hexdigest()
    assert read(SCHEME, plugins).sha256 == hashes[1]
    Path("base.toml").write_text(f"{SCHEME}# the same\n", encoding="utf-8")
    assert read(OVERLAY, plugins).sha256 != sha256(f"{hashes[0]}\n{hashes[1]}\n".encode()).hexdigest()


def test_an_overlay_of_an_overlay_and_one_by_its_path(plugins: Registry) -> None:
    (Path("area")).mkdir()
    Path("area/north.toml").write_text(OVERLAY, encoding="utf-8")
    top = 'format = 1\nid = "hall/agent"\nextends = "area/north.toml"\n[indicators.exam.calculator]\nfull = 95\n'
    document = read(top, plugins)
    assert [layer.id for layer in document.layers] == ["hall/agent", "north/agent", "house/agent"]
    assert (document.scheme.version, document.scheme.title.zh, document.scheme.examples) == ("7", "北区坐席", ())
    assert document.scheme.indicators["exam"].calculator == Linear("exam_score", Decimal(55), Decimal(95))
    paths = ("calculator.full", "calculator.zero", "calculator.metric")
    files = [document.layer_of(f"indicators.exam.{path}").file for path in paths]
    assert files == ["own.toml", "area/north.toml", "base.toml"]


def test_a_plugin_may_ship_an_overlay(plugins: Registry) -> None:
    Path("north.toml").write_text(OVERLAY, encoding="utf-8")
    found = find_scheme("north/agent", Period.parse("2026-10"), None, with_schemes("base.toml", "north.toml"))
    assert (found.scheme.id, found.origin, len(found.layers)) == ("north/agent", ORIGIN, 2)


def test_the_period_picks_the_version_of_the_base(plugins: Registry) -> None:
    for version, valid in (("1", "{ until = 2025-12-31 }"), ("2", "{ from = 2026-01-01 }")):
        text = SCHEME.replace("valid = { from = 2024-01-01 }", f"valid = {valid}").replace('"1"', f'"{version}"', 1)
        Path(f"v{version}.toml").write_text(text, encoding="utf-8")
    versions = with_schemes("v1.toml", "v2.toml")
    for period, version in {"2025-03": "1", "2026-03": "2", None: "2"}.items():
        document = read(HEAD, versions, period)
        assert (document.layers[1].version, document.scheme.version) == (version, version)
    Path("own.toml").write_text(HEAD, encoding="utf-8")
    assert find_scheme("own.toml", Period.parse("2025"), Path(), versions).layers[1].version == "1"
    reference = "own.toml:3:11: error scheme-not-valid: extends:"
    error = refused(lambda: find_scheme("own.toml", Period.parse("2026-Q1"), Path(), with_schemes("v1.toml")))
    assert said(error) == (
        [f"{reference} no version of scheme house/agent covers 2026-Q1: version 1: … – 2025-12-31"],
        [f"{reference} 方案 house/agent 没有适用于 2026-Q1 的版本：版本 1：… – 2025-12-31"],
    )


def test_of_an_overlay_s_versions_the_one_is_taken_whose_base_covers_the_period(plugins: Registry) -> None:
    closed = SCHEME.replace("valid = { from = 2024-01-01 }", "valid = { until = 2025-12-31 }")
    Path("old.toml").write_text(closed.replace("house/agent", "house/old"), encoding="utf-8")
    for version, base in {"1": "house/old", "2": "house/agent"}.items():
        own = f'format = 1\nid = "north/agent"\nversion = "{version}"\nextends = "{base}"\n'
        Path(f"north-{version}.toml").write_text(own, encoding="utf-8")
    versions = with_schemes("base.toml", "old.toml", "north-1.toml", "north-2.toml")
    assert find_scheme("north/agent", Period.parse("2026-01"), None, versions).scheme.version == "2"
    assert find_scheme("north/agent", Period.parse("2023"), None, versions).scheme.version == "1"
    error = refused(
        lambda: find_scheme("north/agent", Period.parse("2026"), None, with_schemes("old.toml", "north-1.toml"))
    )
    assert [str(problem.place) for problem in error.problems] == ["north-1.toml:4:11"]


def test_a_shipped_overlay_without_validity_has_that_of_its_base(plugins: Registry) -> None:
    Path("north.toml").write_text(OVERLAY, encoding="utf-8")
    both = with_schemes("base.toml", "north.toml")
    error = refused(lambda: find_scheme("north/agent", Period.parse("2023"), None, both))
    assert [problem.code for problem in error.problems] == ["scheme-not-valid"]


def test_schemes_that_extend_each_other_are_refused_where_the_circle_closes(plugins: Registry) -> None:
    Path("a.toml").write_text('format = 1\nid = "a/a"\nextends = "b.toml"\n', encoding="utf-8")
    Path("b.toml").write_text('format = 1\nid = "b/b"\nextends = "./a.toml"\n', encoding="utf-8")
    Path("top.toml").write_text('format = 1\nid = "t/t"\nextends = "a.toml"\n', encoding="utf-8")
    error = refused(lambda: find_scheme("top.toml", None, None, plugins))
    assert said(error) == (
        ["b.toml:3:11: error extends-circle: extends: these extend each other in a circle: a.toml → b.toml → a.toml"],
        ["b.toml:3:11: error extends-circle: extends: extends 循环引用：a.toml → b.toml → a.toml"],
    )
    Path("self.toml").write_text('format = 1\nid = "s/s"\nversion = "1"\nextends = "s/s"\n', encoding="utf-8")
    error = refused(lambda: find_scheme("s/s", None, None, with_schemes("self.toml")))
    assert said(error)[0] == [
        "self.toml:4:11: error extends-circle: extends: these extend each other in a circle: s/s → s/s"
    ]


@pytest.mark.parametrize("case", cases("overlay_mistakes.toml"), ids=str)
def test_every_mistake_of_an_overlay_is_said_with_its_place(case: Case, plugins: Registry) -> None:
    error = refused(lambda: read(case.broken(OVERLAY), plugins))
    assert said(error) == (case.en, case.zh)
    assert not isinstance(error, PluginFailed)


def test_the_mistakes_of_the_base_are_said_with_its_own(plugins: Registry) -> None:
    broken = SCHEME.replace("points = 30", 'points = "30"').replace("format = 1\n", "")
    Path("base.toml").write_text(broken, encoding="utf-8")
    error = refused(lambda: read(OVERLAY.replace("points = 40", "points = -1"), plugins))
    path = "indicators.transfer.points"
    quotes = "(numbers, dates, true and false stand without quotes; own.toml inherits this: change or drop it there)"
    assert said(error)[0] == [
        "own.toml:12:10: error negative-points: indicators.exam.points: points may not be under 0",
        "base.toml:1:1: error missing-key: format: this key is missing; it takes the number 1",
        f'base.toml:35:10: error wrong-type: {path}: expected a number, found the text "30" {quotes}',
    ]


def test_an_incomplete_overlay_underneath_is_said_once_and_at_its_place(plugins: Registry) -> None:
    Path("mid.toml").write_text(f"{HEAD}[indicators.exams]\npoints = 5\n", encoding="utf-8")
    error = refused(lambda: read('format = 1\nid = "hall/agent"\nextends = "mid.toml"\n', plugins))
    assert [(str(problem.place), problem.code) for problem in error.problems] == [("mid.toml:4:13", "unknown-in-base")]


def test_a_written_overlay_is_the_whole_scheme(plugins: Registry) -> None:
    scheme = read(OVERLAY, plugins).scheme
    text = write_scheme(scheme)
    assert "extends" not in text
    assert read_scheme(text.encode(), "x.toml", registry()).scheme == scheme


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "version": st.just('version = "9"'),
        "policy": st.just('policy = "另一细则"'),
        "full": st.sampled_from(["full = 120", "full = 60.5"]),
        "drop": st.lists(
            st.sampled_from(
                ["policy", "valid", "indicators.transfer", "adjustments", "grades.outcomes", "grades.within"]
            ),
            unique=True,
        ).map(lambda paths: f"drop = {paths}"),
        "metric": st.just('metrics.exam_score.description = { zh = "甲", en = "A" }'),
        "points": st.integers(0, 99).map(lambda points: f"indicators.exam.points = {points}"),
        "zero": st.integers(0, 80).map(lambda zero: f"indicators.exam.calculator.zero = {zero}"),
        "label": st.just('indicators.attitude_score.label = { zh = "服务态度", en = "Manner" }'),
        "table": st.integers(0, 20).map(lambda points: f"indicators.attitude_score.calculator.table.C = {points}"),
        "new": st.just(
            'indicators.more = { label = { zh = "多", en = "More" }, points = 1, '
            'calculator = { kind = "proportional", metric = "exam_score" } }'
        ),
        "share": st.just("grades.shares = { A = 0.5, B = 0.5 }"),
        "digits": st.integers(0, 6).map(lambda digits: f"rounding.digits = {digits}"),
    },
)


@given(CHANGES)
@settings(max_examples=150)
def test_laying_an_overlay_over_its_base_changes_only_a_copy(changes: dict[str, str]) -> None:
    own = read_toml(f"{HEAD}{chr(10).join(changes.values())}\n".encode(), "own.toml")
    base = read_toml(SCHEME.encode(), "base.toml")
    table, spots = copy.deepcopy(base.table), dict(base.positions.spots)
    before = copy.deepcopy(own.table)
    merged, wrong = overlaid(own, base)
    assert wrong == []
    assert (base.table, dict(base.positions.spots), own.table) == (table, spots, before)
    for path, value in leaves(merged.table):
        place = merged.positions.at_value(path)
        holder = {"own.toml": own, "base.toml": base}[str(place.file)].table
        assert at(holder, path) == value


@given(CHANGES)
@settings(max_examples=100)
def test_a_written_overlay_is_read_as_it_was(tmp_path_factory: pytest.TempPathFactory, changes: dict[str, str]) -> None:
    path = tmp_path_factory.getbasetemp() / "installed.toml"
    path.write_text(SCHEME, encoding="utf-8")
    plugins = evolve(registry(), schemes=(SchemeFile("house/agent", "1", path, ORIGIN),))
    scheme = read(f"{HEAD}{chr(10).join(changes.values())}\n", plugins).scheme
    assert read_scheme(write_scheme(scheme).encode(), "x.toml", registry()).scheme == scheme


@given(st.data())
@settings(max_examples=150)
def test_an_overlay_broken_in_many_places_is_refused_and_nothing_worse(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "installed.toml"
    path.write_text(SCHEME, encoding="utf-8")
    plugins = evolve(registry(), schemes=(SchemeFile("house/agent", "1", path, ORIGIN),))
    right: Any = tomllib.loads(OVERLAY, parse_float=Decimal)
    document = right
    for _ in range(data.draw(st.integers(1, 5))):
        place = data.draw(st.sampled_from(list(every_path(document))))
        change = data.draw(st.sampled_from([without, misspelt, None]))
        if change is None or isinstance(place[-1], int):
            change = replaced(data.draw(ANYTHING))
        document = changed(document, place, change) or right
    try:
        read(tomli_w.dumps(document), plugins)
    except Refused as refusal:
        for problem in refusal.problems:
            assert problem.line("zh")
            assert problem.place.file in ("own.toml", str(path)) or problem.code in ("no-file", "folder-for-file")


def leaves(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    if isinstance(value, dict) and value:
        return [leaf for key, below in value.items() for leaf in leaves(below, (*path, key))]
    return [(path, value)]


def at(table: RawTable, path: tuple[str | int, ...]) -> object:
    here: object = table
    for step in path:
        assert isinstance(here, dict)
        here = here[step]
    return here
