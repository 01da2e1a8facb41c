"""Each rule passes a sound report and finds what it is for; the ledger has a line for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from builders import REPOSITORY
from hard_to_hear import FAILING
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pipeline.findings.catalogue import CODES
from pipeline.pdf import UnreadablePdfError
from pipeline.preflight import RULES, preflight

LEDGER = (REPOSITORY / "pipeline/preflight/LEDGER.md").read_text(encoding="utf-8")


def root(writer: PdfWriter) -> Any:
    return writer.root_object


def marks_of_first_page(writer: PdfWriter) -> Any:
    """Return the parent tree's array for the first page."""
    leaf = root(writer)["/StructTreeRoot"]["/ParentTree"]["/Kids"][0].get_object()
    return leaf["/Nums"][1]


def annotations(writer: PdfWriter) -> list[Any]:
    return [each.get_object() for page in writer.pages for each in page.get("/Annots", ())]


def fonts(writer: PdfWriter) -> list[Any]:
    return [each.get_object() for each in writer.pages[0]["/Resources"]["/Font"].values()]


def element_with_text(writer: PdfWriter) -> Any:
    """Return the element that has the first page's first mark."""
    return next(
        each.get_object()
        for each in marks_of_first_page(writer)
        if isinstance(each.get_object(), DictionaryObject)
    )


def swap_two_entries(writer: PdfWriter) -> None:
    array = marks_of_first_page(writer)
    used = [
        index
        for index, each in enumerate(list.__iter__(array))
        if isinstance(each.get_object(), DictionaryObject)
    ]
    first, second = list.__getitem__(array, used[0]), list.__getitem__(array, used[1])
    array[used[0]], array[used[1]] = second, first


def orphan_an_element(writer: PdfWriter) -> None:
    parent = element_with_text(writer)["/P"]
    parent[NameObject("/K")] = ArrayObject()


def claim_a_mark_twice(writer: PdfWriter) -> None:
    element = element_with_text(writer)
    element[NameObject("/K")] = ArrayObject([element["/K"], element["/K"]])


def name_another_parent(writer: PdfWriter) -> None:
    document = root(writer)["/StructTreeRoot"]["/K"]
    element_with_text(writer)[NameObject("/P")] = document.indirect_reference


def claim_what_is_not_painted(writer: PdfWriter) -> None:
    element = element_with_text(writer)
    element[NameObject("/K")] = ArrayObject([element["/K"], NumberObject(999)])


def set_key(find: Callable[[PdfWriter], Any], key: str, value: object) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        found = find(writer)
        if value is None:
            del found[key]
        else:
            found[NameObject(key)] = value

    return change


def paint(operators: bytes) -> Callable[[PdfWriter], None]:
    """Add operators to the end of the first page."""

    def change(writer: PdfWriter) -> None:
        content = DecodedStreamObject()
        content.set_data(writer.pages[0]["/Contents"].get_object().get_data() + b"\n" + operators)
        writer.pages[0][NameObject("/Contents")] = writer._add_object(content)  # noqa: SLF001 - pypdf has no other way

    return change


def page_with_links(writer: PdfWriter) -> Any:
    return next(page for page in writer.pages if "/Annots" in page)


def copy_an_annotation(writer: PdfWriter) -> None:
    listed = page_with_links(writer)["/Annots"]
    listed.append(writer._add_object(DictionaryObject(listed[0].get_object())))  # noqa: SLF001 - as above


def replace_map(cmap: bytes) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        content = DecodedStreamObject()
        content.set_data(cmap)
        fonts(writer)[0][NameObject("/ToUnicode")] = writer._add_object(content)  # noqa: SLF001 - as above

    return change


def change_packet(old: bytes, new: bytes) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        packet = root(writer)["/Metadata"]
        assert old in packet.get_data()
        packet.set_data(packet.get_data().replace(old, new))

    return change


