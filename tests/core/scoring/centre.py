"""A small centre for tests: a scheme of few lines, tables as texts, and the pipeline that joins them."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import polars as pl
from attrs import frozen

from kpicore import SourceContext
from kpicore.plugin import Registry
from tests.pipelines import registry_with, written


def label(text: str) -> str:
    """A label whose Chinese is told from its English by the book-title marks."""
    return f'label = {{ zh = "《{text}》", en = "{text}" }}'


def scheme(body: str, full: int = 10, id: str = "centre/agent") -> str:
    """A scheme document around its metrics and items."""
    title = 'title = { zh = "坐席", en = "Agent" }'
    return f'format = 1\nid = "{id}"\nversion = "1"\n{title}\nfull = {full}\n{body}\n'


def metric(id: str, options: str) -> str:
    return f"[metrics.{id}]\n{label(id)}\n{options}\n"


def indicator(id: str, calculator: str, points: int = 10, options: str = "") -> str:
    return f"[indicators.{id}]\n{label(id)}\npoints = {points}\n{options}\ncalculator = {{ {calculator} }}\n"


def adjustment(id: str, calculator: str) -> str:
    return f"[adjustments.{id}]\n{label(id)}\ncalculator = {{ {calculator} }}\n"


def entered(*metrics: str, points: int = 10) -> str:
    """One indicator for each metric, which takes it as it is."""
    return "".join(indicator(f"{id}_points", f'kind = "entered", metric = "{id}"', points) for id in metrics)


SOURCES = '[sources.{name}]\nkind = "csv"\npath = "{name}.csv"\n'


def centre(folder: Path, scheme: str, tables: Mapping[str, str], options: str = "") -> Path:
    """A folder with a pipeline of one stage, `agents`, that reads every table; `options` are more of its keys."""
    sources = "".join(SOURCES.format(name=name) for name in tables)
    names = ", ".join(f'"{name}"' for name in tables)
    stage = f'[stages.agents]\nscheme = "scheme.toml"\nfrom = [{names}]\n{options}\n'
    pipeline = f'title = "Centre"\nperiod = "2026-10"\n{sources}{stage}'
    files = {f"{name}.csv": table for name, table in tables.items()}
    return written(folder, {"pipeline.toml": pipeline, "scheme.toml": scheme, **files})


def giving(*frames: object) -> Registry:
    """A registry with sources of the kinds ``frame0``, ``frame1`` …, which give these frames."""

    def source(number: int, frame: object) -> type:
        @frozen
        class Gives:
            kind: ClassVar[str] = f"frame{number}"
            by: str = "employee"

            def read(self, context: SourceContext) -> object:
                return frame() if callable(frame) else frame

        return Gives

    return registry_with([source(number, frame) for number, frame in enumerate(frames)])


def frames(folder: Path, scheme: str, *options: str) -> Path:
    """A folder with a pipeline of one stage, `agents`, that reads the sources of `giving`, with these options each."""
    sources = "".join(
        f'[sources.source{number}]\nkind = "frame{number}"\n{option}\n' for number, option in enumerate(options)
    )
    names = ", ".join(f'"source{number}"' for number in range(len(options)))
    pipeline = (
        f'title = "Centre"\nperiod = "2026-10"\n{sources}[stages.agents]\nscheme = "scheme.toml"\nfrom = [{names}]\n'
    )
    return written(folder, {"pipeline.toml": pipeline, "scheme.toml": scheme})


def column_of(metric: str, *values: object) -> pl.DataFrame:
    """A frame of people 1, 2, 3 … with one metric."""
    return pl.DataFrame({"employee": [str(number + 1) for number in range(len(values))], metric: list(values)})
