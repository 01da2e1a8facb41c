"""Contrast of text as findings: pairs of colours that WCAG 2.2 asks more of (1.4.3, level AA), and who set them.

A warning, never an error: the words are there, and a designer may have a reason. What stands on a drawing is advice,
since only an eye can tell; images of pixels are looked at (``pixels.py``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from pipeline.findings import Finding, Related, advice, warning
from pipeline.markup import ChapterHtml
from pipeline.stylesheets import Source
from pipeline.typesetting.colour import in_words
from pipeline.typesetting.pages import place_of, shortened
from pipeline.typesetting.pairs import TextPair

_FOLDED: Final = frozenset({"low-contrast", "unknown-contrast", "covered-text"})
"""Codes of findings that :func:`folded` joins."""


def check_contrast(pairs: Iterable[TextPair], html: ChapterHtml) -> Iterator[Finding]:
    """Find pairs of colours that are too close, each once, at the first words that have it."""
    for pair in pairs:
        if not pair.falls_short or pair.cover:
            continue
        where = {
            "page": pair.page + 1,
            "rectangle": pair.rectangle,
            "block": pair.block,
            "related": (
                *source_notes("the text", pair.ink_source),
                *source_notes("the ground", pair.ground_source),
            ),
            "times": pair.count,
        }
        place = place_of(pair.block, html)
        text, needed = shortened(pair.text, 40), in_words(pair.needed)
        if pair.greatest < pair.needed or pair.least == pair.greatest:
            said = f'"{text}" is {pair.ink} on {pair.ground}'
            best = "" if pair.least == pair.greatest else "at best "
            short = f"{best}{in_words(pair.greatest)}, where {needed} is needed"
            yield warning("low-contrast", f"{said}: {short}", place, _hint(pair), **where)
        else:
            said = f'"{text}" stands on a picture: its contrast is at least {in_words(pair.least)}'
            hint = "look at the page; a plain ground behind the words would settle it"
            yield advice("unknown-contrast", f"{said}, where {needed} is needed", place, hint, **where)


def _hint(pair: TextPair) -> str:
    text, ground = pair.ink.luminance, pair.ground.luminance
    way = "darker or its ground lighter" if text <= ground else "lighter or its ground darker"
    large = "" if pair.needed < 4.5 else "; from 18 pt, or 14 pt in bold, 3:1 is enough"
    mixed = "; what shines through, by alpha or opacity, counts" if pair.mixed else ""
    drawn = "; its colours stand in the drawing" if pair.drawn else ""
    return f"make the text {way}{large}{mixed}{drawn}"


def source_notes(what: str, source: Source | None) -> Iterator[Related]:
    """Yield who set a colour: the rule, and the custom properties that it names."""
    if source is None:
        return
    rule = source.declaration
    if rule.place:
        said = f"{rule.name}: {shortened(rule.value, 60)}"
        yield Related(f'{what} is set by "{shortened(rule.selector, 60)}" {{ {said} }}', rule.place)
    for token in source.tokens:
        if token.place:
            yield Related(f"{token.name} is {shortened(token.value, 60)}", token.place)


def folded(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Join findings that the pages show again and again by the same rules, each into the first, with their number.

    One token of a stylesheet shows in every chapter: a designer mends it once. Answers of authors come before this,
    since they hold for their own blocks.

    Args:
        findings: of the whole report.
    """
    alike: dict[object, list[Finding]] = {}
    for finding in findings:
        by_rules = finding.related and finding.code in _FOLDED
        key = (finding.code, finding.severity, finding.related) if by_rules else (finding,)
        alike.setdefault(key, []).append(finding)
    for first, *others in alike.values():
        more = first.times - 1 + sum(finding.times for finding in others) if first.code in _FOLDED else 0
        chapters = {finding.place.path for finding in (first, *others) if finding.place}
        where = "this chapter" if len(chapters) < 2 else f"{len(chapters)} chapters"
        said = f" (and {more} more in {where})" if more else ""
        yield replace(first, message=first.message + said, times=first.times + more)
