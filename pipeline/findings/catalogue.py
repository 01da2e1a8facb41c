"""Every code that a finding can carry, with what it means in a sentence.

The words are stable: editors' tools, ``allow`` lists and CI filters rely on them.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Reading files
        "missing-file": "A file that is needed or named is not there.",
        "empty-file": "A source file holds nothing.",
        "unreadable-file": "A file cannot be opened or read.",
        "not-utf-8": "A source file is not UTF-8 text.",
        "not-text": "A source file holds control characters, as binary files do.",
        "too-large": "A source file is larger than any chapter could be.",
        "too-deep": "A source file nests more deeply than any chapter could.",
        "too-many-aliases": "A source file's YAML aliases unfold to more than any chapter could hold.",
        "outside-project": "A path leads out of the project; only files inside it are read.",
        "not-fetched": "A network address was asked for; nothing is ever fetched.",
        "cannot-edit": "A file's layout is such that a line cannot be put in by machine without changing others.",
        # YAML
        "yaml-syntax": "The YAML cannot be understood.",
        "tab-indentation": "YAML does not allow tabs in indentation.",
        "duplicate-key": "A key stands twice in one mapping; only one of the values could count.",
        "unknown-alias": "A YAML alias has no anchor before it.",
        "unsupported-yaml": "A YAML feature that sources do not use: tags, merge keys, several documents.",
        "folded-body": "Markdown stands in a folded or quoted scalar, where its lines cannot be told.",
        "comment-in-text": "Words behind a hash that YAML takes for a comment, so that nobody will read them.",
        # Values
        "unknown-key": "A key that the schema does not have.",
        "missing-key": "A key that the schema requires is not there.",
        "wrong-type": "A value of another type than the schema's.",
        "invalid-value": "A value that the schema does not allow.",
        "unknown-kind": "A chapter kind that does not exist.",
        "unknown-block": "A body block that does not exist.",
        "unknown-rating": "A rating that is not one of CQC's four.",
        "impossible-date": "A date that no calendar has, or that is not written as a date.",
        "dates-out-of-order": "A date that comes before the one it must follow.",
        "missing-alternate-text": "An image or figure without alternate text.",
        # The manifest and the chapters
        "unlisted-chapter": "A chapter file that the manifest does not list.",
        "chapter-listed-twice": "One file is listed twice in the manifest.",
        "duplicate-id": "Two chapters have one id.",
        "repeated-kind": "A second chapter of a kind that a report has once, such as a cover.",
        "duplicate-label": "Two targets in one chapter have one label.",
        # Markdown
        "unsupported-markdown": "Markdown that has no place in a body, such as a first-level heading.",
        "unknown-footnote": "A footnote call without a footnote.",
        "unused-footnote": "A footnote that nothing calls.",
        "duplicate-footnote": "Two footnotes of one chapter have one name.",
        "unknown-attribute": "An attribute in braces that means nothing here.",
        "unknown-scheme": "A link of a scheme that the pipeline does not know, or without a host.",
        # Data and what is stated once
        "wrong-sum": "Shares of a chart that do not add up to 100.",
        "unknown-fact": "A fact that facts.yaml does not have.",
        "unused-fact": "A fact that nothing uses.",
        "contradicts-fact": "A sentence whose number is not that of the fact it is about.",
        "contradicts-chart": "A chart whose message has a number that its rows do not have.",
        "contradicts-ratings": "A sentence whose rating, or date in special measures, is not that of the story's own record.",
        "not-in-text": "A pulled sentence that the chapter does not have, word for word.",
        "unknown-published": "A rating table of a date on which the story has no rating, or none by questions.",
        "misplaced-block": "A block that only a story can have, in another chapter.",
        "unused-abbreviation": "An abbreviation that no chapter uses.",
        # References between places
        "unknown-label": "A crossref to a chapter or label that does not exist.",
        "unknown-citation": "A citation of a reference that does not exist.",
        "empty-link": "A link without words.",
        "unused-reference": "A reference that no chapter cites.",
        "missing-references": "Citations, but no chapter of the kind references to list them.",
        # Images
        "missing-image": "An image that is not there.",
        "corrupt-image": "An image that cannot be decoded to its last pixel.",
        "huge-image": "An image with more pixels than the engine can bear.",
        "unsafe-svg": "An SVG that asks for an external entity or file.",
        "unsupported-image": "An image in a format that the engine cannot draw.",
        # House style, which HOUSE_STYLE lists for switching off
        "rating-form": "A rating without its quotation marks, or with a capital.",
        "cqc-article": '"the" before CQC.',
        "trust-case": 'A capital on "trust" where it is no name.',
        "job-title-case": "Capitals on a job title.",
        "organisation-name": "One organisation under two names.",
        "number-commas": "A large number without commas.",
        "money-form": "A sum of money in another form than £70m.",
        "date-form": "A date in another form than 28 March 2017.",
        "mixed-quotes": "Straight and curly quotation marks in one chapter.",
        "mixed-dashes": "Dashes of two kinds in one report.",
        "doubled-space": "Two spaces where one would do.",
        "doubled-word": "A word that stands twice.",
        "placeholder": "Words that hold the place of others.",
        "unexplained-abbreviation": "An abbreviation that the report explains nowhere.",
        "long-sentence": "A sentence of more than 35 words without a colon or semicolon to rest at.",
        "alt-wording": "Alternate text that is the name of a file, or says that there is an image.",
        "link-words": "A link whose words do not say where it leads.",
        "word-budget": "More words than a slot of the layout has room for.",
        # Spelling
        "unknown-word": "A word that neither the dictionary nor sources/words.txt has.",
        "spelling-unchecked": "Nobody looked at the spelling: the extra that does it is not installed.",
        # Answers to warnings
        "unused-allowance": "An allowance of a warning that is not there.",
        "allowed-error": "An allowance of an error: errors are mended, not answered.",
        # Stylesheets
        "css-syntax": "A stylesheet that cannot be parsed there.",
        "css-ignored": "A rule or declaration that the engine ignores.",
        "bad-token": "A custom property whose value does not fit where it is used.",
        "page-geometry": "Margins and text area that the page has no room for.",
        "css-undefined-property": "A custom property that is used and defined nowhere.",
        "css-conditional-import": "An @import with a condition, which the pipeline does not support.",
        "missing-stylesheet": "A stylesheet that is not there.",
        # Fonts
        "no-fonts": "There is no font file under styles/fonts.",
        "corrupt-font": "A font file that cannot be read.",
        "unknown-font": "A font family that is not bundled.",
        "missing-face": "A weight or style that the bundled family does not have.",
        "missing-glyph": "A character that the bundled face does not have.",
        # Typesetting
        "overflow": "Text or a box that leaves its page or its box.",
        "covered-text": "Text that something else is painted over, so that nobody can read it.",
        "low-contrast": "Text whose colour is too close to the one behind it (WCAG 2.2, 1.4.3, level AA).",
        "unknown-contrast": "Text on a picture, where only an eye can tell whether it can be read.",
        "engine": "Something that the typesetting engine reported.",
        "unsettled-pages": "Page numbers that do not settle after five rounds.",
        "layout": "A layout that cannot be rendered.",
        # Importing manuscripts
        "unsupported-manuscript": "A file in a format that cannot be imported.",
        "missing-title": "A manuscript whose title cannot be told, and for which none was given.",
        "file-exists": "A file that would be overwritten.",
        "left-out": "Something of a manuscript that is not in the chapter.",
        "imported-otherwise": "Something of a manuscript that the chapter says in another form.",
        "glued-number": "A number at the end of a word: perhaps the call of a footnote.",
        # Linking and publishing
        "not-linked": "Something in a chapter's PDF that linking would lose, and so refuses.",
        "dead-link": "A link in the linked report that leads nowhere.",
        "cannot-write": "The report, or a chapter, cannot be written.",
        "not-cached": "The cache cannot take what was made, so the next build makes it again.",
        # Preflight of a PDF
        "untagged": "A PDF without a structure tree.",
        "parent-tree": "Content and structure elements that do not lead to each other.",
        "unannounced-content": "Printed content that no structure element has, or the other way round.",
        "unannounced-annotation": "A link that no structure element has.",
        "silent-link": "A link that does not say in words what it leads to.",
        "font-not-embedded": "A font whose glyphs are not in the file.",
        "font-without-characters": "A font whose glyphs stand for no characters.",
        "foreign-colour": "A colour of another device than the PDF says its colours are for.",
        "metadata-missing": "A PDF without title or language, or that shows its file name instead.",
        "metadata-differs": "Metadata that says one thing in Info and another in XMP.",
        "false-claim": "A claim of conformance that the file itself contradicts.",
    }
)

HOUSE_STYLE: Final = (
    "rating-form",
    "cqc-article",
    "trust-case",
    "job-title-case",
    "organisation-name",
    "number-commas",
    "money-form",
    "date-form",
    "mixed-quotes",
    "mixed-dashes",
    "doubled-space",
    "doubled-word",
    "placeholder",
    "unexplained-abbreviation",
    "long-sentence",
    "alt-wording",
    "link-words",
    "word-budget",
)
"""The codes of the rules of the house style."""

SWITCHABLE: Final = (*HOUSE_STYLE, "unknown-word")
"""The codes that ``house_style.disable`` switches off one by one: house style and spelling."""

KNOWN_LATER: Final = frozenset(
    {
        "css-syntax",
        "css-ignored",
        "css-undefined-property",
        "bad-token",
        "page-geometry",
        "unknown-font",
        "missing-face",
        "missing-glyph",
        "low-contrast",
        "covered-text",
        "unknown-contrast",
        "overflow",
        "engine",
        "unsettled-pages",
        "not-cached",
        "dead-link",
        "not-linked",
        "untagged",
        "parent-tree",
        "unannounced-content",
        "unannounced-annotation",
        "silent-link",
        "font-not-embedded",
        "font-without-characters",
        "foreign-colour",
        "metadata-missing",
        "metadata-differs",
        "false-claim",
    }
)
"""Codes of what only typesetting and what follows it can find: without them nobody knows that there is none."""
