"""The reading text of a chapter: what its HTML says, block by block, in order, each once.

A screen reader that goes through the chapter's PDF has to say the same. Kinds are the structure types that HTML's
elements become (ISO 32000-1:2008, 14.8.4). Nothing here knows a stylesheet: bullets, numbers of list items and calls of
notes, which stylesheets make, are no words of the HTML; what the HTML itself hides says nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Final, NamedTuple

from pipeline.utterances import Utterance

KINDS: Final[Mapping[str, str]] = {
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "p": "P",
    "li": "LBody",
    "dt": "Lbl",
    "dd": "LBody",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "blockquote": "BlockQuote",
}
"""The structure type of each block. Bare words of any other element that is not inline, such as a section, are a P."""

INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup time u var".split()  # noqa: SIM905 - a list that can be read
)
"""Elements that are part of the block they stand in (HTML, 3.2.5.2.5: phrasing content with words)."""

_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())  # noqa: SIM905 - the same
"""Elements without content, which no tag ends (HTML, 13.1.2)."""

_NEVER_SAID: Final = frozenset({"head", "script", "style", "template"})

SOFT_HYPHEN: Final = "\u00ad"


def reading_text(html: str) -> tuple[Utterance, ...]:
    """Return what a chapter says, block by block.

    A note is said at its call, an image where it stands: what they interrupt goes on in a further utterance of its kind.

    Args:
        html: a whole document, every element of which is closed, as layouts write it.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_utterance()
    return tuple(reader.said)


class _Open(NamedTuple):
    """An element that has begun.

    Attributes:
        kind: the structure type of words that stand in it.
        silent: whether nothing in it is said.
    """

    tag: str
    kind: str
    silent: bool


class _Reader(HTMLParser):
    """Goes through a document once and ends an utterance wherever a block begins or ends."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[Utterance] = []
        self._open = [_Open("", "P", silent=False)]
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        around, given = self._open[-1], dict(attrs)
        silent = around.silent or tag in _NEVER_SAID or _is_hidden(given)
        if tag in _VOID:
            self._void(tag, given, silent=silent)
            return
        kind = self._kind(tag, given)
        if kind is None:
            self._open.append(_Open(tag, around.kind, silent))
            return
        self.end_utterance()
        if tag == "svg":
            self._figure(given.get("aria-label"), silent=silent)
            silent = silent or "aria-label" in given
        self._open.append(_Open(tag, kind, silent))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # A solidus ends elements of drawings alone; HTML's own know nothing of it (HTML, 13.1.2.1).
        if tag not in _VOID and any(each.tag == "svg" for each in self._open):
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not any(each.tag == tag for each in self._open):
            return
        while self._open[-1].tag != tag:
            self._close()
        self._close()

    def handle_data(self, data: str) -> None:
        around = self._open[-1]
        # Of a drawing its title is said, and no letter that it draws.
        drawn = around.kind == "Figure" and around.tag != "title"
        if not (around.silent or drawn):
            self._words.append(data)

    def end_utterance(self) -> None:
        """Say what has been gathered, if there are words in it."""
        words = " ".join("".join(self._words).replace(SOFT_HYPHEN, "").split())
        self._words.clear()
        if words:
            self.said.append(Utterance(self._open[-1].kind, words))

    def _close(self) -> None:
        within, around = self._open[-1], self._open[-2]
        if within.kind != around.kind or within.tag not in INLINE:
            self.end_utterance()
        self._open.pop()

    def _kind(self, tag: str, given: Mapping[str, str | None]) -> str | None:
        """Return the kind of the words in an element, None if it is part of the block around it."""
        if given.get("role") == "doc-footnote":
            return "Note"
        if tag == "svg":
            return "Figure"
        if tag in INLINE or self._open[-1].kind == "Figure":
            return None
        if tag == "li" and any(each.tag == "nav" for each in self._open):
            return "TOCI"
        return KINDS.get(tag, "P")

    def _void(self, tag: str, given: Mapping[str, str | None], *, silent: bool) -> None:
        if tag == "br" and not silent:
            self._words.append(" ")
        if tag == "img":
            self.end_utterance()
            self._figure(given.get("alt"), silent=silent)

    def _figure(self, alternate: str | None, *, silent: bool) -> None:
        words = " ".join((alternate or "").split())
        if words and not silent:
            self.said.append(Utterance("Figure", words))


def _is_hidden(given: Mapping[str, str | None]) -> bool:
    return "hidden" in given or given.get("aria-hidden") == "true"
