"""The contract of exporters."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

import polars as pl

from kpicore.errors import Refused
from kpicore.messages import contracts as messages
from kpicore.scheme import Exporter, Results
from kpicore.testing.contracts import centre
from kpicore.testing.contracts.clock import LEAP_DAY, OTHER_DAY
from kpicore.testing.contracts.elsewhere import in_another_process
from kpicore.testing.contracts.exporting import (
    differing,
    exported,
    exported_at,
    repeatable,
    target_for,
    with_lookups_turned,
    written,
)
from kpicore.testing.contracts.said import leave_out, said, told
from kpicore.testing.contracts.soundness import check_class, check_in_pipeline, check_offered
from kpicore.testing.contracts.watching import files_written, left_behind

MOST_FILES = 5
"""Of how many files a full disk is tried."""


class ExporterContract:
    """What every exporter keeps. Subclass it in a test module, give an exporter, and inherit the tests::

        class TestJsonTotals(ExporterContract):
            exporter = JsonTotals()
            writes = ["totals.json"]

            def test_who_has_no_total_has_null(self):
                totals = json.loads(self.written_by(self.exporter)["totals.json"])
                assert totals["agents"]["000099"] is None

    `results` are what it writes: an invented centre with two stages, ties, texts that a format may trip over, and
    somebody without any figure, unless the contract gives others. `writes` are the files that must be there then,
    ``{period}`` filled. `plugin`, the name of the entry point, has the hook tested too. What the files say is for tests
    of the exporter's own: `written_by` gives their bytes.
    """

    exporter: Exporter
    writes: Sequence[str] = ()
    plugin: str = ""

    @property
    def results(self) -> Results:
        """What is written."""
        return centre.results()

    def written_by(self, exporter: Exporter) -> dict[str, bytes]:
        """What an exporter makes of the results, by path."""
        return exported(exporter, self.results)

    def test_the_class_is_sound(self) -> None:
        """A frozen attrs class with a `kind` and a method `export`."""
        check_class("exporter", self.exporter)

    def test_its_options_can_stand_in_a_pipeline(self, tmp_path: Path) -> None:
        """A document with these options gives an exporter that is equal."""
        check_in_pipeline("exporter", self.exporter, tmp_path)

    def test_the_plugin_offers_it(self) -> None:
        """The hook returns the class."""
        check_offered("exporter", self.exporter, self.plugin)

    def test_it_writes_its_files(self) -> None:
        """Without an exception, also for who has no total; all files of `writes`."""
        try:
            files = exported(self.exporter, self.results)
        except Refused as refused:
            raise AssertionError(told(messages.EXPORT_REFUSED, refused.problems)) from refused
        except Exception as error:
            raise AssertionError(said(messages.EXPORT_FAILED, error=f"{type(error).__name__}: {error}")) from error
        assert files != {}, said(messages.NOTHING_WRITTEN)
        lacking = [path for path in self.writes if path not in files]
        assert lacking == [], said(messages.LACKS_FILES, files=", ".join(files))

    def test_it_writes_through_the_target_only(self, tmp_path: Path) -> None:
        """Or else a run that fails would leave files behind."""
        with chdir(tmp_path), files_written() as seen:
            written(self.exporter, self.results)
        left = left_behind(seen, tmp_path)
        assert left == [], said(messages.WRITTEN_ELSEWHERE)

    def test_it_closes_its_files(self) -> None:
        """What is still in a buffer when it returns would be missing."""
        written(self.exporter, self.results)
        target = target_for(self.exporter, self.results)
        self.exporter.export(self.results, target)
        left_open = [path for path, handle in target.handles.items() if not handle.closed]
        assert left_open == [], said(messages.LEFT_OPEN)

    def test_a_full_disk_is_not_kept_quiet(self) -> None:
        """An exporter that goes on after an error leaves half a file, which would be published as if it were whole."""
        kept_quiet = []
        for path, content in list(written(self.exporter, self.results).items())[:MOST_FILES]:
            target = target_for(self.exporter, self.results, {path: len(content) // 2})
            try:
                self.exporter.export(self.results, target)
            except Exception:  # however it tells
                continue
            if target.disks[path].is_full:
                kept_quiet.append(path)
        assert kept_quiet == [], said(messages.KEPT_QUIET)

    def test_the_same_results_are_the_same_bytes(self) -> None:
        """Nothing random: two runs can be compared."""
        differs = differing(written(self.exporter, self.results), written(self.exporter, self.results))
        assert differs == {}, said(messages.RANDOM)

    def test_no_time_of_day_is_written(self) -> None:
        """The period stands in the results; when they were written does not."""
        first = repeatable(self.exporter, self.results)
        differs = differing(first, written(self.exporter, self.results, OTHER_DAY))
        assert differs == {}, said(messages.CLOCK)

    def test_the_order_of_a_lookup_does_not_matter(self) -> None:
        """Outcomes by grade, facts of an input: what is asked by key."""
        first = repeatable(self.exporter, self.results)
        differs = differing(first, written(self.exporter, with_lookups_turned(self.results)))
        assert differs == {}, said(messages.LOOKUP_ORDER)

    def test_another_process_writes_the_same_bytes(self) -> None:
        """The order of a set is another one in each process."""
        first = repeatable(self.exporter, self.results)
        other = in_another_process(exported_at, LEAP_DAY, self.exporter, self.results)
        differs = differing(first, other)
        assert differs == {}, said(messages.SET_ORDER)

    def test_the_results_are_left_as_they_were(self) -> None:
        """Other exporters get them after this one."""
        results = self.results
        before: dict[str, pl.DataFrame] = {name: stage.frame.clone() for name, stage in results.stages.items()}
        written(self.exporter, results)
        changed = [name for name, frame in before.items() if not frame.equals(results.stages[name].frame)]
        if list(results.stages) != list(before):
            leave_out(messages.NOT_REPEATABLE)
        assert changed == [], said(messages.RESULTS_CHANGED)
