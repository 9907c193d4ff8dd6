"""Whom a source knows beside the roster: counted, and the first few named."""

from pathlib import Path

import pytest

from kpicore.errors import Lang
from tests.core.scoring.centre import entered, metric, scheme
from tests.core.scoring.tables import FileKind, folder_with, here
from tests.pipelines import run

KINDS: list[FileKind] = ["csv", "excel"]
SCHEME = scheme(metric("calls", 'unit = "count"\ndefault = 0') + entered("calls"))


def warned(folder: Path, lang: Lang = "en") -> list[str]:
    return [warning.line(lang) for warning in run(folder).stages["agents"].warnings]


@pytest.mark.parametrize("kind", KINDS)
def test_people_that_a_source_has_beyond_the_roster_and_those_it_lacks_are_told(kind: FileKind, tmp_path: Path) -> None:
    people = "employee\n" + "".join(f"00{number:02}\n" for number in range(1, 10))
    calls = "employee,calls\n0001,1\n 0002 ,2\n9901,1\n9902,1\n"
    folder_with(tmp_path, SCHEME, {"people": people, "calls": calls}, {}, kind)

    place = here(kind, "calls")
    assert warned(tmp_path)[:2] == [
        f"{place}: warning unknown-people: source calls: 2 not in people, left out: 9901, 9902",
        (
            f"{place}: warning people-without-data: source calls: nothing about 7 of people: "
            "0003, 0004, 0005, 0006, 0007 …"
        ),
    ]
    assert warned(tmp_path, "zh")[:2] == [
        f"{place}: warning unknown-people: 来源 calls 有 2 人不在名单 people 中，未计入：9901, 9902",
        (
            f"{place}: warning people-without-data: 名单 people 中有 7 人在来源 calls 中没有数据："
            "0003, 0004, 0005, 0006, 0007 …"
        ),
    ]


def test_of_those_whom_where_leaves_out_nothing_is_expected(tmp_path: Path) -> None:
    tables = {"people": "employee,post\n1,agent\n2,leader\n3,agent\n", "calls": "employee,calls\n1,1\n2,2\n"}
    stage = 'from = ["people", "calls"]\nwhere = { post = "agent" }'
    folder_with(tmp_path, SCHEME, tables, {}, "csv", stage)

    assert warned(tmp_path)[:1] == [
        "calls.csv: warning people-without-data: source calls: nothing about 1 of people: 3"
    ]


def test_where_everybody_has_a_row_nothing_is_said(tmp_path: Path) -> None:
    folder_with(tmp_path, SCHEME, {"people": "employee\n1\n", "calls": "employee,calls\n1,\n"}, {}, "csv")

    assert [line for line in warned(tmp_path) if "default-used" not in line] == []
