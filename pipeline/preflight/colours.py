"""Rules of colours: what the file says about its colours holds for all of them."""

from collections.abc import Iterator

from pipeline.findings import Finding, error
from pipeline.pdf.artwork import Art
from pipeline.pdf.paints import read_foreign_colours
from pipeline.preflight.rule import IN_PRINT, ON_SCREEN, Rule
from pipeline.preflight.subject import Spot, Subject, printed


def check_devices(subject: Subject) -> Iterator[Finding]:
    """Find colours of another device than the output intent's, which then mean none (ISO 19005-2, 6.2.4.3)."""
    intents = [each for each in subject.intents if each.kind == "GTS_PDFA1"]
    intent = next((each.colour_space for each in intents if each.colour_space), None)
    if intent is None:
        return
    pages: dict[tuple[str, str], list[int]] = {}
    for page_index, painted, device in read_foreign_colours(subject.document, intent, subject.painted):
        pages.setdefault((painted, device), []).append(page_index)
    hint = f"write the colour in {intent} in the stylesheet or drawing, or export the image in {intent}"
    for (painted, device), indexes in pages.items():
        more = f" (and {len(indexes) - 1} times more)" if len(indexes) > 1 else ""
        message = f"{painted} in {device} colours{more}, and the report's output intent is for {intent}"
        yield error("foreign-colour", message, page=indexes[0] + 1, hint=hint)


def check_rgb(subject: Subject) -> Iterator[Finding]:
    """Find everything that is RGB: areas, lines, text, images, shadings, groups, in patterns and soft masks too."""
    spots = (
        Spot(index, message, art.box, art.number)
        for index, art in printed(subject)
        for message in _in_rgb(art)
    )
    return subject.tell("rgb", spots)


def _in_rgb(art: Art) -> Iterator[str]:
    spaces = list(art.spaces)
    if art.colour is not None:
        spaces.append(art.colour.space)
    if art.samples is not None and art.samples.space is not None:
        spaces.append(art.samples.space)
    for space in spaces:
        if space.speaks_rgb:
            yield f"{art.kind} in {space.name} {art.setting}".rstrip()


def check_intent(subject: Subject) -> Iterator[Finding]:
    """Find a file that does not say for which press it is, with the profile in it (ISO 32000-2:2020, 14.11.5)."""
    intents = [each for each in subject.intents if each.kind == "GTS_PDFX"]
    if not intents:
        yield error(
            "no-print-intent", "the PDF has no output intent GTS_PDFX, so nobody knows the press it is for"
        )
    for intent in intents:
        if not intent.condition:
            yield error("no-print-intent", "the output intent does not name its printing condition")
        if intent.components is None:
            yield error("no-print-intent", "the output intent has no profile embedded")
        elif intent.colour_space != "CMYK":
            message = (
                f"the output intent's profile is for {intent.colour_space or 'nothing known'}, not for CMYK"
            )
            yield error("no-print-intent", message)
    if len(intents) > 1:
        yield error(
            "no-print-intent", f"the PDF has {len(intents)} output intents GTS_PDFX, and can have one"
        )


FOREIGN_COLOUR: Rule = Rule(
    "foreign-colour",
    check_devices,
    "ISO 19005-2, 6.2.4.3",
    "Nobody can know which colour is meant, so each screen shows another.",
    "an image in CMYK in a report whose output intent is sRGB",
    "the image exported in sRGB",
    ON_SCREEN,
)
RGB: Rule = Rule(
    "rgb",
    check_rgb,
    "polygraficketahaky.cz and art.cadmus.com, data for print: CMYK or grey, no RGB; PDF/X-4 itself would allow RGB by profile",
    "The press turns RGB into ink by its own recipe: greys get a tint, black text becomes four inks.",
    "color: #1c2a33, or a transparency group in DeviceRGB round art in CMYK",
    "color: device-cmyk(0 0 0 1), images exported in CMYK, groups in DeviceCMYK",
    IN_PRINT,
)
PRINT_INTENT: Rule = Rule(
    "no-print-intent",
    check_intent,
    "ISO 32000-2:2020, 14.11.5; PDF/X as told by Whitington, PDF Explained",
    "Without the press's profile the same numbers are other colours on every press.",
    "no /OutputIntents in the catalog",
    "@color-profile device-cmyk {src: url(press.icc); components: c, m, y, k}",
    IN_PRINT,
)
