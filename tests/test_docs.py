"""The documents say what is so: recipes, commands, targets, kinds and blocks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import REPOSITORY

from pipeline.cli.parser import command_names
from pipeline.model.blocks import BLOCK_ENTRIES
from pipeline.model.chapters import KINDS
from pipeline.reading.markdown import CROSSREF_KINDS

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
ARCHITECTURE = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
MAKEFILE = (REPOSITORY / "Makefile").read_text(encoding="utf-8")

PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*|[\w-]+\.(?:toml|txt|md))(?::([^`\s]+))?`")


def paths_in(text: str) -> list[tuple[str, str | None]]:
    made = ("build/", "dist/", "tmp/")
    return [(path, name or None) for path, name in PATH.findall(text) if not path.startswith(made)]


@pytest.mark.parametrize(("path", "name"), sorted(set(paths_in(CONTRIBUTING)), key=str))
def test_every_step_of_a_recipe_leads_somewhere(path: str, name: str | None) -> None:
    """Each path of CONTRIBUTING.md exists, and holds the name that stands behind it."""
    file = REPOSITORY / path

    assert file.exists()
    assert name is None or name in file.read_text(encoding="utf-8")


def test_readers_and_layouts_know_every_block_kind() -> None:
    """A block kind that a body can hold has a reader and a macro."""
    from pipeline.reading.body import _READERS  # noqa: PLC0415 - the table that the recipe names

    assert set(BLOCK_ENTRIES) == set(_READERS)


def test_every_chapter_kind_has_a_layout() -> None:
    """The word behind kind: is the name of a layout file."""
    layouts = {path.name.removesuffix(".html.j2") for path in (REPOSITORY / "pipeline/layouts").glob("*.j2")}

    assert set(KINDS) <= layouts


@pytest.mark.parametrize("word", sorted({*KINDS, *BLOCK_ENTRIES, *(f"{kind}:" for kind in CROSSREF_KINDS)}))
def test_the_readme_names_what_an_author_can_write(word: str) -> None:
    """Every chapter kind, block kind and crossref kind stands in the README."""
    assert f"`{word}`" in README or f"({word}" in README


def test_targets_named_in_documents_exist() -> None:
    """Every make target that a document names is in the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", README + CONTRIBUTING + ARCHITECTURE, re.MULTILINE))

    assert named <= targets


def test_the_two_commands_stand_first() -> None:
    """A newcomer reads make report and make test before anything else that can be typed."""
    (first, *_) = re.findall(r"```\n(.*?)```", README, re.DOTALL)

    assert first == "make report\nmake test\n"


def test_commands_named_in_documents_exist() -> None:
    """Every pipeline command that a document names is one, and every command is named."""
    named = set(re.findall(r"`pipeline (?:-[\w]+ )*([a-z]+)", README + CONTRIBUTING + ARCHITECTURE))
    by_target = set(re.findall(r"pipeline ([a-z]+) \$\(OPTIONS\)", MAKEFILE))

    assert named | by_target == set(command_names())


def test_the_drawing_of_the_rooms_is_the_contract() -> None:
    """The layers in ARCHITECTURE.md are those that the import linter enforces."""
    contract = re.search(
        r"^layers = \[\n(.*?)\]", (REPOSITORY / "pyproject.toml").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    drawing = re.search(r"^    cli > .*?(?=\n\n)", ARCHITECTURE, re.DOTALL | re.MULTILINE)
    assert contract
    assert drawing
    enforced = [re.findall(r"\w+", layer) for layer in re.findall(r'"(.*?)"', contract[1])]
    drawn = [re.findall(r"\w+", layer) for layer in drawing[0].split(">")]

    assert [[room for room in layer if room != "pipeline"] for layer in enforced] == drawn


def test_relative_links_lead_somewhere() -> None:
    """Links and pictures of the documents exist."""
    for text in (README, CONTRIBUTING, ARCHITECTURE):
        for address in re.findall(
            r"\]\((?!https?:|[a-z]+:)([^)#{]+)\)", re.sub(r"`[^`]*`|```.*?```", "", text, flags=re.DOTALL)
        ):
            assert Path(REPOSITORY / address).exists(), address
