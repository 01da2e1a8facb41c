"""Chapters as HTML, by the layout of their kind."""

import re
from html.parser import HTMLParser

import pytest
from builders import entry
from reports import numbered, project, read_report

from pipeline.markup import mark_up
from pipeline.markup.inlines import UNKNOWN_FOLIO
from pipeline.model.chapters import KINDS
from pipeline.numbering import number

HOSTILE = "{{ 701+702 }} {% raw %} {# c #} <script>alert(1)</script> \"><b onclick='x'>&lt;&amp; </a></p>"
"""Text that is code to Jinja, to a browser, or the end of what it stands in."""


def files_of(chapters):
    return {f"sources/{each}-chapter.yaml": content for each, content in chapters.items()}


def quoted(text):
    return "'" + text.replace("'", "''") + "'"


H = quoted(HOSTILE)
# Markdown takes an entity for its character, so that text holds none.
M = quoted(HOSTILE.replace("&lt;&amp;", "&"))

GROUP = {"stacked": "", "grouped": "", "multiples": f", group: {H}"}
PERSON = (
    f"{{name: {H}, role: {H}, organisation: {H}, role_in_chapter: author, image: images/a.svg, alt: {H}}}"
)
BODY = (
    f"""\
body:
  - |
    A paragraph HX [](fact:one) {M} *with {M}* and `{M}` [{HOSTILE.replace("&lt;&amp;", "&").replace("[", "")}](https://example.org/?a=b&c="d").[^1]

    ## A heading {M} {{#heading}}

    - one {M}
    - two

      > three {M}

    3. four

    [^1]: A note {M} [@work, {M}].
  - quote: {{text: {M}, speaker: {H}, role: {H}, source: {M}}}
  - figure: {{label: fig, image: images/a.svg, alt: {H}, caption: {M}, credit: {M}}}
  - table:
      label: tab
      caption: {M}
      columns: [{{title: {M}}}, {{title: B, align: right}}]
      rows: [[{M}, 1], [2, {M}]]
      row_headers: true
      note: {M}
  - person: {PERSON}
  - signature: {{name: {H}, role: {H}, organisation: {H}}}
  - fact_box:
      title: {H}
      facts: [{{label: {H}, value: {M}, source: {M}}}, {{label: {H}, value: "[](fact:one)"}}]
  - key_learning: {{title: {H}, points: [{M}, {M}]}}
  - pull_quote: {{text: {H}, speaker: {H}, role: {H}, source: {M}}}
  - callout: {{title: {H}, text: {M}}}
  - timeline: {{label: times, caption: {M}, events: [{{date: 2016, text: {M}}}, {{date: 2017-02, text: {M}}}]}}
  - table:
      caption: {M}
      data: data/a.csv
      columns: [{{title: {M}, field: name}}, {{title: {M}, field: one, unit: {H}}}]
"""
    + "".join(
        f"""\
  - chart:
      kind: {kind}
      label: {kind}
      title: {M}
      message: {M}
      unit: {H}
      source: {M}
      series: [{H}, {H}]
      rows: [{{name: {H}{GROUP[kind]}, values: [60, 40]}}, {{name: {H}{GROUP[kind]}, values: [~, 1.5]}}]
"""
        for kind in GROUP
    )
    + f"""\
  - chart:
      kind: bars
      title: {M}
      message: {M}
      unit: {H}
      source: {M}
      series: [one]
      data: data/a.csv
  - chart:
      kind: points
      title: {M}
      message: {M}
      unit: {H}
      source: {M}
      series: [{H}]
      rows: [{{name: {H}, date: 2016, values: [{{fact: one}}]}}, {{name: {H}, date: 2017, values: [~]}}]
"""
)
OF_STORIES = f"""\
  - rating_journey: {{label: journey, caption: {M}}}
  - rating_table: {{label: questions, published: 2019-01-08, caption: {M}}}
"""
TITLED = f"title: {H}\nshort_title: {H}\nstandfirst: {M}\n"
CHAPTERS = {
    "cover": f"kind: cover\nstrapline: {H}\nimage: images/a.svg\nalt: {H}\n",
    "imprint": f"kind: imprint\n{TITLED}{BODY}",
    "contents": f"kind: contents\n{TITLED}",
    "foreword": f"kind: foreword\n{TITLED}{BODY}",
    "essay": f"kind: essay\n{TITLED}person: {PERSON}\n{BODY}",
    "prose": f"kind: prose\n{TITLED}{BODY}",
    "story": f"kind: story\n{TITLED}trust: {{name: {H}, type: acute, region: {H}}}\nperson: {PERSON}\n"
    "ratings:\n  - {published: 2018, overall: requires improvement}\n"
    "  - {inspected: 2018-03, published: 2019-01-08, overall: good, questions: {safe: good, well_led: outstanding}}\n"
    f"special_measures: [{{reason: quality, entered: 2016, exit_recommended: 2018, left: 2018-05}}]\n{BODY}{OF_STORIES}",
    "abbreviations": f"kind: abbreviations\n{TITLED}{BODY}",
    "references": f"kind: references\n{TITLED}{BODY}",
    "back-cover": f"kind: back-cover\n{BODY}",
}
PARTS = {
    "cover": "front",
    "imprint": "front",
    "contents": "front",
    "abbreviations": "back",
    "references": "back",
    "back-cover": "back",
}
MANIFEST_OF_ALL = (
    f"title: {H}\nsubtitle: {H}\nseries: {H}\npublisher: {H}\nrights: {H}\nversion: {H}\ndate: 2019-11-01\n"
    "language: en-GB\nchapters:\n"
    + "".join(entry(each, f"{each}-chapter.yaml", PARTS.get(each, "body")) for each in CHAPTERS)
)
FILES = {
    "sources/images/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "sources/data/a.csv": "name,one\n" + ",".join(['"' + HOSTILE.replace('"', '""') + '"', "12345"]) + "\n",
    "sources/facts.yaml": f"one: {{text: {H}, value: 1987, source: work}}\n",
    "sources/abbreviations.yaml": f"HX: {H}\n",
    "sources/references.yaml": f"work: {{type: webpage, author: {H}, title: {H}, container: {H}, publisher: {H},"
    ' url: "https://example.org/?a=b&c=d"}\n',
}

