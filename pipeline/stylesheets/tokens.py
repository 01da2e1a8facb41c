"""Design tokens: custom properties, where each is defined, and which declarations come to depend on it.

Sheets go in, values come out; asked for only when something is wrong. CSS Variables 1, 2 and 3.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from pipeline.findings import Place
from pipeline.stylesheets.reading import Sheet
from pipeline.stylesheets.sources import Declaration

Spot = tuple[str, int, int]
"""A path, a line and a column, both from 1."""


@dataclass
class Tokens:
    """All custom properties of some stylesheets.

    Attributes:
        definitions: of each name, in the order of the sheets.
        uses: declarations whose value names a custom property; definitions are among them.
        spots: the declaration that each place belongs to, where a finding may stand: its name, its value, a function.
    """

    definitions: defaultdict[str, list[Declaration]] = field(default_factory=lambda: defaultdict(list))
    uses: list[Declaration] = field(default_factory=list)
    spots: dict[Spot, Declaration] = field(default_factory=dict)

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Tokens:
        """Read sheets that reading has found sound."""
        tokens = cls()
        for sheet in sheets:
            nodes = tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
            for node, selector in _declarations(nodes, ""):
                tokens._note(sheet.path, node, selector)
        return tokens

    def reached(self, declaration: Declaration) -> dict[str, None]:
        """Return the custom properties that a declaration's value comes from, the nearest first."""
        met: dict[str, None] = {}
        waiting = list(names_in(declaration.tokens))
        while waiting:
            name = waiting.pop(0)
            if name not in met:
                met[name] = None
                waiting += (more for each in self.definitions[name] for more in names_in(each.tokens))
        return met

    def naming(self, family: str) -> list[Place]:
        """Return where declarations name a font family: a property of fonts, or a token, in quotation marks or bare."""
        wanted = family.lower()
        places = []
        for declaration in dict.fromkeys(self.spots.values()):
            if declaration.name.startswith("--") or declaration.name in {"font", "font-family"}:
                named = [part.strip().strip("\"'").lower() for part in declaration.value.split(",")]
                if any(name == wanted or name.endswith(f'"{wanted}') for name in named) and declaration.place:
                    places.append(declaration.place)
        return places

    def _note(self, path: str, node: Any, selector: str) -> None:
        line, column = node.source_line, node.source_column
        place = Place(path, line, column, line, column + len(node.name))
        name = node.name if node.name.startswith("--") else node.lower_name
        value = " ".join(tinycss2.serialize(node.value).split())
        declaration = Declaration(name, value, selector, place, tuple(node.value))
        if name.startswith("--"):
            self.definitions[name].append(declaration)
        if any(names_in(node.value)):
            self.uses.append(declaration)
        value_tokens = [token for token in node.value if token.type not in {"whitespace", "comment"}]
        for token in (node, *value_tokens[:1], *_functions(node.value)):
            self.spots[path, token.source_line, token.source_column] = declaration


def names_in(value: Sequence[Any]) -> Iterator[str]:
    """Yield the custom properties that a value names in ``var()``."""
    for function in _functions(value):
        if function.lower_name == "var":
            yield next((token.value for token in function.arguments if token.type == "ident"), "")


def _functions(value: Iterable[Any]) -> Iterator[Any]:
    for token in value:
        if token.type == "function":
            yield token
            yield from _functions(token.arguments)
        elif token.type.endswith(" block"):
            yield from _functions(token.content)


def _declarations(nodes: Iterable[Any], selector: str) -> Iterator[tuple[Any, str]]:
    """Yield all declarations and the selector that each stands under, nested rules' too."""
    for node in nodes:
        if node.type == "declaration":
            yield node, selector
        elif node.type in {"qualified-rule", "at-rule"} and node.content:
            keyword = f"@{node.at_keyword} " if node.type == "at-rule" else ""
            inner = " ".join(f"{keyword}{tinycss2.serialize(node.prelude)}".split())
            content = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
            yield from _declarations(content, inner)
