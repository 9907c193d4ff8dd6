"""Classes and functions as the reference shows them: signature, words, fields, methods."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

import attrs

from docs.generate.markdown import code, docstring


def signature(name: str, value: Any) -> str:
    """How a class is made, or a function called, as a block of code; a line for each argument of many."""
    if attrs.has(value):
        arguments = [_field(field) for field in attrs.fields(value) if field.init]
        returned = ""
    else:
        found = _signature(value)
        arguments = list(map(str, found.parameters.values()))
        returned = "" if inspect.isclass(value) else str(found).rpartition(")")[2]
    told = f"{name}({', '.join(arguments)}){returned}"
    if len(told) > 100:
        told = f"{name}(\n" + "".join(f"    {each},\n" for each in arguments) + f"){returned}"
    return code(told)


def described(value: Any) -> str:
    """What the code says of a class or a function, and of the fields that it says something of."""
    fields = [f"- `{name}`: {said.replace('``', '`')}" for name, said in _said_of_fields(value)]
    return "\n\n".join(filter(None, [docstring(value), "\n".join(fields)]))


def members(cls: type) -> Iterator[tuple[str, str, str]]:
    """The public methods and properties of a class that the code says something of: name, signature, words."""
    for name, member in vars(cls).items():
        if name.startswith("_"):
            continue
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if inspect.isfunction(function) and inspect.getdoc(function):
            arguments = "" if isinstance(member, property) else str(_signature(function))
            yield name, f"{name}{arguments}", docstring(function)


def is_protocol(value: Any) -> bool:
    """Whether a class says what others have to be."""
    return bool(getattr(value, "_is_protocol", False))


def members_wanted(cls: type) -> str:
    """What a class has to have to be of this protocol, as the code writes it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    assert isinstance(tree, ast.ClassDef)
    lines = [_stub(each) for each in tree.body if isinstance(each, ast.AnnAssign | ast.FunctionDef)]
    return code("\n".join([f"class {cls.__name__}(Protocol):", *(f"    {line}" for line in lines)]), "text")


def _stub(node: ast.AnnAssign | ast.FunctionDef) -> str:
    if isinstance(node, ast.AnnAssign):
        return ast.unparse(node)
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    if any(isinstance(each, ast.Name) and each.id == "property" for each in node.decorator_list):
        return f"{node.name}{returned.replace(' ->', ':')}"
    return f"def {node.name}({ast.unparse(node.args)}){returned}"


def _field(field: attrs.Attribute[Any]) -> str:
    told = f"{field.name}: {_named(field.type)}"
    if field.default is attrs.NOTHING:
        return told
    return f"{told} = {'…' if isinstance(field.default, attrs.Factory) else repr(field.default)}"  # type: ignore[arg-type]  # a class at run time


class _Named:
    """An annotation that shows as the code writes it."""

    def __init__(self, annotation: Any) -> None:
        self.shown = _named(annotation)

    def __repr__(self) -> str:
        return self.shown


def _named(annotation: Any) -> str:
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def _signature(function: Any) -> inspect.Signature:
    found = inspect.signature(function)
    empty = inspect.Signature.empty
    return found.replace(
        parameters=[
            each if each.annotation is empty else each.replace(annotation=_Named(each.annotation))
            for each in found.parameters.values()
            if each.name not in ("self", "cls")
        ],
        return_annotation=empty if found.return_annotation is empty else _Named(found.return_annotation),
    )


def _said_of_fields(value: Any) -> Iterator[tuple[str, str]]:
    """Fields of an attrs class with a text below them."""
    if not (inspect.isclass(value) and attrs.has(value)):
        return
    tree = ast.parse(textwrap.dedent(inspect.getsource(value))).body[0]
    assert isinstance(tree, ast.ClassDef)
    for node, following in zip(tree.body, tree.body[1:], strict=False):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            match following:
                case ast.Expr(value=ast.Constant(value=str(said))):
                    yield node.target.id, inspect.cleandoc(said).replace("\n", " ")
