"""The engine opens files of the project and nothing else, and what it opened is known."""

import logging

import pytest
from weasyprint.urls import URLFetchingError, fetch
from workshop import codes, messages

from pipeline.files import ABSENT, UNREADABLE, digest
from pipeline.typesetting.fetcher import Access, ImportsApartFetcher, ProjectFetcher, Refusal, RefusedError

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='5' height='5'/>"


@pytest.fixture
def project(tmp_path):
    """Make a project beside a secret."""
    root = tmp_path / "project"
    (root / "sources/images").mkdir(parents=True)
    (tmp_path / "secret.svg").write_bytes(SVG)
    for name in ("a.svg", "ä ö.svg", "100%.svg"):
        (root / "sources/images" / name).write_bytes(SVG)
    (root / "sources/out.svg").symlink_to(tmp_path / "secret.svg")
    (root / "sources/in.svg").symlink_to(root / "sources/images/a.svg")
    (root / "sources/loop.svg").symlink_to(root / "sources/loop.svg")
    return root


@pytest.mark.parametrize(
    ("path", "suffix"),
    [
        ("sources/images/a.svg", ""),
        ("sources/images/a.svg", "?v=1#part"),
        ("sources/images/ä ö.svg", ""),
        ("sources/images/100%.svg", ""),
        ("sources/in.svg", ""),
    ],
)
def test_files_of_the_project_are_read_and_noted(project, path, suffix):
    """A file inside is opened under any spelling of its name, and noted by path with its digest."""
    access = Access()

    response = ProjectFetcher(project, access).fetch((project / path).as_uri() + suffix)

    assert response.read() == SVG
    assert response.content_type == "image/svg+xml"
    assert access == Access({path: digest(SVG)}, {})


def test_unencoded_letters_work(project):
    """Addresses that were never percent-encoded mean the same file."""
    access = Access()

    ProjectFetcher(project, access).fetch(f"file://{project}/sources/images/ä ö.svg")

    assert list(access.read) == ["sources/images/ä ö.svg"]


def test_embedded_data_is_opened_and_not_noted(project):
    """A data address reads no file."""
    access = Access()

    assert ProjectFetcher(project, access).fetch("data:text/plain,word").read() == b"word"
    assert access == Access()


NOT_READ = {"missing-file": [ABSENT], "unreadable-file": [UNREADABLE]}
"""What is noted of files that could not be read: should they come, the pages are others."""


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://example.org/a.svg", "not-fetched"),
        ("HTTP://example.org/a.svg", "not-fetched"),
        ("ftp://example.org/a.svg", "not-fetched"),
        ("crossref:chapter", "not-fetched"),
        ("file:///etc/passwd", "outside-project"),
        ("file://{root}/../secret.svg", "outside-project"),
        ("file://{root}/sources/%2e%2e/%2e%2e/secret.svg", "outside-project"),
        ("file://{root}/sources/out.svg", "outside-project"),
        ("file://example.org{root}/sources/images/a.svg", "outside-project"),
        ("file://{root}/sources/a%00b.svg", "outside-project"),
        ("file://[{root}/sources/a.svg", "outside-project"),
        ("file://{root}/sources/none.svg", "missing-file"),
        ("file://{root}/sources/images", "unreadable-file"),
        ("file://{root}/sources/" + "x" * 300, "unreadable-file"),
    ],
)
def test_everything_else_is_refused(project, address, code):
    """Network, other folders, links out, null characters, folders and missing files are refused, with the reason."""
    access = Access()
    address = address.format(root=project)

    with pytest.raises(RefusedError):
        ProjectFetcher(project, access).fetch(address)

    assert access.refused[address].code == code
    assert list(access.read.values()) == NOT_READ.get(code, [])


def test_a_loop_of_links_is_refused(project):
    """A link to itself is no file."""
    access = Access()
    address = (project / "sources").as_uri() + "/loop.svg"

    with pytest.raises(RefusedError):
        ProjectFetcher(project, access).fetch(address)

    assert list(access.refused) == [address]


def test_names_of_the_machine_stay_out_of_refusals(project):
    """A file inside is named by its path in the project."""
    access = Access()
    address = (project / "sources/none.svg").as_uri()

    with pytest.raises(URLFetchingError), fetch(ProjectFetcher(project, access), address):
        pass

    assert access.refused == {address: Refusal("missing-file", "sources/none.svg", "there is no such file")}


def test_imported_sheets_are_empty(project):
    """The engine follows no import: it gets the sheets one by one."""
    fetcher = ImportsApartFetcher(project, Access())

    assert fetcher.fetch("https://example.org/a.css?x").read() == b""
    assert fetcher.fetch((project / "sources/in.svg").as_uri()).read() == SVG


@pytest.mark.parametrize(
    ("address", "code", "message"),
    [
        (
            "https://example.org/a.png",
            "not-fetched",
            '"https://example.org/a.png" was asked for; nothing is fetched',
        ),
        ("../../../x.png", "outside-project", "it leads out of the project"),
        ("none x.png", "missing-file", '"sources/none x.png" was asked for; there is no such file'),
        ("broken.png", "corrupt-image", 'the engine cannot draw "broken.png": '),
        ("data:image/png;base64,AAAA", "corrupt-image", 'the engine cannot draw "image data": '),
    ],
)
def test_what_the_engine_cannot_have_is_a_finding(workshop, typeset, address, code, message):
    """An image that is refused, missing or broken has a finding without a path of the machine's."""
    (workshop.root / "sources/broken.png").write_bytes(b"\x89PNG no image")

    checked = typeset(f'<p><img src="{address}" alt="word"></p>')

    assert code in codes(checked)
    assert message in messages(checked)[0]
    assert str(workshop.root) not in " ".join(messages(checked))


def test_a_chapter_says_what_it_read(workshop, typeset):
    """Images of the chapter and of the stylesheet are noted; the next chapter does not inherit them."""
    for path in ("sources/a.svg", "styles/b.svg"):
        (workshop.root / path).write_bytes(SVG)

    read = typeset('<img src="a.svg" alt="word">', "body { background: url(b.svg) }").value.read

    assert read == {"sources/a.svg": digest(SVG), "styles/b.svg": digest(SVG)}
    assert typeset("<p>word</p>").value.read == {}


def test_the_engine_logs_to_nobody_else(typeset, caplog):
    """What becomes a finding is not printed besides."""
    with caplog.at_level(logging.DEBUG):
        typeset('<img src="none.png" alt="word">', "p { colour: red }")

    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
