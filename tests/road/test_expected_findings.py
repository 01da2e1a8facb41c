"""Every chapter in ``tests/fixtures`` says in its first lines what ``pipeline check`` finds in it.

A line reads ``# expect: 7:12 unknown-label``: line, column and code of one finding, all of which are listed, in any
order. What follows the code must stand in the message or the hint. ``# expect: none`` is a chapter without mistakes.
The project round it is ``PROJECT`` below; to add a case, add a file.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from builders import MANIFEST, entry, project
from PIL import Image
from runs import Runner

FIXTURES = Path(__file__).parent.parent / "fixtures"

EXPECTATION = re.compile(r"# expect: (?:none|(\d+:\d+) ([a-z-]+)(?: (.+))?)")

PROJECT = {
    "results": """\
kind: prose
title: Results
body:
  - |
    ## Sampling {#sampling}

    The first work [@cqc-2019] and the second [@bbc-2016]. NHS trusts were open for [](fact:months-medway).
  - figure:
      label: fig-map
      image: images/dot.png
      alt: A dot.
      caption: A map.
  - table:
      label: tab-trusts
      caption: Some trusts.
      columns: [title: Trust, title: Rating]
      rows: [[Brighton, good]]
""",
    "brighton": """\
kind: story
title: Brighton
trust: {name: Brighton Trust, type: acute, region: South East}
ratings: [{published: 2019-01-08, overall: good}]
body: It improved.
""",
    "list": "kind: references\ntitle: References\n",
}
"""What a fixture can refer to: figure:results/fig-map, table:results/tab-trusts, heading:results/sampling,
story:brighton, chapter:results; the citations @cqc-2019 and @bbc-2016; the image images/dot.png; the fact
fact:months-medway; the abbreviation NHS; the data file data/shares.csv."""

STYLES = {"styles/screen.css": ""}

REFERENCES = """\
cqc-2019: {type: report, author: Care Quality Commission, title: Driving improvement, issued: 2019}
bbc-2016: {type: webpage, author: BBC, title: A deficit, issued: 2016-08}
"""

KNOWN = {
    "sources/references.yaml": REFERENCES,
    "sources/facts.yaml": "months-medway: {text: 44 months, value: 44, unit: months, about: [Medway, special measures], source: cqc-2019}\n",
    "sources/abbreviations.yaml": "NHS: National Health Service\n",
    "sources/data/shares.csv": "name,Good,Bad\nAcute,60,40\nCommunity,70,30\n",
}


def dot(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (8, 8), "black").save(path)


@pytest.mark.parametrize("fixture", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.stem)
def test_finds_what_the_fixture_expects(fixture: Path, tmp_path: Path, run: Runner) -> None:
    """A chapter's mistakes are found where its first lines say, and nothing else is."""
    content = fixture.read_bytes()
    expectations = [EXPECTATION.fullmatch(line) for line in content.decode("utf-8-sig").splitlines()]
    written = [match for match in expectations if match]
    assert written, "the fixture has no line that begins with '# expect: '"
    expected = sorted(f"{match[1]} {match[2]}" for match in written if match[1])
    name = fixture.stem
    listed = "".join(map(entry, [name, *PROJECT]))
    files = KNOWN | STYLES | {f"sources/{name}.yaml": content}
    root = project(tmp_path, PROJECT, manifest=MANIFEST + listed, files=files)
    dot(root / "sources" / "images" / "dot.png")

    answer = run(root, "check")

    here = f"sources/{name}.yaml:"
    assert expected == sorted(found.removeprefix(here) for found in answer.found)
    assert [words for match in written if (words := match[3]) and words not in answer.said] == []
    assert answer.code == (1 if answer.errors else 0)
