"""A plugin's failure at work is told with its name; its own words and interruptions pass."""

import pytest

from kpicore import InvalidOption, PluginFailed, Refused, Text
from kpicore.errors import Message
from kpicore.plugin import Origin, attributed

ORIGIN = Origin("csv", "kpicore-csv", "0.1.0")
READING = Text("读取 people", "reading people")
EMPTY = Message("empty", Text("没有数据", "there is nothing"))


def failure(error: BaseException) -> PluginFailed:
    with pytest.raises(PluginFailed) as failed, attributed(ORIGIN, READING):
        raise error
    return failed.value


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (KeyError("employee"), "KeyError: 'employee'"),
        (ValueError("{no} slots"), "ValueError: {no} slots"),
        (StopIteration(), "StopIteration"),
        (SystemExit(2), "SystemExit: 2"),
    ],
)
def test_an_unexpected_exception_becomes_the_plugins_failure(error: BaseException, told: str) -> None:
    failed = failure(error)
    [problem] = failed.problems
    assert problem.code == "plugin-failed"
    assert problem.message == Text(
        zh=f"读取 people：插件 csv (kpicore-csv 0.1.0) 出错：{told}",
        en=f"reading people: plugin csv (kpicore-csv 0.1.0) failed: {told}",
    )
    assert failed.exit_code == 4
    assert failed.__cause__ is error


def test_the_failure_names_file_and_line() -> None:
    [problem] = failure(ValueError()).problems
    assert problem.place.file == __file__
    assert problem.place.line is not None


@pytest.mark.parametrize(
    "said", [Refused(EMPTY.at()), PluginFailed(EMPTY.at()), InvalidOption(EMPTY, "path"), KeyboardInterrupt()]
)
def test_what_is_meant_passes_as_it_is(said: BaseException) -> None:
    with pytest.raises(type(said)) as passed, attributed(ORIGIN, READING):
        raise said
    assert passed.value is said
