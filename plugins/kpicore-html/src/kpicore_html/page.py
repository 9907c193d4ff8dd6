"""One page: a `Report` becomes the text of a file."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from kpicore_html.content import Report


def page(report: Report) -> str:
    """The whole HTML document."""
    environment = Environment(loader=PackageLoader("kpicore_html"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("report.html").render(report=report)