STYLE = re.compile(r"(?:(?:; )?(?:--[a-z]+: |counter-reset: item )(?:[\d.]+|(?:minmax\(0, [\d.]+fr\) ?)+))+")
"""Custom properties whose values are numbers: nothing else may stand in a style attribute."""

VOID = {"meta", "img", "br"}


class Elements(HTMLParser):
    """Reads HTML as a browser does, strictly: every element is closed, and closed in its turn."""

    def __init__(self, html):
        super().__init__()
        self.elements = []
        self.words = ""
        self.open = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice"
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.words += data

    def values(self, attribute):
        return [attributes[attribute] for _, attributes in self.elements if attribute in attributes]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = project(
        tmp_path_factory.mktemp("project"), {}, manifest=MANIFEST_OF_ALL, files=FILES | files_of(CHAPTERS)
    )
    checked = read_report(root).then(number)
    assert checked.findings == ()
    return checked.value


@pytest.fixture
def marked_up(report):
    """Return a function that marks up the chapter of a kind."""

    def mark(kind, folios=None, *, settled=False):
        chapter = next(each for each in report.report.chapters if each.kind == kind)
        return mark_up(chapter, report, folios or {}, settled=settled)

    return mark


def test_the_report_above_has_every_kind():
    """A new chapter kind is marked up by these tests, too."""
    assert set(KINDS) == set(CHAPTERS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_whole_document(marked_up, kind):
    """Each kind's layout gives a document with language, title and the chapter's id, every element closed."""
    html = marked_up(kind)
    page = Elements(html.html)

    assert html.html.startswith("<!DOCTYPE html>")
    assert (kind, f"sources/{kind}-chapter.yaml") == (html.chapter, html.path)
    assert [tag for tag, _ in page.elements][:4] == ["html", "head", "meta", "title"]
    assert page.elements[0][1]["lang"] == "en-GB"
    assert [kind] == [attributes["id"] for tag, attributes in page.elements if tag == "main"]
    assert f"part-{PARTS.get(kind, 'body')} kind-{kind}" in page.values("class")


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_is_text_in_every_field(marked_up, kind):
    """What authors write makes no element, no attribute and no expression, wherever it stands."""
    page = Elements(marked_up(kind).html)

    assert not {"script", "b"} & {tag for tag, _ in page.elements}
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert "1403" not in page.words
    # Facts are printed with spaces that do not break.
    words = page.words.replace("\u00a0", " ")
    assert words.count("{{ 701+702 }}") == words.count("<script>alert(1)</script>") > 0
    assert [style for style in page.values("style") if not STYLE.fullmatch(style)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_field_is_left_out(tmp_path, kind):
    """Every text that a chapter may have is printed: each field holds a word of its own, and all are there."""
    words = iter(range(1000))
    hidden = {"short_title", "label", "image", "id", "file", "part", "kind"}

    def marked(match):
        return match[0] if match[1] in hidden else f"{match[1]}: 'word{next(words)}'"

    pattern = r"(\w+): '(?:[^']|'')*'"
    chapters = {each: re.sub(pattern, marked, text) for each, text in CHAPTERS.items()}
    root = project(tmp_path, {}, manifest=MANIFEST_OF_ALL, files=FILES | files_of(chapters))
    report = read_report(root).then(number)
    chapter = next(each for each in report.value.report.chapters if each.kind == kind)
    html = mark_up(chapter, report.value, {}).html

    assert set(re.findall(r"word\d+", chapters[kind])) <= set(re.findall(r"word\d+", html))


@pytest.mark.parametrize("kind", KINDS)
def test_every_element_of_a_block_leads_to_its_source(marked_up, kind):
    """Each data-block names a place in the chapter's file; it is named once, and so is every id."""
    html = marked_up(kind)
    page = Elements(html.html)
    blocks, ids = page.values("data-block"), page.values("id")

    assert [block for block in blocks if block not in html.places] == []
    assert sorted(set(blocks)) == sorted(blocks)
    assert sorted(set(ids)) == sorted(ids)
    assert all(each == kind or each.startswith(f"{kind}/") for each in ids)
    assert {f"sources/{kind}-chapter.yaml"} >= {place.path for place in html.places.values()}


@pytest.mark.parametrize(
    "kind", ["imprint", "foreword", "essay", "prose", "story", "abbreviations", "references", "back-cover"]
)
def test_every_block_of_the_source_is_in_the_document(marked_up, report, kind):
    """No block, list item or note of a body is left out; a paragraph in a tight item is the item's."""
    page = Elements(marked_up(kind).html)
    chapter = next(each for each in report.report.chapters if each.kind == kind)
    blocks = {f"{kind}/{block.source.block}" for block in chapter.blocks()}
    notes = {f"{kind}/{note.source.block}" for note in chapter.footnotes.values()}

    missing = (blocks | notes) - set(page.values("data-block"))
    assert {f"{kind}/body/0/3/0/0"} == missing


@pytest.mark.parametrize("kind", ["prose", "story", "essay"])
def test_every_target_of_a_chapter_is_an_id(marked_up, report, kind):
    """What crossrefs land on is there to land on."""
    ids = set(Elements(marked_up(kind).html).values("id"))

    assert {key for key, target in report.targets.items() if target.chapter == kind} <= ids


def test_every_listed_work_is_an_id(marked_up, report):
    """What citations land on is there, in the list."""
    ids = Elements(marked_up("references").html).values("id")

    assert {f"references/{each.key}" for each in report.citations.listed} <= set(ids)


def test_the_contents_list_every_chapter_with_its_folio(marked_up):
    """Chapters stand in their order, without covers, imprint and the contents themselves, each with its folio."""
    folios = {"foreword": "iii", "essay": "1", "prose": "5", "story": "9"}
    folios |= {"abbreviations": "12", "references": "13"}
    page = Elements(marked_up("contents", folios, settled=True).html)

    links = [attributes["href"] for tag, attributes in page.elements if tag == "a"]
    assert [f"crossref:{chapter}" for chapter in folios] == links
    printed = re.findall(r'class="folio">([^<]*)<', marked_up("contents", folios, settled=True).html)
    assert list(folios.values()) == printed


@pytest.mark.parametrize(("settled", "expected"), [(False, UNKNOWN_FOLIO), (True, "")])
def test_contents_keep_room_for_folios_that_are_not_known_yet(marked_up, settled, expected):
    """Before pages are counted a folio is as wide as most; afterwards one that is missing is not printed."""
    assert {expected} == set(
        re.findall(r'class="folio">([^<]*)<', marked_up("contents", settled=settled).html)
    )


def test_marking_up_again_gives_the_same(marked_up):
    """A chapter's HTML depends on its arguments only: caching and the loop over page numbers rest on it."""
    assert marked_up("story") == marked_up("story")


def test_a_chapter_without_options_is_marked_up(tmp_path):
    """Everything that may be left out may be left out."""
    chapters = {
        "a": "kind: cover\n",
        "b": "kind: back-cover\n",
        "c": "kind: references\ntitle: C\n",
        "e": "kind: abbreviations\ntitle: E\n",
        "d": "kind: story\ntitle: D\ntrust: {name: A, type: acute, region: B}\nratings: [{published: 2019, overall: good}]\nbody: E\n",
    }
    report = numbered(tmp_path, chapters)

    for chapter in report.report.chapters:
        page = Elements(mark_up(chapter, report, {}).html)
        assert "None" not in page.words
        assert [
            value for _, attributes in page.elements for value in attributes.values() if value == "None"
        ] == []
