"""Every scheme that is installed gives a workbook whose formulas show what its sample's run gave."""

from __future__ import annotations

from importlib.resources import as_file
from pathlib import Path
from shutil import copytree

import pytest

from kpicore.plugin import SchemeFile
from kpicore.testing import differences, recalculated, stored, with_spoiled_values
from tests.pipelines import installed, run
from tests.plugins.excel.centre import column, workbook

SCHEMES = sorted(installed().schemes, key=lambda scheme: scheme.id)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.id)
def test_the_formulas_of_the_scheme_give_the_scores_of_its_sample(scheme: SchemeFile, tmp_path: Path) -> None:
    position = scheme.id.rpartition("/")[2]
    with as_file(scheme.resource) as document:
        copytree(document.parent / "sample" / position, tmp_path / "sample")
    scored = run(tmp_path / "sample")
    book = workbook(scored)
    sheets = stored(book)
    for name, stage in scored.stages.items():
        for id in [*stage.scheme.items, "total", "rank", "grade"]:
            assert column(sheets, name, id) == stage.frame[id].to_list(), (name, id)
    assert differences(recalculated(with_spoiled_values(book), "ironcalc"), sheets) == []
