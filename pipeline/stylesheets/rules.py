"""The rules of stylesheets with their places: which declaration stands where, for whom, and with what weight.

The engine keeps no places, and most of its values have lost their words. So sheets are parsed here once more, but only
when somebody asks who set something. Selectors 4, CSS Cascade 5, CSS Nesting 1, CSS Paged Media 3.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import cssselect2
import tinycss2

from pipeline.findings import Place
from pipeline.stylesheets.reading import Sheet
from pipeline.stylesheets.sources import Declaration, PageKind, Wearer

Weight = tuple[int, float, tuple[int, ...], int]
"""What decides between declarations of one property: precedence, layer, specificity, order of appearance."""

_PRECEDENCE: Final = {
    ("sheet", False): 0,
    ("attribute", False): 1,
    ("attribute", True): 2,
    ("sheet", True): 3,
}
"""WeasyPrint takes the sheets that it is given for the user's and ``style`` for the author's (CSS Cascade 5, 6.1)."""

_PAGE: Final = re.compile(r"([\w-]*)((?::(?:first|blank|left|right))*)", re.IGNORECASE)
"""A page selector: a name, pseudo-classes. ``:nth()`` is not followed."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The declarations of one rule."""

    layer: float
    declarations: tuple[tuple[Declaration, bool], ...]


@dataclass(frozen=True, slots=True)
class _PageRule:
    """One selector of a page rule, or of a margin box in it."""

    selector: re.Match[str]
    pseudo: str
    order: int
    block: _Block


@dataclass
class Rules:
    """All rules of some stylesheets, in cascade order."""

    _matcher: Any = field(default_factory=cssselect2.Matcher)
    _pages: list[_PageRule] = field(default_factory=list)
    _layers: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Rules:
        """Parse sheets that reading has found sound; what cannot be parsed all the same is passed over."""
        rules = cls()
        for sheet in sheets:
            nodes = tinycss2.parse_stylesheet(sheet.text, skip_comments=True, skip_whitespace=True)
            rules._read(sheet.path, nodes, "")
        return rules

    def declared(self, wearer: Wearer, wrapper: Any) -> Iterator[tuple[Weight, Declaration]]:
        """Yield what rules and the ``style`` attribute say of somebody, inherited values not among it.

        Args:
            wrapper: cssselect2's, of the wearer's element; None if it has none.
        """
        if wrapper is None:
            yield from self._of_page(wearer)
            return
        for specificity, order, pseudo, block in self._matcher.match(wrapper):
            if (pseudo or "") == wearer.pseudo:
                for declaration, important in block.declarations:
                    yield (_PRECEDENCE["sheet", important], block.layer, specificity, order), declaration
        if not wearer.pseudo and wearer.element.get("style"):
            nodes = tinycss2.parse_blocks_contents(wearer.element.get("style"), skip_whitespace=True)
            for declaration, important in _declarations(nodes, None, "style"):
                yield (_PRECEDENCE["attribute", important], math.inf, (), 0), declaration

    def _of_page(self, wearer: Wearer) -> Iterator[tuple[Weight, Declaration]]:
        for rule in self._pages:
            specificity = _matches(rule.selector, wearer.page) if wearer.page else None
            if specificity and rule.pseudo == wearer.pseudo:
                for declaration, important in rule.block.declarations:
                    precedence = _PRECEDENCE["sheet", important]
                    yield (precedence, rule.block.layer, specificity, rule.order), declaration

    def _read(self, path: str, nodes: Iterable[Any], layer: str) -> None:
        for node in nodes:
            keyword = getattr(node, "lower_at_keyword", "")
            if node.type == "qualified-rule":
                self._rule(path, node, layer, None)
            elif keyword == "layer":
                self._layer(path, node, layer)
            elif keyword == "page" and node.content:
                self._page(path, node, layer)
            elif keyword == "media" and node.content and _is_for_print(node.prelude):
                self._read(path, _rules(node.content), layer)

    def _layer(self, path: str, node: Any, outer: str) -> None:
        names = [name.strip() for name in tinycss2.serialize(node.prelude).split(",")]
        inner = [f"{outer}.{name or len(self._layers)}".lstrip(".") for name in names]
        self._layers += [name for name in inner if name not in self._layers]
        if node.content:
            self._read(path, _rules(node.content), inner[0])

    def _rule(self, path: str, rule: Any, layer: str, outer: str | None) -> None:
        written = _flat(tinycss2.serialize(rule.prelude))
        selector = written if outer is None else _nested(rule.prelude, outer)
        nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        block = _Block(self._order_of(layer), tuple(_declarations(nodes, path, written)))
        try:
            for compiled in cssselect2.compile_selector_list(selector):
                self._matcher.add_selector(compiled, block)
        except cssselect2.SelectorError:  # the engine has said so
            return
        for node in nodes:
            if node.type == "qualified-rule":
                self._rule(path, node, layer, selector)

    def _page(self, path: str, rule: Any, layer: str) -> None:
        written = _flat(tinycss2.serialize(rule.prelude))
        selectors = [_PAGE.fullmatch(selector.strip()) for selector in written.split(",")]
        nodes = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        margins = {
            f"@{node.lower_at_keyword}": tinycss2.parse_blocks_contents(
                node.content, skip_comments=True, skip_whitespace=True
            )
            for node in nodes
            if node.type == "at-rule" and node.content
        }
        for pseudo, content in {"": nodes, **margins}.items():
            said = tuple(_declarations(content, path, _flat(f"@page {written} {pseudo}")))
            block = _Block(self._order_of(layer), said)
            self._pages += [
                _PageRule(selector, pseudo, len(self._pages), block) for selector in selectors if selector
            ]

    def _order_of(self, layer: str) -> float:
        return self._layers.index(layer) if layer else math.inf


