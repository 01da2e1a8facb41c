"""Output intents: the printing condition or screen that colours are meant for (ISO 32000-2:2020, 14.11.5)."""

from dataclasses import dataclass

from pypdf.generic import DictionaryObject

from pipeline.pdf.document import Document
from pipeline.pdf.objects import decoded, dictionary_of, integer_of, items_of, name_of, raw, text_of


@dataclass(frozen=True, slots=True)
class OutputIntent:
    """An output intent.

    Attributes:
        kind: GTS_PDFX, GTS_PDFA1 or ISO_PDFE1.
        condition: the printing condition's identifier, such as FOGRA39; None when not said.
        description: for people; None when not said.
        components: of the embedded ICC profile; None when none is embedded.
        colour_space: the profile's own, from its header (ICC.1:2022, 7.2.6), such as CMYK; None as above.

    """

    kind: str
    condition: str | None
    description: str | None
    components: int | None
    colour_space: str | None


def read_output_intents(document: Document) -> tuple[OutputIntent, ...]:
    """Read the catalog's output intents, in the file's order."""
    return tuple(
        _read_intent(dictionary_of(item)) for item in items_of(raw(document.catalog, "/OutputIntents"))
    )


def _read_intent(intent: DictionaryObject) -> OutputIntent:
    profile = raw(intent, "/DestOutputProfile")
    header = decoded(profile)
    return OutputIntent(
        kind=name_of(raw(intent, "/S")) or "without a subtype",
        condition=text_of(raw(intent, "/OutputConditionIdentifier")),
        description=text_of(raw(intent, "/Info")),
        components=integer_of(raw(dictionary_of(profile), "/N")),
        colour_space=None if header is None else header[16:20].decode("latin-1").strip(),
    )
