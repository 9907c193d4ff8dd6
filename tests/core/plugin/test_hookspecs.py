"""The examples in the hooks' documentation are plugins that load and work."""

import inspect
import io
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import EntryPoint
from itertools import groupby
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any, TypeAlias

import polars as pl
import pytest

from kpicore import Item, Ref
from kpicore.document.reader import read_scheme
from kpicore.plugin import Origin, SchemeFile, hookspecs, load_plugins
from kpicore.plugin.contribution import HOOKS, Offer
from kpicore.plugin.loading import load
from kpicore.render.exact import evaluate
from kpicore.scheme import Metric
from kpicore.scoring.form import make_form, with_people
from kpicore.testing import (
    CalculatorContract,
    ExporterContract,
    FormContract,
    GradeMapperContract,
    SourceContract,
)
from kpicore_csv.source import CsvSource

LoadExample: TypeAlias = Callable[[str], Offer]


def blocks(hook: str) -> Sequence[str]:
    """The indented parts of a hook's documentation: the module, then documents."""
    documentation = inspect.getdoc(getattr(hookspecs, hook)) or ""
    lines = documentation.splitlines()
    inside = [not line or line.startswith("    ") for line in lines]
    parts = groupby(zip(inside, lines, strict=True), key=lambda part: part[0])
    texts = ["\n".join(line for _, line in part) for indented, part in parts if indented]
    return [dedent(text).strip() + "\n" for text in texts if text.strip()]


