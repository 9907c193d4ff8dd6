"""CSV files keep the contracts of sources and exporters."""

import pytest

from kpicore.errors import Lang
from kpicore.testing import ExporterContract, SourceContract
from kpicore_csv.exporter import CsvExporter
from kpicore_csv.source import CsvSource

LINES = '工号,姓名,接通率,话务量\n000042,王示例,98.5%,"1,200"\n000007,"李,\n示例",,3\n'


class TestCsvSource(SourceContract):
    source = CsvSource(path="in/{period}.csv")
    files = {"in/2026-10.csv": LINES.replace("工号", "employee").replace("姓名", "name").encode("gb18030")}
    metrics = {"接通率": "ratio", "话务量": "count"}
    expected = {"employee": ["000042", "000007"], "接通率": ["98.5%", None], "话务量": ["1,200", "3"], "_row": [2, 3]}
    plugin = "csv"


class TestCsvExporter(ExporterContract):
    exporter = CsvExporter()
    writes = ["agents.csv", "班长.csv"]
    plugin = "csv"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_keep_it_too(lang: Lang) -> None:
    class Labelled(ExporterContract):
        exporter = CsvExporter(header="labels", lang=lang)

    Labelled().test_it_writes_its_files()
    Labelled().test_the_order_of_a_lookup_does_not_matter()
