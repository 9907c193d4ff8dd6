"""One plugin by itself: what passes, what is refused, and what is told of it."""

from collections.abc import Callable
from importlib.metadata import EntryPoint
from itertools import count
from pathlib import Path
from textwrap import dedent
from typing import TypeAlias

import pytest

from kpicore.plugin import Origin
from kpicore.plugin.loading import Loading, load

Load: TypeAlias = Callable[[str], Loading]

ORIGIN = Origin("clinic", "kpicore-clinic", "1.0")
SOUND = """
from typing import ClassVar

from attrs import frozen

from kpicore import hookimpl

@frozen
class Sound:
    kind: ClassVar[str] = "sound"

    def read(self, context):
        return {}

"""

numbers = count()


@pytest.fixture
def load_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads a module of this text as a plugin."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def load_text(text: str) -> Loading:
        name = f"kpicore_clinic_{next(numbers)}"
        (tmp_path / f"{name}.py").write_text(SOUND + dedent(text), encoding="utf-8")
        return load(ORIGIN, EntryPoint("clinic", name, "kpicore"))

    return load_text


def codes(loading: Loading) -> list[str]:
    return [fault.code for fault in loading.faults]


def test_a_sound_plugin_offers_its_class_under_its_kind(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl
        def kpicore_metric_sources():
            return (each for each in [Sound])
    """)
    assert (loading.faults, loading.refusals) == ((), ())
    [offer] = loading.offers
    assert offer.identity == ("source", "sound", "")
    assert offer.value.origin == ORIGIN


def test_a_hook_may_be_implemented_under_another_name(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl(specname="kpicore_metric_sources")
        def sources():
            return [Sound]
    """)
    assert [offer.name for offer in loading.offers] == ["sound"]


def test_a_hook_that_is_marked_optional_need_not_exist(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl(optionalhook=True)
        def kpicore_charts():
            return []
    """)
    assert loading == Loading(ORIGIN)


def test_every_wrong_hook_of_a_plugin_is_told_at_once(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl
        def kpicore_calculator():
            return []

        @hookimpl
        def kpicore_exporters(stage):
            return []

        def kpicore_metric_sources():
            return [Sound]
    """)
    assert sorted(codes(loading)) == ["hook-arguments", "hook-unmarked", "unknown-hook"]
    assert loading.offers == ()


def test_every_hook_that_raises_is_told_at_once(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl
        def kpicore_calculators():
            raise LookupError("no rules here")

        @hookimpl
        def kpicore_exporters():
            raise SystemExit

        @hookimpl
        def kpicore_metric_sources():
            return [Sound]
    """)
    assert [fault.message.en.partition("hook ")[2] for fault in loading.faults] == [
        "kpicore_calculators failed: LookupError: no rules here",
        "kpicore_exporters failed: SystemExit",
    ]
    assert loading.offers == ()


def test_a_wrapper_is_no_list_of_contributions(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl(wrapper=True)
        def kpicore_metric_sources():
            return [Sound]
    """)
    assert codes(loading) == ["hook-invalid"]


@pytest.mark.parametrize("returned", ["None", "3", "'sound'", "Sound"])
def test_a_hook_that_does_not_return_a_list_is_a_fault(load_module: Load, returned: str) -> None:
    loading = load_module(f"""
        @hookimpl
        def kpicore_metric_sources():
            return {returned}
    """)
    assert codes(loading) == ["hook-result"]


@pytest.mark.parametrize("kind", ["''", "'  '", "3", "None"])
def test_a_kind_is_a_text_that_is_not_empty(load_module: Load, kind: str) -> None:
    loading = load_module(f"""
        Sound.kind = {kind}

        @hookimpl
        def kpicore_metric_sources():
            return [Sound]
    """)
    [refusal] = loading.refusals
    assert [fault.code for fault in refusal.faults] == ["no-kind"]


def test_everything_wrong_with_a_class_is_told_at_once(load_module: Load) -> None:
    loading = load_module("""
        class Nothing:
            read = "not a method"

        @hookimpl
        def kpicore_metric_sources():
            return [Nothing]
    """)
    [refusal] = loading.refusals
    assert [fault.code for fault in refusal.faults] == ["not-attrs", "no-kind", "no-method"]


