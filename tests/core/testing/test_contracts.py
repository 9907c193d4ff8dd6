"""Each rule of a contract fails for the plugin that breaks it, for nothing else, and says why in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree

import pytest

from kpicore.testing import (
    CalculatorContract,
    ExporterContract,
    FormContract,
    GradeMapperContract,
    SchemeContract,
    SourceContract,
)
from tests.bad_plugins import bad_calculators, bad_exporters, bad_grade_mappers, bad_schemes, bad_sources
from tests.bad_plugins.bad import Bad

pytestmark = pytest.mark.xdist_group("contracts")

ROOT = Path(__file__).parents[3]

CONTRACTS: Mapping[type, Mapping[str, Bad]] = {
    SourceContract: bad_sources.BAD,
    CalculatorContract: bad_calculators.BAD,
    GradeMapperContract: bad_grade_mappers.BAD,
    ExporterContract: bad_exporters.EXPORTERS_BAD,
    FormContract: bad_exporters.FORMS_BAD,
    SchemeContract: bad_schemes.BAD,
}
MODULES: Mapping[type, str] = {
    SourceContract: "bad_sources",
    CalculatorContract: "bad_calculators",
    GradeMapperContract: "bad_grade_mappers",
    ExporterContract: "bad_exporters",
    FormContract: "bad_exporters",
    SchemeContract: "bad_schemes",
}
CASES = [
    pytest.param(MODULES[contract], name, case, id=f"{contract.__name__}-{name}")
    for contract, cases in CONTRACTS.items()
    for name, case in cases.items()
]
SOUND = [
    *(("bad_sources", name) for name in bad_sources.SOUND),
    *(("bad_calculators", name) for name in bad_calculators.SOUND),
    *(("bad_grade_mappers", name) for name in bad_grade_mappers.SOUND),
    *(("bad_exporters", name) for name in (*bad_exporters.EXPORTERS_SOUND, *bad_exporters.FORMS_SOUND)),
    ("bad_schemes", "SoundScheme"),
]

Ran: TypeAlias = Mapping[tuple[str, str], Mapping[str, tuple[str, str]]]
"""By module and plugin: by test, how it ended (``passed``, ``failed``, ``skipped``), and what it said."""


@pytest.fixture(scope="session")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """What came of all of them, in one run of pytest as an author of plugins would start it."""
    folder = tmp_path_factory.mktemp("contracts")
    report = folder / "report.xml"
    modules = [ROOT / "tests/bad_plugins" / f"{name}.py" for name in dict.fromkeys(MODULES.values())]
    paths = [str(bad_schemes.install_schemes(folder / "schemes")), *filter(None, [os.environ.get("PYTHONPATH")])]
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junit-xml={report}", *map(str, modules)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        check=False,
    )
    results: dict[tuple[str, str], dict[str, tuple[str, str]]] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        *_, module, plugin = case.get("classname", "").split(".")
        outcomes = {child.tag: child for child in case if child.tag in ("failure", "error", "skipped")}
        tag, child = next(iter(outcomes.items()), ("passed", None))
        how = {"failure": "failed", "error": "failed"}.get(tag, tag)
        said = "" if child is None else f"{child.get('message', '')}\n{child.text or ''}"
        results.setdefault((module, plugin.removeprefix("Test")), {})[case.get("name", "")] = (how, said)
    return results


@pytest.mark.parametrize(("module", "name", "case"), CASES)
def test_a_bad_plugin_fails_on_exactly_what_is_wrong(module: str, name: str, case: Bad, ran: Ran) -> None:
    failed = {test: said for test, (how, said) in ran[module, name].items() if how == "failed"}

    assert list(failed) == [case.fails]
    said = failed[case.fails]
    assert said.startswith(f"AssertionError: {case.chinese}")
    assert case.english in said


@pytest.mark.parametrize(("module", "name"), SOUND)
def test_a_sound_plugin_fails_on_nothing(module: str, name: str, ran: Ran) -> None:
    assert {test: said for test, (how, said) in ran[module, name].items() if how == "failed"} == {}
    assert "passed" in {how for how, _ in ran[module, name].values()}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.__name__)
def test_every_rule_has_a_plugin_that_breaks_it(contract: type) -> None:
    rules = {name for name in vars(contract) if name.startswith("test_")}
    assert {case.fails for case in CONTRACTS[contract].values()} == rules


def test_what_is_skipped_says_why_in_both_languages(ran: Ran) -> None:
    reasons = {said.partition("\n")[0] for ended in ran.values() for how, said in ended.values() if how == "skipped"}
    said = {said for ended in ran.values() for how, said in ended.values() if how == "skipped"}
    assert reasons
    assert [text for text in said if not (re.search(r"[\u4e00-\u9fff]", text) and re.search("[a-z]{3}", text))] == []


def test_a_failure_shows_the_values(ran: Ran) -> None:
    _, said = ran["bad_sources", "RatiosInPercent"]["test_figures_are_in_their_units"]
    assert "assert {'rate[0042]': 98.5} == {}" in said
