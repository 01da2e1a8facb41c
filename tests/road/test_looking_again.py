"""Looking again finds what looking for the first time finds: in a warm process, and in a new one with what is kept."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Final

from builders import ONE_FONT, REPOSITORY, project
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.build import check
from pipeline.cache.recent import Recent

MANIFEST: Final = """\
title: A test report
publisher: Test publisher
date: 2019-11-01
language: en-GB
chapters:
  - {id: contents, file: contents.yaml, part: front}
  - {id: one, file: one.yaml, part: body}
  - {id: two, file: two.yaml, part: body}
  - {id: short, file: short.yaml, part: back}
  - {id: works, file: works.yaml, part: back}
"""

ONE: Final = """\
kind: prose
title: One
body:
  - |
    The ICB led [two](heading:two/aims){.page}, and [two again](table:two/beds) [@cqc-2019].[^note]

    It took [](fact:months) - a long time.

    [^note]: A note [@bbc-2016].
  - figure: {label: plan, image: images/plan.svg, alt: A plan, caption: The plan}
  - figure: {image: images/dot.png, alt: A dot, caption: The dot}
"""

TWO: Final = """\
kind: prose
title: Two
allow:
  - {code: doubled-word, words: the the, reason: It is said so.}
body:
  - |
    ## Aims

    They said the the same of one thing.
  - table: {label: beds, caption: Beds, columns: [{title: Ward}, {title: Beds, align: right}], data: data/beds.csv}
  - chart:
      kind: bars
      title: Months
      message: It took 29 months.
      unit: months
      source: "[@cqc-2019]"
      series: [Months]
      rows: [{name: Here, values: [{fact: months}]}]
"""

WORKS: Final = """\
cqc-2019: {type: report, author: Care Quality Commission, title: Beds, issued: 2019}
bbc-2016: {type: webpage, author: BBC, title: Wards, issued: 2016}
"""

PLAN: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    '<text font-family="Source Sans 3">a</text></svg>'
)

DOT: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)

FILES: Final[dict[str, str | bytes]] = {
    "sources/report.yaml": MANIFEST,
    "sources/contents.yaml": "kind: contents\ntitle: Contents\n",
    "sources/short.yaml": "kind: abbreviations\ntitle: Abbreviations\n",
    "sources/works.yaml": "kind: references\ntitle: References\n",
    "sources/one.yaml": ONE,
    "sources/two.yaml": TWO,
    "sources/references.yaml": WORKS,
    "sources/facts.yaml": "months: {text: 29 months, value: 29, unit: months, source: cqc-2019}\n",
    "sources/abbreviations.yaml": "ICB: integrated care board\n",
    "sources/words.txt": "reorganise\n",
    "sources/data/beds.csv": "Ward,Beds\nNorth,12\n",
    "sources/images/plan.svg": PLAN,
    "sources/images/dot.png": DOT,
    "styles/screen.css": '@import "tokens.css";\np { color: var(--ink) }\nh1 { background: url(dot.png) }\n',
    "styles/tokens.css": ":root { --ink: #123 }\n",
    "styles/dot.png": DOT,
    "styles/fonts/one.ttf": (REPOSITORY / ONE_FONT).read_bytes(),
}

_SEPARATOR: Final = "  - {id: two, file: two.yaml, part: body}\n"

EDITS: Final[tuple[tuple[str, str | bytes | None], ...]] = (
    ("sources/one.yaml", ONE.replace("a long time", "a longer time")),
    ("sources/one.yaml", ONE.replace("- a long time", "– a lnog time in the the ICB (the board)")),
    ("sources/one.yaml", ONE.replace("two/aims", "two/amis")),
    ("sources/one.yaml", ONE.replace("bbc-2016", "bbc-2017")),
    ("sources/one.yaml", ONE.replace("caption: The dot", "captoin: The dot")),
    ("sources/one.yaml", f"# A comment.\n\n{ONE}"),
    ("sources/one.yaml", None),
    ("sources/two.yaml", TWO.replace("the the", "the")),
    ("sources/two.yaml", TWO.replace("## Aims", "## Ends {#aims}")),
    ("sources/two.yaml", ONE),
    ("sources/references.yaml", WORKS.replace("Beds", "More beds")),
    ("sources/references.yaml", WORKS.replace("bbc-2016:", "bbc-2015:")),
    ("sources/facts.yaml", "months: {text: 30 months, value: 30, unit: months, source: cqc-2019}\n"),
    ("sources/abbreviations.yaml", "ICB: interesting care board\nUNO: one\n"),
    ("sources/words.txt", "lnog\n"),
    ("sources/data/beds.csv", "Ward,Beds\nNorth,13\n"),
    ("sources/data/beds.csv", "Ward,Bed\nNorth,13\n"),
    ("sources/data/beds.csv", None),
    ("sources/images/plan.svg", PLAN.replace(">a<", ">☃<")),
    ("sources/images/plan.svg", PLAN.replace("0 0 9 9", "0 0 9 18")),
    ("sources/images/plan.svg", PLAN[:60]),
    ("sources/images/dot.png", DOT[:50]),
    ("sources/images/dot.png", None),
    ("sources/report.yaml", MANIFEST.replace("A test report", "Another")),
    ("sources/report.yaml", MANIFEST.replace("en-GB", "fr")),
    ("sources/report.yaml", MANIFEST.replace(_SEPARATOR, "")),
    ("sources/report.yaml", MANIFEST.replace("id: two,", "id: second,")),
    ("sources/report.yaml", MANIFEST.replace(_SEPARATOR, "") + _SEPARATOR.replace("body", "back")),
    ("sources/report.yaml", MANIFEST.replace("file: two.yaml", "file: one.yaml")),
    ("styles/tokens.css", ":root { --ink: #124 }\n"),
    ("styles/tokens.css", ":root { --inc: #123 }\n"),
    ("styles/tokens.css", None),
    ("styles/screen.css", "p { color: red "),
    ("styles/dot.png", DOT[:50]),
    ("styles/dot.png", None),
    ("styles/fonts/one.ttf", b"no font"),
    ("styles/fonts/one.ttf", None),
)
"""Files and what they become; what is no edit's is as it was."""


