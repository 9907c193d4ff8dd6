"""A report runs nothing but its own script, asks nobody for anything, and shows texts as the texts they are."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from attrs import evolve, field, frozen

from kpicore import Problem, Text
from kpicore_html.content import Report, department
from kpicore_html.page import page, person_page
from tests.plugins.html import department as invented
from tests.system.browser import Browser

PAYLOADS = {
    "closes the script": "</script><img src=x onerror='window.hacked=1'>",
    "closes the style": "</style></title></textarea></template></noscript><svg onload='window.hacked=1'>",
    "leaves an attribute": "\"'><b autofocus tabindex=1 onfocus=window.hacked=1>",
    "is a template": "{{ 7 * 7 }}{% raw %}{# x #}{employee}{0}${window.hacked=1}",
    "is a comment": "<!--<script>window.hacked=1",
    "is escaped already": "&lt;b&gt;&amp;&#60;&copy",
}


@frozen
class Site:
    """A server on the loopback interface with one page, which keeps the paths that were asked for."""

    address: str
    asked: list[str]
    files: dict[str, bytes] = field(factory=dict)


@pytest.fixture
def site() -> Iterator[Site]:
    asked: list[str] = []
    files: dict[str, bytes] = {}

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path in files else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(files.get(self.path, b""))

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Site(f"http://127.0.0.1:{server.server_port}", asked, files)
        server.shutdown()


def test_no_request_leaves_the_page_whatever_is_done_there(browser: Browser, site: Site, tmp_path: Path) -> None:
    site.files["/report.html"] = page(invented.report(tmp_path)).encode()
    browser.open(f"{site.address}/report.html")
    browser.search("张")
    browser.sort("name")
    browser.run("location.hash = '#0007'")
    browser.wait(lambda: browser.all("dialog[open]"))
    assert site.asked == ["/report.html"]


def test_what_a_script_from_elsewhere_would_load_is_refused(browser: Browser, site: Site, tmp_path: Path) -> None:
    site.files["/report.html"] = page(invented.report(tmp_path)).encode()
    browser.open(f"{site.address}/report.html")
    browser.run(
        """
        const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set));
        add("img", {src: "/picture"});
        add("script", {src: "/script"});
        add("script", {textContent: "window.hacked = 1"});
        add("iframe", {src: "/frame"});
        add("style", {textContent: "body { background: url(/background) }"});
        fetch("/fetch").catch(() => 0);
        """
    )
    browser.driver.execute_async_script("setTimeout(arguments[0], 300)")
    assert site.asked == ["/report.html"]
    assert browser.run("return window.hacked") is None


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_texts_of_people_and_policies_stay_texts(payload: str, browser: Browser, tmp_path: Path) -> None:
    report = poisoned(payload, tmp_path)
    file = tmp_path / "report.html"
    file.write_text(page(report), encoding="utf-8")
    browser.open(file)
    assert strangers(browser) == []
    for key in ("title", "operator", "policy", "scheme note", "section note", "volume note", "calls described"):
        assert invented.TEXTS[key] + payload in browser.run("return document.body.innerText")
    name = invented.NAMES[0] + payload
    assert name in browser.run("return [...document.querySelectorAll('.scroll .name')].map((each) => each.textContent)")
    browser.run("location.hash = '#' + encodeURIComponent(arguments[0])", f"0000{payload}")
    browser.wait(lambda: browser.all("dialog[open]"))
    card = browser.run("return document.getElementById('sheets').textContent")
    for text in (name, f"工号 0000{payload}", f"进步明显，请保持。{payload}", f"满意率{payload}", f"第一条{payload}"):
        assert text in card
    browser.run("location.hash = '#<img src=x onerror=window.hacked=1>'")
    browser.wait(lambda: browser.texts("#notice"))
    assert strangers(browser) == []


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_texts_stay_texts_on_the_page_of_one_person(payload: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "cards.html"
    file.write_text(person_page(poisoned(payload, tmp_path)), encoding="utf-8")
    browser.driver.get(file.as_uri())
    assert strangers(browser) == []
    assert browser.run("return document.querySelector('h1').textContent") == invented.NAMES[0] + payload


def test_long_data_that_is_packed_stays_text_too(browser: Browser, tmp_path: Path) -> None:
    payload = PAYLOADS["closes the script"]
    report = department(invented.results(tmp_path, 1_500, lambda text: text + payload), "zh")
    file = tmp_path / "report.html"
    file.write_text(page(report), encoding="utf-8")
    browser.open(file)
    assert browser.all("#data[data-packed]")
    assert strangers(browser) == []
    assert all(name.endswith(payload) for name in browser.names())


def poisoned(payload: str, folder: Path) -> Report:
    """A report in which every text that somebody wrote ends with the payload: also warnings and findings."""

    def said(text: str) -> str:
        return text + payload

    report = department(invented.results(folder, 12, said), "zh")
    problem = Problem("x", Text(said("提醒"), said("warning")))
    stages = tuple(
        evolve(stage, warnings=(problem,), policy=evolve(stage.policy, findings=(problem,))) for stage in report.stages
    )
    return evolve(report, stages=stages, warnings=(problem,))


def strangers(browser: Browser) -> list[str]:
    """Elements that no page of ours has, or what ran: `onerror` and the like."""
    found = browser.run(
        """
        const known = new Set(arguments[0]);
        const names = [...document.querySelectorAll("*")].map((element) => element.localName);
        const handlers = [...document.querySelectorAll("*")].flatMap((element) =>
          element.getAttributeNames().filter((name) => name.startsWith("on") || name === "autofocus"));
        return [...names.filter((name) => !known.has(name)), ...handlers, ...(window.hacked ? ["hacked"] : [])];
        """,
        OURS,
    )
    return [str(each) for each in found]


OURS = [
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section", "article", "div"),
    *("h1", "h2", "h3", "h4", "h5", "p", "br", "span", "small", "b", "em", "code", "a", "ul", "li", "dl", "dt", "dd"),
    *("details", "summary", "figure", "figcaption", "svg", "rect", "path", "table", "colgroup", "col", "thead"),
    *("tbody", "tr", "th", "td", "input", "select", "option", "button", "noscript", "template", "dialog", "script"),
]
