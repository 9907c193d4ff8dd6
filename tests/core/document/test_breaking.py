"""A right document, broken in any one place, is answered with that place, and with nothing worse than a refusal."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli_w
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpicore.document import KeyPath, parse_path, read_pipeline, read_scheme, show_path
from kpicore.errors import Problem, Refused
from tests.core.document.documents import PIPELINE, SCHEME, registry

PLUGINS = registry()
DOCUMENTS = {
    "scheme": tomllib.loads(SCHEME, parse_float=Decimal),
    "pipeline": tomllib.loads(PIPELINE, parse_float=Decimal),
}
OTHERS: dict[str, Any] = {"text": "?", "number": 7, "truth": True, "list": [], "table": {}}

FINE_WITHOUT = {
    "scheme": """
        adjustments adjustments.lateness examples examples[0] examples[0].expect.exam examples[0].given.exam_score
        examples[0].given.skill_group examples[1] examples[1].expect[0].attitude_score examples[1].expect[0].grade
        examples[1].expect[0].rank examples[1].expect[1].attitude_score examples[1].people[0].attitude
        examples[1].people[0].team examples[1].people[1].attitude examples[1].people[1].team grades.outcomes
        grades.outcomes.A grades.shares.B grades.within grades.within[0] indicators.attitude_score.calculator.table.A
        indicators.attitude_score.calculator.table.B indicators.exam.assumed indicators.exam.assumed[0]
        indicators.exam.assumed[1] indicators.exam.clause indicators.exam.missing indicators.exam.note
        indicators.exam.section indicators.exam.status indicators.transfer metrics.late_events.default
        metrics.late_events.whole metrics.transfer_rate.better metrics.transfer_rate.range policy rounding
        rounding.digits sections.skills.points valid valid.from
        """,
    "pipeline": """
        exports exports.scores output sources.people.columns sources.people.columns.employee sources.team.by
        stages.leaders stages.leaders.from[0] stages.leaders.from[1] stages.operators.from[0]
        stages.operators.from[1] stages.operators.where stages.operators.where.level
        stages.operators.where.level[0] stages.operators.where.level[1] stages.operators.where.level[2]
        stages.operators.where.position
        """,
}
"""What a document may lack."""

FINE_MISSPELT = {
    "scheme": """
        adjustments.lateness grades.shares.B indicators.attitude_score.calculator.table.A
        indicators.attitude_score.calculator.table.B indicators.transfer
        """,
    "pipeline": """
        exports.scores sources.people.columns.employee sources.team.means.team_mean_total stages.leaders
        stages.operators.where.level stages.operators.where.position
        """,
}
"""Names of the author's own that nothing else in the document uses."""

FINE_AS_OTHER = {"scheme": "", "pipeline": "stages.operators.where"}
"""A condition takes texts, numbers and truths, one or several."""


