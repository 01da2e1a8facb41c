"""How the command answers: formats, severities, streams and exit codes."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from builders import PROSE, project
from runs import Runner, environment, in_own_process

MISTAKE = {"sources/introduction.yaml": PROSE.replace("prose", "prosa"), "styles/screen.css": ""}
WARNING = {"sources/forgotten.yaml": PROSE, "styles/screen.css": ""}


def test_text_shows_the_line_and_what_to_do(tmp_path: Path, run: Runner) -> None:
    """Text for people has the place, the line with a mark under it, and a hint; a count ends it."""
    answer = run.words("-C", str(project(tmp_path, files=MISTAKE)), "check")

    assert answer.out.splitlines() == [
        'sources/introduction.yaml:1:7: error: "prosa" is not a chapter kind [unknown-kind]',
        "   1 | kind: prosa",
        "     |       ^^^^^",
        '  hint: one of cover, contents, foreword, essay, prose, story, references, imprint, abbreviations, back-cover. Did you mean "prose"?',
        "1 error",
    ]
    assert answer.code == 1


@pytest.mark.parametrize("command", ["check", "build"])
def test_json_holds_every_finding(command: str, tmp_path: Path, run: Runner) -> None:
    """JSON on standard output is one document, whatever the command says beside it."""
    answer = run(project(tmp_path, files=MISTAKE), command)

    assert answer.found == ["sources/introduction.yaml:1:7 unknown-kind"]
    assert json.loads(answer.out)["version"] == 1


def test_json_without_findings_is_a_document_too(tmp_path: Path, run: Runner) -> None:
    """A program that reads JSON gets a document with an empty list when nothing is wrong."""
    answer = run(project(tmp_path, files={"styles/screen.css": ""}), "check")

    assert json.loads(answer.out)["findings"] == []


def test_sarif_holds_every_finding(tmp_path: Path, run: Runner) -> None:
    """SARIF names rule, file and place of a finding."""
    answer = run.words("-C", str(project(tmp_path, files=MISTAKE)), "check", "--format", "sarif")

    (result,) = json.loads(answer.out)["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], result["level"]) == ("unknown-kind", "error")
    assert location["artifactLocation"]["uri"] == "sources/introduction.yaml"
    assert (location["region"]["startLine"], location["region"]["startColumn"]) == (1, 7)
    assert answer.code == 1


def test_github_annotates_every_finding(tmp_path: Path, run: Runner) -> None:
    """GitHub's annotations are one command a line."""
    answer = run.words("-C", str(project(tmp_path, files=MISTAKE)), "check", "--format", "github")

    (line,) = answer.out.splitlines()
    assert line.startswith("::error file=sources/introduction.yaml,line=1,col=7,")
    assert 'Did you mean "prose"?' in line


def test_an_authors_words_make_no_workflow_commands(tmp_path: Path, run: Runner) -> None:
    """Words with line breaks and colons cannot add a command of their own to a workflow."""
    kind = '"a\\n::error::mine%0A::set-output name=x::y"'
    files = {"sources/introduction.yaml": f"kind: {kind}\n", "styles/screen.css": ""}

    answer = run.words("-C", str(project(tmp_path, files=files)), "check", "--format", "github")

    assert [line.split(",")[0] for line in answer.out.splitlines()] == [
        "::error file=sources/introduction.yaml"
    ]


def test_warnings_do_not_fail_a_build(tmp_path: Path, run: Runner) -> None:
    """A warning is said, the report is built, and the exit code is 0."""
    answer = run(project(tmp_path, files={"sources/forgotten.yaml": PROSE}, styles=True), "build")

    assert answer.found == ["sources/forgotten.yaml:1:1 unlisted-chapter"]
    assert (tmp_path / "build" / "report.pdf").is_file()
    assert answer.code == 0


@pytest.mark.parametrize(("level", "expected"), [("warning", 1), ("error", 0)])
def test_fail_on_chooses_the_severity_that_fails(
    level: str, expected: int, tmp_path: Path, run: Runner
) -> None:
    """--fail-on warning makes a warning fail; --fail-on error does not."""
    assert run(project(tmp_path, files=WARNING), "check", "--fail-on", level).code == expected


def test_quiet_says_findings_only(tmp_path: Path) -> None:
    """-q leaves the findings and nothing else."""
    root = project(tmp_path, files=MISTAKE)

    ended = in_own_process(root, "-q", "check")

    assert ended.stderr == ""
    assert ended.stdout.startswith("sources/introduction.yaml:1:7: error:")
    assert ended.returncode == 1


