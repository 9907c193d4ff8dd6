"""`kpi run`: scores a pipeline and publishes its results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpicore_cli import messages
from kpicore_cli.options import (
    Command,
    file_argument,
    format_option,
    lang_and_help,
    period_option,
    set_option,
    shared,
)

if TYPE_CHECKING:
    from kpicore.document import PipelineDocument
    from kpicore.errors import Lang
    from kpicore.plugin import Registry
    from kpicore_cli.progress import Progress


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    output = click.Option(
        ["--output"], type=click.Path(path_type=Path), metavar="DIR", help=messages.OUTPUT_HELP.in_(lang)
    )
    marked = click.Option(
        ["--marked"],
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=messages.MARKED_HELP.in_(lang),
    )
    return Command(
        "run",
        help=messages.RUN.in_(lang),
        params=[
            file_argument(),
            period_option(lang),
            output,
            marked,
            set_option(lang),
            format_option(lang),
            *lang_and_help(lang),
        ],
        callback=partial(run, lang),
        **shared(lang),
    )


def run(
    lang: Lang,
    file: Path,
    period: str | None,
    output: Path | None,
    marked: Path | None,
    settings: Mapping[str, str],
    form: str,
) -> None:
    """Scores all stages, then writes everything into OUTPUT/PERIOD/, or nothing but copies with marks."""
    import json

    from kpicore.plugin import load_plugins
    from kpicore.scheme import InputRecord
    from kpicore.scoring.publish import check_output, publish
    from kpicore.scoring.record import RUN_RECORD, run_record
    from kpicore_cli.pipelines import read, score, with_findings, with_place
    from kpicore_cli.problems import as_data, echo_json, text
    from kpicore_cli.progress import Progress
    from kpicore_cli.summary import summary

    registry = load_plugins()
    document = read(file, period, settings, registry)
    pipeline = document.pipeline
    named = output if output is not None else pipeline.folder / pipeline.output
    folder = Path(str(named).replace("{period}", pipeline.period.text)) / pipeline.period.text
    check_output(folder)
    with Progress(lang) as progress:
        with _marking(marked, document, registry, progress, form):
            results = score(document, registry, progress)
        progress(text(messages.WRITES))
        record = run_record(
            results,
            InputRecord(file.name, document.sha256),
            [plugin.origin for plugin in registry.plugins if plugin.status == "loaded"],
        )
        exporters = {
            name: (exporter, registry.exporters[exporter.kind].origin) for name, exporter in pipeline.exports.items()
        }
        with with_place(document):
            published = publish(with_findings(results, document, registry), exporters, folder, record)
    if form == "json":
        written = json.loads((folder / RUN_RECORD).read_bytes())
        warnings = [as_data(warning) for stage in results.stages.values() for warning in stage.warnings]
        warnings += map(as_data, [*results.warnings, *published.warnings])
        files, removed = ([str(path) for path in paths] for paths in (published.files, published.removed))
        echo_json({"folder": str(folder), "files": files, "removed": removed, "warnings": warnings, "run": written})
    else:
        click.echo(summary(results, record, published, pipeline.folder, lang))


@contextmanager
def _marking(
    path: Path | None, document: PipelineDocument, registry: Registry, progress: Progress, form: str
) -> Iterator[None]:
    """Ends the command where input is refused and there is a path to write marked copies to: with what was refused,
    and the copies."""
    from kpicore.errors import Refused
    from kpicore_cli.failures import tell
    from kpicore_cli.marked import write_marked

    try:
        yield
    except Refused as refused:
        if path is None or refused.exit_code != Refused.exit_code:
            raise
        lang = progress.lang
        marked = write_marked(refused.problems, document, registry, path, progress)
        tell([*refused.problems, *marked.problems], lang, form == "json")
        for line in marked.said(lang):
            click.echo(line, err=True)
        click.get_current_context().exit(refused.exit_code)
