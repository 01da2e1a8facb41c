"""Reading a project: all mistakes of all files at once."""

import pytest
from builders import MANIFEST, PROSE, entry, project
from reports import prose, read, summary

from pipeline.model.manifest import Part
from pipeline.model.prose import plain
from pipeline.reading import read_report

STORY = """\
kind: story
title: A story
standfirst: In *short*.
trust: {name: A trust, type: acute, region: London}
ratings: [{published: 2019, overall: good}]
body: One paragraph.
"""


def found(checked):
    """Return each finding as ``file:line:column code``, files without ``sources/``."""
    return [
        f"{finding.place.path.removeprefix('sources/')}:{summary(finding)}" for finding in checked.findings
    ]


def test_a_report_is_read_in_the_order_of_its_manifest(tmp_path):
    """Chapters come with id, part, path, kind and title; what they hold keeps its place."""
    checked = read(
        tmp_path, {"b/front": "kind: contents\ntitle: Contents\n", "a": STORY, "z/back": "kind: back-cover\n"}
    )

    assert found(checked) == []
    chapters = checked.value.chapters
    assert [(chapter.id, chapter.part, chapter.kind, chapter.title) for chapter in chapters] == [
        ("b", Part.FRONT, "contents", "Contents"),
        ("a", Part.BODY, "story", "A story"),
        ("z", Part.BACK, "back-cover", None),
    ]
    assert [chapter.path for chapter in chapters] == ["sources/b.yaml", "sources/a.yaml", "sources/z.yaml"]
    assert plain(chapters[1].standfirst) == "In short."
    assert {
        path: place.line
        for path, place in chapters[1].places.items()
        if path in {"title", "trust", "trust/name", "ratings/0", "ratings/0/overall"}
    } == {"title": 2, "trust": 4, "trust/name": 4, "ratings/0": 5, "ratings/0/overall": 5}


def test_a_standfirst_that_is_nothing_is_none(tmp_path):
    """A tilde is not printed."""
    checked = read(tmp_path, {"a": PROSE + "standfirst: ~\n"})

    assert checked.value.chapters[0].standfirst == ()


def test_a_chapter_that_is_not_listed_is_a_warning(tmp_path):
    """Files that nobody lists are found with the line to add; data, images and hidden files are no chapters."""
    files = {
        f"sources/{name}": PROSE
        for name in (
            "stories/forgotten.yaml",
            "data/numbers.yaml",
            "images/a.yaml",
            ".hidden/b.yaml",
            "c.yml",
            "references/d.yaml",
        )
    }
    checked = read(tmp_path, {"a": PROSE}, files=files)

    assert found(checked) == [
        "references/d.yaml:1:1 unlisted-chapter",
        "stories/forgotten.yaml:1:1 unlisted-chapter",
    ]
    assert (
        checked.findings[1].hint
        == "add it there: - {id: forgotten, file: stories/forgotten.yaml, part: body}"
    )
    assert not checked.failed


@pytest.mark.parametrize("first", [0, 1])
def test_a_file_that_is_listed_twice_is_found_once(tmp_path, first):
    """Listing a file again, also by another spelling of its path, is one finding, and its mistakes are said once."""
    second = ["a.yaml", "./a.yaml"][first]
    manifest = MANIFEST + entry("a") + entry("b", second)
    checked = read_report(project(tmp_path, {"a": prose("# A")}, manifest=manifest))

    assert found(checked) == ["report.yaml:7:19 chapter-listed-twice", "a.yaml:4:3 unsupported-markdown"]
    assert [(each.place.line, each.place.column) for each in checked.findings[0].related] == [(6, 19)]


def test_two_chapters_of_one_id_are_found(tmp_path):
    """An id belongs to one chapter; the second one names the first."""
    manifest = MANIFEST + entry("a") + entry("a", "b.yaml")
    checked = read_report(project(tmp_path, {"a": PROSE, "b": PROSE}, manifest=manifest))

    assert found(checked) == ["report.yaml:7:10 duplicate-id"]
    assert [each.place.line for each in checked.findings[0].related] == [6]
    assert checked.value is None


def test_all_mistakes_of_all_files_are_found_at_once(tmp_path):
    """Manifest, chapters and references are all read, whatever is wrong with one of them."""
    manifest = MANIFEST.replace("title: ", "titel: ") + entry("a") + entry("none") + entry("b")
    chapters = {"a": "kind: prose\ntitle: A\n", "b": prose("# B\n\n[^1]: c")}
    references = {"sources/references.yaml": "a b: {type: report, author: C, title: D}\ne: {}\n"}
    checked = read_report(project(tmp_path, chapters, manifest=manifest, files=references))

    assert found(checked) == [
        "report.yaml:1:1 missing-key",
        "report.yaml:1:1 unknown-key",
        "a.yaml:1:1 missing-key",
        "report.yaml:7:22 missing-file",
        "b.yaml:4:3 unsupported-markdown",
        "b.yaml:6:3 unused-footnote",
        "references.yaml:2:1 missing-key",
        "references.yaml:2:1 missing-key",
        "references.yaml:2:1 missing-key",
        "references.yaml:1:1 invalid-value",
    ]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("/etc/passwd", "outside-project"),
        ("../../a.yaml", "outside-project"),
        ("file:///etc/passwd", "outside-project"),
        (r"C:\a.yaml", "outside-project"),
        ("https://example.org/a.yaml", "not-fetched"),
        ("none.yaml", "missing-file"),
    ],
)
def test_a_chapter_outside_the_project_is_not_opened(tmp_path, file, code):
    """What the manifest names must stand in the project; the finding stands where it is named."""
    checked = read_report(project(tmp_path, {}, manifest=MANIFEST + entry("a", f"'{file}'")))

    assert [f"report.yaml:6:19 {code}"] == found(checked)


