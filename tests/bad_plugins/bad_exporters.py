"""Exporters that are wrong in one way each, and forms. All write the totals of a stage, a line each."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, ClassVar

import polars as pl
from attrs import define, frozen

from kpicore import ExportTarget, Form, Results
from kpicore.testing import ExporterContract, FormContract
from tests.bad_plugins.bad import Bad, contract_classes

FILE = "totals.txt"


def lines(results: Results) -> list[str]:
    """Every employee with the total, ``-`` where there is none."""
    frames = [stage.frame.select("employee", "total") for stage in results.stages.values()]
    return [
        f"{employee} {'-' if total is None else total}\n" for frame in frames for employee, total in frame.iter_rows()
    ]


def write(results: Results, target: ExportTarget, more: str = "") -> None:
    """Writes them as they should be."""
    with target.open_text(FILE) as file:
        file.writelines([*lines(results), more])


@frozen
class Sound:
    """Nothing is wrong with it."""

    kind: ClassVar[str] = "sound"
    path: str = FILE

    def export(self, results: Results, target: ExportTarget) -> None:
        """Writes them."""
        write(results, target)


def changeable() -> Any:
    """An exporter that is not frozen."""

    @define
    class Changeable:
        kind: ClassVar[str] = "changeable"

        def export(self, results: Results, target: ExportTarget) -> None:
            write(results, target)

    return Changeable()


def patterned() -> Any:
    """An exporter whose option no document can hold."""

    @frozen
    class Patterned:
        kind: ClassVar[str] = "patterned"
        pattern: re.Pattern[str] = re.compile("a")

        def export(self, results: Results, target: ExportTarget) -> None:
            write(results, target)

    return Patterned()


@frozen
class UnsortedSet:
    """It writes what it took from a set."""

    kind: ClassVar[str] = "unsorted-set"

    def export(self, results: Results, target: ExportTarget) -> None:
        """Writes them in any order."""
        with target.open_text(FILE) as file:
            file.writelines(set(lines(results)))


def exporter(export: Callable[[Results, ExportTarget], None]) -> Mapping[str, Any]:
    """An exporter that exports like this."""

    @frozen
    class Spoilt:
        kind: ClassVar[str] = "spoilt"

        def export(self, results: Results, target: ExportTarget) -> None:
            export(results, target)

    return {"exporter": Spoilt()}


def without_gaps(results: Results, target: ExportTarget) -> None:
    """Takes for granted that everybody has a total."""
    with target.open_text(FILE) as file:
        file.writelines(
            f"{total:.2f}\n" for stage in results.stages.values() for total in stage.frame["total"].to_list()
        )


def beside_the_target(results: Results, target: ExportTarget) -> None:
    """Writes another file in the folder where it stands."""
    write(results, target)
    Path("totals.json").write_text(json.dumps(lines(results)), encoding="utf-8")


def past_python(results: Results, target: ExportTarget) -> None:
    """Has an engine write another file."""
    write(results, target)
    next(iter(results.stages.values())).frame.select("employee").write_csv("people.csv")


def left_open(results: Results, target: ExportTarget) -> None:
    """Leaves the file open."""
    target.open_text(FILE).writelines(lines(results))


def goes_on(results: Results, target: ExportTarget) -> None:
    """Goes on where a line could not be written."""
    with target.open_text(FILE) as file:
        for line in lines(results):
            try:
                file.write(line)
            except OSError:
                continue


def in_place(results: Results, target: ExportTarget) -> None:
    """Changes the frame that it was given."""
    write(results, target)
    frame: pl.DataFrame = next(iter(results.stages.values())).frame
    if "line" not in frame.columns:
        frame.insert_column(0, pl.int_range(len(frame), eager=True).alias("line"))


def outcomes(results: Results) -> str:
    """The outcomes of grades in the order in which they come."""
    grades = [stage.scheme.grades for stage in results.stages.values()]
    return "".join(f"{grade} {text.en}\n" for each in grades if each for grade, text in each.outcomes.items())


EXPORTERS_SOUND: Mapping[str, Mapping[str, Any]] = {
    "SoundExporter": {"exporter": Sound(), "writes": [FILE]},
    "WritesBytes": exporter(lambda results, target: _binary(results, target)),
}

EXPORTERS_BAD: Mapping[str, Bad] = {
    "NotFrozen": Bad(
        "test_the_class_is_sound", "Changeable 的实例可以修改", "write @attrs.frozen", {"exporter": changeable()}
    ),
    "UnwritableOption": Bad(
        "test_its_options_can_stand_in_a_pipeline",
        "写成 TOML 后读不回来",
        "its options, written as TOML, cannot be read",
        {"exporter": patterned()},
    ),
    "NotOffered": Bad(
        "test_the_plugin_offers_it",
        "插件 csv 没有提供 sound",
        "plugin csv does not offer sound",
        {"exporter": Sound(), "plugin": "csv"},
    ),
    "TripsOverAGap": Bad(
        "test_it_writes_its_files",
        "写出时出错：TypeError",
        "Somebody has no total, no rank, no grade, or no name: these are null",
        exporter(without_gaps),
    ),
    "WritesNothing": Bad(
        "test_it_writes_its_files", "没有写出任何内容", "nothing was written", exporter(lambda results, target: None)
    ),
    "WritesOtherFiles": Bad(
        "test_it_writes_its_files",
        "少写了文件（写出的有 totals.txt）",
        "['totals.json']",
        {"exporter": Sound(), "writes": ["totals.json"]},
    ),
    "LeavesTheFolder": Bad(
        "test_it_writes_its_files",
        "拒绝写出",
        "../totals.txt",
        exporter(lambda results, target: target.open_text("../totals.txt").close()),
    ),
    "WritesBesideTheTarget": Bad(
        "test_it_writes_through_the_target_only",
        "绕过 target 写了文件",
        "totals.json",
        exporter(beside_the_target),
    ),
    "WritesPastPython": Bad(
        "test_it_writes_through_the_target_only", "绕过 target 写了文件", "people.csv", exporter(past_python)
    ),
    "LeavesAFileOpen": Bad(
        "test_it_closes_its_files", "返回时文件没有关闭", "use with target.open_text(…) as file", exporter(left_open)
    ),
    "LeavesHalfAFile": Bad(
        "test_a_full_disk_is_not_kept_quiet",
        "磁盘写满时没有报错，会留下半个文件",
        "it goes on when the disk is full, which leaves half a file",
        exporter(goes_on),
    ),
    "Random": Bad(
        "test_the_same_results_are_the_same_bytes",
        "同样的内容两次写出的不同",
        "use no random numbers",
        exporter(lambda results, target: write(results, target, str(random.random()))),
    ),
    "WritesTheDay": Bad(
        "test_no_time_of_day_is_written",
        "写出的内容随时间而变",
        "take dates from results.period",
        exporter(lambda results, target: write(results, target, f"{date.today():%Y-%m-%d}")),  # noqa: DTZ011 — which is what is wrong
    ),
    "WritesTheTime": Bad(
        "test_no_time_of_day_is_written",
        "写出的内容随时间而变",
        "write no time of day",
        exporter(lambda results, target: write(results, target, datetime.now().isoformat())),  # noqa: DTZ005
    ),
    "WritesTheSeconds": Bad(
        "test_no_time_of_day_is_written",
        "写出的内容随时间而变",
        "write no time of day",
        exporter(lambda results, target: write(results, target, time.strftime("%H:%M:%S"))),
    ),
    "OrderOfADict": Bad(
        "test_the_order_of_a_lookup_does_not_matter",
        "写出的内容随字典的键序而变",
        "depends on the order of a dict's keys",
        exporter(lambda results, target: write(results, target, outcomes(results))),
    ),
    "OrderOfASet": Bad(
        "test_another_process_writes_the_same_bytes",
        "换一个进程，写出的就不同",
        "a set has no order",
        {"exporter": UnsortedSet()},
    ),
    "ChangesInPlace": Bad(
        "test_the_results_are_left_as_they_were",
        "改动了阶段的数据框",
        "['agents']",
        exporter(in_place),
    ),
}


def _binary(results: Results, target: ExportTarget) -> None:
    with target.open_binary("sub/{period}.txt") as file:
        file.write("".join(lines(results)).encode("utf-8"))


def texts(form: Form) -> str:
    """A line of column ids, and a line for each of the people."""
    rows = [[person.get(column.id, "") for column in form.columns] for person in form.people]
    return "".join(",".join(row) + "\n" for row in [[column.id for column in form.columns], *rows])


@frozen
class FormReader:
    """Reads a form back."""

    kind: ClassVar[str] = "form-reader"
    path: str = "form.txt"

    def read(self, context: Any) -> pl.DataFrame:
        """Its lines."""
        return pl.read_csv(context.open(self.path), infer_schema=False)


@frozen
class SoundForm:
    """Nothing is wrong with it."""

    kind: ClassVar[str] = "sound"
    suffix: ClassVar[str] = ".txt"

    def write(self, form: Form, file: IO[bytes]) -> None:
        """Writes it."""
        file.write(texts(form).encode())


def changeable_form() -> Any:
    """A form that is not frozen."""

    @define
    class ChangeableForm:
        kind: ClassVar[str] = "changeable"
        suffix: ClassVar[str] = ".txt"

        def write(self, form: Form, file: IO[bytes]) -> None:
            file.write(texts(form).encode())

    return ChangeableForm()


def form(text: Callable[[Form], str]) -> Mapping[str, Any]:
    """A form that holds this text."""

    @frozen
    class Spoilt:
        kind: ClassVar[str] = "spoilt"
        suffix: ClassVar[str] = ".txt"

        def write(self, form: Form, file: IO[bytes]) -> None:
            file.write(text(form).encode())

    return {"form": Spoilt(), "source": FormReader()}


def only_chinese(form: Form) -> str:
    """Fails in English."""
    return {"zh": texts(form)}[form.lang]


FORMS_SOUND: Mapping[str, Mapping[str, Any]] = {"SoundForm": {"form": SoundForm(), "source": FormReader()}}

FORMS_BAD: Mapping[str, Bad] = {
    "FormNotFrozen": Bad(
        "test_the_class_is_sound", "ChangeableForm 的实例可以修改", "write @attrs.frozen", {"form": changeable_form()}
    ),
    "FormNotOffered": Bad(
        "test_the_plugin_offers_it",
        "插件 csv 没有提供 sound",
        "plugin csv does not offer sound",
        {"form": SoundForm(), "plugin": "csv"},
    ),
    "FormInOneLanguage": Bad(
        "test_it_writes_in_both_languages",
        "写出时出错：KeyError: 'en'",
        "writing failed: KeyError: 'en'",
        form(only_chinese),
    ),
    "FormWithTheDay": Bad(
        "test_the_same_form_is_the_same_bytes",
        "写出的内容随时间而变",
        "write no time of day",
        form(lambda form: texts(form).replace("王示例", f"{date.today()}")),  # noqa: DTZ011
    ),
    "FormLacksAColumn": Bad(
        "test_what_was_written_can_be_read_back",
        "读回时缺少填报表的列",
        "columns of the form are missing when it is read back",
        form(lambda form: texts(form).replace("exam", "exams")),
    ),
    "FormLosesZeros": Bad(
        "test_what_was_written_can_be_read_back",
        "读回的工号与名单不同",
        "the ids that are read back are not those of its people",
        form(lambda form: texts(form).replace("000007", "7")),
    ),
}

for contract, sound, bad in (
    (ExporterContract, EXPORTERS_SOUND, EXPORTERS_BAD),
    (FormContract, FORMS_SOUND, FORMS_BAD),
):
    globals().update(contract_classes(contract, {}, bad, __name__))
    globals().update({f"Test{name}": type(f"Test{name}", (contract,), dict(given)) for name, given in sound.items()})
