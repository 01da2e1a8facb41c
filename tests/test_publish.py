"""Publishing puts a whole file in its place or leaves what was there; the map says where each block landed."""

import json

from builders import project
from workshop import codes

from pipeline.findings import Checked, Place, Rectangle
from pipeline.model.manifest import OpensOn, Part
from pipeline.pagination import Extent, paginate
from pipeline.publish import publish, report_map
from pipeline.typesetting import BoxMap, ChapterPdf, Fragment

BOX = Rectangle(1.004, 2.0, 3.126, 4.0)


def chapter(
    name: str, pages: int, *fragments: Fragment, places: dict[str, Place] | None = None
) -> ChapterPdf:
    return ChapterPdf(name, b"", pages, BoxMap(fragments), places or {})


def paged(*chapters: ChapterPdf, opens_on: OpensOn = OpensOn.RIGHT):
    return paginate([Extent(one.chapter, Part.BODY, one.page_count) for one in chapters], opens_on)


def test_a_file_is_published_with_its_folder(tmp_path):
    """The build folder is made when it is needed."""
    path = tmp_path / "build/report.pdf"

    assert publish(b"content", path) == ()
    assert path.read_bytes() == b"content"
    assert [file.name for file in path.parent.iterdir()] == ["report.pdf"]


def test_a_file_that_was_there_is_replaced(tmp_path):
    """Readers who have the old file open keep it; the name leads to the new one."""
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    with path.open("rb") as reader:
        assert publish(b"new", path) == ()
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"


def test_what_cannot_be_written_is_a_finding(tmp_path):
    """A folder in the file's place, or a file in the folder's, is told without a path of the machine's."""
    project(tmp_path)
    (tmp_path / "report.pdf").mkdir()
    (tmp_path / "report.pdf/page").touch()
    (tmp_path / "build").write_text("a file")

    for path in (tmp_path / "report.pdf", tmp_path / "build/report.pdf"):
        findings = publish(b"new", path)
        assert codes(Checked(None, findings)) == ["cannot-write"]
        assert findings[0].message.startswith(f'cannot write "report.pdf" in "{path.parent.name}": ')
        assert str(tmp_path.parent) not in findings[0].message
    assert (tmp_path / "build").read_text() == "a file"
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_the_map_has_pages_rectangles_and_lines():
    """Pages count from 1 in the report, blank ones included; lines are the sources'."""
    place = Place("sources/b.yaml", 3, 5, 6, 1)
    one = chapter("a", 1, Fragment("p", "a/body.1", None, 0, BOX))
    two = chapter(
        "b",
        2,
        Fragment("p", "b/body.1", None, 0, BOX),
        Fragment("h2", None, "b/label", 0, BOX),
        Fragment("p", "b/body.1", None, 1, BOX),
        places={"b/body.1": place},
    )

    document = json.loads(report_map([one, two], paged(one, two)))

    box = [1.0, 2.0, 3.13, 4.0]
    assert document == {
        "version": 1,
        "pages": 4,
        "blocks": {
            "a/body.1": {
                "path": None,
                "line": None,
                "end_line": None,
                "tag": "p",
                "fragments": [{"page": 1, "rectangle": box}],
            },
            "b/body.1": {
                "path": "sources/b.yaml",
                "line": 3,
                "end_line": 6,
                "tag": "p",
                "fragments": [{"page": 3, "rectangle": box}, {"page": 4, "rectangle": box}],
            },
        },
    }


def test_the_map_is_the_same_twice():
    """The same pages give the same bytes, in UTF-8, with a line feed at the end."""
    one = chapter("a", 1, Fragment("p", "a/é", None, 0, BOX))

    content = report_map([one], paged(one))

    assert content == report_map([one], paged(one))
    assert "a/é".encode() in content
    assert content.endswith(b"}\n")