def every_path(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    for key, below in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from every_path(below, (*path, key))


def changed(value: Any, path: KeyPath, change: Callable[[Any, Any], Any]) -> Any:
    """The value with the table or list that holds `path` replaced by what `change` makes of it."""
    if len(path) == 1:
        return change(value, path[0])
    if isinstance(value, dict):
        return {key: changed(below, path[1:], change) if key == path[0] else below for key, below in value.items()}
    return [changed(below, path[1:], change) if index == path[0] else below for index, below in enumerate(value)]


def without(parent: Any, key: Any) -> Any:
    if isinstance(parent, list):
        return [item for index, item in enumerate(parent) if index != key]
    return {name: below for name, below in parent.items() if name != key}


def misspelt(parent: Any, key: Any) -> Any:
    return {f"{name}_x" if name == key else name: below for name, below in parent.items()}


def replaced(by: Any) -> Callable[[Any, Any], Any]:
    def change(parent: Any, key: Any) -> Any:
        if isinstance(parent, list):
            return [by if index == key else item for index, item in enumerate(parent)]
        return {name: by if name == key else below for name, below in parent.items()}

    return change


def at(document: Any, path: KeyPath) -> Any:
    for step in path:
        try:
            document = document[step]
        except (KeyError, IndexError, TypeError):
            return None
    return document


def kind(value: Any) -> str:
    match value:
        case bool():
            return "truth"
        case int() | Decimal():
            return "number"
        case str():
            return "text"
        case dict():
            return "table"
        case list():
            return "list"
        case _:
            return "date"


def problems(name: str, document: Any, folder: Path) -> list[Problem]:
    """What is said; an exception that is no refusal fails the test."""
    text = tomli_w.dumps(document).encode()
    try:
        if name == "scheme":
            read_scheme(text, "x.toml", PLUGINS)
        else:
            (folder / "x.toml").write_bytes(text)
            read_pipeline(folder / "x.toml", PLUGINS)
    except Refused as refused:
        return list(refused.problems)
    return []


def is_about(problem: Problem, path: KeyPath, document: Any) -> bool:
    """Whether a problem sits at the path, around it, inside it, or at a place that names what stood there."""
    place = parse_path(problem.place.key)
    around = path[: -2 if isinstance(path[-1], int) else -1]
    near = place == path[: len(place)] or place[: len(around)] == around
    named = {step for step in path if isinstance(step, str)}
    value = at(document, place)
    return near or (isinstance(value, str) and value in named) or place[-1] in named


def check(name: str, change: Callable[[Any, Any], Any], path: KeyPath, folder: Path) -> bool:
    """Whether the change is answered; what is said has to be about it."""
    document = changed(DOCUMENTS[name], path, change)
    said = problems(name, document, folder)
    assert all(problem.place.line and problem.place.column for problem in said)
    assert not said or any(is_about(problem, path, document) for problem in said), [p.line("en") for p in said]
    return bool(said)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_key_that_is_left_out_is_missed_unless_it_is_optional(name: str, tmp_path: Path) -> None:
    fine = {show_path(path) for path in every_path(DOCUMENTS[name]) if not check(name, without, path, tmp_path)}
    assert fine == set(FINE_WITHOUT[name].split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_misspelt_key_is_named_unless_the_name_is_free(name: str, tmp_path: Path) -> None:
    keys = [path for path in every_path(DOCUMENTS[name]) if isinstance(path[-1], str)]
    fine = {show_path(path) for path in keys if not check(name, misspelt, path, tmp_path)}
    assert fine == set(FINE_MISSPELT[name].split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_value_of_another_type_is_refused_at_its_place(name: str, tmp_path: Path) -> None:
    for path in every_path(DOCUMENTS[name]):
        others = [other for type_, other in OTHERS.items() if type_ != kind(at(DOCUMENTS[name], path))]
        answers = [check(name, replaced(other), path, tmp_path) for other in others]
        assert all(answers) or show_path(path).startswith(tuple(FINE_AS_OTHER[name].split())), show_path(path)


KEYS = st.sampled_from(
    ["kind", "zh", "by", "cases", "metric", "table", "points", "given", "people", "expect", "a b", ""]
)
ANYTHING = st.recursive(
    st.sampled_from(
        ["", "linear", "steps", "team", "skill_group", "exam", 0, -1, Decimal("0.5"), True, date(2024, 1, 1)]
    ),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=6,
)


@given(st.data(), st.sampled_from(sorted(DOCUMENTS)))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_document_broken_in_many_places_is_refused_and_nothing_worse(
    tmp_path: Path, data: st.DataObject, name: str
) -> None:
    document = DOCUMENTS[name]
    for _ in range(data.draw(st.integers(1, 5))):
        path = data.draw(st.sampled_from(list(every_path(document))))
        change = data.draw(st.sampled_from([without, misspelt, None]))
        if change is None or isinstance(path[-1], int):
            change = replaced(data.draw(ANYTHING))
        document = changed(document, path, change) or DOCUMENTS[name]
    for problem in problems(name, document, tmp_path):
        assert problem.place.line
        assert problem.line("zh")
