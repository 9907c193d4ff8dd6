"""Pages as people see and use them: in headless Chromium, on a screen, on a telephone, on paper."""

from __future__ import annotations

import base64
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Tree

import pytest
from attrs import frozen
from selenium.webdriver import Chrome, ChromeOptions, ChromeService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

AXE = Path(__file__).parents[2] / ".venv/node_modules/axe-core/axe.min.js"
"""Where .ci/system-packages puts what looks for obstacles to screen readers."""

PATIENCE = 20
"""Seconds after which a page will not do what is waited for."""


@frozen
class Sheet:
    """A printed page: its size in points, and each word with the left, upper, right and lower end of its box."""

    width: float
    height: float
    words: tuple[tuple[str, float, float, float, float], ...]

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    @property
    def text(self) -> str:
        """The words without anything between them, as Chinese is written."""
        return "".join(word for word, *_ in self.words)

    def is_inside(self) -> bool:
        """Whether no word goes over the edge of the paper."""
        return all(
            left >= 0 and upper >= 0 and right <= self.width and lower <= self.height
            for _, left, upper, right, lower in self.words
        )


@frozen
class Browser:
    """A browser with one page in it."""

    driver: Chrome

    def open(self, page: Path | str, part: str = "") -> None:
        """Shows a file, or an address, and waits until its script has put it together."""
        self.driver.get((page.as_uri() if isinstance(page, Path) else page) + part)
        self.wait(lambda: self.run("return document.documentElement.dataset.ready") is not None)

    def run(self, script: str, *arguments: object) -> Any:
        """What a piece of script gives."""
        return self.driver.execute_script(script, *arguments)

    def one(self, selector: str) -> WebElement:
        """The first that the selector finds in sight."""
        return next(each for each in self.all(selector) if each.is_displayed())

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of all that the selector finds in sight, as they are seen."""
        return [each.text for each in self.all(selector) if each.is_displayed()]

    def press(self, *keys: str) -> None:
        """Presses keys where the focus is."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self) -> str:
        """The text of what has the focus."""
        return self.driver.switch_to.active_element.text

    def wait(self, happens: Callable[[], object]) -> None:
        """Waits until something is so."""
        end = time.monotonic() + PATIENCE
        while not happens():
            assert time.monotonic() < end, self.driver.get_log("browser")  # type: ignore[no-untyped-call]
            time.sleep(0.02)

    def names(self) -> list[str]:
        """The names in the rows of the table that stand in the page, from the top."""
        return [each.text for each in self.all(".stage:not([hidden]) .scroll tbody .name") if each.is_displayed()]

    def sort(self, column: str) -> None:
        self.one(f".scroll th[data-column='{column}'] button").click()

    def search(self, text: str) -> None:
        field = self.one("[data-search]")
        field.clear()
        field.send_keys(text or f" {Keys.BACKSPACE}")

    def choose(self, column: str, label: str) -> None:
        """Picks an entry of a filter by what it says."""
        entries = self.one(f"[data-filter='{column}']").find_elements(By.TAG_NAME, "option")
        next(entry for entry in entries if entry.text == label).click()

    def emulate(self, **features: str) -> None:
        """Sets media features, such as ``prefers_color_scheme="dark"``."""
        wanted = [{"name": name.replace("_", "-"), "value": value} for name, value in features.items()]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": wanted})

    def resize(self, width: int, height: int = 844) -> None:
        """Makes the screen so large."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)

    def obstacles(self) -> list[str]:
        """What axe-core finds wrong for screen readers, each with the places where it is."""
        if not AXE.is_file():
            pytest.skip("axe-core is not installed: .ci/system-packages says how")
        self.run(AXE.read_text(encoding="utf-8"))
        found: Mapping[str, Any] = self.driver.execute_async_script(
            "axe.run(document, {resultTypes: ['violations']}).then(arguments[arguments.length - 1])"
        )
        return [
            f"{each['id']}: {node['target']} {node['failureSummary']}"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def printed(self, folder: Path) -> list[Sheet]:
        """The page on paper, as its style wants it."""
        pdf, boxes = folder / "printed.pdf", folder / "printed.html"
        options = {"preferCSSPageSize": True, "printBackground": True}
        pdf.write_bytes(base64.b64decode(self.driver.execute_cdp_cmd("Page.printToPDF", options)["data"]))
        subprocess.run(["pdftotext", "-bbox", pdf, boxes], check=True)
        document = re.sub(r'(<!DOCTYPE[^>]*>)|( xmlns="[^"]*")', "", boxes.read_text(encoding="utf-8"))
        return [_sheet(page) for page in Tree.fromstring(document).iter("page")]


def _sheet(page: Tree.Element) -> Sheet:
    words = [
        (word.text or "", *(float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")))
        for word in page.iter("word")
    ]
    return Sheet(float(page.attrib["width"]), float(page.attrib["height"]), tuple(words))  # type: ignore[arg-type]


@contextmanager
def chromium(*, has_script: bool = True) -> Iterator[Browser]:
    """A browser, with its script switched on or off; skips where there is none. It asks nobody for a driver."""
    programs = [shutil.which(name) for name in ("chromium", "chromedriver")]
    if None in programs:
        pytest.skip("chromium is not installed: .ci/system-packages says how")
    options = ChromeOptions()
    options.binary_location = str(programs[0])
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=ChromeService(programs[1]))
    try:
        browser = Browser(driver)
        browser.resize(1440, 1000)
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not has_script})
        yield browser
    finally:
        driver.quit()