def write(root: Path, path: str, content: str | bytes | None) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    if content is None:
        file.unlink(missing_ok=True)
    else:
        file.write_bytes(content if isinstance(content, bytes) else content.encode())


def look(root: Path, recent: Recent | None = None) -> tuple[object, ...]:
    """Return all that a check gives, without what it remembers by."""
    checked = check(root, recent=recent)
    prepared = checked.value
    if prepared is None:
        return (checked.findings,)
    numbered = prepared.numbered
    words = (repr(numbered.report), dict(numbered.targets), numbered.citations)
    return checked.findings, prepared.marked, prepared.sheets, numbered.report, *words


def small(root: Path) -> Path:
    return project(root, {}, files=FILES)


def test_a_sound_report_is_sound_again(tmp_path: Path) -> None:
    """What the law below begins with has chapters that are kept, so that there is something to be stale."""
    recent = Recent()
    first = look(small(tmp_path), recent)

    assert first[0] == ()
    assert look(tmp_path, recent) == look(tmp_path) == first


@given(st.lists(st.sets(st.sampled_from(EDITS), max_size=3), min_size=1, max_size=5))
@settings(deadline=None, max_examples=10)
def test_looking_again_finds_what_looking_first_finds(
    saves: list[set[tuple[str, str | bytes | None]]],
) -> None:
    """After any files were saved, in any order and back: the same findings, HTML, sheets and report."""
    with tempfile.TemporaryDirectory() as folder:
        root, recent = small(Path(folder)), Recent()
        look(root, recent)
        for save in saves:
            for path, content in {**FILES, **dict(sorted(save, key=repr))}.items():
                write(root, path, content)

            warm, anew = look(root, recent), look(root)
            shutil.rmtree(root / "build")

            assert warm == anew == look(root)


def test_a_file_that_becomes_a_link_is_looked_at_again(tmp_path: Path) -> None:
    """A chapter, an image, a font and a sheet that lead out of the project are refused, warm or not, with equal content."""
    root, elsewhere, recent = small(tmp_path / "in"), tmp_path / "out", Recent()
    look(root, recent)
    for path in ("sources/two.yaml", "sources/images/plan.svg", "styles/fonts/one.ttf", "styles/tokens.css"):
        write(elsewhere, path, FILES[path])
        (root / path).unlink()
        (root / path).symlink_to(elsewhere / path)

        warm, anew = look(root, recent), look(root)

        assert "outside-project" in {finding.code for finding in warm[0]}  # type: ignore[attr-defined]
        assert warm == anew
        (root / path).unlink()
        write(root, path, FILES[path])
