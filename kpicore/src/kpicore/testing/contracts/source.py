"""The contract of metric sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from kpicore.errors import PluginFailed, Refused, did_you_mean
from kpicore.messages import contracts as messages
from kpicore.scheme import Metric, MetricSource, Unit
from kpicore.testing.contracts import figures
from kpicore.testing.contracts.figures import KEY_TYPES, ROW
from kpicore.testing.contracts.reading import Sample, frame_of, laid_out, read, read_apart, read_damaged
from kpicore.testing.contracts.said import leave_out, said, told
from kpicore.testing.contracts.soundness import NAME, check_class, check_in_pipeline, check_offered


class SourceContract:
    """What every metric source keeps. Subclass it in a test module, say what there is to read, and inherit the tests::

        class TestPhoneLog(SourceContract):
            source = PhoneLog(path="in/{period}/agents.json")
            files = {"in/2026-10/agents.json": b'[{"id": "0042", "answered": 2, "fast": 0.5}]'}
            metrics = {"calls": "count", "answered_in_20s": "ratio"}
            expected = {"employee": ["0042"], "calls": [2], "answered_in_20s": [0.5]}

    `files` lie beside the pipeline, by their path. `metrics` has every column of figures with its unit, or with a whole
    `kpicore.Metric` where it has a range of its own or is counted in whole numbers; the column ``METRIC_n`` beside one,
    its number of cases, needs no mention. `texts` names the other columns, such as groups. `expected` are columns of
    the frame, worked out by hand. `repeats` says that a person may have several rows, as ratings in long form.
    `plugin`, the name of the entry point, has the hook tested too.

    A source that needs a server or a database sets these in a fixture: ``@pytest.fixture(autouse=True)``, ``def
    given(self, server): self.source = Crm(url=server.url)``. A rule that cannot hold is left out in the open:
    ``test_… = None``, with the reason. A source that reads another source or an earlier stage has none of these here:
    a pipeline of its own tests it.
    """

    source: MetricSource
    metrics: Mapping[str, Unit | Metric]
    files: Mapping[str, str | bytes] = {}
    period: str = "2026-10"
    texts: Sequence[str] = ()
    expected: Mapping[str, Any] = {}
    repeats: bool = False
    plugin: str = ""

    @property
    def _sample(self) -> Sample:
        return Sample(self.source, self.files, self.period)

    @property
    def _key(self) -> str:
        return getattr(self.source, "by", None) or "employee"

    def _column(self, frame: pl.DataFrame, column: str) -> pl.Series:
        if column not in frame.columns:
            leave_out(messages.NO_COLUMN_TO_TEST, column=column)
        return frame[column]

    def _ids(self, frame: pl.DataFrame) -> list[str | None]:
        return figures.ids(self._column(frame, self._key))

    def test_the_class_is_sound(self) -> None:
        """A frozen attrs class with a `kind` and a method `read`."""
        check_class("source", self.source)

    def test_its_options_can_stand_in_a_pipeline(self, tmp_path: Path) -> None:
        """A document with these options gives a source that is equal."""
        check_in_pipeline("source", self.source, tmp_path)

    def test_the_plugin_offers_it(self) -> None:
        """The hook returns the class."""
        check_offered("source", self.source, self.plugin)

    def test_it_reads_its_sample(self, tmp_path: Path) -> None:
        """Reading raises nothing."""
        try:
            read(laid_out(self._sample, tmp_path))
        except PluginFailed as failed:
            cause = failed.__cause__ or failed
            if figures.is_no_frame(cause):
                leave_out(messages.NOT_READ, error=failed)
            raise AssertionError(told(messages.READ_FAILED, failed.problems)) from cause
        except Refused as refused:
            raise AssertionError(told(messages.READ_REFUSED, refused.problems)) from refused

    def test_it_gives_a_frame(self, tmp_path: Path) -> None:
        """What `read` returns is a frame that narwhals knows."""
        given: list[Any] = []
        try:
            read(laid_out(Sample(figures.watched(self.source, given), self.files, self.period), tmp_path))
        except Refused:
            if not given:
                leave_out(messages.NOT_READ, error="")
        frame = nw.from_native(given[0], pass_through=True)
        assert isinstance(frame, nw.DataFrame | nw.LazyFrame), said(messages.NO_FRAME, type=type(given[0]).__name__)

    def test_every_column_that_it_promises_is_there(self, tmp_path: Path) -> None:
        """The key, every metric, and the number of cases of a metric with `min_n`."""
        there = frame_of(self._sample, tmp_path).columns
        counted = [f"{id}_n" for id, metric in self._metrics.items() if metric.min_n is not None]
        lacking = [column for column in (self._key, *self.metrics, *counted, *self.texts) if column not in there]
        near = did_you_mean(lacking[0], there) if lacking else ""
        assert lacking == [], said(messages.LACKS_COLUMNS, columns=", ".join(lacking), near=near)

    def test_no_column_is_there_of_which_nothing_is_said(self, tmp_path: Path) -> None:
        """Every figure has its unit."""
        there = frame_of(self._sample, tmp_path).columns
        known = {self._key, "employee", "name", "team", ROW, *self.texts, *self.metrics}
        unknown = [column for column in there if column not in known | {f"{id}_n" for id in self.metrics}]
        assert unknown == [], said(messages.UNDECLARED_COLUMNS, columns=", ".join(unknown))

    def test_ids_are_text(self, tmp_path: Path) -> None:
        """As the personnel system writes them: a number has lost its leading zeros, or its last digits."""
        column = self._column(frame_of(self._sample, tmp_path), self._key)
        assert column.dtype in KEY_TYPES, said(messages.IDS_NOT_TEXT, column=self._key, first=column.to_list()[:1])

    def test_every_row_says_whose_it_is(self, tmp_path: Path) -> None:
        """No row without an id, or with something there that is none: a totals row, a footnote."""
        wrong = figures.no_ids(self._ids(frame_of(self._sample, tmp_path)), self._key)
        assert wrong == {}, said(messages.NO_IDS)

    def test_nobody_has_two_rows(self, tmp_path: Path) -> None:
        """One row per key, also after white space around it is gone."""
        if self.repeats:
            leave_out(messages.MAY_REPEAT)
        twice = figures.repeated(self._ids(frame_of(self._sample, tmp_path)))
        assert twice == {}, said(messages.TWICE, column=self._key)

    def test_figures_are_finite(self, tmp_path: Path) -> None:
        """No NaN, no infinity: what is missing is null."""
        frame = frame_of(self._sample, tmp_path)
        wrong = {name: found for name in self.metrics if (found := figures.not_finite(frame, name, self._key))}
        assert wrong == {}, said(messages.NOT_FINITE)

    def test_figures_are_in_their_units(self, tmp_path: Path) -> None:
        """A ratio from 0 to 1, not in percent; no text that is no number; no fraction of an event."""
        frame = frame_of(self._sample, tmp_path)
        wrong: dict[str, object] = {}
        problems = []
        for id, metric in self._metrics.items():
            found, values = figures.not_in_unit(frame, id, metric, self._key)
            problems += found
            wrong |= values
        assert wrong == {}, told(messages.NOT_IN_UNIT, problems)

    def test_cases_are_counted(self, tmp_path: Path) -> None:
        """``METRIC_n`` is a whole number from 0 on wherever the metric is there."""
        frame = frame_of(self._sample, tmp_path)
        wrong = {f"{id}_n": found for id in self.metrics if (found := figures.miscounted(frame, id, self._key))}
        assert wrong == {}, said(messages.MISCOUNTED)

    def test_rows_are_numbered_like_the_lines_of_the_file(self, tmp_path: Path) -> None:
        """``_row``, where a source gives it: whole numbers from 1 on, each once, none beyond the end of the file."""
        given: list[Any] = []
        reader = laid_out(Sample(figures.watched(self.source, given), self.files, self.period), tmp_path)
        try:
            rows = figures.own_rows(read(reader), given)
        except Refused as refused:
            leave_out(messages.NOT_READ, error=refused)
        if rows is None:
            leave_out(messages.NO_ROWS)
        opened = [record.path for record in reader.inputs.get(NAME, ())]
        last = None if reader.sheets or len(opened) != 1 else figures.lines((tmp_path / opened[0]).read_bytes())
        wrong = figures.no_lines(rows, last)
        assert wrong == [], said(messages.NO_LINES, last=last or "∞")

    def test_reading_again_gives_the_same(self, tmp_path: Path) -> None:
        """The same rows in the same order."""
        first, again = (frame_of(self._sample, tmp_path) for _ in range(2))
        differs = figures.difference(first, again)
        assert differs == {}, said(messages.READS_DIFFERENTLY)

    def test_files_are_opened_through_the_context(self, tmp_path: Path) -> None:
        """So that their hashes stand in the run's record: `context.open`, or `context.record` for an engine's own."""
        if not self.files:
            leave_out(messages.NO_FILES)
        frame = frame_of(self._sample, tmp_path / "together")
        if figures.difference(frame, frame_of(self._sample, tmp_path / "again")):
            leave_out(messages.NOT_REPEATABLE)
        reader, given = read_apart(self._sample, tmp_path)
        opened = [record.path for record in reader.files]
        assert opened != [], said(messages.NOTHING_OPENED)
        same = not isinstance(given, Exception) and figures.is_same(frame, given)
        assert same, said(messages.OPENED_ELSEWHERE, opened=", ".join(opened))

    def test_a_damaged_file_is_refused_in_words(self, tmp_path: Path) -> None:
        """An empty file, half of one, and what is no text: whatever is wrong is `Refused`, not an exception."""
        frame_of(self._sample, tmp_path / "whole")
        raised: dict[str, str] = {}
        for path in self.files:
            content = self._sample.content(path)
            for damage, spoilt in figures.damaged(content).items():
                if error := read_damaged(self._sample, path, spoilt, tmp_path / "damaged"):
                    raised[f"{path}, {damage}"] = str(error)
        assert raised == {}, said(messages.RAISES)

    def test_the_sample_gives_what_was_worked_out_by_hand(self, tmp_path: Path) -> None:
        """The columns of `expected`, row by row."""
        if not self.expected:
            leave_out(messages.NOTHING_EXPECTED)
        frame = frame_of(self._sample, tmp_path)
        wrong = figures.unexpected(frame, self.expected)
        assert wrong == {}, said(messages.UNEXPECTED)

    @property
    def _metrics(self) -> dict[str, Metric]:
        return {id: figures.metric_of(id, given) for id, given in self.metrics.items()}
