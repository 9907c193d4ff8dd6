"""`kpi explain`: one person's card in words."""

from __future__ import annotations

from collections.abc import Mapping
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
    from kpicore.errors import Lang, Refused
    from kpicore.scheme import Results


def command(lang: Lang) -> click.Command:
    """The command in one language."""
    return Command(
        "explain",
        help=messages.EXPLAIN.in_(lang),
        params=[
            file_argument(),
            click.Argument(["employee"], metavar="EMPLOYEE"),
            click.Option(["--stage"], metavar="S", help=messages.STAGE_HELP.in_(lang)),
            click.Option(["--headroom", "asks_headroom"], is_flag=True, help=messages.HEADROOM_HELP.in_(lang)),
            click.Option(["--small-groups", "small_groups"], is_flag=True, help=messages.SMALL_GROUPS_HELP.in_(lang)),
            period_option(lang),
            set_option(lang),
            format_option(lang),
            *lang_and_help(lang),
        ],
        callback=partial(explain, lang),
        **shared(lang),
    )


def explain(
    lang: Lang,
    file: Path,
    employee: str,
    stage: str | None,
    asks_headroom: bool,
    small_groups: bool,
    period: str | None,
    settings: Mapping[str, str],
    form: str,
) -> None:
    """Scores again and shows the person's card in every stage, or in one; writes nothing."""
    from kpicore.plugin import load_plugins
    from kpicore.scoring.peers import SMALLEST_GROUP
    from kpicore_cli.explanation import as_data, as_text, explanations
    from kpicore_cli.pipelines import read, score
    from kpicore_cli.problems import echo_json
    from kpicore_cli.progress import Progress

    registry = load_plugins()
    document = read(file, period, settings, registry)
    if stage is not None and stage not in document.pipeline.stages:
        raise _unknown_stage(stage, document)
    with Progress(lang) as progress:
        results = score(document, registry, progress)
    smallest_group = 1 if small_groups else SMALLEST_GROUP
    found = explanations(results, employee, stage, asks_headroom, smallest_group, lang)
    if not found:
        raise _unknown_employee(employee, stage, results)
    if form == "json":
        echo_json({"period": str(results.period), "cards": [as_data(each) for each in found]})
    else:
        click.echo("\n\n\n".join(as_text(each, results.period, lang) for each in found))


def _unknown_stage(stage: str, document: PipelineDocument) -> Refused:
    from kpicore.errors import Place, Refused, did_you_mean
    from kpicore.messages.document import UNKNOWN_STAGE

    near = did_you_mean(stage, document.pipeline.stages)
    return Refused(UNKNOWN_STAGE.at(Place(document.file, key="stages"), name=stage, near=near))


def _unknown_employee(employee: str, stage: str | None, results: Results) -> Refused:
    from kpicore.errors import Place, Refused, did_you_mean, nearest
    from kpicore.messages.scoring import NO_EMPLOYEE
    from kpicore_cli.problems import text

    scored = [result for name, result in results.stages.items() if stage in (None, name)]
    known = dict.fromkeys(id for result in scored for id in result.frame["employee"])
    # Comparing with every one of a million ids takes minutes; a slip of the finger keeps the length to one.
    alike = [id for id in known if abs(len(id) - len(employee)) <= 1]
    # Where none is near, no list of other people's ids.
    near = did_you_mean(employee, alike) if nearest(employee, alike) else text(messages.LOOK_AGAIN)
    return Refused(NO_EMPLOYEE.at(Place(key=stage or ""), employee=employee, near=near))
