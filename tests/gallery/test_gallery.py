"""What an author meets when the gallery cannot be made, and that its frame can be read by everybody."""

import re
from pathlib import Path

import pytest
from builders import MANIFEST, bring_styles

from pipeline.cli import main
from pipeline.gallery.compose import page_sizes
from pipeline.gallery.gallery import OWN, make_gallery
from pipeline.typesetting import read_faces
from pipeline.units import MM


def silent(*_):
    """Want to know nothing of the progress."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    bring_styles(tmp_path)
    return tmp_path


def test_a_mistake_in_a_stylesheet_is_found_where_it_stands(project, capsys):
    """The project's own file is named, the exit code is 1, and no gallery is made."""
    sheet = project / "styles/quotes.css"
    text = sheet.read_text(encoding="utf-8")
    sheet.unlink()
    sheet.write_text(text + ".x { colour: red }\n", encoding="utf-8")

    code = main(["-C", str(project), "-q", "gallery"])

    assert code == 1
    assert f"styles/quotes.css:{text.count(chr(10)) + 1}:6: error" in capsys.readouterr().out
    assert not (project / "build/gallery.pdf").exists()


def test_a_project_without_styles_is_told_so(tmp_path):
    """There is nothing to show the examples in, and nothing is raised."""
    made = make_gallery(tmp_path, silent)

    assert made.value is None
    assert {finding.code for finding in made.findings} >= {"missing-stylesheet", "no-fonts"}


def test_a_folder_that_cannot_be_written_is_a_finding(project):
    """The gallery needs a place for its work."""
    (project / "build").write_text("not a folder")

    assert [finding.code for finding in make_gallery(project, silent).findings] == ["cannot-write"]


@pytest.fixture
def one_example(tmp_path_factory) -> Path:
    """Return a folder of one example, whose only word is wider than its page."""
    folder = tmp_path_factory.mktemp("examples")
    (folder / "blocks").mkdir()
    (folder / "blocks/wide.yaml").write_text(
        f"# A word.\n\nkind: prose\ntitle: Wide\nbody: |\n  {'w' * 99}\n", encoding="utf-8"
    )
    # No dictionary has such a word.
    (folder / "words.txt").write_text("w" * 99, encoding="utf-8")
    entry = "  - {id: wide, file: blocks/wide.yaml, part: body}\n"
    (folder / "report.yaml").write_text(MANIFEST + entry, encoding="utf-8")
    return folder


def test_pages_with_mistakes_are_shown(project, one_example):
    """A designer sees the text that leaves its box; the finding names the example's file."""
    made = make_gallery(project, silent, one_example)

    places = {finding.code: finding.place and finding.place.path for finding in made.findings}
    assert places["overflow"] == "pipeline/examples/blocks/wide.yaml"
    assert made.value is not None
    assert made.value.path.is_file()


def test_sheets_are_as_large_as_the_pages_ask_for(project, one_example):
    """A smaller page makes smaller sheets, and still stands in true size beside a listing as wide as A4."""
    tokens = project / "styles/tokens.css"
    text = tokens.read_text(encoding="utf-8").replace("--page-width: 210mm", "--page-width: 190mm")
    tokens.unlink()
    tokens.write_text(text, encoding="utf-8")

    made = make_gallery(project, silent, one_example)
    assert made.value is not None
    sizes = page_sizes(made.value.path.read_bytes())

    assert [round(size.width / MM) for size in sizes] == [400, 400]
    assert [round(size.height / MM) for size in sizes] == [297, 297]


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["ink", "quiet", "key", "block"])
@pytest.mark.parametrize("ground", ["ground", "paper"])
def test_every_colour_of_the_listing_can_be_read(name, ground):
    """Text on the sheets has the contrast of 4.5 that WCAG 2.2 asks for (AA)."""
    css = (OWN / "styles/gallery.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", css))
    lighter, darker = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_listing_has_faces_of_its_own():
    """One monospaced family, in the four faces that the sheets ask for."""
    faces = read_faces(OWN)

    assert faces.findings == ()
    assert [str(face) for face in sorted(faces.value.faces)] == [
        "Source Code Pro 400",
        "Source Code Pro 400 italic",
        "Source Code Pro 600",
        "Source Code Pro 700",
    ]
