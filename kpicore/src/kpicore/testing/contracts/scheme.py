"""The contract of schemes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kpicore.document import SchemeDocument, find_scheme, read_pipeline
from kpicore.document.sample import PIPELINE, sample_beside
from kpicore.errors import Problem, Refused
from kpicore.lint import lint_pipeline, lint_scheme
from kpicore.messages import contracts as messages
from kpicore.plugin import Registry, load_plugins
from kpicore.scheme import Results
from kpicore.scoring.examples import check_examples
from kpicore.scoring.run import run_pipeline
from kpicore.testing.contracts.reading import lay_out
from kpicore.testing.contracts.said import leave_out, said, told


class SchemeContract:
    """What every scheme keeps. Subclass it in a test module, name an installed scheme, and inherit the tests::

        class TestReception(SchemeContract):
            scheme = "clinic/reception"

    `questions` are the codes of warnings, of `kpi check` or of the sample's run, that stay because only the department
    can answer them. The sample is read by whichever plugins are installed.
    """

    scheme: str
    questions: Sequence[str] = ()

    @property
    def _document(self) -> SchemeDocument:
        """The scheme; where it cannot be read, tests are skipped that are not about that."""
        try:
            return find_scheme(self.scheme, None, None, _installed())
        except Refused as refused:
            leave_out(messages.SCHEME_NOT_READ, error=refused)

    @property
    def _sample(self) -> Mapping[str, bytes]:
        scheme = self._document.scheme
        identity = (scheme.id, scheme.version)
        return next(
            sample_beside(file.resource) for file in _installed().schemes if (file.id, file.version) == identity
        )

    def test_it_is_installed_and_can_be_read(self) -> None:
        """The hook returns it, and its document has no mistake."""
        try:
            find_scheme(self.scheme, None, None, _installed())
        except Refused as refused:
            raise AssertionError(told(messages.SCHEME_REFUSED, refused.problems)) from None

    def test_its_examples_come_out(self) -> None:
        """The cases that were worked out from the policy's text."""
        document = self._document
        examples = len(document.scheme.examples)
        assert examples > 0, said(messages.NO_EXAMPLES)
        places = {f"examples[{number}]": document.positions.at_key(("examples", number)) for number in range(examples)}
        failing = check_examples(document.scheme, places)
        assert [problem.message.en for problem in failing] == [], told(messages.EXAMPLES_FAIL, failing)

    def test_nothing_in_it_was_overlooked(self) -> None:
        """What `kpi check` finds, beside the questions."""
        found = self._unanswered(lint_scheme(self._document, _installed()))
        assert [f"{problem.place.line}: {problem.code}" for problem in found] == [], told(messages.OVERLOOKED, found)

    def test_it_carries_a_sample(self) -> None:
        """``sample/POSITION/pipeline.toml`` beside it, and the input that this reads."""
        assert PIPELINE in self._sample, said(messages.NO_SAMPLE, stem=self.scheme.rpartition("/")[2])

    def test_its_sample_scores_everybody(self, tmp_path: Path) -> None:
        """In a folder of its own, by this scheme, without a warning beside the questions."""
        results = self._run(tmp_path)
        scored = {stage.scheme.id: stage for stage in results.stages.values()}
        assert self.scheme in scored, said(messages.SAMPLE_OF_ANOTHER, scheme=self.scheme)
        without = {name: stage.frame["total"].null_count() for name, stage in results.stages.items()}
        assert {name: count for name, count in without.items() if count} == {}, said(messages.SAMPLE_UNSCORED)
        warnings = self._unanswered(
            [*results.warnings, *(warning for stage in results.stages.values() for warning in stage.warnings)]
        )
        assert [warning.code for warning in warnings] == [], told(messages.SAMPLE_WARNS, warnings)

    def _run(self, folder: Path) -> Results:
        sample = self._sample
        if not sample:
            leave_out(messages.NO_SAMPLE, stem=self.scheme.rpartition("/")[2])
        lay_out(folder, sample)
        try:
            document = read_pipeline(folder / PIPELINE, _installed())
            wrong = [problem for problem in lint_pipeline(document, _installed()) if problem.severity == "error"]
            if wrong:
                raise Refused(*wrong)
            return run_pipeline(document, _installed())
        except Refused as refused:
            raise AssertionError(told(messages.SAMPLE_REFUSED, refused.problems)) from None

    def _unanswered(self, problems: Sequence[Problem]) -> list[Problem]:
        return [problem for problem in problems if problem.code not in self.questions]


@cache
def _installed() -> Registry:
    return load_plugins()
