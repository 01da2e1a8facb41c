"""Chapters that are odd, hostile or damaged: a clear refusal or a right result, and nothing lost in silence."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject

from pipeline.errors import PipelineError
from pipeline.linking.compiling import compile_chapter
from pipeline.linking.fragment import BLOCK, FIRST_BLOCK, next_block
from pipeline.pdf import open_document
from pipeline.pdf.labels import read_page_labels
from pipeline.pdf.links import read_annotations
from pipeline.pdf.structure import read_structure
from pipeline.preflight import preflight


def changed(content: bytes, how: Callable[[PdfWriter], object]) -> bytes:
    """Return a PDF with something done to it."""
    writer, out = PdfWriter(clone_from=io.BytesIO(content)), io.BytesIO()
    how(writer)
    writer.write(out)
    return out.getvalue()


def entry(*keys: str) -> Callable[[PdfWriter], None]:
    """Add an entry to the catalog, or below it."""

    def add(writer: PdfWriter) -> None:
        holder = writer.root_object
        for key in keys[:-1]:
            holder = holder.setdefault(NameObject(key), DictionaryObject()).get_object()
        holder[NameObject(keys[-1])] = DictionaryObject({NameObject("/Fields"): ArrayObject()})

    return add


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["/AcroForm"], "form fields (AcroForm)"),
        (["/OCProperties"], "layers (OCProperties)"),
        (["/Names", "/EmbeddedFiles"], "attached files (EmbeddedFiles)"),
        (["/StructTreeRoot", "/ClassMap"], "attribute classes (ClassMap)"),
        (["/OpenAction"], "an action on opening (OpenAction)"),
        (["/Newer"], "something unknown (Newer)"),
    ],
)
def test_what_linking_would_lose_is_refused_by_name(odd_chapter, keys, words):
    """Structures that hang on the catalog and are not known end in a finding each, not in nothing."""
    compiled = compile_chapter("story", changed(odd_chapter("words"), entry(*keys)), FIRST_BLOCK)

    assert compiled.value is None
    (finding,) = compiled.findings
    assert finding.code == "not-linked"
    assert finding.message == f'the PDF of chapter "story" holds {words}, which linking would lose'


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_chapter_is_refused(odd_chapter, password):
    """Even one that opens without a password: its strings could not be carried as they are."""
    content = changed(
        odd_chapter("words"), lambda writer: writer.encrypt(password, "owner", algorithm="RC4-128")
    )

    with pytest.raises(PipelineError, match=r'the PDF of chapter "a" cannot be read: .*encrypted'):
        compile_chapter("a", content, FIRST_BLOCK)


def test_a_chapter_of_300_pages(chapter_pdf, join):
    """Length is nothing special: every page comes, with its label, and every rule holds."""
    body = "".join(f'<p style="break-before:page">{number}</p>' for number in range(1, 301))
    linked = join({"long": chapter_pdf(body), "short": chapter_pdf("<p>end</p>")}).value

    document = open_document(linked.content)
    labels = read_page_labels(document).by_page()
    assert [labels[index] for index in (0, 299, 300)] == ["1", "300", "301"]
    assert preflight(linked.content) == ()
    pdf = pypdfium2.PdfDocument(linked.content)
    try:
        assert pdf[299].get_textpage().get_text_bounded().split()[0] == "300"
    finally:
        pdf.close()


@pytest.mark.parametrize(("size", "blocks"), [(0, 1), (1, 1), (BLOCK, 1), (BLOCK + 1, 2), (7 * BLOCK, 7)])
def test_a_large_chapter_takes_several_blocks(size, blocks):
    """The next chapter begins behind the last block that is used."""
    assert next_block(3 * BLOCK, size) == (3 + blocks) * BLOCK


def test_an_untagged_chapter_does_not_pass(odd_chapter, join):
    """It can be linked, and preflight says which pages nobody hears."""
    writer = PdfWriter()
    writer.append(io.BytesIO(odd_chapter("words")))
    out = io.BytesIO()
    writer.write(out)

    linked = join({"a": out.getvalue(), "b": odd_chapter("table")}).value

    assert {finding.page for finding in preflight(linked.content) if finding.code == "untagged"} == {1, 2}


def test_identifiers_of_chapters_differ(odd_chapter, join):
    """Header cells keep their own cells in their own chapter, and the tree of identifiers has them all."""
    linked = join({"a": odd_chapter("table"), "b": odd_chapter("table")}).value

    elements = read_structure(open_document(linked.content)).elements
    ids = [dict(element.texts)["id"] for element in elements if element.kind == "TH"]
    assert len(set(ids)) == 4
    headers = " ".join(
        each.value for element in elements for each in element.attributes if each.name == "Headers"
    )
    assert all(f'"{name}"' in headers for name in ids)
    tree = PdfReader(io.BytesIO(linked.content)).root_object["/StructTreeRoot"]["/IDTree"]["/Kids"][0]
    assert sorted(ids) == tree["/Names"][::2]


def test_images_are_not_smoothed(odd_chapter, join):
    """PDF/A forbids /Interpolate, whatever the stylesheet asks for."""
    content = join({"a": odd_chapter("image"), "b": odd_chapter("mask")}).value.content

    assert b"/Subtype/Image" in content
    assert b"/Interpolate" not in content


def test_an_image_in_two_chapters_is_there_once(odd_chapter, join):
    """Shown at different sizes, it is still one image; a soft mask is shared too."""
    linked = join(
        {
            name: odd_chapter(kind)
            for name, kind in zip("abcd", ("image", "same image", "mask", "mask"), strict=True)
        }
    )

    # Two images, a mask and the profile.
    assert (linked.value.facts.streams, linked.value.facts.streams_shared) == (4, 10)
    assert linked.value.content.count(b"/Subtype/Image") == 3


def test_every_link_says_where_it_leads(linked):
    """Inside a chapter, to another, and out of the report."""
    made = linked(
        {
            "a": '<a href="#a">up</a> <a href="crossref:b">on</a> <a href="https://example.org/">out</a>',
            "b": "x",
        }
    )

    found = [link.contents for page in read_annotations(made.document) for link in page.links]
    assert found == ["Chapter a", "Chapter b", "https://example.org/"]


def test_glyphs_that_are_missing_stay_with_their_chapter(odd_chapter, join):
    """A font with codes of its own for characters that it lacks cannot be joined, and is named."""
    linked = join({"a": odd_chapter("missing"), "b": odd_chapter("words")}).value

    assert [name.rpartition("+")[2] for name in linked.facts.fonts_unshared] == ["Source-Sans-3,"]
    assert any("not joined with other fonts" in line for line in linked.facts.lines())


def test_structure_types_that_mean_two_things_are_told(odd_chapter, join):
    """A role map that contradicts another chapter's is an error."""

    def role(standard: str) -> Callable[[PdfWriter], None]:
        def add(writer: PdfWriter) -> None:
            roles = DictionaryObject({NameObject("/Card"): NameObject(standard)})
            writer.root_object["/StructTreeRoot"][NameObject("/RoleMap")] = roles

        return add

    content = odd_chapter("words")
    same = join({"a": changed(content, role("/Sect")), "b": changed(content, role("/Sect"))})
    other = join({"a": changed(content, role("/Sect")), "b": changed(content, role("/Div"))})

    assert dict(read_structure(open_document(same.value.content)).role_map) == {"Card": "Sect"}
    assert [each.message for each in other.findings if each.code == "not-linked"] == [
        'chapter "b" means something else by the structure type "/Card"'
    ]


def test_a_chapter_keeps_its_language(odd_chapter, join):
    """What the chapter's catalog said is said by its part of the structure."""

    def french(writer: PdfWriter) -> None:
        writer.root_object[NameObject("/Lang")] = TextStringObject("fr")

    content = odd_chapter("words")
    linked = join({"a": content, "b": changed(content, french)}).value

    elements = read_structure(open_document(linked.content)).elements
    parts = [dict(element.texts).get("lang") for element in elements if element.level == 1]
    assert parts == ["en-GB", "fr"]


def test_keys_that_nothing_has_are_dropped(odd_chapter):
    """A page whose key the parent tree does not know would lead a reader astray."""

    def stray(writer: PdfWriter) -> None:
        writer.pages[0][NameObject("/StructParents")] = NumberObject(77)
        writer.pages[0][NameObject("/Note")] = TextStringObject("on page 12 0 R")

    fragment = compile_chapter("a", changed(odd_chapter("empty"), stray), FIRST_BLOCK).value

    assert fragment.exports.page_count == 1
    assert fragment.size < 40
