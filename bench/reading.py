"""Reading workbooks: a filled form of 20,000 people, and refusing hostile files; each in a process of its own."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent
PEOPLE = 20_000

_MEASURED = """
import json, sys, time
from pathlib import Path
content = Path(sys.argv[1]).read_bytes()
begun, used = time.perf_counter(), time.process_time()
from kpicore import Period, Refused
from kpicore_excel.source import ExcelSource

class Given:
    period = Period.parse("2026-10")
    def open(self, path): return content
    def cells(self, sheet, columns): pass
    def made_for(self, scheme, version, period): pass

try:
    said = "{:,} rows, {} columns".format(*ExcelSource("form.xlsx").read(Given()).shape)
except Refused as refused:
    said = refused.problems[0].code
took, cpu = time.perf_counter() - begun, time.process_time() - used
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(json.dumps([took, cpu, int(status["VmHWM"].split()[0]) / 1024, said]))
"""


@frozen
class Measured:
    """Reading a workbook in a process of its own, imports included: wall and processor time, the most memory that the
    process held, and what came of it."""

    seconds: float
    cpu: float
    megabytes: float
    said: str

    def __str__(self) -> str:
        return f"{self.seconds:>9.2f} {self.cpu:>13.2f} {self.megabytes:>12.0f}   {self.said}"


def measured(content: bytes) -> Measured:
    """What reading this content takes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "form.xlsx")
        file.write_bytes(content)
        command = [sys.executable, "-c", _MEASURED, str(file)]
        run = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    return Measured(*json.loads(run.stdout))


def filled_form(people: int) -> bytes:
    """The form of the hotline's operators, filled in for so many invented people."""
    from openpyxl import load_workbook

    from bench.operators import operators
    from kpicore import Period
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore.scoring.form import make_form, with_people
    from kpicore_excel.form import ExcelForm

    period = Period.parse("2026-10")
    scheme = find_scheme("hotline-10086/operator", period, None, load_plugins()).scheme
    frame = operators(people)
    ids = frame["employee"].to_list()
    empty = io.BytesIO()
    ExcelForm().write(with_people(make_form(scheme, "zh", period, ()), [{"employee": id} for id in ids]), empty)
    book = load_workbook(empty)
    sheet = book.worksheets[0]
    facts = {row[0]: row[1:] for row in book["kpicore"].iter_rows(values_only=True)}
    first = int(facts["rows"][0])
    for position, column in enumerate(facts["columns"], start=1):
        if column in frame.columns:
            for row, value in enumerate(frame[column].to_list(), start=first):
                sheet.cell(row, position).value = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def table(people: int, columns: int) -> bytes:
    """A foreign workbook: ids, and numbers of all kinds with all their digits."""
    import random

    import xlsxwriter

    chance = random.Random(4)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        percent = workbook.add_format({"num_format": "0.0%"})
        sheet = workbook.add_worksheet()
        kinds: list[Callable[[], tuple[object, object]]] = [
            lambda: (chance.randint(0, 1000), None),
            lambda: (chance.random(), percent),
            lambda: (round(chance.random(), 3), percent),
            lambda: (chance.choice("SABCD"), None),
        ]
        sheet.write_row(0, 0, ["工号", *(f"列{number}" for number in range(1, columns))])
        for row in range(1, people + 1):
            sheet.write_string(row, 0, f"{row:06}")
            for column in range(1, columns):
                value, format_ = kinds[column % 4]()
                sheet.write(row, column, value, format_)
    return file.getvalue()


def report() -> None:
    """A line for each workbook, and for the worst of the hostile files."""
    from tests.plugins.excel.hostile import HOSTILE

    print("reading workbooks                          seconds   CPU seconds   MB at most")
    for name, content in (
        (f"form of {PEOPLE:,} people", filled_form(PEOPLE)),
        (f"table of {PEOPLE:,} × 20", table(PEOPLE, 20)),
        ("table of 100,000 × 20", table(100_000, 20)),
    ):
        print(f"{name:<40} {measured(content)}")
    refusals = {kind: measured(build()) for kind, (build, _) in HOSTILE.items()}
    count = f"{len(refusals)} hostile files"
    kind, slowest = max(refusals.items(), key=lambda each: each[1].seconds)
    print(f"{f'slowest of {count}':<40} {slowest} ({kind})")
    kind, largest = max(refusals.items(), key=lambda each: each[1].megabytes)
    print(f"{f'largest of {count}':<40} {largest} ({kind})")
    print(f"of them not refused: {sum(not each.said.startswith('excel-') for each in refusals.values())}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    report()
