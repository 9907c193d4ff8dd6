"""The contract of forms."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from kpicore.errors import Lang, Refused
from kpicore.messages import contracts as messages
from kpicore.scheme import Form, FormWriter, MetricSource
from kpicore.scoring.form import make_form, with_people
from kpicore.testing.contracts import centre
from kpicore.testing.contracts.clock import LEAP_DAY, OTHER_DAY, stopped
from kpicore.testing.contracts.elsewhere import in_another_process
from kpicore.testing.contracts.exporting import differing
from kpicore.testing.contracts.figures import ids
from kpicore.testing.contracts.reading import Sample, read
from kpicore.testing.contracts.said import leave_out, said
from kpicore.testing.contracts.soundness import check_class, check_offered

PEOPLE = ({"employee": "000007", "name": "王示例"}, {"employee": "100000000000000001", "skill": "mail"})


class FormContract:
    """What every form keeps. Subclass it in a test module, give a writer, and inherit the tests::

        class TestCsvForm(FormContract):
            form = CsvForm()
            source = CsvSource(path="form.csv")

    `source` reads the file of that name back, as it was written, with two people in it; without it that is left out.
    `plugin`, the name of the entry point, has the hook tested too.
    """

    form: FormWriter
    source: MetricSource | None = None
    plugin: str = ""

    def test_the_class_is_sound(self) -> None:
        """A frozen attrs class with a `kind`, a `suffix` and a method `write`."""
        check_class("form", self.form)

    def test_the_plugin_offers_it(self) -> None:
        """The hook returns the class."""
        check_offered("form", self.form, self.plugin)

    def test_it_writes_in_both_languages(self) -> None:
        """A form in Chinese and one in English, which differ where there are labels; the file stays open."""
        try:
            written = {lang: content(self.form, form_in(lang)) for lang in ("zh", "en")}
        except Exception as error:
            raise AssertionError(said(messages.EXPORT_FAILED, error=f"{type(error).__name__}: {error}")) from error
        empty = [lang for lang, bytes_ in written.items() if not bytes_]
        assert empty == [], said(messages.NOTHING_WRITTEN)

    def test_the_same_form_is_the_same_bytes(self) -> None:
        """Nothing random, no time of day, no order of a set."""
        first = self._at(LEAP_DAY)
        assert differing(first, self._at(LEAP_DAY)) == {}, said(messages.RANDOM)
        assert differing(first, self._at(OTHER_DAY)) == {}, said(messages.CLOCK)
        other = in_another_process(content_at, LEAP_DAY, self.form, form_in("zh"))
        assert differing(first, other) == {}, said(messages.SET_ORDER)

    def test_what_was_written_can_be_read_back(self, tmp_path: Path) -> None:
        """Everybody who stands in it, and a column for everything that it asks for."""
        if self.source is None:
            leave_out(messages.NO_SOURCE)
        form = form_in("zh")
        name = f"form{self.form.suffix}"
        files = {name: self._at(LEAP_DAY)[CONTENT]}
        (tmp_path / name).write_bytes(files[name])
        try:
            frame = read(Sample(self.source, files, centre.PERIOD.text).reader(tmp_path))
        except Refused as refused:
            raise AssertionError(said(messages.NOT_READ, error=refused)) from refused
        lacking = [column.id for column in form.columns if column.id not in frame.columns]
        assert lacking == [], said(messages.FORM_LACKS, columns=", ".join(frame.columns))
        people = ids(frame["employee"])
        assert people == [person["employee"] for person in PEOPLE], said(messages.FORM_PEOPLE)

    def _at(self, moment: float) -> dict[str, bytes]:
        try:
            return content_at(moment, self.form, form_in("zh"))
        except Exception as error:
            leave_out(messages.NOT_WRITTEN, error=f"{type(error).__name__}: {error}")


CONTENT = "form"


def form_in(lang: Lang) -> Form:
    """A form of the contract's centre, with two people in it."""
    return with_people(make_form(centre.scheme(centre.AGENT).scheme, lang, centre.PERIOD), PEOPLE)


def content(writer: FormWriter, form: Form) -> bytes:
    """What the writer makes of a form."""
    file = BytesIO()
    writer.write(form, file)
    return file.getvalue()


def content_at(moment: float, writer: FormWriter, form: Form) -> dict[str, bytes]:
    """The same at that moment, in seconds after 1970."""
    with stopped(moment):
        return {CONTENT: content(writer, form)}
