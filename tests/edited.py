"""Small projects that are edited: a state of one as a value, edits as functions, and its files brought to a folder."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from builders import ONE_FONT, REPOSITORY, entry
from hypothesis import strategies as st
from PIL import Image

OTHER_FONT = "styles/fonts/source-sans/SourceSans3-Light.ttf"

CONTENTS = "kind: contents\ntitle: Contents\n"


def prose(title: str, body: str) -> str:
    """Return a chapter of prose with a body of one Markdown string."""
    lines = "".join(f"  {line}\n" if line else "\n" for line in body.splitlines())
    return f"kind: prose\ntitle: {title}\nbody: |\n{lines}"


def png(colour: str, size: tuple[int, int] = (40, 20)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return file.getvalue()


def svg(colour: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
        f'<rect width="20" height="10" fill="{colour}"/></svg>'
    ).encode()


FIGURE = """\
kind: prose
title: Shown
body:
  - |
    As [](figure:it) shows.
  - figure:
      label: it
      image: images/it.{suffix}
      alt: A field of colour.
      caption: It
"""

CHART = """\
kind: prose
title: Drawn
body:
  - chart:
      kind: bars
      title: Months
      message: Some took longer.
      unit: months
      source: Our sums.
      series: [Months]
      data: data/months.csv