def _rules(content: Any) -> list[Any]:
    return list(tinycss2.parse_rule_list(content, skip_comments=True, skip_whitespace=True))


def _declarations(
    nodes: Iterable[Any], path: str | None, selector: str
) -> Iterator[tuple[Declaration, bool]]:
    """Yield declarations, and whether each is important."""
    for node in nodes:
        if node.type == "declaration":
            line, column = node.source_line, node.source_column
            place = Place(path, line, column, line, column + len(node.name)) if path else None
            name = node.name if node.name.startswith("--") else node.lower_name
            value = _flat(tinycss2.serialize(node.value))
            yield Declaration(name, value, selector, place, tuple(node.value)), node.important


def _nested(prelude: Sequence[Any], outer: str) -> str:
    """Return the selector of a nested rule with its outer rule's in it (CSS Nesting 1, 3)."""
    groups: list[list[Any]] = [[]]
    for part in prelude:
        if part == ",":
            groups.append([])
        else:
            groups[-1].append(part)
    parent = f":is({outer})"
    selectors = []
    for group in groups:
        parts = [parent if part == "&" else part.serialize() for part in group]
        selectors.append("".join(parts) if "&" in group else f"{parent} {''.join(parts)}")
    return ",".join(selectors)


def _matches(selector: re.Match[str], page: PageKind) -> tuple[int, ...] | None:
    """Return the specificity of a page selector; None if it means other pages (CSS Paged Media 3, 4.4)."""
    name, pseudos = selector[1], [pseudo for pseudo in selector[2].lower().split(":") if pseudo]
    if name not in ("", page.name):
        return None
    facts = {"first": page.first, "blank": page.blank, page.side: True}
    if not all(facts.get(pseudo) for pseudo in pseudos):
        return None
    sides = sum(pseudo in ("left", "right") for pseudo in pseudos)
    return int(bool(name)), len(pseudos) - sides, sides


def _is_for_print(prelude: Sequence[Any]) -> bool:
    """Whether a media query is plainly for the engine's medium; those that ask for more are not followed."""
    kinds = {kind.strip().lower() for kind in tinycss2.serialize(prelude).split(",")}
    return bool(kinds & {"", "all", "print"})


def _flat(text: str) -> str:
    return " ".join(text.split())