@pytest.fixture
def load_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LoadExample:
    """Loads a hook's example, its scheme beside it, and gives the one thing that it contributes."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def load_hook(hook: str) -> Offer:
        module, document, *_ = blocks(hook)
        package = tmp_path / ("kpicore_scheme_clinic" if hook == "kpicore_schemes" else f"example_of_{hook}")
        package.mkdir()
        (package / "__init__.py").write_text(module, encoding="utf-8")
        (package / "reception.toml").write_text(document, encoding="utf-8")
        loading = load(Origin("clinic", "kpicore-clinic", "1.0"), EntryPoint("clinic", package.name, "kpicore"))
        assert (loading.faults, loading.refusals) == ((), ())
        [offer] = loading.offers
        return offer

    return load_hook


def example_class(offer: Offer) -> Any:
    assert not isinstance(offer.value, SchemeFile)
    return offer.value.cls


def options(hook: str, *path: str) -> dict[str, Any]:
    """The options in the example's document, without `kind`; numbers as a scheme's reader gives them."""
    table = tomllib.loads(blocks(hook)[1])
    for key in path:
        table = table[key]
    return {key: Decimal(value) if isinstance(value, int) else value for key, value in table.items() if key != "kind"}


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_takes_nothing_and_says_what_is_missing(hook: str) -> None:
    signature = inspect.signature(getattr(hookspecs, hook))
    assert not signature.parameters
    assert str(signature.return_annotation).startswith("Iterable[")
    assert "missing" in (inspect.getdoc(getattr(hookspecs, hook)) or "").lower()


def test_the_hooks_are_those_that_plugins_can_implement() -> None:
    declared = [name for name, value in vars(hookspecs).items() if hasattr(value, "kpicore_spec")]
    assert declared == list(HOOKS)


def test_the_example_of_a_metric_source_reads_its_metrics(load_example: LoadExample) -> None:
    cls = example_class(load_example("kpicore_metric_sources"))
    report = [
        {"id": "007", "answered": 12, "fast": 0.5, "talk_ms": 1500},
        {"id": "008", "answered": 0, "fast": None, "talk_ms": 0},
    ]
    context = SimpleNamespace(open={"in/{period}/agents.json": json.dumps(report).encode()}.__getitem__)
    frame = cls(**options("kpicore_metric_sources", "sources", "calls")).read(context)
    assert frame.to_dict(as_series=False) == {
        "employee": ["007", "008"],
        "calls": [12, 0],
        "answered_in_20s": [0.5, None],
        "talk_time": [1.5, 0.0],
    }


@pytest.mark.parametrize(("reopened", "points"), [(0, 10), (3, 10), (5, 8), (20, 0), (None, None)])
def test_the_example_of_a_calculator_gives_points(
    load_example: LoadExample, reopened: int | None, points: int | None
) -> None:
    cls = example_class(load_example("kpicore_calculators"))
    metric = Metric(unit="count", label=None)  # type: ignore[arg-type]
    item = Item("reopened", Decimal(10), {"reopened_tickets": metric})
    given = options("kpicore_calculators", "indicators", "reopened", "calculator")
    people = {"metric.reopened_tickets": [None if reopened is None else Fraction(reopened)]}
    assert evaluate({"reopened": cls(**given).rule(item)}, people)["reopened"] == [points]


@pytest.mark.parametrize(("total", "grade"), [(70, "passed"), (69, "failed"), (None, None)])
def test_the_example_of_a_grade_mapper_gives_grades(
    load_example: LoadExample, total: int | None, grade: str | None
) -> None:
    mapper = example_class(load_example("kpicore_grade_mappers"))(**options("kpicore_grade_mappers", "grades"))
    people = {"total": [None if total is None else Fraction(total)]}
    assert evaluate({"grade": mapper.rule(Ref("total"))}, people)["grade"] == [grade]
    assert grade is None or grade in mapper.letters


def test_the_example_of_an_exporter_writes_its_file(load_example: LoadExample) -> None:
    cls = example_class(load_example("kpicore_exporters"))
    written = io.StringIO()
    written.close = lambda: None  # type: ignore[method-assign]
    frame = pl.DataFrame({"employee": ["007", "008"], "total": [81.5, None]})
    results = SimpleNamespace(stages={"operators": SimpleNamespace(frame=frame)})
    cls(**options("kpicore_exporters", "exports", "payroll")).export(
        results, SimpleNamespace(open_text=lambda _: written)
    )
    assert json.loads(written.getvalue()) == {"operators": {"007": 81.5, "008": None}}


def test_the_example_of_a_form_is_what_the_source_for_its_suffix_reads(load_example: LoadExample) -> None:
    reception = blocks("kpicore_schemes")[1].encode()
    scheme = read_scheme(reception, "reception.toml", load_plugins(())).scheme
    form = with_people(make_form(scheme, "en"), [{"employee": "007", "name": "James, 王"}, {"employee": "008"}])
    file = io.BytesIO()
    example_class(load_example("kpicore_forms"))().write(form, file)
    assert file.getvalue().decode("utf-8-sig") == ('employee,name,team,satisfaction\n007,"James, 王",,\n008,,,\n')


def test_the_example_of_a_scheme_is_a_scheme(load_example: LoadExample) -> None:
    offer = load_example("kpicore_schemes")
    assert offer.identity == ("scheme", "clinic/reception", "1")
    assert isinstance(offer.value, SchemeFile)
    document = read_scheme(offer.value.resource.read_bytes(), "reception.toml", load_plugins(()))
    assert list(document.scheme.indicators) == ["satisfaction"]


def given(hook: str, cls: Any) -> tuple[type, Mapping[str, Any]]:
    """The contract of the hook's kind, and what the example is held to it with."""
    match hook:
        case "kpicore_metric_sources":
            source = cls(**options(hook, "sources", "calls"))
            report = [{"id": "007", "answered": 12, "fast": 0.5, "talk_ms": 1500}]
            metrics = {"calls": "count", "answered_in_20s": "ratio", "talk_time": "seconds"}
            files = {"in/2026-10/agents.json": json.dumps(report)}
            return SourceContract, {"source": source, "files": files, "metrics": metrics}
        case "kpicore_calculators":
            calculator = cls(**options(hook, "indicators", "reopened", "calculator"))
            return CalculatorContract, {"calculator": calculator, "metrics": {"reopened_tickets": "count"}}
        case "kpicore_grade_mappers":
            return GradeMapperContract, {"mapper": cls(**options(hook, "grades"))}
        case "kpicore_exporters":
            return ExporterContract, {"exporter": cls(**options(hook, "exports", "payroll"))}
        case _:
            return FormContract, {"form": cls(), "source": CsvSource(path="form.csv")}


@pytest.mark.parametrize("hook", [hook for hook in HOOKS if hook != "kpicore_schemes"])
def test_an_example_keeps_the_contract_of_its_kind(hook: str, load_example: LoadExample, tmp_path: Path) -> None:
    contract, attributes = given(hook, example_class(load_example(hook)))
    held = type("Held", (contract,), dict(attributes))()
    rules = [name for name in dir(held) if name.startswith("test_")]
    for number, name in enumerate(rules):
        rule, folder = getattr(held, name), tmp_path / str(number)
        folder.mkdir()
        with suppress(pytest.skip.Exception):
            rule(folder) if "tmp_path" in inspect.signature(rule).parameters else rule()