@pytest.mark.parametrize("command", ["check", "build"])
def test_quiet_says_nothing_when_nothing_is_wrong(command: str, tmp_path: Path, run: Runner) -> None:
    """-q on a sound project is silence."""
    root = project(tmp_path, styles=True)

    answer = run.words("-C", str(root), "-q", command)

    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_check_says_that_nothing_is_wrong(tmp_path: Path, run: Runner) -> None:
    """A sound project is told so."""
    answer = run.words("-C", str(project(tmp_path, files={"styles/screen.css": ""})), "check")

    assert (answer.code, answer.out) == (0, "no mistakes found\n")
    assert answer.err.splitlines() == ["read", "house style", "number", "mark up", "stylesheets"]


def on_a_terminal(root: Path, *words: str, **env: str) -> str:
    """Run the command on a pseudo-terminal, and return what a person would see."""
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "-C", str(root), *words],
        env=environment({"TERM": "xterm"} | env),
        stdout=terminal,
        stderr=subprocess.DEVNULL,
    ) as running:
        os.close(terminal)
        seen = b""
        while chunk := read_terminal(controller):
            seen += chunk
        running.wait(timeout=60)
    os.close(controller)
    return seen.decode()


def read_terminal(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def test_a_terminal_gets_colours_unless_it_wants_none(tmp_path: Path) -> None:
    """A terminal gets colours, and none where NO_COLOR is set (no-color.org)."""
    root = project(tmp_path, files=MISTAKE)

    assert "\x1b[" in on_a_terminal(root, "check", NO_COLOR="")
    assert "\x1b[" not in on_a_terminal(root, "check", NO_COLOR="1")


@pytest.mark.parametrize(
    "words",
    [
        ["chek"],
        [],
        ["build", "--format", "xml"],
        ["build", "--fail-on", "never"],
        ["-q", "-v", "check"],
        ["check", "x"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_not_known_is_a_usage_mistake(words: list[str], run: Runner) -> None:
    """Words that the command does not know end with 2 and say what it knows."""
    answer = run.words(*words)

    assert answer.code == 2
    assert answer.err.startswith("usage: pipeline")


@pytest.mark.parametrize("command", ["check", "build", "schema"])
def test_a_folder_that_is_not_there_is_a_usage_mistake(command: str, tmp_path: Path, run: Runner) -> None:
    """-C of a folder that is not there ends with 2 and says what it takes."""
    answer = run.words("-C", str(tmp_path / "none"), command)

    assert answer.code == 2
    assert f'there is no folder "{tmp_path / "none"}"' in answer.err
    assert "-C takes the folder that holds sources/" in answer.err


def test_a_file_for_a_folder_is_a_usage_mistake(tmp_path: Path, run: Runner) -> None:
    """-C of a file ends with 2."""
    (tmp_path / "file").write_bytes(b"")

    assert run.words("-C", str(tmp_path / "file"), "check").code == 2


def test_a_folder_without_sources_says_what_is_missing(tmp_path: Path, run: Runner) -> None:
    """A folder that is no project says which file it lacks."""
    assert run(tmp_path, "check").found == [
        "sources/report.yaml:1:1 missing-file",
        "styles/fonts:1:1 no-fonts",
        "styles/screen.css:1:1 missing-stylesheet",
    ]


@pytest.mark.parametrize("encoding", ["", "latin-1"])
def test_findings_are_read_in_a_locale_without_unicode(encoding: str, tmp_path: Path) -> None:
    """Findings with letters of any script are printed, one way or another, where the locale has no such letters."""
    root = project(tmp_path, files=MISTAKE | {"sources/introduction.yaml": PROSE.replace("prose", "漢字")})

    ended = in_own_process(
        root, "check", env={"LC_ALL": "C", "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    )

    assert ended.returncode == 1
    assert "[unknown-kind]" in ended.stdout
    assert "Traceback" not in ended.stderr


def test_build_leaves_findings_for_other_tools(tmp_path: Path, run: Runner) -> None:
    """build/findings.json holds what was printed, when the build failed too."""
    root = project(tmp_path, files=MISTAKE)

    answer = run(root, "build")

    assert json.loads((root / "build" / "findings.json").read_text()) == json.loads(answer.out)


def test_findings_of_check_and_build_come_in_the_same_order(tmp_path: Path, run: Runner) -> None:
    """Both commands name the same mistakes in the order of files and lines."""
    files = {
        "sources/introduction.yaml": PROSE.replace("prose", "prosa"),
        "sources/a.yaml": PROSE,
        "styles/screen.css": "@import 'none.css';",
    }
    root = project(tmp_path, files=files)

    assert run(root, "check").found == run(root, "build").found
