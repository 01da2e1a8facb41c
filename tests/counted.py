"""How many structure elements of each type a report must have, counted on its model alone.

``expected_counts`` is held against the elements of the chapters' HTML, and can be held against the structure tree of a PDF.
Types are those of ISO 32000-1:2008, 14.8.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser

from pipeline.model import prose
from pipeline.model.blocks import Person
from pipeline.model.chapters import Essay, Story
from pipeline.model.charts import ChartKind
from pipeline.model.report import Chapter, NumberedReport

TYPES = ("P", *(f"H{level}" for level in range(1, 7)), "LI", "Table", "TOCI", "Note", "Link", "Figure")
"""What is counted."""


def expected_counts(numbered: NumberedReport) -> dict[str, int]:
    """Return how many elements of each type the whole report must have."""
    total: Counter[str] = Counter()
    for chapter in numbered.report.chapters:
        total += counts_of(chapter, numbered)
    return {name: total[name] for name in TYPES}


def unlike(expected: Mapping[str, int], actual: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """Return the types of which there are not as many as expected, with both counts; other types are nobody's concern."""
    return {
        name: (expected.get(name, 0), actual.get(name, 0))
        for name in TYPES
        if expected.get(name, 0) != actual.get(name, 0)
    }


def counts_of(chapter: Chapter, numbered: NumberedReport) -> Counter[str]:
    """Return how many a chapter must have."""
    counts = _front(chapter, numbered)
    for block in chapter.blocks():
        counts.update(BLOCKS[type(block)](block))
        # The journey says once more in words what its bands show.
        if isinstance(block, prose.JourneyBlock):
            counts["P"] += len(chapter.front.special_measures)
        # A paragraph of a tight list is its item's own text.
        if isinstance(block, prose.List) and block.tight:
            inner = [each for item in block.items for each in item.blocks]
            counts["P"] -= sum(isinstance(each, prose.Paragraph) for each in inner)
    for content in chapter.inlines():
        for run in prose.runs_of(content):
            counts.update(_run(run, numbered))
    return counts


def _front(chapter: Chapter, numbered: NumberedReport) -> Counter[str]:
    """Count what stands before the body, or comes from other files."""
    manifest, front = numbered.report.manifest, chapter.front
    counts = Counter({"H1": chapter.kind != "back-cover", "P": bool(chapter.standfirst)})
    match chapter.kind:
        case "cover":
            # Publisher and date, and what else there is.
            counts["P"] += 2 + given(manifest.series, manifest.subtitle, front.strapline)
            counts["Figure"] += given(front.image)
        case "back-cover":
            counts["P"] += given(manifest.title, manifest.publisher, manifest.rights)
        case "contents":
            listed = [each for each in numbered.report.chapters if each.kind not in UNLISTED]
            counts.update(TOCI=len(listed), Link=len(listed))
        case "references":
            works = numbered.citations.listed
            addresses = sum(run.address is not None for work in works for run in work.text)
            counts.update(LI=len(works), Link=addresses)
        case "abbreviations":
            counts["Table"] += bool(numbered.report.abbreviations)
    if isinstance(front, Story):
        # Number; the trust's name; its type and region; the record of ratings, and a line for each period.
        counts.update(P=3 + len(front.special_measures), Table=1)
    if isinstance(front, (Essay, Story)) and front.person:
        counts.update(card(front.person))
    return counts


UNLISTED = frozenset({"cover", "back-cover", "contents", "imprint"})


def given(*values: object) -> int:
    """Return how many of these there are."""
    return sum(bool(value) for value in values)


def card(person: Person) -> Mapping[str, int]:
    """Count a person's card: name, role and organisation are a paragraph each."""
    return {"P": 3, "Figure": given(person.image)}


BLOCKS: Mapping[type, Callable[..., Mapping[str, int]]] = {
    prose.Paragraph: lambda _: {"P": 1},
    prose.Heading: lambda block: {f"H{block.level}": 1},
    prose.List: lambda block: {"LI": len(block.items)},
    # Its blocks are counted for themselves.
    prose.Excerpt: lambda _: {},
    # The words, and who said them.
    prose.QuoteBlock: lambda _: {"P": 2},
    # Caption and credit are paragraphs of one caption.
    prose.FigureBlock: lambda block: {"Figure": 1, "P": 1 + given(block.credit)},
    prose.TableBlock: lambda block: {"Table": 1, "P": given(block.note)},
    prose.PersonBlock: lambda block: card(block.person),
    prose.SignatureBlock: lambda block: {
        "P": 1 + (given(block.signature.role, block.signature.organisation) > 0)
    },
    # The title, and the facts as a table.
    prose.FactBoxBlock: lambda _: {"P": 1, "Table": 1},
    prose.KeyLearningBlock: lambda block: {"P": 1, "LI": len(block.points)},
    prose.PullQuoteBlock: lambda block: {"P": 1 + given(block.speaker)},
    # The title; its blocks are counted for themselves.
    prose.CalloutBlock: lambda _: {"P": 1},
    prose.TimelineBlock: lambda _: {"Table": 1},
    # The source, and under points the ends of the axis.
    prose.ChartBlock: lambda block: {"Table": 1, "P": 1 + (block.kind is ChartKind.POINTS)},
    prose.JourneyBlock: lambda _: {"Table": 1},
    prose.RatingTableBlock: lambda _: {"Table": 1},
}
"""What each block kind adds by itself; links and notes in its words are counted on the words."""


def _run(run: prose.Inline, numbered: NumberedReport) -> Mapping[str, int]:
    match run:
        case prose.FootnoteCall():
            return {"Note": 1}
        case prose.WebLink() | prose.Crossref():
            return {"Link": 1}
        case prose.Citation():
            # Each work that is named leads to its place in the list.
            return {"Link": sum(part.work is not None for part in numbered.citations.in_text[run])}
    return {}


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.counts: Counter[str] = Counter()
        self._navigation = 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._navigation += tag == "nav"
        name = {"li": "TOCI" if self._navigation else "LI", "a": "Link" if given.get("href") else ""}.get(tag)
        name = name or {"table": "Table", "img": "Figure", "svg": "Figure"}.get(tag, tag.upper())
        self.counts["Note" if given.get("role") == "doc-footnote" else name] += 1

    def handle_endtag(self, tag):
        self._navigation -= tag == "nav"


def counts_in(html: str) -> Counter[str]:
    """Return how many elements of a document have each structure type."""
    elements = _Elements()
    elements.feed(html)
    elements.close()
    return elements.counts