"""

TEXTS: tuple[str, ...] = (
    prose("Short", "A few words."),
    prose("Longer", "\n\n".join(["Some words of running text that go on."] * 14)),
    prose("Quoting", "\n".join(f"Pages of [it](chapter:{name}){{.page}}." for name in ("one", "two", "three"))),
    prose("Leading", "See [the third](chapter:three), and what the [first](chapter:one) says."),
    prose("Doubled", "It was one of the the first.\n\n" + "Further words of running text. " * 20),
    prose("Counted", "There were [](fact:trusts) of them."),
    prose("Unlettered", "A word of 漢字 that no font has."),
    prose("Too long", "Anextraordinarilylongwordthatnobodywoulddividebecauseithasnoplacetodoso" * 2),
    FIGURE.format(suffix="png"),
    FIGURE.format(suffix="svg"),
    CHART,
    prose("Wrong", "It leads [nowhere](chapter:nowhere)."),
)  # fmt: skip

SCREEN: tuple[str, ...] = (
    '@import "type.css";\n@page { size: 90mm 60mm; margin: 8mm; @bottom-center { content: counter(page) } }\n',
    '@import "type.css";\n@page { size: 90mm 70mm; margin: 8mm 8mm 9mm; @bottom-center { content: counter(page) } }\n@page :left { margin-left: 14mm }\n',
    # The engine says of the stylesheet what it meets in a chapter.
    '@import "type.css";\n@page { size: 90mm 60mm; margin: 8mm }\n:root { --odd: 12 }\narticle p { text-indent: var(--odd) }\n',
    # Only one kind of chapter meets the rule.
    '@import "type.css";\n@page { size: 90mm 60mm; margin: 8mm }\n:root { --odd: 12 }\nfigcaption { text-indent: var(--odd) }\n',
    '@import "type.css";\n@page { size: 90mm 60mm; margin: 8mm }\nh1 { background: url(it.png) }\n',
    '@import "type.css";\n@import "more.css";\n@page { size: 90mm 60mm; margin: 8mm }\n',
    '@import "type.css";\n@font-face { font-family: "Source Sans 3"; src: url(own/face.ttf) }\n@page { size: 90mm 60mm }\n',
)  # fmt: skip

_TYPE = "* {{ font: 400 {size}pt/1.3 'Source Sans 3' }}\nbody {{ color: black; background: white }}\n"

FILES: Mapping[str, tuple[bytes | None, ...]] = {
    "styles/screen.css": tuple(text.encode() for text in SCREEN),
    "styles/type.css": (_TYPE.format(size=10).encode(), _TYPE.format(size=8).encode()),
    "styles/more.css": (None, b"p { margin: 1mm }\n", b"p { margin: 3mm }\n"),
    "styles/it.png": (None, png("white", (4, 4)), png("ivory", (4, 4))),
    "styles/own/face.ttf": (
        None,
        (REPOSITORY / OTHER_FONT).read_bytes(),
        (REPOSITORY / ONE_FONT).read_bytes(),
    ),
    "styles/fonts/a.ttf": ((REPOSITORY / ONE_FONT).read_bytes(), (REPOSITORY / OTHER_FONT).read_bytes()),
    "styles/fonts/b.ttf": (None, (REPOSITORY / OTHER_FONT).read_bytes(), (REPOSITORY / ONE_FONT).read_bytes()),
    "sources/images/it.png": (png("navy"), png("teal"), png("navy", (20, 20)), None),
    "sources/images/it.svg": (svg("navy"), svg("teal"), None),
    "sources/data/months.csv": (b"name,Months\nBrighton,29\nMedway,44\n", b"name,Months\nBrighton,9\n", None),
    "sources/references.yaml": (
        b"own: {type: webpage, author: {family: Baker, given: Ted}, title: A count, issued: 2019, url: 'https://example.org/'}\n",
    ),
    "sources/facts.yaml": tuple(
        f"trusts:\n  text: {number} trusts\n  value: {number}\n  unit: trusts\n  source: own\n".encode() for number in (37, 38)
    ),
}  # fmt: skip
"""What may stand in each file beside the manifest and the chapters: first what does at the beginning."""

MOMENTS = (None, "86400", "1571356800")


@dataclass(frozen=True)
class Entry:
    """A chapter: its id, its file, its part, and its words by their number."""

    id: str
    file: str
    part: str
    text: int

    @property
    def words(self) -> str:
        return CONTENTS if self.text < 0 else TEXTS[self.text]


@dataclass(frozen=True)
class State:
    """A project at one moment.

    Attributes:
        chapters: in order.
        chosen: number of the content of each of :data:`FILES`, where it is not the first.
        moment: SOURCE_DATE_EPOCH.
    """

    chapters: tuple[Entry, ...]
    title: str = "A test report"
    opens_on: str = "any"
    chosen: Mapping[str, int] = field(default_factory=dict)
    moment: str | None = None

    def files(self) -> dict[str, bytes]:
        """Return everything that stands in the project, by path."""
        files = {path: contents[self.chosen.get(path, 0)] for path, contents in FILES.items()}
        manifest = (
            f"title: {self.title}\npublisher: Test publisher\ndate: 2019-11-01\nlanguage: en-GB\n"
            f"opens_on: {self.opens_on}\nchapters:\n"
        )
        manifest += "".join(entry(each.id, each.file, each.part) for each in self.chapters)
        files["sources/report.yaml"] = manifest.encode()
        files |= {f"sources/{each.file}": each.words.encode() for each in self.chapters}
        return {path: content for path, content in files.items() if content is not None}


BEGINNING = State(
    (
        Entry("contents", "contents.yaml", "front", -1),
        Entry("one", "one.yaml", "body", 3),
        Entry("two", "two.yaml", "body", 1),
        Entry("three", "three.yaml", "body", 2),
    )
)

Edit = Callable[[State], State]


def bring(root: Path, state: State) -> None:
    """Make a folder's files those of a state; what is the same is not written, and what is changed is overwritten in place."""
    wanted = state.files()
    for folder in ("sources", "styles"):
        for file in sorted((root / folder).rglob("*"), reverse=True):
            if file.is_file() and file.relative_to(root).as_posix() not in wanted:
                file.unlink()
    for path, content in wanted.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_bytes() != content:
            file.write_bytes(content)


def _at(state: State, index: int, **changes: object) -> State:
    chapters = list(state.chapters)
    index %= len(chapters)
    chapters[index] = replace(chapters[index], **changes)  # type: ignore[arg-type] # as tests name them
    return replace(state, chapters=tuple(chapters))


