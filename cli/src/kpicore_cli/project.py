"""The project that `kpi new` writes: its names, and its files from the templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from attrs import frozen

from kpicore.errors import Problem, Refused
from kpicore.plugin import Registry
from kpicore_cli import __version__, messages
from kpicore_cli.problems import text

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from kpicore.plugin import KindNoun

KINDS: Mapping[str, KindNoun | None] = {
    "source": "source",
    "calculator": "calculator",
    "grade-mapper": "grade-mapper",
    "exporter": "exporter",
    "scheme": None,
}
"""What can be begun, and what the registry calls its classes; a scheme has none."""

SUFFIX = ".txt"
"""Every template has it beside its own, so that no tool takes it for what it becomes."""

_LEGAL = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST = 40


@frozen
class Project:
    """A plugin of a kind. Folder, distribution, import and entry point share its name."""

    kind: str
    name: str

    @property
    def distribution(self) -> str:
        """The folder, and what is installed."""
        return prefix_of(self.kind) + self.name

    @property
    def plugin(self) -> str:
        """The entry point."""
        return self.distribution.removeprefix("kpicore-")

    def files(self) -> Mapping[str, bytes]:
        """Every file of the project, by its path in the folder."""
        names = {
            "name": self.name,
            "title": "".join(part.capitalize() for part in self.name.split("-")),
            "plugin": self.plugin,
            "distribution": self.distribution,
            "package": self.distribution.replace("-", "_"),
            "version": __version__,
        }
        templates = files("kpicore_cli") / "templates"
        found = [*_templates(templates / "shared"), *_templates(templates / self.kind)]
        return {
            path.replace("PACKAGE", names["package"])
            .replace("NAME", self.name.replace("-", "_"))
            .removesuffix(SUFFIX): (Template(template.read_text(encoding="utf-8")).substitute(names).encode())
            for path, template in sorted(found, key=lambda each: each[0])
        }


def prefix_of(kind: str) -> str:
    """What stands before the name in a distribution's."""
    return "kpicore-scheme-" if kind == "scheme" else "kpicore-"


def is_legal(name: str) -> bool:
    """Whether a distribution, a module and a kind can be called so; ``scheme-`` begins the names of schemes alone."""
    return _LEGAL.fullmatch(name) is not None and len(name) <= _LONGEST and not name.startswith("scheme-")


def legal_name(given: str) -> str:
    """A legal name like the one that was given; empty where nothing of it can be kept."""
    near = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-0123456789").removeprefix("scheme-")[:_LONGEST].rstrip("-")
    return near if is_legal(near) else ""


def refuse_taken(project: Project, registry: Registry) -> None:
    """Refuses a name that something installed has: as its distribution or plugin, as a kind, or in its scheme's id.

    Of two plugins with one name kpicore loads neither.
    """
    if origin := _taken_by(project, registry):
        said = text(messages.NAME_TAKEN, name=project.name, origin=origin)
        raise Refused(Problem("name-taken", said, hint=text(messages.NAME_TAKEN_HINT)))


def _taken_by(project: Project, registry: Registry) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    origins = [each.origin for each in registry.plugins if each.origin.plugin == project.plugin]
    noun = KINDS[project.kind]
    if noun is None:
        origins += [each.origin for each in registry.schemes if each.id.partition("/")[0] == project.name]
    elif project.name in registry.kinds(noun):
        origins.append(registry.kinds(noun)[project.name].origin)
    if origins:
        return str(origins[0])
    try:
        return f"{project.distribution} {version(project.distribution)}"
    except PackageNotFoundError:
        return None


def _templates(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _templates(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            yield above + entry.name, entry
