"""What the pages have one do works, and is answered as they show it."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from docs.generate.files import DOCS
from kpicore.errors import Lang
from kpicore_cli.main import main
from tests.docs.pages import Block, Command, File, Setup, answers, language, pages, parts

NOT_RUN = {"pip", "make", "git"}
"""Commands that would change this environment."""

ELSEWHERE = {"findings.md", "findings.zh.md", "first-plugin.md", "first-plugin.zh.md"}
"""Pages whose examples have tests of their own, in tests/core/lint and in tests/docs/test_first_plugin.py."""


def name(page: Path) -> str:
    return page.relative_to(DOCS).as_posix()


def typed(command: Command, lang: Lang, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a command says: on each stream, and on both as a terminal shows them after its end."""
    program, *arguments = shlex.split(command.line, comments=True)
    match program:
        case "kpi":
            capsys.readouterr()
            with pytest.raises(SystemExit) as ended:
                main([*arguments, "--lang", lang])
            said = capsys.readouterr()
            assert bool(ended.value.code) == command.fails, said
            # What a command is busy with it tells only where it takes long.
            told = "".join(line for line in said.err.splitlines(keepends=True) if not line.endswith(" …\n"))
            return [said.out, told, said.out + told]
        case "cat":
            return [Path(arguments[0]).read_text(encoding="utf-8-sig")]
        case _:
            assert program in NOT_RUN, f"nobody runs {program}"
            return ["\n".join(command.answer)]


@pytest.mark.parametrize("page", [page for page in pages() if page.name not in ELSEWHERE], ids=name)
def test_a_page_can_be_followed_from_top_to_bottom(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for part in parts(page):
        match part:
            case Setup(code=code) | Block(language="python", content=code):
                exec(compile(code, name(page), "exec"), {"__name__": "example"})
            case File(name=file, content=content):
                (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / file).write_text(content, encoding="utf-8")
            case Command():
                said = typed(part, language(page), capsys)
                shown = any(answers(part.answer, each) for each in said)
                assert shown or not part.answer, "\n".join([part.line, *said])
            case Block(language="toml", content=content):
                tomllib.loads(content)


@pytest.mark.parametrize("page", [page for page in pages() if language(page) == "en"], ids=name)
def test_both_languages_have_the_same_steps(page: Path) -> None:
    def steps(of: Path) -> list[str]:
        return [
            re.sub(r"[^\x00-\x7f]+", "", part.line.partition("  #")[0])
            if isinstance(part, Command)
            else type(part).__name__
            for part in parts(of)
        ]

    other = page.with_name(page.name.replace(".md", ".zh.md"))
    assert other.is_file()
    assert steps(page) == steps(other)


@pytest.mark.parametrize("lines", [("a", "…"), ("…", "c"), ("a", "…", "c"), ("a", "b", "c")])
def test_an_answer_may_be_shown_in_part(lines: tuple[str, ...]) -> None:
    assert answers(lines, "a\nb\nc\n")
    assert not answers((*lines, "d"), "a\nb\nc\n")
    assert not answers(("b", *lines[1:]), "a\nb\nc\n")
