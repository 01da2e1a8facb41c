"""One organisation, one name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from pipeline.house_style.rule import Hit, Line, Manuscript, Rule, begins_sentence, quoted
from pipeline.model.passages import PassageKind, SpanKind

_NAME: Final = re.compile(
    r"(?<![\w’'-])[A-Z][\w’'.-]*(?:(?:,? (?:of|and|&|for|the|on|upon|in) (?:the )?| )(?:[A-Z][\w’'-]*|&))+(?:['’](?!\w))?"
)
"""Capitalised words in a row, with the small words that join them."""

_ORGANISATION: Final = re.compile(
    r"\b(?:Trusts?|Hospitals?|NHS|Council|Commission|Services?|Health|Healthcare|Care|Authority|College|University|"
    r"Infirmary|Institute|Association|Federation|Society|Agency|Department|Partnership|Healthwatch)\b"
)
_LEADING: Final = re.compile(
    r"^(?:The|A|An|At|In|On|From|For|To|By|With|When|While|Where|But|And|Both|As|If|Of|Before|After|Since|Until|Under|"
    r"Its|Their|Our|His|Her|Then|Here|This|That|Is|Was|Not|Like|Unlike|Between|Among|Also|Only|Yet|So|Or|Nor) "
)
_UNREAD: Final = frozenset({PassageKind.LABEL, PassageKind.CREDIT})
_NEXT_NAME: Final = re.compile(r"(?<=Trust) and ")
_OWNER: Final = re.compile(r"['’]s$")


@dataclass(frozen=True, slots=True)
class _Use:
    """A name as it is written somewhere."""

    line: Line
    start: int
    name: str


def _find(manuscript: Manuscript) -> Iterator[Hit]:
    lines = (line for line in manuscript.having(_ORGANISATION) if line.passage.kind not in _UNREAD)
    found = [use for line in lines for use in _names(line)]
    keys = {_key(use.name) for use in found}
    by_key: dict[str, list[_Use]] = defaultdict(list)
    for use in found:
        use = _without_first_word(use, keys)  # noqa: PLW2901 - the same use, as it is meant
        by_key[_key(use.name)].append(use)
    for same in by_key.values():
        yield from _of_one(same)


def _without_first_word(use: _Use, keys: set[str]) -> _Use:
    """Return the use without a word that has its capital from the sentence: Later Barts Health NHS Trust."""
    first, _, rest = use.name.partition(" ")
    if " " in rest and _key(rest) in keys and begins_sentence(use.line.own, use.start):
        return replace(use, start=use.start + len(first) + 1, name=rest)
    return use


def _names(line: Line) -> Iterator[_Use]:
    for name, start in _rows(line.own):
        begin, short = start, name
        while leading := _LEADING.match(short):
            begin, short = begin + leading.end(), short[leading.end() :]
        short = _OWNER.sub("", short)
        is_title = line.passage.inside(begin, begin + 1, SpanKind.EMPHASIS)
        if " " in short and _ORGANISATION.search(short) and not is_title:
            yield _Use(line, begin, short)


def _rows(text: str) -> Iterator[tuple[str, int]]:
    """Yield each row of capitalised words with its offset; behind "Trust and" another name begins."""
    for match in _NAME.finditer(text):
        start = match.start()
        for name in _NEXT_NAME.split(match[0]):
            yield name, start
            start += len(name) + len(" and ")


def _key(name: str) -> str:
    """Return what two forms of one name share: letters, whatever stands between them and however "and" is written."""
    plain = name.lower().replace("&", " and ")
    if "nhs" in plain.split():
        # A trust: Hospital or Hospitals, NHS Trust or NHS Foundation Trust.
        plain = re.sub(r"\b(hospital|service)s\b", r"\1", plain.replace(" foundation", ""))
    return re.sub(r"[^a-z]+", "", plain)


def _of_one(uses: list[_Use]) -> Iterator[Hit]:
    counts = Counter(use.name for use in uses)
    if len(counts) < 2:
        return
    # A trust's name at the head of its story is the one that was looked up.
    stated = next((use.name for use in uses if use.line.passage.slot == "trust.name"), None)
    usual = stated or max(counts, key=lambda name: (counts[name], len(name)))
    for use in uses:
        if use.name != usual:
            end = use.start + len(use.name)
            message = f"{quoted(use.name)} is called {quoted(usual)} elsewhere"
            yield Hit(use.line.passage, use.start, end, message, "one organisation, one name")


ORGANISATION_NAME: Final = Rule(
    code="organisation-name",
    family="Names and ratings",
    find=_find,
    why="A reader, and a search, take two names for two organisations.",
    example="In 2017 Barts Health NHS Trust rose. In 2019 Bart's Health NHS Trust rose again.",
    instead="In 2017 Barts Health NHS Trust rose. In 2019 Barts Health NHS Trust rose again.",
)
