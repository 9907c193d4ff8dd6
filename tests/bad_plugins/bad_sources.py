"""Metric sources that are wrong in one way each. All read the same list of agents."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
from attrs import define, frozen

from kpicore import Message, Place, Refused, SourceContext, Text
from kpicore.testing import SourceContract
from tests.bad_plugins.bad import Bad, contract_classes

BROKEN = Message("broken", Text("不是列表", "it is no list"))
FILE = "agents.json"
AGENTS = [
    {"id": "0042", "calls": 12, "rate": 0.985, "n": 12},
    {"id": "0007", "calls": 3, "rate": None, "n": 0},
]
SHARED: Mapping[str, Any] = {
    "files": {FILE: json.dumps(AGENTS, indent=1)},
    "metrics": {"calls": "count", "rate": "ratio"},
}
READS = count()


def agents(content: bytes) -> pl.DataFrame:
    """What a sound source makes of them."""
    try:
        rows = [(each["id"], each["calls"], each["rate"], each["n"]) for each in json.loads(content)]
    except (ValueError, TypeError, KeyError):
        raise Refused(BROKEN.at(Place(FILE))) from None
    schema = {"employee": pl.String, "calls": pl.Int64, "rate": pl.Float64, "rate_n": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def source(read: Callable[[pl.DataFrame], Any]) -> Mapping[str, Any]:
    """A source that spoils the sound frame like this."""

    @frozen
    class Spoilt:
        kind: ClassVar[str] = "spoilt"

        def read(self, context: SourceContext) -> Any:
            return read(agents(context.open(FILE)))

    return {"source": Spoilt()}


@frozen
class Sound:
    """Nothing is wrong with it."""

    kind: ClassVar[str] = "sound"
    path: str = FILE

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        return agents(context.open(self.path))


@define
class Changeable:
    """It is not frozen."""

    kind: ClassVar[str] = "changeable"
    path: str = FILE

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        return agents(context.open(self.path))


@frozen
class Patterned:
    """No document can hold its option."""

    kind: ClassVar[str] = "patterned"
    pattern: re.Pattern[str] = re.compile("a")

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        return agents(context.open(FILE))


@frozen
class PastTheContext:
    """It opens its file itself."""

    kind: ClassVar[str] = "past"

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        context.open(FILE)
        return agents((context.folder / FILE).read_bytes())


@frozen
class NeverAsks:
    """It does not ask the context at all."""

    kind: ClassVar[str] = "never"

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        return agents(Path(FILE).read_bytes())


@frozen
class Trusting:
    """It takes every file for a good one."""

    kind: ClassVar[str] = "trusting"

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        json.loads(context.open(FILE))
        return agents(context.open(FILE))


@frozen
class Reversing:
    """Every second time it gives the rows from the end."""

    kind: ClassVar[str] = "reversing"

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        frame = agents(context.open(FILE))
        return frame.reverse() if next(READS) % 2 else frame


def spoilt(column: str, *values: object) -> Mapping[str, Any]:
    """A source with other values in a column."""
    return source(lambda frame: frame.with_columns(pl.Series(column, values, strict=False)))


@frozen
class ByAnEngine:
    """An engine opens its file, which it has recorded."""

    kind: ClassVar[str] = "engine"

    def read(self, context: SourceContext) -> pl.DataFrame:
        """The agents."""
        context.record(FILE)
        return agents((context.folder / FILE).read_bytes())


SOUND: Mapping[str, Mapping[str, Any]] = {
    "SoundSource": {"source": Sound()},
    "SourceByAnEngine": {"source": ByAnEngine()},
    "SourceOfTexts": spoilt("rate", "98.5%", ""),
    "LazySource": source(lambda frame: frame.lazy()),
    "SourceWithLines": spoilt("_row", 2, 8),
    "LongForm": {**spoilt("employee", "0042", "0042"), "repeats": True},
}
"""With these nothing fails."""

BAD: Mapping[str, Bad] = {
    "NotFrozen": Bad(
        "test_the_class_is_sound", "Changeable 的实例可以修改", "write @attrs.frozen above", {"source": Changeable()}
    ),
    "UnwritableOption": Bad(
        "test_its_options_can_stand_in_a_pipeline",
        "写成 TOML 后读不回来",
        "its options, written as TOML, cannot be read",
        {"source": Patterned()},
    ),
    "NotOffered": Bad(
        "test_the_plugin_offers_it",
        "插件 csv 没有提供 sound",
        "plugin csv does not offer sound",
        {"source": Sound(), "plugin": "csv"},
    ),
    "FailsOnItsSample": Bad(
        "test_it_reads_its_sample",
        "read 抛出了异常",
        "KeyError: 'team'",
        source(lambda frame: json.loads("{}")["team"]),
    ),
    "RefusesItsSample": Bad(
        "test_it_reads_its_sample",
        "read 不接受自己的样例",
        "error broken: it is no list",
        source(lambda frame: agents(b"{")),
    ),
    "NoFrame": Bad(
        "test_it_gives_a_frame",
        "read 返回的是 list",
        "read returned a list; it has to be a frame",
        source(lambda frame: frame.to_dicts()),
    ),
    "LacksAColumn": Bad(
        "test_every_column_that_it_promises_is_there",
        "缺少列 rate",
        "columns are missing: rate (did you mean rates?)",
        {**source(lambda frame: frame.rename({"rate": "rates"}).drop("rate_n")), "texts": ["rates"]},
    ),
    "SaysNothingOfAColumn": Bad(
        "test_no_column_is_there_of_which_nothing_is_said",
        "列 seconds 没有说明",
        "nothing is said of the columns seconds",
        spoilt("seconds", 1, 2),
    ),
    "IdsAsIntegers": Bad(
        "test_ids_are_text", "employee 不是文本（如 [42]）", "loses its leading zeros", spoilt("employee", 42, 7)
    ),
    "TotalsRow": Bad(
        "test_every_row_says_whose_it_is",
        "这些行没有工号，或不是人",
        "'row 2': '合计'",
        spoilt("employee", "0042", "合计"),
    ),
    "NobodysRow": Bad(
        "test_every_row_says_whose_it_is", "这些行没有工号", "'row 2': None", spoilt("employee", "0042", "  ")
    ),
    "SameIdTwice": Bad(
        "test_nobody_has_two_rows", "同一个 employee 有几行", "'0042': 2", spoilt("employee", "0042", " 0042 ")
    ),
    "NotANumber": Bad(
        "test_figures_are_finite", "有 NaN 或无穷大", "{'rate': {'0007': nan}}", spoilt("rate", 0.985, float("nan"))
    ),
    "Infinite": Bad("test_figures_are_finite", "有 NaN 或无穷大", "inf", spoilt("calls", 3.0, float("inf"))),
    "RatiosInPercent": Bad(
        "test_figures_are_in_their_units",
        "数值与所写的单位不符",
        "rate[0042]: 98.5 is out of the range of a ratio (0–1) (write ratios from 0 to 1",
        spoilt("rate", 98.5, None),
    ),
    "NegativeCount": Bad(
        "test_figures_are_in_their_units",
        "数值与所写的单位不符",
        "calls[0042]: -1 is out of range",
        spoilt("calls", -1, 2),
    ),
    "WordsAsFigures": Bad(
        "test_figures_are_in_their_units",
        "数值与所写的单位不符",
        "calls[0007]: 3 calls is not a number",
        spoilt("calls", "12", "3 calls"),
    ),
    "DatesAsFigures": Bad(
        "test_figures_are_in_their_units", "数值与所写的单位不符", "Boolean", spoilt("calls", True, False)
    ),
    "UncountedCases": Bad(
        "test_cases_are_counted", "样本数应为 0 以上的整数", "{'rate_n': {'0042': None}}", spoilt("rate_n", None, 0)
    ),
    "HalfACase": Bad("test_cases_are_counted", "样本数应为 0 以上的整数", "{'0042': 0.5}", spoilt("rate_n", 0.5, 0)),
    "RowsFromZero": Bad(
        "test_rows_are_numbered_like_the_lines_of_the_file",
        "_row 应为该行在文件中开始的行号",
        "[0]",
        spoilt("_row", 0, 1),
    ),
    "RowsAsText": Bad(
        "test_rows_are_numbered_like_the_lines_of_the_file", "_row 应为", "['1', '2']", spoilt("_row", "1", "2")
    ),
    "RowsBeyondTheEnd": Bad(
        "test_rows_are_numbered_like_the_lines_of_the_file",
        "_row 应为该行在文件中开始的行号：1 至 14 的整数",
        "[900]",
        spoilt("_row", 1, 900),
    ),
    "SameRowTwice": Bad("test_rows_are_numbered_like_the_lines_of_the_file", "_row 应为", "[3]", spoilt("_row", 3, 3)),
    "OtherOrderEachTime": Bad(
        "test_reading_again_gives_the_same",
        "同一份输入读两次，结果不同",
        "maintain_order=True",
        {"source": Reversing()},
    ),
    "OpensPastTheContext": Bad(
        "test_files_are_opened_through_the_context",
        "有文件没有通过 context.open 打开（通过它打开的：agents.json）",
        "a file was opened past context.open",
        {"source": PastTheContext()},
    ),
    "NeverOpensThroughTheContext": Bad(
        "test_files_are_opened_through_the_context",
        "没有通过 context.open 打开任何文件",
        "no file was opened through context.open",
        {"source": NeverAsks()},
    ),
    "RaisesOnDamage": Bad(
        "test_a_damaged_file_is_refused_in_words",
        "文件损坏时抛出了异常",
        "agents.json, cut in half",
        {"source": Trusting()},
    ),
    "OtherThanByHand": Bad(
        "test_the_sample_gives_what_was_worked_out_by_hand",
        "与手工算出的不同",
        "{'calls[1]': (3, 4)}",
        {"source": Sound(), "expected": {"calls": [12, 4], "rate": [0.985, None]}},
    ),
}

globals().update(contract_classes(SourceContract, SHARED, BAD, __name__))
globals().update(
    {f"Test{name}": type(f"Test{name}", (SourceContract,), {**SHARED, **given}) for name, given in SOUND.items()}
)
