"""Reports as pages: size of the file, seconds to write it, and how quick it is in headless Chromium.

The ten indicators of the hotline operator with their cards. Ready is the time from the beginning of the navigation
until the table stands and takes keys; sorting and searching is the time of the event with the layout after it: the
first time by name, and the middle of five times. Each size has a browser of its own.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # so that the scripts find each other as `bench.…`

SIZES = (5, 500, 20_000)
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红鹏辉"

_TIMED = """
const [run, done] = [arguments[0], arguments[1]];
const begun = performance.now();
new Function(run)();
document.body.offsetHeight;
done(performance.now() - begun);
"""
_SORT = "document.querySelector('.stage:not([hidden]) [data-column={column}] button').click()"
_SEARCH = """
const search = document.querySelector('.stage:not([hidden]) [data-search]');
search.value = '{text}';
search.dispatchEvent(new Event('input'));
"""


def report() -> None:
    """A line per size."""
    heads = ("people", "MB of file", "written, s", "ready, s", "first by name, ms", "by name", "by total", "search")
    print("  ".join(heads))
    with tempfile.TemporaryDirectory() as folder:
        for people in SIZES:
            print(
                "  ".join(
                    f"{said:>{len(head)}}" for said, head in zip(_measured(people, Path(folder)), heads, strict=True)
                )
            )


def operators_with_names(people: int):  # type: ignore[no-untyped-def]  # the types load what is measured
    """Scored results of so many invented operators with Chinese names, in teams of about fifteen."""
    import polars as pl

    from bench.operators import operators
    from kpicore.document import find_scheme
    from kpicore.plugin import load_plugins
    from kpicore.scheme import Period, Results, StageResults
    from kpicore.scoring.compile import compile_scheme
    from kpicore.scoring.score import score

    period = Period.parse("2026-10")
    scheme = find_scheme("hotline-10086/operator", period, None, load_plugins()).scheme
    number = pl.int_range(people, dtype=pl.Int64)
    signs = [(SURNAMES, 21), (GIVEN, 22), (GIVEN, 23)]
    name = [pl.lit(pl.Series([*text])).gather(number.hash(seed) % len(text)) for text, seed in signs]
    teams = max(people // 15, 1)
    frame = operators(people).with_columns(name=pl.concat_str(name), team=pl.format("{}班", 1 + number % teams))
    program = compile_scheme(scheme)
    stage = StageResults("operators", scheme, program.columns, score(program, frame))
    return Results("热线", period, {"operators": stage})


def _measured(people: int, folder: Path) -> list[str]:
    from kpicore_html.content import department
    from kpicore_html.page import page

    results = operators_with_names(people)
    begun = time.perf_counter()
    text = page(department(results, "zh"))
    written = time.perf_counter() - begun
    path = folder / f"{people}.html"
    path.write_text(text, encoding="utf-8")
    browser = _browser()
    try:
        ready = statistics.median(_ready(browser, path) for _ in range(5))
        first = _timed(browser, _SORT.format(column="name"))
        again = statistics.median(_timed(browser, _SORT.format(column="name")) for _ in range(5))
        total = statistics.median(_timed(browser, _SORT.format(column="total")) for _ in range(5))
        search = statistics.median(_timed(browser, _SEARCH.format(text=text)) for text in ("王", "T12", "zw", "", "芳"))
    finally:
        browser.quit()
    size = path.stat().st_size / 1e6
    seconds = [f"{written:.2f}", f"{ready / 1000:.2f}"]
    return [f"{people:,}", f"{size:.2f}", *seconds, *(f"{each:.0f}" for each in (first, again, total, search))]


def _browser():  # type: ignore[no-untyped-def]  # the types load the driver
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    return Chrome(options=options, service=ChromeService("/usr/bin/chromedriver"))


def _ready(browser, path: Path) -> float:  # type: ignore[no-untyped-def]
    """Milliseconds from the beginning of the navigation until the table stands and takes keys."""
    browser.get("about:blank")
    browser.get(path.as_uri())
    while not (ready := browser.execute_script("return document.documentElement.dataset.ready")):
        time.sleep(0.02)
    return float(ready)


def _timed(browser, run: str) -> float:  # type: ignore[no-untyped-def]
    return float(browser.execute_async_script(_TIMED, run))


if __name__ == "__main__":
    report()
