from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

import polars as pl
import pytest

from kpicore import InvalidOption, Period, Place, Problem, Refused
from kpicore_csv.records import CHUNK
from kpicore_csv.source import CsvSource


class Folder:
    """A context that hands out the content it holds and keeps what is noted."""

    name = "people"
    folder = Path()
    period = Period.parse("2026-10")

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.facts: dict[str, str] = {}

    def open(self, path: str) -> bytes:
        return self.content

    def paths(self, pattern: str) -> Sequence[str]:
        raise NotImplementedError

    def stream(self, path: str) -> IO[bytes]:
        raise NotImplementedError

    def keep(self, path: str, content: bytes) -> None:
        raise NotImplementedError

    def warn(self, *warnings: Problem) -> None:
        raise NotImplementedError

    def record(self, path: str) -> Path:
        raise NotImplementedError

    def note(self, **facts: str) -> None:
        self.facts |= facts

    def cells(self, sheet: str, columns: Mapping[str, str]) -> None:
        raise NotImplementedError

    def made_for(self, scheme: str, version: str, period: str | None) -> None:
        raise NotImplementedError

    def source(self, name: str) -> Any:
        raise NotImplementedError

    def place(self, source: str, row: int | None, column: str) -> Place:
        raise NotImplementedError

    def stage(self, name: str) -> Any:
        raise NotImplementedError


def read(text: str | bytes, **options: str) -> pl.DataFrame:
    content = text if isinstance(text, bytes) else text.encode()
    return CsvSource("in/{period}/people.csv", **options).read(Folder(content))


def refused(text: str | bytes, **options: str) -> list[str]:
    with pytest.raises(Refused) as caught:
        read(text, **options)
    return [problem.line("en") for problem in caught.value.problems]


def test_values_stay_text_exactly_as_the_file_has_them() -> None:
    frame = read("employee,id_card,note, score \n007,440101199001011234, a ,090.50\n008,'0012,,=1+1\n")

    assert frame.schema == {
        "employee": pl.String,
        "id_card": pl.String,
        "note": pl.String,
        "score": pl.String,
        "_row": pl.Int64,
    }
    assert frame.rows() == [("007", "440101199001011234", " a ", "090.50", 2), ("008", "'0012", "", "=1+1", 3)]


@pytest.mark.parametrize(
    ("encoding", "noted"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("gb18030", "gb18030"), ("gbk", "gb18030")],
)
def test_the_encodings_of_spreadsheets_are_told_apart_and_noted(encoding: str, noted: str) -> None:
    folder = Folder("工号,姓名\n007,张三\n".encode(encoding))

    frame = CsvSource("people.csv").read(folder)

    assert frame.rows(named=True) == [{"工号": "007", "姓名": "张三", "_row": 2}]
    assert folder.facts == {"encoding": noted}


def test_gb18030_keeps_the_characters_that_gbk_lacks() -> None:
    assert read("姓名\n㐂𠮷€\n".encode("gb18030"))["姓名"].to_list() == ["㐂𠮷€"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("工号\n1\n".encode("utf-16"), "the file is UTF-16"),
        ("工号\n1\n".encode("utf-32"), "the file is UTF-32"),
        (b"\xfe\xff\x5d\xe5", "the file is UTF-16"),
        ("工号\n1\n".encode("utf-16-le"), "this is no text file"),
        (b"PK\x03\x04\x14\0\0\0\x08", "this is no text file"),
        (b"name\n\xff\xff\xff\n", "the encoding cannot be told"),
        ("工号\n".encode() + "张".encode("gbk")[:1] + b"\n", "the encoding cannot be told"),
    ],
)
def test_an_encoding_that_cannot_be_told_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    (line,) = refused(content)

    assert line.startswith("in/2026-10/people.csv: error csv-")
    assert said in line
    assert "save it as" in line


def test_a_file_marked_as_utf8_that_is_not_is_refused_with_the_line() -> None:
    content = b"\xef\xbb\xbfname\r\nok\r\n\xd5\xc5\r\n"

    assert refused(content)[0].startswith("in/2026-10/people.csv:3: error csv-encoding")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(end: str) -> None:
    frame = read(end.join(["employee,calls", "1,10", "2,20", ""]))

    assert frame.rows() == [("1", "10", 2), ("2", "20", 3)]


