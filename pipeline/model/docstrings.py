"""Docstrings of attributes: the text that stands below each key of a model (PEP 257, "attribute docstrings")."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from textwrap import dedent


@cache
def docstrings_of(model: type) -> Mapping[str, str]:
    """Return the docstring of each annotated attribute that has one, inherited ones included."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if "__annotations__" in vars(each) and each.__module__.startswith("pipeline."):
            found |= _in_class(each)
    return found


def _in_class(model: type) -> dict[str, str]:
    (definition,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    found = {}
    for statement, below in pairwise(definition.body):
        match statement, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                found[name] = inspect.cleandoc(text)
    return found
