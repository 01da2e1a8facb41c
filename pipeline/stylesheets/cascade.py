"""Who set a colour: the declaration that wins, and the custom properties that its value comes from.

The cascade of CSS is worked out once more for the one element that is asked about (CSS Cascade 5, 6; CSS Variables 1,
3). Whoever asks holds the colours of the answer against what was painted: where the engine's own stylesheet or a
selector that is not followed here had the last word, the two differ, and no rule is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import cssselect2
from tinycss2.color5 import parse_color

from pipeline.stylesheets.rules import Rules
from pipeline.stylesheets.sources import Declaration, Source, Wearer

NAMES: Final = {
    "color": ("color",),
    "background-color": ("background-color", "background"),
    "background-image": ("background-image", "background"),
}
"""Properties that can be asked for, and by which names stylesheets set each."""

_DEEPEST: Final = 16
"""Custom properties in custom properties that are followed."""


def read_colour(text: str) -> Any | None:
    """Return a colour as tinycss2 parses it; None for anything else, ``currentcolor`` too."""
    colour = parse_color(text)
    return None if isinstance(colour, str) else colour


class Cascade:
    """The cascade over one document."""

    def __init__(self, rules: Rules, root: Any) -> None:
        """Look at a document through some rules.

        Args:
            root: the document's ElementTree root element, ``html``.
        """
        self._rules = rules
        self._root = root
        tree = cssselect2.ElementWrapper.from_html_root(root)
        self._wrappers = {wrapper.etree_element: wrapper for wrapper in tree.iter_subtree()}

    def source(self, wearer: Wearer, name: str) -> Source | None:
        """Return where somebody's value of a property comes from; None if no rule sets it.

        Args:
            name: one of :data:`NAMES`.
        """
        for each in self._line(wearer) if name == "color" else (wearer,):
            declaration = self._winner(each, NAMES[name])
            if declaration is None:
                continue
            word = declaration.value.lower()
            if name == "color" and word in {"inherit", "unset", "currentcolor"}:
                continue
            if word == "currentcolor":
                return self.source(wearer, "color")
            met: dict[Declaration, None] = {}
            colours = tuple(self._colours(declaration.tokens, each, met, 0))
            return Source(declaration, tuple(met), colours)
        return None

    def _line(self, wearer: Wearer) -> Iterator[Wearer]:
        """Yield somebody and all it inherits from, the nearest first."""
        yield wearer
        if wearer.pseudo:
            yield Wearer(wearer.element, "", wearer.page)
        if wearer.element is None:
            yield Wearer(self._root)
            return
        wrapper = self._wrappers.get(wearer.element)
        while wrapper is not None and wrapper.parent is not None:
            wrapper = wrapper.parent
            yield Wearer(wrapper.etree_element)

    def _winner(self, wearer: Wearer, names: Sequence[str]) -> Declaration | None:
        wrapper = self._wrappers.get(wearer.element) if wearer.element is not None else None
        if wearer.element is not None and wrapper is None:
            return None
        best = None
        for weight, declaration in self._rules.declared(wearer, wrapper):
            if declaration.name in names and (best is None or weight >= best[0]):
                best = weight, declaration
        return best[1] if best else None

    def _colours(
        self, tokens: Sequence[Any], wearer: Wearer, met: dict[Declaration, None], depth: int
    ) -> Iterator[Any]:
        """Yield the colours that a value names, and note the custom properties that they come from."""
        if depth > _DEEPEST:
            return
        for token in tokens:
            if token.type == "function" and token.lower_name == "var":
                yield from self._of_property(token, wearer, met, depth + 1)
            elif token.type in {"ident", "hash", "function"}:
                colour = parse_color(token)
                if colour is not None and colour != "currentcolor":
                    yield colour
                elif token.type == "function":
                    yield from self._colours(token.arguments, wearer, met, depth + 1)

    def _of_property(
        self, function: Any, wearer: Wearer, met: dict[Declaration, None], depth: int
    ) -> Iterator[Any]:
        name, *fallback = [
            token for token in function.arguments if token.type not in {"whitespace", "comment"}
        ]
        for each in self._line(wearer):
            declaration = self._winner(each, (name.value,))
            if declaration is not None:
                inner: dict[Declaration, None] = {}
                colours = tuple(self._colours(declaration.tokens, each, inner, depth))
                if colours:
                    met.update({declaration: None, **inner})
                yield from colours
                return
        yield from self._colours(fallback, wearer, met, depth)
