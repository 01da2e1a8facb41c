"""Abbreviations in running text: every one is marked, and written out where a chapter uses it first.

What is written around it follows: "an NHS trust's" becomes "a National Health Service (NHS) trust’s", "CQC’s" becomes
"Care Quality Commission’s (CQC’s)".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from markupsafe import Markup, escape

from pipeline.markup.typography import refine
from pipeline.model.facts import abbreviation_pattern

_IN_NAME: Final = re.compile(r" [A-Z][a-z]")
"""What follows an abbreviation that is part of a name, which nobody writes out: NHS England, Example NHS Trust."""

_ARTICLE: Final = re.compile(r"\b([Aa]n|a) $")
_SENTENCE_END: Final = re.compile(r"[.!?…:][”’)]*\s+$")
_BEGINS_WITH_VOWEL: Final = re.compile(r"[aeio]|u(?!ni|se)", re.IGNORECASE)


_DETERMINER: Final = re.compile(
    r"(?:\b(?:the|an?|its|their|our|his|her|this|that|these|those|each|every|no|any|former|new)|’s|s’)\s+$|[-/]$",
    re.IGNORECASE,
)
"""What lets a name stand without its article: a CQC report, its CQC rating."""


def without_article(words: str) -> str:
    """Return what an abbreviation stands for as a list gives it: "the Care Quality Commission" loses its article."""
    return words.removeprefix("the ")


def with_abbreviations(
    text: str,
    known: Mapping[str, str],
    *,
    before: str = "",
    introduced: set[str] | None = None,
    between: Callable[[str], Markup] = escape,
) -> Markup:
    """Return text as HTML with every abbreviation marked.

    Args:
        text: words with typographer's marks.
        known: what each abbreviation stands for, with "the" if the name takes it in a sentence.
        before: the character that stands before the text in its block; empty at the block's start.
        introduced: the abbreviations that the chapter has written out so far, which grow; None where none is
            written out: in headings, captions, cells, links and notes.
        between: makes HTML of the words between abbreviations.
    """
    if not known:
        return between(text)
    marked, end = Markup(), 0
    for match in abbreviation_pattern(tuple(known)).finditer(text):
        short, words = match[0], refine(without_article(known[match[0]]))
        abbreviation = Markup('<abbr title="{}">{}</abbr>').format(words, short)
        head = text[end : match.start()]
        end = match.end()
        if _IN_NAME.match(text, end):
            marked += between(head) + abbreviation
            continue
        if introduced is None or short in introduced or _by_author(match, words, before):
            marked += between(head) + abbreviation
        else:
            if known[short] != without_article(known[short]) and not _DETERMINER.search(head or before):
                words = f"the {words}"
            if _begins_sentence(text[: match.start()], before):
                words = words[:1].upper() + words[1:]
            owner = text[end:].startswith("’s")
            end += 2 * owner
            marked += between(_with_article(head, words)) + _written_out(
                words, abbreviation, owner=owner, bracketed=_in_brackets(text[: match.start()])
            )
        if introduced is not None:
            introduced.add(short)
    return marked + between(text[end:])


def _written_out(words: str, abbreviation: Markup, *, owner: bool, bracketed: bool) -> Markup:
    form = Markup("{} [{}]") if bracketed else Markup("{} ({})")
    if not owner:
        return form.format(words, abbreviation)
    return form.format(words + ("’" if words.endswith("s") else "’s"), abbreviation + "’s")


def _by_author(match: re.Match[str], words: str, before: str) -> bool:
    """Say whether the author has written it out here: Care Quality Commission (CQC), CQC (Care Quality Commission)."""
    head, tail = match.string[: match.start()], match.string[match.end() :]
    alone = (head or before).endswith("(") and tail[:1] in {"", ")"}
    folded = words.casefold()
    return alone or head.casefold().endswith(f"{folded} (") or tail.casefold().startswith(f" ({folded}")


def _begins_sentence(head: str, before: str) -> bool:
    return bool(_SENTENCE_END.search(head)) or not (before or head.strip(" “‘("))


def _in_brackets(head: str) -> bool:
    return head.count("(") > head.count(")")


def _with_article(head: str, words: str) -> str:
    """Let the article before an abbreviation suit what it stands for: an NHS trust, a National Health Service trust."""

    def suiting(match: re.Match[str]) -> str:
        return match[1][0] + ("n " if _BEGINS_WITH_VOWEL.match(words) else " ")

    return _ARTICLE.sub(suiting, head)
