"""Text in drawings is held against the bundled fonts."""

import pytest
from builders import REPOSITORY

from pipeline.findings import Place
from pipeline.typesetting import check_drawing, read_faces

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'
HERE = Place("sources/a.yaml", 3, 10)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ('<text font-family="Source Sans 3">words</text>', []),
        ("<g style=\"font-family: 'Source Sans 3', serif\"><text>a <tspan>b</tspan> c</text></g>", []),
        ('<text font-family="DejaVu Sans">words</text>', ["unknown-font"]),
        ("<text>words</text>", ["unknown-font"]),
        ('<text font-family="Source Sans 3">漢</text>', ["missing-glyph"]),
        ('<text font-family="Source Sans 3">a<tspan>b</tspan>漢</text>', ["missing-glyph"]),
        ('<title>漢</title><path d="M0 0"/>', []),
    ],
)
def test_fonts_and_characters_of_drawings_are_the_bundled_ones(tmp_path, drawn, expected):
    """A family or character that no bundled font has is found at the line that names the drawing."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.svg").write_text(SVG.format(drawn), encoding="utf-8")
    faces = read_faces(REPOSITORY).value

    findings = list(check_drawing(tmp_path, "a.svg", HERE, faces))

    assert [finding.code for finding in findings] == expected
    assert all(finding.place == HERE for finding in findings)
