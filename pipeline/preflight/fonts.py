"""Rules of fonts: whoever opens the file sees, finds and hears the same letters."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.font_programs import read_font_faults
from pipeline.preflight.rule import ON_SCREEN, Reach, Rule
from pipeline.preflight.subject import Subject


def check_embedded(subject: Subject) -> Iterator[Finding]:
    """Find fonts whose glyphs are not in the file (ISO 19005-2, 6.2.11.4; ISO 14289-1, 7.21.4.1)."""
    for font in subject.fonts:
        if not font.embedded:
            page = next((index + 1 for index in font.page_indexes), None)
            yield error("font-not-embedded", f'the font "{font.name}" is not embedded', page=page)


def check_whole(subject: Subject) -> Iterator[Finding]:
    """Find fonts whose embedded program is another than it says, or ends before its end (ISO 32000-2:2020, 9.9)."""
    for name, index, fault in read_font_faults(subject.document, subject.with_fonts):
        yield error("font-damaged", f'the font "{name}" is damaged: {fault}', page=index + 1)


def check_characters(subject: Subject) -> Iterator[Finding]:
    """Find fonts whose glyphs stand for no characters (ISO 19005-2, 6.2.11.7; ISO 14289-1, 7.21.7)."""
    for font in subject.fonts:
        if not font.to_unicode and font.encoding in (None, "Identity-H", "Identity-V", "custom"):
            page = next((index + 1 for index in font.page_indexes), None)
            message = f'the font "{font.name}" does not say which characters its glyphs are'
            yield error("font-without-characters", message, page=page)


EMBEDDED: Rule = Rule(
    "font-not-embedded",
    check_embedded,
    "ISO 19005-2, 6.2.11.4; ISO 14289-1, 7.21.4.1; PDF/X as told by Whitington, PDF Explained",
    "Another machine shows other letters, or none.",
    "Helvetica by its name, without a font file",
    "a subset of the font with /FontFile2 or /FontFile3",
    reach=Reach.WHOLE,
)
WHOLE: Rule = Rule(
    "font-damaged",
    check_whole,
    "ISO 32000-2:2020, 9.9; ISO 19005-2, 6.2.11.4.1",
    "Letters are missing on paper that were there on the screen of whoever made the file.",
    "a /FontFile2 cut off in its middle",
    "the font embedded anew from its release",
    reach=Reach.WHOLE,
)
CHARACTERS: Rule = Rule(
    "font-without-characters",
    check_characters,
    "ISO 19005-2, 6.2.11.7; ISO 14289-1, 7.21.7",
    "Text cannot be searched, copied or read aloud.",
    "a composite font without /ToUnicode",
    "a /ToUnicode map that gives each code its character",
    ON_SCREEN,
    reach=Reach.WHOLE,
)
