"""Rules of fonts: whoever opens the file sees, finds and hears the same letters."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.preflight.rule import Subject


def check_embedded(subject: Subject) -> Iterator[Finding]:
    """Find fonts whose glyphs are not in the file (ISO 19005-2, 6.2.11.4; ISO 14289-1, 7.21.4.1)."""
    for font in subject.fonts:
        if not font.embedded:
            page = next((index + 1 for index in font.page_indexes), None)
            yield error("font-not-embedded", f'the font "{font.name}" is not embedded', page=page)


def check_characters(subject: Subject) -> Iterator[Finding]:
    """Find fonts whose glyphs stand for no characters (ISO 19005-2, 6.2.11.7; ISO 14289-1, 7.21.7)."""
    for font in subject.fonts:
        if not font.to_unicode and font.encoding in (None, "Identity-H", "Identity-V", "custom"):
            page = next((index + 1 for index in font.page_indexes), None)
            message = f'the font "{font.name}" does not say which characters its glyphs are'
            yield error("font-without-characters", message, page=page)