def test_a_last_line_without_its_end_is_read() -> None:
    assert read("employee\n1").rows() == [("1", 2)]


def test_a_record_is_placed_at_the_line_where_it_begins() -> None:
    frame = read('employee,note\n1,"two\nlines"\n2,"a ""quoted"" word, and\r\nthree\nlines"\n3,plain\n')

    assert frame.rows() == [("1", "two\nlines", 2), ("2", 'a "quoted" word, and\r\nthree\nlines', 4), ("3", "plain", 7)]


def test_blank_lines_and_empty_records_are_passed_over_and_still_counted_as_lines() -> None:
    frame = read("\nemployee,calls\n\n1,10\n,\n , \t\n,,,,\n2,20\n\n")

    assert frame.rows() == [("1", "10", 4), ("2", "20", 8)]


def test_headings_alone_give_no_rows() -> None:
    frame = read("employee,calls\n")

    assert frame.shape == (0, 3)
    assert frame.columns == ["employee", "calls", "_row"]


@pytest.mark.parametrize("text", ["", "\n\r\n", "\ufeff", "\ufeff,,\n"])
def test_a_file_with_nothing_in_it_is_refused(text: str) -> None:
    assert refused(text) == [
        "in/2026-10/people.csv: error csv-empty: the file is empty (the first line holds the headings)"
    ]


def test_all_headings_that_make_no_sense_are_named_with_their_columns() -> None:
    assert [line.split(" (")[0] for line in refused("\n工号,, 得分,得分 ,_row,\n1,2,3,4,5,6\n")] == [
        "in/2026-10/people.csv:2: error csv-heading: column 2 has no heading",
        "in/2026-10/people.csv:2: error csv-heading: column 6 has no heading",
        "in/2026-10/people.csv:2: error csv-heading: the heading 得分 stands over columns 3, 4",
        "in/2026-10/people.csv:2: error csv-heading: the heading _row is reserved",
    ]


def test_every_ragged_record_is_named_with_its_line() -> None:
    text = 'employee,calls\n1\n2,20\n3,"a\nb",x\n4,40,\n5,50\n'

    assert [line.split(" (")[0] for line in refused(text)] == [
        "in/2026-10/people.csv:2: error csv-ragged: columns here: 1, headings: 2",
        "in/2026-10/people.csv:4: error csv-ragged: columns here: 3, headings: 2",
        "in/2026-10/people.csv:6: error csv-ragged: columns here: 3, headings: 2",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('employee,note\n1,fine\n2,"never closed\n3,lost\n', 3),
        ('employee,note\n1,"closed"early\n2,fine\n', 2),
        ('employee,"note\n1,fine\n', 1),
        (f'employee,note\n1,"{"x" * 200_000}\n', 2),
    ],
)
def test_quotes_that_do_not_match_are_refused_at_the_line_where_they_begin(text: str, line: int) -> None:
    assert refused(text)[0].startswith(f"in/2026-10/people.csv:{line}: error csv-quotes")


def test_no_refusal_tells_more_of_a_record_than_its_line() -> None:
    lines = refused('employee,name\n1,张三,extra\n2,"李四"x\n')

    assert len(lines) == 2
    assert not any(name in line for line in lines for name in ("张三", "李四"))


@pytest.mark.parametrize("delimiter", [";", "\t", "，", "|"])
def test_another_delimiter_can_be_chosen(delimiter: str) -> None:
    frame = read(f"employee{delimiter}calls\n1{delimiter}1,5\n", delimiter=delimiter)

    assert frame.rows() == [("1", "1,5", 2)]


@pytest.mark.parametrize("delimiter", ["", ",,", '"', "\n", " "])
def test_a_delimiter_that_cannot_delimit_is_an_invalid_option(delimiter: str) -> None:
    with pytest.raises(InvalidOption) as caught:
        CsvSource("people.csv", delimiter=delimiter)
    assert caught.value.option == "delimiter"


@pytest.mark.parametrize("count", [CHUNK - 1, CHUNK, CHUNK + 1])
def test_rows_are_complete_and_in_order_across_chunks(count: int) -> None:
    frame = read("employee\n" + "".join(f"{number:018d}\n" for number in range(count)))

    assert frame["employee"].to_list() == [f"{number:018d}" for number in range(count)]
    assert frame["_row"].to_list() == list(range(2, count + 2))