@pytest.mark.parametrize(
    ("hook", "method"),
    [
        ("kpicore_metric_sources", "read"),
        ("kpicore_calculators", "rule"),
        ("kpicore_grade_mappers", "rule"),
        ("kpicore_exporters", "export"),
        ("kpicore_forms", "write"),
    ],
)
def test_each_hook_asks_for_its_own_method(load_module: Load, hook: str, method: str) -> None:
    loading = load_module(f"""
        @frozen
        class Idle:
            kind: ClassVar[str] = "idle"
            suffix: ClassVar[str] = ".txt"

        @frozen
        class Working:
            kind: ClassVar[str] = "working"
            suffix: ClassVar[str] = ".txt"

            def {method}(self, *given):
                return given

        @hookimpl
        def {hook}():
            return [Idle, Working]
    """)
    [refusal], [offer] = loading.refusals, loading.offers
    assert (refusal.name, offer.name) == ("idle", "working")
    assert refusal.faults[0].message.en.endswith(f"lacks its method {method}")


def test_a_scheme_that_is_no_file_of_a_package_is_refused_by_itself(load_module: Load) -> None:
    loading = load_module("""
        @hookimpl
        def kpicore_schemes():
            return ["reception.toml", 3]
    """)
    assert [fault.code for refusal in loading.refusals for fault in refusal.faults] == ["scheme-not-a-file"] * 2


def test_a_scheme_with_a_byte_order_mark_is_read(load_module: Load, tmp_path: Path) -> None:
    (tmp_path / "reception.toml").write_text('id = "a/b"\nversion = "1"\n', encoding="utf-8-sig")
    loading = load_module("""
        from importlib.resources import files
        from pathlib import Path

        @hookimpl
        def kpicore_schemes():
            return [Path(__file__).parent / "reception.toml"]
    """)
    assert [offer.identity for offer in loading.offers] == [("scheme", "a/b", "1")]


def test_an_interruption_is_not_taken_for_a_fault(load_module: Load) -> None:
    with pytest.raises(KeyboardInterrupt):
        load_module("raise KeyboardInterrupt")


def test_a_message_keeps_to_one_line_and_to_a_length(load_module: Load) -> None:
    loading = load_module('raise ValueError("one\\ntwo " + "x" * 1000)')
    [fault] = loading.faults
    assert "ValueError: one two xxx" in fault.message.en
    assert len(fault.message.en) < 400


def test_an_exception_that_cannot_be_told_is_told_by_its_type(load_module: Load) -> None:
    loading = load_module("""
        class Unspeakable(Exception):
            def __str__(self):
                raise RuntimeError

        raise Unspeakable
    """)
    [fault] = loading.faults
    assert fault.message.en.endswith("its import failed: Unspeakable")


def test_the_line_is_the_plugins_own_not_that_of_a_library_it_calls(load_module: Load) -> None:
    loading = load_module("import json\n\njson.loads('{')")
    [fault] = loading.faults
    assert Path(fault.place.file or "").name.startswith("kpicore_clinic_")
    assert fault.place.line == SOUND.count("\n") + 3


@pytest.mark.parametrize("suffix", ["", "'.'", "'xlsx'", "'.XLSX'", "3"])
def test_a_form_says_by_which_suffix_it_is_asked_for(load_module: Load, suffix: str) -> None:
    loading = load_module(f"""
        @frozen
        class Form:
            kind: ClassVar[str] = "form"
            {f"suffix: ClassVar[str] = {suffix}" if suffix else ""}

            def write(self, form, file):
                pass

        @hookimpl
        def kpicore_forms():
            return [Form]
    """)
    [refusal] = loading.refusals
    assert (refusal.noun, refusal.name, [fault.code for fault in refusal.faults]) == ("form", "form", ["no-suffix"])


@pytest.mark.parametrize("option", ["columns", "units", "employees", "period_column"])
def test_a_source_has_no_option_that_every_source_has_already(load_module: Load, option: str) -> None:
    loading = load_module(f"""
        @frozen
        class Taken:
            kind: ClassVar[str] = "taken"
            {option}: str = ""

            def read(self, context):
                pass

        @hookimpl
        def kpicore_metric_sources():
            return [Taken]
    """)
    [refusal] = loading.refusals
    assert [(fault.code, option in fault.message.en) for fault in refusal.faults] == [("option-taken", True)]
