"""What the documents show works: Python runs, TOML parses, links lead somewhere."""

import re
import tomllib
from pathlib import Path

BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")


def documents(tracked: list[Path]) -> list[Path]:
    return [path for path in tracked if path.suffix == ".md"]


def blocks(tracked: list[Path], language: str) -> list[tuple[Path, str]]:
    return [
        (path, body)
        for path in documents(tracked)
        for name, body in BLOCK.findall(path.read_text(encoding="utf-8"))
        if name == language
    ]


def test_python_in_the_documents_runs(tracked: list[Path]) -> None:
    shown = blocks(tracked, "python")
    assert shown
    for path, body in shown:
        exec(compile(body, str(path), "exec"), {"__name__": path.stem})


def test_toml_in_the_documents_parses(tracked: list[Path]) -> None:
    shown = blocks(tracked, "toml")
    assert shown
    for _, body in shown:
        tomllib.loads(body)


def test_links_between_the_documents_lead_to_a_file(root: Path, tracked: list[Path]) -> None:
    broken = [
        f"{path.relative_to(root)}: {target}"
        for path in documents(tracked)
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert broken == []
