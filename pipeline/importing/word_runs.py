"""What stands in a paragraph of a Word file: words with their look, calls of notes and comments, images.

mammoth's elements go in, runs come out. Tracked deletions are not among them; what was struck out, raised or stood in a text
box is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from mammoth import documents

from pipeline.findings import Finding
from pipeline.importing.document import (
    BREAK,
    SOFT_HYPHEN,
    Image,
    Origin,
    Run,
    Runs,
    printable,
    tidied,
    words_of,
)
from pipeline.importing.traps import how_to_call, is_glued

_SUFFIXES: Final = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}
"""Images that the pipeline can set, by media type."""

_MACHINE_MADE: Final = re.compile(
    r"description (automatically )?generated|AI-generated content", re.IGNORECASE
)
"""What Word puts behind an alternate text that it made itself."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a finding is to say."""

    code: str
    message: str
    at: int
    hint: str


class RunReader:
    """Reads paragraphs one after the other, and gathers what they call.

    Attributes:
        at: number of the paragraph at hand, from 1.
        notes: names of footnotes and endnotes, by mammoth's kind and id, in the order of their calls.
        commented: the paragraph of each comment, by its id.
        images: those of the paragraphs since somebody last took them.
        met_images: how many there were in all, those that were left out too.
    """

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self.at = 0
        self.found: list[_Found] = []
        self.paragraphs: dict[int, str] = {}
        self.notes: dict[tuple[str, str], str] = {}
        self.commented: dict[str, int] = {}
        self.images: list[Image] = []
        self.met_images = 0
        self.soft_hyphens = 0

    def read(self, paragraph: Any) -> Runs:
        """Read the next paragraph."""
        self.at += 1
        at = self.at
        content = tidied(self._inlines(paragraph.children, Run("")))
        self.paragraphs[at] = words_of(content)
        return content

    def find(self, code: str, message: str, at: int, hint: str = "") -> None:
        """Note what was found; a finding quotes its paragraph, which is read to its end first."""
        self.found.append(_Found(code, message, at, hint))

    def with_words(self) -> Origin:
        """Return the origin with the words of all paragraphs that were read."""
        return replace(self.origin, lines=tuple(self.paragraphs.get(at, "") for at in range(1, self.at + 1)))

    def findings(self) -> Iterator[Finding]:
        """Yield what was found, in the order of the paragraphs."""
        origin = self.with_words()
        for one in sorted(self.found, key=lambda one: one.at):
            yield origin.find(one.code, one.message, one.at, one.hint)

    def paragraphs_in(self, elements: Iterable[Any]) -> Iterator[Runs]:
        """Read the paragraphs in anything, those in tables too."""
        for element in elements:
            if isinstance(element, documents.Paragraph):
                yield self.read(element)
            elif isinstance(element, documents.Image):
                self.read_image(element)
            elif hasattr(element, "children"):
                yield from self.paragraphs_in(element.children)

    def take_images(self) -> list[Image]:
        """Return the images that were met, and forget them."""
        images, self.images = self.images, []
        return images

    def _inlines(self, elements: Iterable[Any], look: Run) -> Iterator[Run]:
        before = ""
        for element in elements:
            for run in self._inline(element, look):
                if _is_raised_number(element) and before[-1:].isalnum() and not is_glued(before, run.text):
                    self._find_raised(before, run.text)
                before = run.text or before
                yield run

    def _inline(self, element: Any, look: Run) -> Iterator[Run]:
        match element:
            case documents.Run():
                self._find_lost_looks(element, is_link=bool(look.address))
                strong, emphasis = look.strong or element.is_bold, look.emphasis or element.is_italic
                yield from self._inlines(element.children, replace(look, strong=strong, emphasis=emphasis))
            case documents.Hyperlink():
                address = element.href or (f"#{element.anchor}" if element.anchor else look.address)
                yield from self._inlines(element.children, replace(look, address=address))
            case documents.Text() | documents.Tab() | documents.Break() | documents.Checkbox():
                text = _text_of(element)
                self.soft_hyphens += text.count(SOFT_HYPHEN)
                yield Run(BREAK) if text == BREAK else replace(look, text=text.replace(SOFT_HYPHEN, ""))
            case documents.NoteReference():
                key = (element.note_type, element.note_id)
                yield Run("", note=self.notes.setdefault(key, str(len(self.notes) + 1)))
            case documents.CommentReference():
                self.commented[element.comment_id] = self.at
            case documents.Image():
                self.read_image(element)
            case documents.Paragraph() | documents.Table():
                # A text box stands in the paragraph that it is anchored to.
                for content in self.paragraphs_in([element]):
                    yield Run(BREAK)
                    yield from content

    def read_image(self, element: Any) -> None:
        """Keep an image, or say why it is left out; one of old VML stands behind its paragraph, not in it."""
        self.met_images += 1
        alt = printable(element.alt_text or "").strip()
        if _MACHINE_MADE.search(alt):
            hint = "read it, and write what the image says"
            self._find("imported-otherwise", f'a machine wrote the alternate text "{alt}"', hint)
        named = f'an image ("{alt}")' if alt else "an image"
        suffix = _SUFFIXES.get(element.content_type or "")
        if suffix is None:
            message = f"{named} of the type {element.content_type} was left out"
            self._find("unsupported-image", message, "export it as PNG or JPEG")
            return
        try:
            with element.open() as file:
                content = file.read()
        except Exception as problem:  # noqa: BLE001 - the library refuses images that stand elsewhere in ways of its own
            self._find(
                "missing-image", f"{named} was left out: {str(problem).lower() or type(problem).__name__}"
            )
            return
        self.images.append(Image(content, suffix, alt, self.at))

    def _find_lost_looks(self, element: Any, *, is_link: bool) -> None:
        """Find looks that may mean something to the author, and that a chapter has no form for."""
        words = "".join(_text_of(child) for child in element.children).strip()
        looks = {
            "struck out": element.is_strikethrough,
            # Links are underlined anyway.
            "underlined": element.is_underline and not is_link,
            "set in capitals": element.is_all_caps,
            "set in small capitals": element.is_small_caps,
            "highlighted": element.highlight,
            "raised": element.vertical_alignment == "superscript" and not _is_raised_number(element),
            "lowered": element.vertical_alignment == "subscript",
        }
        for look in (look for look, is_so in looks.items() if is_so and words):
            self._find("imported-otherwise", f'"{words}" was {look}; the words were kept, and are not so now')

    def _find_raised(self, before: str, number: str) -> None:
        word = (before.split() or [""])[-1]
        message = (
            f'a raised number stands behind "{word}": "{number}"; it was kept, and stands on the line now'
        )
        # Word's own notes are named by their numbers.
        self._find("glued-number", message, how_to_call(word, f"text-{number}"))

    def _find(self, code: str, message: str, hint: str = "") -> None:
        self.find(code, message, self.at, hint)


def _text_of(element: Any) -> str:
    match element:
        case documents.Text():
            return str(element.value).replace("\n", " ")
        case documents.Checkbox():
            return "☒" if element.checked else "☐"
        case documents.Break(break_type="line"):
            return BREAK
    return " "


def _is_raised_number(element: Any) -> bool:
    if not isinstance(element, documents.Run) or element.vertical_alignment != "superscript":
        return False
    words = "".join(child.value for child in element.children if isinstance(child, documents.Text))
    return bool(re.fullmatch(r"[1-9]\d?", words.strip()))