def words(index: int, text: int) -> Edit:
    return lambda state: _at(state, index, text=text)


def part(index: int, name: str) -> Edit:
    return lambda state: _at(state, index, part=name)


def renamed(index: int, name: str) -> Edit:
    """Give a chapter another id, unless one has it."""
    return lambda state: state if name in {each.id for each in state.chapters} else _at(state, index, id=name)


def refiled(index: int, name: str) -> Edit:
    """Give a chapter another file, unless one has it."""
    return lambda state: (
        state if name in {each.file for each in state.chapters} else _at(state, index, file=name)
    )


def added(index: int, name: str, text: int) -> Edit:
    def edit(state: State) -> State:
        if name in {each.id for each in state.chapters} or f"{name}.yaml" in {e.file for e in state.chapters}:
            return state
        at = index % (len(state.chapters) + 1)
        new = Entry(name, f"{name}.yaml", "body", text)
        return replace(state, chapters=(*state.chapters[:at], new, *state.chapters[at:]))

    return edit


def removed(index: int) -> Edit:
    def edit(state: State) -> State:
        at = index % len(state.chapters)
        left = (*state.chapters[:at], *state.chapters[at + 1 :])
        return replace(state, chapters=left) if left else state

    return edit


def moved(index: int, to: int) -> Edit:
    def edit(state: State) -> State:
        chapters = list(state.chapters)
        one = chapters.pop(index % len(chapters))
        chapters.insert(to % (len(chapters) + 1), one)
        return replace(state, chapters=tuple(chapters))

    return edit


def written(path: str, number: int) -> Edit:
    return lambda state: replace(state, chosen={**state.chosen, path: number})


def about(**changes: str | None) -> Edit:
    return lambda state: replace(state, **changes)  # type: ignore[arg-type] # as tests name them


_NAMES = st.sampled_from(["one", "two", "three", "four", "five"])
_INDEX = st.integers(0, 5)
_TEXT = st.integers(0, len(TEXTS) - 1)
_WRITTEN = st.sampled_from(
    [(path, number) for path, contents in FILES.items() for number in range(len(contents))]
)

EDITS: st.SearchStrategy[tuple[object, ...]] = st.one_of(
    st.tuples(st.just("words"), _INDEX, _TEXT),
    st.tuples(st.just("words"), _INDEX, st.integers(0, 4)),
    st.tuples(st.just("added"), _INDEX, _NAMES, _TEXT),
    st.tuples(st.just("removed"), _INDEX),
    st.tuples(st.just("moved"), _INDEX, _INDEX),
    st.tuples(st.just("renamed"), _INDEX, _NAMES),
    st.tuples(st.just("refiled"), _INDEX, _NAMES.map("{}.yaml".format)),
    st.tuples(st.just("part"), _INDEX, st.sampled_from(["front", "body", "back"])),
    st.tuples(st.just("written"), _WRITTEN),
    st.tuples(st.just("titled"), st.sampled_from(["A test report", "Another"])),
    st.tuples(st.just("opens_on"), st.sampled_from(["any", "right"])),
    st.tuples(st.just("moment"), st.sampled_from(MOMENTS)),
)
"""Edits as they are drawn: words that :func:`edit_of` reads, so that an example that fails can be read, too."""


def edit_of(drawn: tuple[object, ...]) -> Edit:
    """Return the edit that is meant."""
    match drawn:
        case ("written", (str(path), int(number))):
            return written(path, number)
        case ("titled", str(title)):
            return about(title=title)
        case ("opens_on", str(side)):
            return about(opens_on=side)
        case ("moment", moment):
            return about(moment=moment)  # type: ignore[arg-type] # as it was drawn
        case (str(name), *rest):
            made: Edit = {
                "words": words, "added": added, "removed": removed, "moved": moved,
                "renamed": renamed, "refiled": refiled, "part": part,
            }[name](*rest)  # fmt: skip
            return made
        case _:
            raise AssertionError(drawn)
