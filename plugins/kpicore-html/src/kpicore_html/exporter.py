"""The exporter ``kind = "html"``."""

from __future__ import annotations

from typing import ClassVar, Literal

from attrs import frozen

from kpicore import ExportTarget, InvalidOption, Lang, Results
from kpicore_html import messages

PATHS = {"department": "report.html", "team": "teams", "person": "people"}
"""Where files go of which nobody says where."""


@frozen
class HtmlExporter:
    """Writes results as pages that need nothing else, no network and no other file::

        [exports.report]
        kind = "html"
        audience = "department"
        path = "report.html"

    `audience` says who may read them, and has to be given: ``department`` is one file with everybody's results,
    ``team`` a file per team with those of its people and other teams only as means, ``person`` a file per person with
    their own. For the last two `path` is a folder, with a list of the files in ``index.csv``; their names cannot be
    guessed, unless `names` asks for those of the ``team`` or of the ``employee``. `lang` is the language of the pages.
    """

    kind: ClassVar[str] = "html"
    shows_findings: ClassVar[bool] = True

    audience: Literal["department", "team", "person"] | None = None
    path: str = ""
    names: Literal["secret", "team", "employee"] | None = None
    lang: Lang = "zh"

    def __attrs_post_init__(self) -> None:
        if self.audience is None:
            raise InvalidOption(messages.AUDIENCE, "audience")
        is_file = self.path.lower().endswith((".html", ".htm"))
        if self.path and is_file != (self.audience == "department"):
            raise InvalidOption(messages.FILE if self.audience == "department" else messages.FOLDER, "path")
        if self.names is not None and self.audience == "department":
            raise InvalidOption(messages.NO_NAMES, "names")
        if (self.names, self.audience) in (("team", "person"), ("employee", "team")):
            raise InvalidOption(messages.OTHER_NAMES, "names", names=self.names, audience=self.audience)

    def export(self, results: Results, target: ExportTarget) -> None:
        """Opens one file, or one per team or person and the list of them."""
        path = (self.path or PATHS[self.audience or "department"]).rstrip("/\\")
        match self.audience:
            case "team":
                from kpicore_html.folders import write_teams

                write_teams(results, target, path, self.names == "team", self.lang)
            case "person":
                from kpicore_html.folders import write_people

                others = (other for other in target.exports.values() if isinstance(other, HtmlExporter))
                have_team_files = any(other.audience == "team" for other in others)
                write_people(results, target, path, self.names == "employee", self.lang, have_team_files)
            case _:
                from kpicore_html.content import department
                from kpicore_html.page import page

                with target.open_text(path) as file:
                    file.write(page(department(results, self.lang)))
