"""What readers get who cannot see the page, or see it out of context: alternate text, and the words of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from pipeline.house_style.rule import Hit, Line, Rule, each_line, quoted
from pipeline.model.passages import PassageKind, SpanKind

_FAMILY: Final = "Access"

_FILE: Final = re.compile(
    r"\S+\.(?:jpe?g|png|svg|webp|gif|tiff?|bmp|heic|pdf)|(?:IMG|DSC|DSCN|PXL|P|Screenshot|image)[ _-]?\d[\w.-]*",
    re.IGNORECASE,
)
_SAYS_IMAGE: Final = re.compile(
    r"(?:(?:an?|the|this|profile|stock) )*(?:image|picture|photo|photograph|graphic|icon)s?(?: (?:of|showing|shows)\b|:)\s*",
    re.IGNORECASE,
)


def _find_alt(line: Line) -> Iterator[Hit]:
    passage, text = line.passage, line.passage.text.strip()
    if passage.kind is not PassageKind.ALT:
        return
    if _FILE.fullmatch(text):
        message = f"{quoted(text)} is the name of a file"
        yield Hit(passage, 0, len(text), message, "say in a sentence what the image tells")
    elif match := _SAYS_IMAGE.match(passage.text):
        rest = passage.text[match.end() :]
        right = rest[:1].upper()
        message = f"the alternate text begins {quoted(match[0].strip())}"
        hint = "leave that out: a screen reader says that it is an image"
        # Of nothing but these words, nothing would be left.
        replacement = right if rest[:1].isalpha() else None
        yield Hit(passage, 0, match.end() + len(right), message, hint, replacement)


_EMPTY_WORDS: Final = frozenset(
    [
        "here",
        "click here",
        "click",
        "see here",
        "this",
        "this link",
        "link",
        "a link",
        "the link",
        "this page",
        "page",
        "this site",
        "this website",
        "website",
        "web site",
        "read more",
        "more",
        "more here",
        "more information",
        "further information",
        "learn more",
        "find out more",
        "see more",
        "continue",
        "details",
        "download",
        "report",
        "this report",
        "document",
        "this document",
        "article",
        "this article",
        "website here",
        "available here",
    ]
)
_EMPTY_IN_CROSSREFS: Final = frozenset(
    {"here", "click here", "click", "see here", "this", "link", "this link", "more"}
)


_ADDRESS: Final = re.compile(r"\s*(?:https?://|www\.)\S+\s*", re.IGNORECASE)


def _is_autolink(shown: str, address: str) -> bool:
    """Whether somebody prints an address on purpose: <https://example.org>."""
    return shown.strip().rstrip("/") == address.rstrip("/")


def _find_links(line: Line) -> Iterator[Hit]:
    for span in line.passage.spans:
        if span.kind is not SpanKind.LINK:
            continue
        words = " ".join(re.sub(r"[^\w\s]", " ", line.passage.text[span.start : span.end]).lower().split())
        to_web = span.detail.lower().startswith(("http:", "https:", "mailto:"))
        shown = line.passage.text[span.start : span.end]
        is_bare = to_web and _ADDRESS.fullmatch(shown) and not _is_autolink(shown, span.detail)
        empty = words in (_EMPTY_WORDS if to_web else _EMPTY_IN_CROSSREFS)
        if empty or words.startswith("click here ") or is_bare:
            message = f"the link's words, {quoted(shown)}, do not say where it leads"
            hint = "link the words that name what is there"
            yield Hit(line.passage, span.start, span.end, message, hint)


ALT_WORDING: Final = Rule(
    code="alt-wording",
    family=_FAMILY,
    find=each_line(_find_alt),
    why="Alternate text is read aloud in place of the image. It should say what the image says, not that there is one.",
    example="alt: Image of a ward round",
    instead="alt: Two nurses and a doctor talk to a patient by a window.",
)
LINK_WORDS: Final = Rule(
    code="link-words",
    family=_FAMILY,
    find=each_line(_find_links),
    why="Screen readers list links without the text round them, and on paper nobody can click.",
    example="For CQC's report [click here](https://www.cqc.org.uk/report).",
    instead="See [CQC's report](https://www.cqc.org.uk/report).",
)
