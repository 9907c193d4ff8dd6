"""The pages about the names that a plugin meets: interfaces, values, errors and functions of `kpicore`, and what its
tests use."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import kpicore
from docs.generate.classes import described, is_protocol, members, members_wanted, signature
from docs.generate.markdown import code, docstring, page
from docs.generate.messages import pages
from docs.generate.messages.code import INTERFACES as IN_CHINESE
from docs.generate.nodes import NODES
from kpicore import scheme, testing
from kpicore.errors import Lang, Text

FULFILLED = ("MetricSource", "MarksProblems", "Calculator", "GradeMapper", "Exporter", "FormWriter")
"""Interfaces that nobody imports: a class that has what they ask for is one."""


def interfaces_page(lang: Lang) -> str:
    """Everything that is public in `kpicore` but the nodes."""
    public = {name: getattr(kpicore, name) for name in kpicore.__all__}
    left = {name: value for name, value in public.items() if value not in (*NODES, Any)}
    fulfilled = {name: getattr(scheme, name) for name in FULFILLED}
    errors = {name: value for name, value in left.items() if inspect.isclass(value) and issubclass(value, Exception)}
    classes = {name: value for name, value in left.items() if inspect.isclass(value) and name not in errors}
    functions = {name: value for name, value in left.items() if inspect.isfunction(value)}
    others = [name for name in public if public[name] not in NODES and name not in {*errors, *classes, *functions}]
    return page(
        "interfaces",
        lang,
        pages.INTERFACES,
        pages.INTERFACES_LEAD,
        _group(pages.CLASSES, fulfilled, lang),
        _group(pages.MET, classes, lang),
        _group(pages.ERRORS, errors, lang),
        _group(pages.FUNCTIONS, functions, lang),
        _constants(others, kpicore, lang),
    )


def testing_page(lang: Lang) -> str:
    """Everything that is public in `kpicore.testing`."""
    public = {name: getattr(testing, name) for name in testing.__all__}
    told = {name: value for name, value in public.items() if inspect.isclass(value) or inspect.isfunction(value)}
    parts = [_one(name, value, lang, "##") for name, value in told.items()]
    others = [name for name in public if name not in told]
    return page("testing", lang, pages.TESTING, pages.TESTING_LEAD, *parts, _constants(others, testing, lang))


def _group(heading: Text, named: dict[str, Any], lang: Lang) -> str:
    ordered = named if heading is pages.CLASSES else dict(sorted(named.items(), key=lambda each: each[0].lower()))
    return "\n\n".join(
        [f"## {heading.in_(lang)}", *(_one(name, value, lang, "###") for name, value in ordered.items())]
    )


def _one(name: str, value: Any, lang: Lang, level: str) -> str:
    is_interface = is_protocol(value)
    said = [IN_CHINESE[name]] if lang == "zh" and name in IN_CHINESE else []
    shape = members_wanted(value) if is_interface else signature(name, value)
    parts = [f"{level} {name}", shape, *said, described(value)]
    for member, told, words in members(value) if inspect.isclass(value) else ():
        shown = f"`{member}`" if is_interface else f"`{told}`"
        parts.append(f"- {shown}: {words}".replace("\n\n", "\n").replace("\n", "\n  "))
    return "\n\n".join(filter(None, parts))


def _constants(names: Iterable[str], module: ModuleType, lang: Lang) -> str:
    parts = [f"## {pages.NAMES.in_(lang)}"]
    for name in sorted(names, key=str.lower):
        shown, said = _assigned(name, module)
        parts += [f"### {name}", code(shown), said] if said else [f"### {name}", code(shown)]
    return "\n\n".join(parts)


def _assigned(name: str, module: ModuleType) -> tuple[str, str]:
    """The line that gives a name its value, wherever it is, and the text below it."""
    if name == "hookimpl":
        return "@hookimpl", docstring(getattr(module, name)).splitlines()[0]
    tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
    for node, following in zip(tree.body, [*tree.body[1:], ast.Pass()], strict=True):
        match node:
            case ast.AnnAssign(target=ast.Name(id=found)) | ast.Assign(targets=[ast.Name(id=found)]) if found == name:
                is_said = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
                said = inspect.cleandoc(str(following.value.value)) if is_said else ""  # type: ignore[attr-defined]  # an ast.Expr of a constant
                return ast.unparse(node), said.replace("``", "`")
            case ast.ImportFrom(module=str(origin), names=imported):
                for each in imported:
                    if (each.asname or each.name) == name:
                        return _assigned(each.name, importlib.import_module(origin))
            case ast.If(body=body):
                for inner in body:
                    if isinstance(inner, ast.ImportFrom) and name in {each.name for each in inner.names}:
                        return _assigned(name, importlib.import_module(inner.module or ""))
    raise LookupError(f"{module.__name__} does not say what {name} is")
