"""Small distributions, sound and broken, for a test of what a broken plugin does to the others: plain data."""

from collections.abc import Mapping
from textwrap import dedent

from attrs import field, frozen


@frozen
class Written:
    """A distribution to be built: its plugin is the module of its own name, `files` lie beside that."""

    name: str
    version: str
    module: str = field(converter=dedent)
    entry_point: str = ""
    files: Mapping[str, str] = field(factory=dict)

    @property
    def plugin(self) -> str:
        """The name of its entry point."""
        return self.entry_point or self.name.removeprefix("kpicore-")

    @property
    def package(self) -> str:
        """What is imported."""
        return self.name.replace("-", "_")

    @property
    def origin(self) -> str:
        """How messages name it."""
        return f"{self.plugin} ({self.name} {self.version})"


def calculators(*kinds: str) -> str:
    """A module with one sound calculator for each kind."""
    classes = "".join(
        f"""
@frozen
class Calculator{number}:
    kind: ClassVar[str] = "{kind}"

    def rule(self, indicator: Item) -> Node:
        return indicator.full_marks

"""
        for number, kind in enumerate(kinds)
    )
    listed = ", ".join(f"Calculator{number}" for number in range(len(kinds)))
    return f"""\
from typing import ClassVar

from attrs import frozen

from kpicore import Item, Node, hookimpl

{classes}
@hookimpl
def kpicore_calculators():
    return [{listed}]
"""


def schemes(*files: str) -> str:
    """A module whose schemes are the files beside it."""
    return f"""\
from importlib.resources import files

from kpicore import hookimpl


@hookimpl
def kpicore_schemes():
    return [files(__name__) / name for name in {files!r}]
"""


def scheme(id_: str, version: str) -> str:
    """The head of a scheme document."""
    return f'format = 1\nid = "{id_}"\nversion = "{version}"\n'


DISTRIBUTIONS = (
    Written("kpicore-sound", "1.0", calculators("sound-calculator")),
    Written("kpicore-import-error", "1.1", "import a_library_that_is_not_there\n"),
    Written("kpicore-import-exit", "1.2", 'raise SystemExit("no licence found")\n'),
    Written("kpicore-import-syntax", "1.3", "def kpicore_calculators(:\n"),
    Written(
        "kpicore-misspelt-hook",
        "2.1",
        calculators("beside-misspelt")
        + """\


@hookimpl
def kpicore_metric_source():
    return []
""",
    ),
    Written(
        "kpicore-wrong-argument",
        "2.2",
        calculators("beside-argument")
        + """\


@hookimpl
def kpicore_exporters(stage, folder):
    return []
""",
    ),
    Written("kpicore-unmarked-hook", "2.3", calculators("beside-unmarked").replace("@hookimpl\n", "")),
    Written(
        "kpicore-raising-hook",
        "2.4",
        calculators("beside-raising")
        + """\


def shares():
    return 1 / 0


@hookimpl
def kpicore_exporters():
    yield shares()
""",
    ),
    Written(
        "kpicore-no-list",
        "2.5",
        """\
        from kpicore import hookimpl


        @hookimpl
        def kpicore_schemes():
            pass
        """,
    ),
    Written(
        "kpicore-unsound-classes",
        "3.1",
        """\
        from typing import ClassVar

        from attrs import frozen

        from kpicore import hookimpl


        @frozen
        class LacksRead:
            kind: ClassVar[str] = "lacks-read"


        class NoAttrs:
            kind = "no-attrs"

            def read(self, context):
                return {}


        @frozen
        class KindIsAnOption:
            kind: str = "kind-is-an-option"

            def read(self, context):
                return {}


        @frozen
        class Sound:
            kind: ClassVar[str] = "sound-source"

            def read(self, context):
                return {}


        @hookimpl
        def kpicore_metric_sources():
            return [LacksRead, NoAttrs, KindIsAnOption, Sound(), Sound]
        """,
    ),
    Written("kpicore-twin-east", "4.1", calculators("east"), entry_point="twin"),
    Written("kpicore-twin-west", "4.2", calculators("west"), entry_point="twin"),
    Written("kpicore-kind-north", "5.1", calculators("contested", "north")),
    Written("kpicore-kind-south", "5.2", calculators("contested", "south")),
    Written(
        "kpicore-scheme-first",
        "6.1",
        schemes("contested.toml", "first.toml"),
        files={"contested.toml": scheme("contested/operator", "1"), "first.toml": scheme("first/operator", "1")},
    ),
    Written(
        "kpicore-scheme-second",
        "6.2",
        schemes("contested.toml", "newer.toml"),
        files={"contested.toml": scheme("contested/operator", "1"), "newer.toml": scheme("contested/operator", "2")},
    ),
    Written(
        "kpicore-scheme-editions",
        "6.3",
        schemes("2024.toml", "2025.toml"),
        files={"2024.toml": scheme("editions/operator", "2024"), "2025.toml": scheme("editions/operator", "2025")},
    ),
    Written(
        "kpicore-scheme-unsound",
        "6.4",
        schemes("torn.toml", "gone.toml", "headless.toml", "whole.toml"),
        files={
            "torn.toml": 'id = "torn/operator\n',
            "headless.toml": 'id = "headless/operator"\nversion = 1\n',
            "whole.toml": scheme("whole/operator", "1"),
        },
    ),
)
"""All are installed together. Kinds called ``beside-…`` go down with their plugin, what is called ``sound-…`` stays."""

BY_NAME: Mapping[str, Written] = {each.name: each for each in DISTRIBUTIONS}
