"""The engine is opened on a project's own fonts, and on nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builders import REPOSITORY
from workshop import FIRST, Workshop, chapter_html, codes, messages

from pipeline.errors import MissingToolError
from pipeline.pdf import open_document
from pipeline.pdf.fonts import read_fonts
from pipeline.typesetting import open_engine
from pipeline.typesetting.layout_tree import check_version

SANS = REPOSITORY / "styles/fonts/source-sans/SourceSans3-Regular.ttf"
SERIF = REPOSITORY / "styles/fonts/source-serif/SourceSerif4-Regular.ttf"


def with_fonts(root: Path, *fonts: Path) -> Path:
    """Make a project with some fonts."""
    for font in fonts:
        (root / "styles/fonts").mkdir(parents=True, exist_ok=True)
        shutil.copy(font, root / "styles/fonts")
    (root / "sources").mkdir(parents=True)
    return root


def families(content: bytes) -> set[str]:
    """Return the base fonts of a PDF without their subset tags."""
    return {font.name.rstrip(",") for font in read_fonts(open_document(content))}


def test_without_fonts_the_engine_is_not_loaded(tmp_path):
    """Pango would end the process where there is no font at all, so that is found before the import."""
    code = (
        "import sys; from pathlib import Path; from pipeline.typesetting import open_engine\n"
        "checked = open_engine(Path(sys.argv[1]), (), Path(sys.argv[1]))\n"
        "print(checked.value, *(finding.code for finding in checked.findings), 'weasyprint' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["None", "no-fonts", "False"]


def test_fonts_that_cannot_be_read_are_named(tmp_path):
    """A broken font file is a finding with its path; the others still serve."""
    root = with_fonts(tmp_path, SANS)
    (root / "styles/fonts/broken.ttf").write_bytes(SANS.read_bytes()[:3000])
    (root / "styles/fonts/empty.otf").write_bytes(b"")
    (root / "styles/fonts/text.ttf").write_text("no font")

    checked = open_engine(root, (), root / "cache")

    assert codes(checked) == ["corrupt-font"] * 3
    assert [finding.place.path.rpartition("/")[2] for finding in checked.findings] == [
        "broken.ttf",
        "empty.otf",
        "text.ttf",
    ]
    assert checked.value is not None


def test_fonts_that_are_links_out_are_refused(tmp_path):
    """A font comes from the project, and not from where a symbolic link leads; nor does a folder of them."""
    root = with_fonts(tmp_path / "project", SANS)
    (root / "styles/fonts/serif.ttf").symlink_to(SERIF)
    folder = with_fonts(tmp_path / "folder")
    (folder / "styles").mkdir()
    (folder / "styles/fonts").symlink_to(root / "styles/fonts")

    assert codes(open_engine(root, (), root / "cache")) == ["outside-project"]
    assert codes(open_engine(folder, (), folder / "cache")) == [
        "outside-project",
        "outside-project",
        "no-fonts",
    ]


def test_broken_fonts_alone_are_no_fonts(tmp_path):
    """Where no font can be read, there is none."""
    root = with_fonts(tmp_path, SANS)
    (root / "styles/fonts/SourceSans3-Regular.ttf").write_bytes(b"no font")

    assert codes(open_engine(root, (), root / "cache")) == ["corrupt-font", "no-fonts"]


@pytest.mark.parametrize("family", ["DejaVu Sans", "Helvetica", "serif", "monospace"])
def test_system_fonts_are_never_used(typeset, family):
    """A family of the machine's is as unknown as one that nobody has, and no font of its comes into the PDF."""
    checked = typeset(f'<p style="font-family: {family}">word ☃ 漢</p>')

    assert "unknown-font" in codes(checked)
    assert all(name.startswith("Source") for name in families(checked.value.content))


def test_two_projects_in_one_process_have_their_own_fonts(tmp_path):
    """Each engine knows the fonts of its project, also when another one was opened after it."""
    sans = open_engine(with_fonts(tmp_path / "sans", SANS), (), tmp_path / "sans/cache").value
    serif = open_engine(with_fonts(tmp_path / "serif", SERIF), (), tmp_path / "serif/cache").value
    html = chapter_html("<p style=\"font-family: 'Source Sans 3', 'Source Serif 4'\">word</p>")

    chapters = [engine.typeset(html, FIRST) for engine in (sans, serif, sans)]

    assert [families(chapter.value.content) for chapter in chapters] == [
        {"Source-Sans-3"},
        {"Source-Serif-4"},
        {"Source-Sans-3"},
    ]
    assert [codes(chapter) for chapter in chapters] == [[], ["unknown-font"], []]


def test_a_cache_folder_that_cannot_be_written_is_a_finding(tmp_path):
    """Without fonts.conf the system's fonts would come in, so the engine stays closed."""
    root = with_fonts(tmp_path, SANS)
    (root / "cache").write_text("a file, not a folder")

    checked = open_engine(root, (), root / "cache")

    assert checked.value is None
    assert messages(checked)[0].startswith('cannot write "fonts.conf": ')


def test_a_folder_with_marks_of_xml_in_its_name_works(tmp_path):
    """The path of a project is text, whatever characters it has."""
    workshop = Workshop(tmp_path / "R&D <é> 100%" if sys.platform != "win32" else tmp_path)

    assert codes(workshop.typeset("<p>word</p>")) == []


def test_another_engine_is_refused():
    """The layout tree of a release that was not measured is not walked."""
    with pytest.raises(MissingToolError, match=r"WeasyPrint 71\.0 is installed"):
        check_version("71.0")
