"""What a PDF says of itself as a whole: catalog, information dictionary, XMP packet (ISO 32000-2:2020, 7.7.2, 14.3)."""

from dataclasses import dataclass

from pipeline.pdf.actions import Target, read_destination_or_action
from pipeline.pdf.document import Document
from pipeline.pdf.objects import decoded, dictionary_of, flag_of, name_of, raw, spelled, text_of


@dataclass(frozen=True, slots=True)
class Facts:
    """The catalog's entries that concern every page.

    Attributes:
        tagged: whether the mark information dictionary claims a tagged PDF (14.7.1).
        language: of all text without a language of its own (14.9.2); None when not said.
        page_mode: what a viewer shows beside the page, such as UseOutlines; None when not said.
        page_layout: one column or two, as SinglePage; None when not said.
        opens_at: where a viewer starts; None when not said.
        viewer_preferences: sorted by key, values spelled out (12.2).
        information: the information dictionary's entries, sorted by key (14.3.3).

    """

    tagged: bool
    language: str | None
    page_mode: str | None
    page_layout: str | None
    opens_at: Target | None
    viewer_preferences: tuple[tuple[str, str], ...]
    information: tuple[tuple[str, str], ...]


def read_facts(document: Document) -> Facts:
    """Read what the catalog and the information dictionary say."""
    catalog = document.catalog
    opening = raw(catalog, "/OpenAction")
    return Facts(
        tagged=flag_of(raw(dictionary_of(raw(catalog, "/MarkInfo")), "/Marked")) is True,
        language=text_of(raw(catalog, "/Lang")),
        page_mode=name_of(raw(catalog, "/PageMode")),
        page_layout=name_of(raw(catalog, "/PageLayout")),
        opens_at=None if opening is None else read_destination_or_action(document, opening),
        viewer_preferences=_spelled_entries(raw(catalog, "/ViewerPreferences")),
        information=_spelled_entries(raw(document.trailer, "/Info")),
    )


def read_xmp_packet(document: Document) -> bytes | None:
    """Return the document's metadata stream (14.3.2); None when there is none or it cannot be decoded."""
    return decoded(raw(document.catalog, "/Metadata"))


def _spelled_entries(value: object) -> tuple[tuple[str, str], ...]:
    dictionary = dictionary_of(value)
    return tuple((key.removeprefix("/"), spelled(raw(dictionary, key))) for key in sorted(dictionary))
