"""``pipeline new``: a chapter and its line in the manifest, or neither."""

from pathlib import Path

import pytest
from builders import MANIFEST, entry
from builders import project as make_project

from pipeline.build import check
from pipeline.cli import main
from pipeline.errors import UsageError
from pipeline.examples import chapter_example
from pipeline.files import write_atomically
from pipeline.model.chapters import KINDS, ONCE
from pipeline.starting import Started, start_chapter

COMMENTED = (
    MANIFEST.replace("chapters:\n", "# The chapters:\nchapters:\n") + entry("introduction") + "  # more\n"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path, manifest=COMMENTED, files={"styles/screen.css": "p { color: black }\n"})


def sources(root: Path) -> dict[str, bytes]:
    """Return every file under sources/ with what stands in it."""
    return {
        path.relative_to(root / "sources").as_posix(): path.read_bytes()
        for path in sorted((root / "sources").rglob("*"))
        if path.is_file()
    }


def refusal(root: Path, kind: str, name: str) -> str:
    """Return why a chapter was not begun, and what to do."""
    before = sources(root)
    with pytest.raises(UsageError) as raised:
        start_chapter(root, kind, name)
    assert sources(root) == before
    return f"{raised.value.message} / {raised.value.remedy}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_begun_and_is_sound(project, kind):
    """Of the new file nothing is said but which words are still to be written, and of the manifest nothing."""
    started = start_chapter(project, kind, "new-one")

    assert started.findings == ()
    found = check(project).findings
    assert {"placeholder"} >= {finding.code for finding in found}
    assert {started.value.path} >= {finding.place.path for finding in found}


def test_a_chapter_is_its_example(project):
    """The file is the gallery's example behind the line that editors find the schema by."""
    start_chapter(project, "story", "brighton")
    (header, _, *rest) = (project / "sources/stories/brighton.yaml").read_text("utf-8").split("\n")

    assert header == "# yaml-language-server: $schema=../.schema/chapter.json"
    assert "\n".join(rest) == chapter_example("story")


def test_the_manifest_gets_a_line_and_nothing_else(project):
    """Comments and layout of the manifest stay."""
    started = start_chapter(project, "essay", "view")

    expected = COMMENTED.replace("  # more\n", f"{entry('view')}  # more\n")
    assert (project / "sources/report.yaml").read_text("utf-8") == expected
    assert started.value == Started("sources/view.yaml", "essay", "body", "introduction")


def test_line_ends_and_byte_order_mark_stay(tmp_path):
    """A manifest that was saved on Windows stays one."""
    text = "\ufeff" + (MANIFEST + entry("introduction")).replace("\n", "\r\n")
    root = make_project(tmp_path, files={"sources/report.yaml": text.encode()})
    start_chapter(root, "prose", "more")

    expected = text + entry("more").replace("\n", "\r\n")
    assert (root / "sources/report.yaml").read_bytes().decode() == expected


def test_a_name_that_has_a_meaning_is_not_taken_for_a_file(project):
    """The list of abbreviations does not become the file of abbreviations."""
    started = start_chapter(project, "abbreviations", "abbreviations")

    assert started.value is not None
    assert started.value.path == "sources/abbreviations-chapter.yaml"
    assert check(project).findings == ()


def test_a_misspelt_kind_is_guessed(project):
    """The kinds are listed, and the nearest one is named."""
    said = refusal(project, "stroy", "brighton")

    assert said.startswith('there is no chapter kind "stroy" / one of cover, ')
    assert said.endswith('. Did you mean "story"?')


def test_a_block_is_no_chapter(project):
    """Somebody who wants a block learns where blocks stand."""
    assert refusal(project, "fact-box", "x").startswith('"fact-box" is a block, not a chapter kind')


@pytest.mark.parametrize(
    ("name", "such"),
    [
        ("Leeds Teaching", "leeds-teaching"),
        ("2018 in brief", "in-brief"),
        ("Émile_1", "emile-1"),
        ("../up", "up"),
        ("a--b-", "a-b"),
        ("x" * 65, "x" * 64),
    ],
)
def test_an_id_that_cannot_be_one_is_mended(project, name, such):
    """The hint is an id that can be typed."""
    assert refusal(project, "story", name).endswith(f', such as "{such}"')


@pytest.mark.parametrize("name", ["", "日本", "--"])
def test_an_id_without_any_letter_is_refused_without_a_guess(project, name):
    """Nothing is invented where there is nothing to go by."""
    assert refusal(project, "story", name).endswith("lower-case words joined by hyphens")


