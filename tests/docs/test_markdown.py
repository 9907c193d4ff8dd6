"""Docstrings as Markdown, and links as the site has them."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from docs.generate.links import on_page_markdown
from docs.generate.markdown import docstring, table


def documented() -> None:
    """Names ``code`` and a `value`.

    - a list
      that goes on
    - and ends

    A pipeline uses it as::

        [sources.calls]
        kind = "log"

    and a class is

        @frozen
        class Log:

            kind = "log"

    said with

        kpi run pipeline.toml
    """


def test_a_docstring_becomes_markdown() -> None:
    assert docstring(documented).splitlines() == [
        "Names `code` and a `value`.",
        "",
        "- a list",
        "  that goes on",
        "- and ends",
        "",
        "A pipeline uses it as:",
        "",
        "```toml",
        "[sources.calls]",
        'kind = "log"',
        "```",
        "",
        "and a class is",
        "",
        "```python",
        "@frozen",
        "class Log:",
        "",
        '    kind = "log"',
        "```",
        "",
        "said with",
        "",
        "```console",
        "kpi run pipeline.toml",
        "```",
    ]


def test_a_table_holds_what_would_break_it() -> None:
    assert table(["a", "b"], [["x | y", "1\n2"]]) == "| a | b |\n| --- | --- |\n| x \\| y | 1<br>2 |"


@pytest.mark.parametrize(
    ("page", "markdown", "expected"),
    [
        ("how-to/install.zh.md", "[算](score.zh.md#x)", "[算](score.md#x)"),
        ("how-to/install.zh.md", "# 装\n\nEnglish: [install.md](install.md)\n\n文", "# 装\n\n\n文"),
        ("findings.md", "中文：[findings.zh.md](findings.zh.md)\n", ""),
        ("first-plugin.md", "See [the hooks](../kpicore/hookspecs.py).", "See the hooks."),
        ("how-to/editor.md", "[schema](../schema/scheme.schema.json)", "[schema](../schema/scheme.schema.json)"),
        (
            "index.md",
            "[site](https://example.org/a.zh.md) [here](#x)",
            "[site](https://example.org/a.zh.md) [here](#x)",
        ),
        ("index.md", "before\n<!-- setup\nimport os\n-->\nafter", "before\nafter"),
    ],
)
def test_links_are_those_of_the_site(page: str, markdown: str, expected: str) -> None:
    assert on_page_markdown(markdown, page=SimpleNamespace(file=SimpleNamespace(src_uri=page))) == expected