@pytest.mark.parametrize(
    ("manifest", "expected"),
    [
        ("", "report.yaml:1:1 empty-file"),
        ("title: [\n", "report.yaml:1:8 yaml-syntax"),
        (MANIFEST, "report.yaml:5:1 invalid-value"),
        (MANIFEST + "  - a.yaml\n", "report.yaml:6:5 wrong-type"),
    ],
)
def test_without_a_sound_manifest_nothing_is_unlisted(tmp_path, manifest, expected):
    """A broken list of chapters is one finding, not one for each chapter that it might have had."""
    assert [expected] == found(read_report(project(tmp_path, manifest=manifest)))


FOOTNOTES = {
    "unknown": ("a[^1]", ["4:4 unknown-footnote"]),
    "unused": ("a\n\n[^1]: b", ["6:3 unused-footnote"]),
    "called twice": ("a[^1] b[^1]\n\n[^1]: c", ["4:10 duplicate-footnote"]),
    "calls itself": ("a[^1]\n\n[^1]: b[^1]", ["6:10 unsupported-markdown"]),
    "calls another": ("a[^1] b[^2]\n\n[^1]: c[^2]\n\n[^2]: d", ["6:10 unsupported-markdown"]),
    "called by itself only": ("a\n\n[^1]: b[^1]", ["6:10 unsupported-markdown", "6:3 unused-footnote"]),
    "called in a list": ("- a\n  - b[^1]\n\n[^1]: c", []),
}


@pytest.mark.parametrize(("markdown", "expected"), FOOTNOTES.values(), ids=FOOTNOTES)
def test_footnotes_and_their_calls_are_held_against_each_other(tmp_path, markdown, expected):
    """Every call has its note, every note one call, and no note calls another."""
    assert [f"a.yaml:{each}" for each in expected] == found(read(tmp_path, {"a": markdown}))


def test_a_footnote_may_be_called_in_a_standfirst_or_a_block(tmp_path):
    """Calls in standfirst, captions and cells count."""
    content = """\
kind: prose
title: A
standfirst: In short.[^a]
body:
  - quote: {text: 'B[^b]', speaker: C}
  - table: {caption: 'D[^d]', columns: [title: 'E[^e]'], rows: [['F[^f]']], note: 'G[^g]'}
  - |
    [^a]: A
    [^b]: B

    [^d]: D

    [^e]: E

    [^f]: F

    [^g]: G
"""
    checked = read(tmp_path, {"a": content})

    assert found(checked) == []
    assert list(checked.value.chapters[0].footnotes) == ["a", "b", "d", "e", "f", "g"]


def test_images_are_checked_wherever_they_are_named(tmp_path):
    """Covers, cards and figures name images; each that is missing is found there, also in unsound chapters."""
    essay = """\
kind: essay
titel: A
person: {name: A, role: b, organisation: C, role_in_chapter: author, image: images/a.png, alt: D}
body:
  - figure: {image: images/b.png, alt: E, caption: F}
  - person: {image: ~}
"""
    checked = read(tmp_path, {"c": "kind: cover\nimage: images/c.png\nalt: G\n", "a": essay})

    assert [each for each in found(checked) if "image" in each] == [
        "c.yaml:2:8 missing-image",
        "a.yaml:3:77 missing-image",
        "a.yaml:5:21 missing-image",
    ]


def test_works_are_read_with_their_places(tmp_path):
    """References are known by key, and each knows where it stands."""
    works = "a-1:\n  type: report\n  author: [B, {family: C}]\n  title: D\nB_2: {type: book, author: E, title: F}\n"
    report = read(tmp_path, {"a": PROSE}, references=works).value

    assert list(report.references) == ["a-1", "B_2"]
    assert {key: place.line for key, place in report.reference_places.items()} == {"a-1": 1, "B_2": 5}


def test_parts_stand_in_their_order(tmp_path):
    """Front matter behind the body would have roman folios in the middle: it is found at its line."""
    manifest = MANIFEST + entry("a") + entry("b", part="front")
    root = project(tmp_path, {"a": PROSE, "b": PROSE}, manifest=manifest)

    assert [finding.code for finding in read_report(root).findings] == ["invalid-value"]


def test_a_path_through_the_folder_above_is_refused(tmp_path):
    """Paths of chapters begin inside sources/: one file has one name."""
    root = project(tmp_path, {"a": PROSE}, manifest=MANIFEST + entry("a", "../sources/a.yaml"))

    assert "outside-project" in [finding.code for finding in read_report(root).findings]


def test_a_second_chapter_of_a_kind_that_a_report_has_once_is_found(tmp_path):
    """A report has one list of references; the second names the first. Prose may come again and again."""
    references = "kind: references\ntitle: References\n"
    checked = read(tmp_path, {"a": references, "b": PROSE, "c": PROSE, "d": references})

    assert found(checked) == ["d.yaml:1:7 repeated-kind"]
    assert [each.place.path for each in checked.findings[0].related] == ["sources/a.yaml"]
    assert not checked.failed
