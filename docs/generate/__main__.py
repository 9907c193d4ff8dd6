"""Writes all generated files anew."""

from docs.generate.files import DOCS, generated
from kpicore.plugin import load_plugins

for name, content in generated(load_plugins()).items():
    path = DOCS / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
