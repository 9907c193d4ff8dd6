"""Links as the site has them: MkDocs calls this for every page.

In the repository a page links to pages of its own language (``install.zh.md``), below its title to itself in the other
one, and to files outside `docs/`. The site knows a page by one name in both languages, has a switch between them on
every page, and holds nothing else.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import Any

_OTHER_LANGUAGE = re.compile(r"^(中文：|English: )\[[\w./-]+\]\([\w./-]+\)\n", re.MULTILINE)
_COMMENT = re.compile(r"^<!--.*?-->\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]\n]+)\]\((?!\w+:|#)([^)#\s]+)(#[^)\s]*)?\)")


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The page with the site's links, and without what is no reader's."""
    folder = dirname(page.file.src_uri)

    def of_the_site(link: re.Match[str]) -> str:
        label, target, place = link[1], link[2], link[3] or ""
        if normpath(join(folder, target)).startswith(".."):
            return label
        return f"[{label}]({target.removesuffix('.zh.md') + '.md' if target.endswith('.zh.md') else target}{place})"

    return _LINK.sub(of_the_site, _COMMENT.sub("", _OTHER_LANGUAGE.sub("", markdown, count=1)))