def test_a_chapter_that_there_is_stays(project):
    """An id that is taken is refused, with the file that has it."""
    said = refusal(project, "prose", "introduction")

    assert said.startswith('there is a chapter "introduction" already: sources/introduction.yaml')


@pytest.mark.parametrize("path", ["sources/more.yaml", "sources/more.yaml/a.yaml"])
def test_a_file_that_there_is_stays(tmp_path, path):
    """What is not listed is not overwritten either."""
    root = make_project(tmp_path, files={path: "mine"})

    assert refusal(root, "prose", "more").startswith("sources/more.yaml is there already")


def test_a_link_that_leads_nowhere_is_a_file_too(project):
    """Nothing is written through a link."""
    (project / "sources/more.yaml").symlink_to(project / "elsewhere.yaml")

    assert refusal(project, "prose", "more").startswith("sources/more.yaml is there already")


def test_a_folder_outside_the_project_is_not_written_to(project, tmp_path_factory):
    """A link out of the project is not followed."""
    (project / "sources/stories").symlink_to(tmp_path_factory.mktemp("outside"))

    assert "leads out of the project" in refusal(project, "story", "brighton")


def test_a_manifest_with_mistakes_is_not_edited(tmp_path):
    """The mistakes are said as check says them."""
    root = make_project(tmp_path, manifest=MANIFEST.replace("title:", "titel:") + entry("introduction"))
    before = sources(root)
    started = start_chapter(root, "prose", "more")

    assert {finding.code for finding in started.findings} == {"unknown-key", "missing-key"}
    assert sources(root) == before


def test_a_manifest_that_cannot_be_edited_gets_its_line_as_a_hint(tmp_path):
    """The line to add is said, and nothing is changed."""
    odd = MANIFEST + "  - id: |-\n      introduction\n    file: introduction.yaml\n    part: body\n"
    root = make_project(tmp_path, manifest=odd)
    before = sources(root)
    (finding,) = start_chapter(root, "prose", "more").findings

    assert finding.code == "cannot-edit"
    assert finding.hint.endswith('behind "introduction": - {id: more, file: more.yaml, part: body}')
    assert sources(root) == before


@pytest.mark.parametrize("failing", ["brighton.yaml", "report.yaml"])
@pytest.mark.parametrize("problem", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_half_written(project, failing, problem):
    """If one of the two files cannot be written, the other is not there either."""
    before = sources(project)

    def write(path: Path, content: bytes) -> None:
        if path.name == failing:
            raise problem
        write_atomically(path, content)

    if isinstance(problem, OSError):
        (finding,) = start_chapter(project, "story", "brighton", write).findings
        assert finding.code == "cannot-write"
        assert "no space left on device; nothing was changed" in finding.message
    else:
        with pytest.raises(KeyboardInterrupt):
            start_chapter(project, "story", "brighton", write)

    assert sources(project) == before
    assert not (project / "sources/stories").exists()


def test_the_command_says_what_it_did_and_what_is_next(project, capsys):
    """Two lines of what was done, one of what to do."""
    assert main(["-C", str(project), "new", "story", "brighton"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "wrote sources/stories/brighton.yaml, to be filled in",
        'listed it in sources/report.yaml, behind "introduction" (body)',
        "next: write in it, then pipeline check, and pipeline build",
    ]


def test_without_a_kind_the_kinds_are_listed(project, capsys):
    """Each kind has a line that says what it is."""
    assert main(["-C", str(project), "new"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert [line.split()[0] for line in lines if line] == list(KINDS)
    assert "story          How one trust improved." in lines


def test_a_kind_without_an_id_is_a_usage_mistake(project, capsys):
    """The exit code is 2, and the message says what an id is for."""
    assert main(["-C", str(project), "new", "story"]) == 2
    assert "pipeline new story needs an id" in capsys.readouterr().err


def test_findings_make_the_exit_code_1(tmp_path, capsys):
    """A manifest that is not there is a finding, not a bug."""
    (tmp_path / "sources").mkdir()

    assert main(["-C", str(tmp_path), "new", "story", "brighton"]) == 1
    assert "[missing-file]" in capsys.readouterr().out


@pytest.mark.parametrize("kind", sorted(ONCE))
def test_a_kind_that_a_report_has_once_is_not_begun_twice(project, kind):
    """The second is refused, and the file of the first is named."""
    start_chapter(project, kind, "first-one")

    assert refusal(project, kind, "second-one") == (
        f'there is a chapter of the kind "{kind}" already: sources/first-one.yaml / '
        f'a report has one chapter of the kind "{kind}": write in that file'
    )
