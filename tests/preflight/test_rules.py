"""Each rule passes a sound report and finds what it is for; the ledger has a line for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from builders import REPOSITORY
from hard_to_hear import FAILING
from hard_to_print import FAILING as HARD_TO_PRINT
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

from pipeline.cli.explain import explained
from pipeline.findings.catalogue import CODES
from pipeline.findings.remedies import REMEDIES
from pipeline.pdf import UnreadablePdfError, open_document
from pipeline.pdf.catalog import read_xmp_packet
from pipeline.pdf.xmp import parse_xmp
from pipeline.preflight import RULES, Screen, preflight, preflight_chapter, preflight_whole

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


def run_a_script(writer: PdfWriter) -> None:
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("1")}
    )
    root(writer)[NameObject("/OpenAction")] = action


def cut_a_font(writer: PdfWriter) -> None:
    file = fonts(writer)[0]["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]
    file.set_data(file.get_data()[:500])


def label(styles: dict[int, str]) -> Callable[[PdfWriter], None]:
    """Begin to count pages anew at each of these indexes."""

    def change(writer: PdfWriter) -> None:
        numbers = ArrayObject()
        for index, style in styles.items():
            numbers.append(NumberObject(index))
            numbers.append(DictionaryObject({NameObject("/S"): NameObject(f"/{style}")}))
        root(writer)[NameObject("/PageLabels")] = DictionaryObject({NameObject("/Nums"): numbers})

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
    "a lock": ("encrypted", lambda writer: writer.encrypt("", "owner", algorithm="RC4-128")),
    "a font cut off": ("font-damaged", cut_a_font),
    "a script": ("script", run_a_script),
    "labels from the second page on": ("page-labels", label({1: "D"})),
    "two pages of one label": ("page-labels", label({0: "D", 1: "D"})),
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


@pytest.mark.parametrize("how", [how for _, how in DAMAGES.values()], ids=DAMAGES)
def test_a_damage_is_found_by_its_half(damaged, how):
    """What a build asks of chapters and what it asks of the report come to the same as asking everything at once."""
    content = damaged(how)

    assert codes(content) == {
        each.code for each in (*preflight_chapter(content).findings, *preflight_whole(content))
    }


def test_every_rule_has_a_damage(sound):
    """No rule is without a PDF that fails it."""
    failing = {code for code, _ in (*DAMAGES.values(), *FAILING.values(), *HARD_TO_PRINT.values())}
    failing |= {each.code for each in preflight(sound, Screen(most_pages=1))}

    assert failing == {rule.code for rule in RULES}


def test_budgets_count_pages_and_bytes(sound):
    """What the publisher allows is held against the file; what he does not limit is not."""
    tight = Screen(most_pages=1, most_bytes=1000)
    wide = Screen(most_pages=2, most_bytes=len(sound))

    assert [each.message for each in preflight(sound, tight)] == [
        "the PDF has 2 pages, and 1 are allowed",
        f"the PDF has {len(sound):,} bytes, and 1,000 are allowed",
    ]
    assert preflight(sound, wide) == ()


def test_every_rule_has_a_line_in_the_ledger():
    """The ledger names each rule, and no rule that is not there."""
    named = set(re.findall(r"rule `([a-z-]+)`", LEDGER))

    assert named == {rule.code for rule in RULES}
    assert named <= set(CODES)


def test_tests_that_the_ledger_names_exist():
    """What is made so is held by a test that can be run."""
    named = set(re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", LEDGER))

    assert named
    for path, name in named:
        assert f"def {name}(" in (REPOSITORY / path).read_text(encoding="utf-8"), (path, name)


def test_nothing_is_claimed_that_the_ledger_does_not_carry(sound):
    """Each property of the XMP packet that claims a standard has its line among the claims."""
    claimed = {
        name
        for name, _ in parse_xmp(read_xmp_packet(open_document(sound))).properties
        if re.match(r"pdf(?:ua|a|x|xid|vt|e)id?:", name) and not name.startswith("pdfx:")
    }
    claims = LEDGER.partition("## Claims")[2].partition("\n## ")[0]

    assert claimed == {"pdfuaid:part", "pdfaid:part", "pdfaid:conformance"}
    assert [name for name in claimed if f"`{name}`" not in claims] == []


def test_the_ledger_says_that_nobody_else_judges_print():
    """Who reads the ledger does not take our reading of PDF/X-4 for a certificate."""
    assert "There is no free independent judge of PDF/X-4" in LEDGER


@pytest.mark.parametrize("number", range(1, 32))
def test_every_checkpoint_has_a_line(number):
    """The ledger passes over no checkpoint of the Matterhorn Protocol."""
    assert re.search(rf"^\| {number:02} ", LEDGER, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule):
    """Each rule has a reason in a whole sentence, an example, what to write instead, what it stands on, and a remedy."""
    remedies = {code for family in REMEDIES.values() for code in family}

    assert rule.why.endswith(".")
    assert rule.example
    assert rule.instead
    assert rule.clause
    assert set(rule.editions) <= {"screen", "print"}
    assert rule.code in remedies


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


def test_every_rule_is_explained_by_the_command():
    """The command tells of each rule what it stands on, whichever family its remedy is in."""
    assert [
        rule.code for rule in RULES if f"stands on: {rule.clause[:20]}" not in "\n".join(explained(rule.code))
    ] == []
