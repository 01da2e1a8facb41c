"""What reports are made with is known without loading it."""

import importlib.metadata
import subprocess
import sys

import pytest
from runs import environment

from pipeline.cache.toolchain import (
    ABSENT,
    LIBRARIES,
    PACKAGES,
    Library,
    library_versions,
    package_versions,
    quick_toolchain,
    source_digest,
    toolchain,
)


@pytest.mark.parametrize("name", PACKAGES)
def test_versions_are_those_that_are_installed(name):
    """Each package's version is the one that the standard library tells, which takes longer."""
    assert dict(package_versions())[name] == importlib.metadata.version(name)


def test_names_of_packages_are_compared_in_their_normal_form(tmp_path):
    """Installers spell names in several ways; a package that is not there, or there twice, is another machine."""
    for folder in ("Zope.Interface-5.0.dist-info", "pillow-11.0.egg-info", "two-1.0.dist-info", "two"):
        (tmp_path / "one" / folder).mkdir(parents=True)
    (tmp_path / "other" / "two-2.0-py3.11.egg-info").mkdir(parents=True)
    folders = [str(tmp_path / name) for name in ("one", "none", "other")]

    found = dict(package_versions(("zope-interface", "pillow", "two", "three"), folders))

    assert found == {"zope-interface": "5.0", "pillow": "11.0", "two": "1.0, 2.0", "three": ABSENT}


def test_edited_code_is_another_tool(tmp_path):
    """A line, a name or a layout that changes makes another digest; what Python compiles of it does not count."""
    (tmp_path / "layouts").mkdir()
    (tmp_path / "a.py").write_text("a = 1")
    (tmp_path / "layouts" / "a.j2").write_text("<p>")
    digests = [source_digest(tmp_path)]

    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("")
    assert digests == [source_digest(tmp_path)]

    (tmp_path / "a.py").write_text("a = 2")
    digests.append(source_digest(tmp_path))
    (tmp_path / "layouts" / "a.j2").write_text("<b>")
    digests.append(source_digest(tmp_path))
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    digests.append(source_digest(tmp_path))
    assert len(set(digests)) == 4


def test_system_libraries_tell_their_versions():
    """The libraries that the engine opens here are found, each with a version in figures."""
    versions = dict(library_versions())

    assert set(versions) == set(LIBRARIES)
    assert [name for name in ("pango", "harfbuzz", "fontconfig") if not versions[name][0].isdigit()] == []


def test_a_library_that_is_not_there_is_known_as_such():
    """Nothing is raised for it here: the engine says it better, and a cache must not keep a build from that."""
    library = Library(("libnone.so.0", "libother.so.0"), "version")

    def load(name):
        if name == "libnone.so.0":
            raise OSError("no such file")
        return object()

    assert dict(library_versions({"none": library}, load)) == {"none": ABSENT}


def test_the_toolchain_names_everything():
    """Our own code, Python, packages and libraries are all there; the quick one leaves libraries out."""
    assert set(toolchain()) == {"report-pipeline", "layouts", "python", "zlib", *PACKAGES, *LIBRARIES}
    assert toolchain() == {**quick_toolchain(), **dict(library_versions())}


def test_a_layout_that_changes_is_noticed_in_the_same_process(tmp_path):
    """Layouts are read anew when they change, so a process that goes on must not take them for what they were."""
    layout = tmp_path / "prose.html.j2"
    layout.write_text("<p>")
    before = quick_toolchain(tmp_path)
    layout.write_text("<div>")

    assert before != quick_toolchain(tmp_path)


def test_asking_loads_nothing():
    """Neither an engine nor a parser of package metadata is imported for it: a build without changes asks, too."""
    script = "import sys, pipeline.cache.toolchain as t; t.toolchain(); print(*sys.modules, sep='\\n')"
    run = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    heavy = {"weasyprint", "pypdf", "msgspec", "pydantic", "importlib.metadata", "PIL", "fontTools"}
    assert heavy & set(run.stdout.splitlines()) == set()