DAMAGES = {
    "no structure tree": ("untagged", set_key(root, "/StructTreeRoot", None)),
    "not marked": (
        "untagged",
        set_key(lambda writer: root(writer)["/MarkInfo"], "/Marked", BooleanObject(False)),  # noqa: FBT003 - pypdf's boolean
    ),
    "entries swapped": ("parent-tree", swap_two_entries),
    "a mark claimed twice": ("parent-tree", claim_a_mark_twice),
    "another parent": ("parent-tree", name_another_parent),
    "a page without key": ("parent-tree", set_key(lambda writer: writer.pages[0], "/StructParents", None)),
    "an element taken out": ("unannounced-content", orphan_an_element),
    "content not painted": ("unannounced-content", claim_what_is_not_painted),
    "a link without key": (
        "unannounced-annotation",
        set_key(lambda writer: annotations(writer)[0], "/StructParent", None),
    ),
    "a name that is none": (
        "dead-link",
        set_key(lambda writer: annotations(writer)[0]["/A"], "/D", TextStringObject("nowhere")),
    ),
    "no action": ("dead-link", set_key(lambda writer: annotations(writer)[0], "/A", None)),
    "no words": (
        "silent-link",
        set_key(lambda writer: annotations(writer)[0], "/Contents", TextStringObject(" ")),
    ),
    "no font file": (
        "font-not-embedded",
        set_key(
            lambda writer: fonts(writer)[0]["/DescendantFonts"][0]["/FontDescriptor"], "/FontFile2", None
        ),
    ),
    "no characters": (
        "font-without-characters",
        set_key(lambda writer: fonts(writer)[0], "/ToUnicode", None),
    ),
    "no language": ("metadata-missing", set_key(root, "/Lang", None)),
    "no packet": ("metadata-missing", set_key(root, "/Metadata", None)),
    "file name in the window": ("metadata-missing", set_key(root, "/ViewerPreferences", None)),
    "another title": ("metadata-differs", lambda writer: writer.add_metadata({"/Title": "Another"})),
    "a colour for a press": ("foreign-colour", paint(b" 0 0 0 1 k 0 0 9 9 re f")),
    "a colour space for a press": ("foreign-colour", paint(b"/DeviceCMYK cs 0 0 0 1 sc")),
    "a mark painted twice": ("parent-tree", paint(b"/P<</MCID 0>>BDC EMC")),
    "an annotation with another's key": ("unannounced-annotation", copy_an_annotation),
    "an annotation taken off its page": (
        "unannounced-annotation",
        lambda writer: page_with_links(writer)["/Annots"].pop(),
    ),
    "no character in the map": ("font-without-characters", replace_map(b"begincmap endcmap")),
    "a packet that is no XML": ("metadata-missing", change_packet(b"</rdf:RDF>", b"")),
    "another language in the packet": ("metadata-differs", change_packet(b"en-GB", b"fr")),
    "another date in the packet": (
        "metadata-differs",
        change_packet(b"<xmp:CreateDate>2", b"<xmp:CreateDate>1"),
    ),
    "a part that PDF/UA does not have": (
        "false-claim",
        change_packet(b"<pdfuaid:part>1", b"<pdfuaid:part>7"),
    ),
    "no intent": ("false-claim", set_key(root, "/OutputIntents", None)),
}
"""What is done to the report, and the code that says so."""


def codes(content: bytes) -> set[str]:
    return {finding.code for finding in preflight(content)}


def test_a_sound_report_passes(sound):
    """What the linker writes breaks no rule."""
    assert preflight(sound) == ()


@pytest.mark.parametrize(("code", "how"), DAMAGES.values(), ids=DAMAGES)
def test_a_damage_is_found(damaged, code, how):
    """Each rule finds what it is for."""
    assert code in codes(damaged(how))


def test_every_rule_has_a_damage():
    """No rule is without a report that fails it."""
    failing = {code for code, _ in (*DAMAGES.values(), *FAILING.values())}

    assert failing == {rule.code for rule in RULES}


def test_every_rule_has_a_line_in_the_ledger():
    """The ledger names each rule, and no rule that is not there."""
    named = re.findall(r"rule `([a-z-]+)`", LEDGER)

    assert sorted(named) == sorted([*{rule.code for rule in RULES}, "false-claim"])
    assert {rule.code for rule in RULES} <= set(CODES)


def test_rules_say_why():
    """Each rule has its reason in a whole sentence."""
    assert [rule.code for rule in RULES if not rule.why.endswith(".")] == []


def test_swapped_entries_are_told_with_their_page(damaged):
    """A finding says what belongs to what, and on which page."""
    findings = [each for each in preflight(damaged(swap_two_entries)) if each.code == "parent-tree"]

    assert {each.page for each in findings} == {1}
    assert {
        "marked content 0 of key 10000 belongs to H1, and the parent tree says another P",
        "marked content 1 of key 10000 belongs to P, and the parent tree says another H1",
    } <= {each.message for each in findings}


def test_what_is_no_pdf_is_refused():
    """There is nothing to judge."""
    with pytest.raises(UnreadablePdfError):
        preflight(b"no PDF")
